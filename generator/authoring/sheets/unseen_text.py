"""Text that nobody sees, as it has the colour of its ground; and formats that depend on conditions."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from openpyxl.utils import range_boundaries

UNSEEN = "和底色一样，看不见"
_WHITE, _BLACK = "FFFFFF", "000000"
#: Of the colours that a theme or the old palette numbers those that every workbook has alike.
_THEME, _INDEXED = {0: _WHITE, 1: _BLACK}, {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}
#: So much brighter is what can still be told from its ground (WCAG 2.2, relative luminance).
_LEAST_CONTRAST = 1.1
_RULES = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\b[^<>]*?\ssqref\s*=\s*[\"']([^\"']*)[\"'][^<>]*>(.*?)</(?:\w+:)?conditionalFormatting>",
    re.DOTALL,
)
_STYLE = re.compile(rb"\sdxfId\s*=\s*[\"']([0-9]{1,5})[\"']")


class Looks:
    """The fonts and fills of a workbook: which cells can't be read by the eye."""

    def __init__(self, book: Any) -> None:
        self.fonts, self.fills = list(book._fonts), list(book._fills)  # noqa: SLF001
        self.differential = list(getattr(book._differential_styles, "dxf", ()))  # noqa: SLF001
        self.hides = cache(self._hides)

    def _hides(self, font: int, fill: int) -> bool:
        """Whether text in this font can't be told from this fill."""
        ink, ground = _colour(self.fonts[font].color), self._ground(self.fills[fill])
        return bool(ink and ground and _contrast(ink, ground) < _LEAST_CONTRAST)

    def _ground(self, fill: Any) -> str:
        pattern = getattr(fill, "patternType", None)
        if pattern in (None, "none"):
            return _WHITE if hasattr(fill, "patternType") else ""
        return _colour(fill.fgColor) if pattern == "solid" else ""

    def conditional(self, markup: bytes) -> Iterator[tuple[int, int, str]]:
        """Where rules begin that show numbers otherwise, hide or strike them: row, column, and the whole range."""
        for area, rules in _RULES.findall(markup):
            styles = [self.differential[int(n)] for n in _STYLE.findall(rules) if int(n) < len(self.differential)]
            if any(map(_changes_meaning, styles)):
                first = area.decode().split()[0]
                left, top, _right, _bottom = range_boundaries(first)
                yield top or 1, left or 1, area.decode()


def _changes_meaning(style: Any) -> bool:
    font = style.font
    white = font is not None and _contrast(_colour(font.color) or _BLACK, _WHITE) < _LEAST_CONTRAST
    return bool(style.numFmt or (font is not None and font.strike) or (white and not style.fill))


def _colour(color: Any) -> str:
    """Six hexadecimal figures, or nothing for a colour that only its theme knows."""
    if color is None or color.tint:
        return ""
    if color.type == "rgb" and isinstance(color.rgb, str):
        return color.rgb[-6:].upper()
    if color.type == "theme":
        return _THEME.get(color.theme, "")
    return _INDEXED.get(color.indexed, "") if color.type == "indexed" else ""


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
