"""What a host should send with every file: `_headers`, as common static hosts read it."""

from collections.abc import Iterator

from generator.frames import POLICY
from generator.site import File, Site

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


def headers(site: Site) -> Iterator[File]:
    """The file's paths start at the host's root, so they carry the path that the column lies under."""
    base = site.config.base_path.rstrip("/")
    lines = [f"{base}/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    for path in OPEN:
        lines += [f"{base}{path}", "  Access-Control-Allow-Origin: *"]
    yield File("_headers", ("\n".join(lines) + "\n").encode())
