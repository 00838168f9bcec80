"""Reads submitted pictures: only pictures, bounded, and written anew without any metadata."""

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from generator.problems import Place, Problem
from generator.source import read_bounded

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP")
#: What Pillow raises for damaged pictures, some of it from deep inside.
_FAULTS = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, MemoryError, EOFError, struct.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it will be published: re-encoded bytes (no EXIF, no position), size in pixels."""

    content: bytes
    suffix: str
    width: int
    height: int


def read_picture(file: Path, name: str) -> tuple[Picture | None, Problem | None]:
    """Read one picture; `name` is how problems call it."""
    raw, problem = read_bounded(file, name, MAX_BYTES)
    if raw is None:
        return None, problem
    try:
        return _encode(raw), None
    except _FAULTS as error:
        message = f"这不是能用的图片（{type(error).__name__}）。"
        hint = "请用 JPG、PNG 或 WebP，长宽相乘不超过 4000 万像素，并确认文件能正常打开。"
        return None, Problem(Place(name), "E306", message, hint)


def _encode(raw: bytes) -> Picture:
    with warnings.catch_warnings():
        # Damaged metadata is no matter: none of it is kept.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        given = Image.open(io.BytesIO(raw), formats=FORMATS)
        if given.width * given.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        given.load()
        opaque = given.mode in ("RGB", "L", "CMYK", "YCbCr", "1")
        image = ImageOps.exif_transpose(given).convert("RGB" if opaque else "RGBA")
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    out = io.BytesIO()
    if opaque:
        bare.save(out, "JPEG", quality=82, optimize=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), ".jpg" if opaque else ".png", bare.width, bare.height)
