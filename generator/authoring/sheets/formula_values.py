"""What formulas came to when a workbook was last saved, which is what its author saw; none is worked out here."""

import io
from dataclasses import replace
from functools import cached_property
from typing import Any

from openpyxl import load_workbook

from generator.authoring.sheets.cell_doubts import Doubts
from generator.authoring.sheets.cells import Cell, Sheet, cell_of
from generator.authoring.sheets.unseen_text import Looks


class FormulaValues:
    """The stored values of the formulas of a workbook, read when first asked for."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def put_into(self, sheet: Sheet) -> Sheet:
        """A sheet with values in place of the formulas that have one; the others stay formulas."""
        wanted = {(cell.row, cell.column) for row in sheet.rows for cell in row if cell.is_formula}
        if not wanted:
            return sheet
        found = self._of(sheet.title, wanted)
        return replace(
            sheet, rows=tuple(tuple(found.get((cell.row, cell.column), cell) for cell in row) for row in sheet.rows)
        )

    def _of(self, title: str, wanted: set[tuple[int, int]]) -> dict[tuple[int, int], Cell]:
        source, doubts = self._book[title], Doubts(Looks(self._book), {})
        source.reset_dimensions()
        return {
            (cell.row, cell.column): cell_of(cell, doubts)
            for row in source.iter_rows(max_row=max(row for row, _column in wanted))
            for cell in row
            if cell.value is not None and cell.data_type != "e" and (cell.row, cell.column) in wanted
        }

    @cached_property
    def _book(self) -> Any:
        return load_workbook(io.BytesIO(self.raw), read_only=True, data_only=True, keep_links=False)
