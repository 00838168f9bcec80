"""An address as a QR code (GB/T 18284, ISO/IEC 18004): as SVG for pages, as rows of modules for what is drawn.

The only maker of QR codes: pages, posters and files to download all show the same one.
"""

import base64
import io
from collections.abc import Sequence
from functools import lru_cache

import segno
from PIL import Image

#: Modules of white around the code; a reader that sees fewer may not find it.
QUIET_ZONE = 4
#: At most so many pixels a side has a code that is printed or put into a picture; cards.js says the same.
PIXELS = 600
#: Readers take every mask alike. Judging all eight by the standard's penalties takes four fifths of the time.
_MASK = 2


def svg(address: str, title: str) -> str:
    """The code as an `svg` element to stand in a page: named by its title, as large as its style sheet says.

    Always dark on white: many readers do not take an inverted code.
    """
    made: str = _made(address).svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", title=title, omitsize=True, svgclass="qr", lineclass=None
    )
    return made.replace("<svg ", '<svg role="img" ', 1)


def png(address: str) -> bytes:
    """The code as a PNG to be printed or put into a picture; every module has the same number of pixels."""
    rows = modules(address)
    scale = max(PIXELS // (len(rows) + 2 * QUIET_ZONE), 1)
    out = io.BytesIO()
    image(rows, scale).save(out, "PNG", optimize=True)
    return out.getvalue()


def image(rows: Sequence[Sequence[bool]], scale: int) -> Image.Image:
    """The modules as a picture in black and white, `scale` pixels each, with the quiet zone."""
    side = len(rows) + 2 * QUIET_ZONE
    made = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            if dark:
                made.putpixel((x, y), 0)
    return made.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, dark ones true, without the quiet zone."""
    return tuple(tuple(bool(module) for module in row) for row in _made(address).matrix)


def packed(address: str) -> str:
    """The modules row by row, a bit each, in base64: for a browser that draws the code itself."""
    bits = "".join("1" if module else "0" for row in modules(address) for module in row)
    bits += "0" * (-len(bits) % 8)
    return base64.b64encode(int(bits, 2).to_bytes(len(bits) // 8, "big")).decode()


@lru_cache(maxsize=256)
def _made(address: str) -> segno.QRCode:
    """Kept, as a record's page and its article show the same one."""
    return segno.make(address, error="m", micro=False, mask=_MASK)
