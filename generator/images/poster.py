"""A poster of 1080 pixels for groups and moments: drawn once as a list of shapes, then as SVG or as PNG."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

from generator.images import qr
from generator.images.lettering import LINE, SANS, SERIF, Hand, broken, fitted_by, write

WIDTH, HEIGHT = 1080, 1440
_MARGIN = 84
_INK, _RED, _GOLD, _QUIET, _TEXT = "#17365f", "#8f2415", "#f0c878", "#595959", "#333333"
#: Families by font file, for who draws the SVG with fonts of their own.
_FAMILIES = {SERIF: "'Songti SC','Source Han Serif SC','Noto Serif CJK SC',SimSun,serif"}
_SANS_FAMILY = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
#: A Latin letter or a figure takes about so much of a Chinese character's width.
_NARROW = 0.6


@dataclass(frozen=True, slots=True)
class Words:
    """What a poster says."""

    label: str
    title: str
    summary: str
    source: str
    column: str
    #: Where its QR code leads.
    address: str


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of words; `x`, `y` is the left end of the first at its middle height."""

    x: float
    y: float
    lines: Sequence[str]
    hand: Hand


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with its quiet zone; `x`, `y` is its upper left corner."""

    x: float
    y: float
    rows: Sequence[Sequence[bool]]
    scale: int


Shape: TypeAlias = Box | Lines | Code


def shapes(words: Words) -> Iterator[Shape]:
    """The poster, from the ground up."""
    inner = WIDTH - 2 * _MARGIN
    yield Box(0, 0, WIDTH, HEIGHT, "#ffffff")
    yield Box(0, 0, WIDTH, 620, _INK)
    yield Box(0, 620, WIDTH, 12, _RED)
    yield Lines(_MARGIN, 110, [words.label], Hand(SANS, 36, _GOLD))
    yield Box(_MARGIN, 150, 88, 6, _GOLD)
    size, lines = fitted_by(_width, words.title, inner, 380, 76)
    yield Lines(
        _MARGIN, 190 + (380 - len(lines) * size * LINE) / 2 + size * LINE / 2, lines, Hand(SERIF, size, "#ffffff")
    )
    size, lines = fitted_by(_width, words.summary, inner, 330, 42)
    yield Lines(_MARGIN, 720, lines, Hand(SANS, size, _TEXT))
    rows = qr.modules(words.address)
    scale = 290 // (len(rows) + 2 * qr.QUIET_ZONE)
    side = scale * (len(rows) + 2 * qr.QUIET_ZONE)
    left = WIDTH - _MARGIN - side
    yield Code(left, 1090, rows, scale)
    yield Lines(left + side / 2 - 96, 1090 + side + 24, ["扫码看全文"], Hand(SANS, 38, _QUIET))
    source = broken(words.source, left - _MARGIN - 40, lambda text: _width(text, 32))[:3]
    yield Lines(_MARGIN, 1180, source, Hand(SANS, 32, _QUIET))
    yield Lines(_MARGIN, 1330, [words.column], Hand(SERIF, 44, _INK))


def _width(text: str, size: int) -> float:
    """About how wide words are in any Chinese font: a poster is drawn with fonts that are not known here."""
    return sum(size * (1 if ord(char) > 0x2000 else _NARROW) for char in text)


def svg(words: Words) -> bytes:
    """For a browser, which draws it with the fonts that it has."""
    made = "".join(map(_drawn, shapes(words)))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
    return f"{head}<title>{escape(words.title)}</title>{made}</svg>\n".encode()


def _drawn(shape: Shape) -> str:
    if isinstance(shape, Box):
        place = f'x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}"'
        return f'<rect {place} fill="{shape.fill}"/>'
    if isinstance(shape, Lines):
        hand = shape.hand
        family = _FAMILIES.get(hand.name, _SANS_FAMILY)
        texts = "".join(
            # The base line of Chinese type lies about 0.36 of its size below the middle.
            f'<text x="{shape.x:g}" y="{shape.y + n * hand.size * LINE + hand.size * 0.36:g}">{escape(line)}</text>'
            for n, line in enumerate(shape.lines)
        )
        return f'<g font-family="{family}" font-size="{hand.size}" fill="{hand.ink}">{texts}</g>'
    zone, scale = qr.QUIET_ZONE, shape.scale
    path = "".join(
        f"M{shape.x + (x + zone) * scale:g} {shape.y + (y + zone) * scale:g}h{scale}v{scale}h-{scale}z"
        for y, row in enumerate(shape.rows)
        for x, dark in enumerate(row)
        if dark
    )
    return f'<path d="{path}" fill="#000000"/>'


def png(words: Words) -> bytes:
    """Drawn here, with the font of the program."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    for shape in shapes(words):
        if isinstance(shape, Box):
            draw.rectangle((shape.x, shape.y, shape.x + shape.width - 1, shape.y + shape.height - 1), fill=shape.fill)
        elif isinstance(shape, Lines):
            write(draw, (shape.x, shape.y), shape.lines, shape.hand, "lm")
        else:
            image.paste(qr.image(shape.rows, shape.scale).convert("RGB"), (int(shape.x), int(shape.y)))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
