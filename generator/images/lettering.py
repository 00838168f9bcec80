"""Chinese words drawn into pictures: lines broken as GB/T 15834 asks, of about the same length, as large as fits.

The font comes with a package (Noto Serif and Sans SC, SIL Open Font License), so that every machine draws the same.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import ImageDraw, ImageFont

_FONTS = "pylopdf_fonts_zh_cn"
SERIF, SANS = "NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"
#: From the top of one line to that of the next, in its size.
LINE = 1.42
_SMALLEST = 18
#: What may not begin and what may not end a line; what is not broken inside.
_NOT_FIRST = re.compile("[，。、；：？！）》」』】〉”’…—·,.;:?!)\\]}%‰℃]")
_NOT_LAST = re.compile("[（《「『【〈“‘(\\[{]$")
_PIECES = re.compile("[A-Za-z0-9.,%+/-]+[年月日届件家次个项万亿]?|——|……|.", re.DOTALL)

Measure = Callable[[str], float]


@lru_cache(maxsize=32)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of the package in a size in pixels."""
    with as_file(files(_FONTS) / name) as path:
        return ImageFont.truetype(str(path), size)


def broken(words: str, width: float, measure: Measure) -> list[str]:
    """Lines no wider than `width`, save for a piece that is wider by itself."""
    found: list[str] = []
    line = ""
    for piece in _PIECES.findall(words):
        if line and measure(line + piece) > width and not _NOT_FIRST.match(piece):
            carried = ""
            while _NOT_LAST.search(line):
                line, carried = line[:-1], line[-1] + carried
            found.append(line)
            line = carried + piece
        else:
            line += piece
    return [*filter(None, found), line]


def balanced(words: str, width: float, measure: Measure) -> list[str]:
    """As few lines as there can be, of about the same length, so that no single character stands alone in the last."""
    needed = len(broken(words, width, measure))
    low = measure(words) / needed
    while low < width and len(broken(words, low, measure)) > needed:
        low += width / 40
    return broken(words, min(low, width), measure)


def fitted(words: str, width: int, height: int, largest: int, name: str = SERIF) -> tuple[int, list[str]]:
    """The largest size in which words of a font fit into a box, and their lines."""
    for size in range(largest, _SMALLEST, -2):
        measure = font(name, size).getlength
        found = balanced(words, width, measure)
        if len(found) * size * LINE <= height and all(measure(line) <= width + size / 2 for line in found):
            return size, found
    return _SMALLEST, broken(words, width, font(name, _SMALLEST).getlength)


@dataclass(frozen=True, slots=True)
class Hand:
    """How words are written: which font, how large, in which ink."""

    name: str
    size: int
    ink: str


def write(draw: ImageDraw.ImageDraw, at: tuple[float, float], lines: Sequence[str], hand: Hand, anchor: str) -> None:
    """Lines one below the other; `at` is where the first has its left end (`lm`) or its middle (`mm`)."""
    for number, line in enumerate(lines):
        # What opens a line is white on its left half: it hangs out, so that the words stand below each other.
        hang = hand.size / 2 if anchor == "lm" and _NOT_LAST.match(line[:1]) else 0
        place = (at[0] - hang, at[1] + number * hand.size * LINE)
        draw.text(place, line, font=font(hand.name, hand.size), fill=hand.ink, anchor=anchor)
