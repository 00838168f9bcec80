"""A page put into a frame: the theme's HTML around its slots, split once, joined for each page."""

import re
from dataclasses import dataclass

from markupsafe import escape

from generator.site.site import File, Page

_SLOT = re.compile(r"<!--@([a-z]+)-->")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Literal pieces and slot names in turn: `parts[0]`, slot `slots[0]`, `parts[1]`, and so on."""

    parts: tuple[bytes, ...]
    slots: tuple[str, ...]
    #: All that is around the slots.
    static: bytes


def split(html: str) -> Frame:
    """Cut the theme's HTML at its slots and give it its content security policy."""
    pieces = _SLOT.split(with_policy(html))
    parts = tuple(piece.encode() for piece in pieces[0::2])
    return Frame(parts, tuple(pieces[1::2]), b"\n".join(parts))


def render_page(page: Page, frame: Frame, site_title: str) -> File:
    """The finished page. Its title is escaped here, by what escapes in templates; head and article are safe already."""
    title = page.title if page.title == site_title else f"{page.title} - {site_title}"
    fills = {"title": escape(title).encode(), "head": page.head.encode(), "article": page.article.encode()}
    out = [frame.parts[0]]
    for slot, part in zip(frame.slots, frame.parts[1:], strict=True):
        out += (fills[slot], part)
    return File(page.address, b"".join(out))


def with_policy(html: str) -> str:
    """Put a strict policy at the start of the head: own files only, no inline script and no inline style."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return html.replace("<head>", f'<head>\n      <meta charset="utf-8">\n      {meta}', 1)
