"""What a host should do: headers for every file (`_headers`), old paths that lead on (`_redirects`)."""

from collections.abc import Iterator

from generator.rendering.frames import POLICY
from generator.site.moved import old_addresses
from generator.site.site import File, Site

#: The page's own policy once more, with what a meta tag can't say: who may frame it.
HEADERS = (
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
#: What other sites may read by script; there is no secret in it.
OPEN = ("/feeds/*", "/api/*")

#: What Decap CMS needs: its own scripts and styles, the forge's interface, pictures before they are sent.
CMS_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob: https:; "
    "base-uri 'none'; form-action 'none'; frame-src 'self' blob:; frame-ancestors 'none'"
)


def headers(site: Site) -> Iterator[File]:
    """The file's paths start at the host's root, so they carry the path that the column lies under."""
    base = site.config.base_path.rstrip("/")
    lines = [f"{base}/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    for path in OPEN:
        lines += [f"{base}{path}", "  Access-Control-Allow-Origin: *"]
    if site.config.admin:
        # Decap CMS makes code and styles as it runs; the mark takes the column's own policy away there.
        lines += [f"{base}/admin/*", "  ! Content-Security-Policy", f"  Content-Security-Policy: {CMS_POLICY}"]
    yield File("_headers", ("\n".join(lines) + "\n").encode())
    yield from _redirects(site, base)


def _redirects(site: Site, base: str) -> Iterator[File]:
    """`_redirects`, where a record got another id: the old path, the new one, and that it is for ever."""
    found = [
        f"{base}/{place}/{old}.html {base}/{place}/{new}.html 301\n"
        for folder, old, new in old_addresses(site)
        for place in (folder, "wechat")
    ]
    if found:
        yield File("_redirects", "".join(found).encode())
