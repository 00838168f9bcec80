"""What makes a cell mean something else than its text says: struck through, raised, unseen, a formula."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock

from generator.authoring.sheets.number_formats import shows_nothing
from generator.authoring.sheets.sheet_markup import PARTLY_STRUCK, RAISED
from generator.authoring.sheets.unseen_text import UNSEEN, Looks
from generator.diagnostics.problems import Position, Problem

#: By its type in the file what a cell without an own value is.
FORMULAS = {"f": "是公式", "e": "是公式算错后的结果"}


class Doubts(NamedTuple):
    """How the cells of a workbook look, and what the markup says of parts of texts by row and column."""

    looks: Looks
    parts: Mapping[tuple[int, int], str]

    def of(self, cell: Any) -> str:
        """What makes a cell mean something else than its text says."""
        if cell.data_type in FORMULAS:
            return FORMULAS[cell.data_type]
        if shows_nothing(cell.number_format or ""):
            return "的格式不显示内容"
        style = cell.style_array
        if self.looks.fonts[style.fontId].strike:
            return "带删除线"
        if self.looks.hides(style.fontId, style.fillId):
            return UNSEEN
        runs = _runs(cell.value)
        if any(font.strike for font in runs):
            return PARTLY_STRUCK
        return RAISED if any(font.vertAlign for font in runs) else self.parts.get((cell.row, cell.column), "")


def _runs(value: Any) -> list[Any]:
    """The fonts of the parts of a text."""
    return [part.font for part in value if isinstance(part, TextBlock)] if isinstance(value, CellRichText) else []


def conditional(looks: Looks, markup: bytes, called: str) -> Iterator[Problem]:
    """Rules of a sheet by which it shows cells otherwise than they are; whether a rule holds is not worked out here."""
    for row, column, area in looks.conditional(markup):
        message = f"{area}的条件格式会改变数字的样子、隐藏或划去内容，程序看不到。"
        yield Problem(Position(called, row, column), "W701", message, "请核对这些格里存着的数，或者清除条件格式。")
