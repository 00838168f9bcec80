"""A workbook of Excel 97–2003: cells, formats, colours, what is hidden, merged and noted, as openpyxl has them."""

import io
from collections.abc import Iterator
from typing import Any

import xlrd
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDoc, CompDocError

from generator.authoring.sheets.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, TooLargeError
from generator.authoring.sheets.sheet_surroundings import Beside
from generator.authoring.sheets.xls_records import around_cells
from generator.diagnostics.problems import Position, Problem

#: What the library says of a damaged, foreign or encrypted file.
XlsError = (XLRDError, CompDocError)
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
#: A formula that nobody worked out has an empty text as its value.
_NOT_WORKED_OUT = '=""'
_SOLID = 1


class XlsBook:
    """A workbook that is read once: what is in its cells, and what is written around them."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.book = _opened(raw)
        self.sheets: list[Any] = [self.book.sheet_by_index(number) for number in range(self.book.nsheets)]
        if sum(len(row) for sheet in self.sheets for row in _filled(sheet)) > MAX_CELLS:
            raise TooLargeError
        self.beside: dict[str, tuple[Beside, ...]] = {}
        self.problems: list[Problem] = []
        for sheet, start in zip(self.sheets, self.book._sh_abs_posn, strict=True):  # noqa: SLF001
            around = around_cells(self.book.mem, start)
            self.beside[sheet.name] = tuple(Beside(*pair) for pair in around.texts)
            if around.conditional and not sheet.visibility:
                message = "有条件格式，程序看不到它怎样改变数字的样子、隐藏或划去内容。"
                position = Position(f"{name}〔{sheet.name}〕")
                self.problems.append(Problem(position, "W701", message, "请核对存着的数，或者清除条件格式。"))

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        for sheet in self.sheets:
            yield from (cell.value for row in _filled(sheet) for _at, cell in row if cell.ctype == xlrd.XL_CELL_TEXT)

    def as_workbook(self) -> Workbook:
        """The same workbook as xlsx has it."""
        book = Workbook()
        book.remove(book.worksheets[0])
        if self.book.datemode:
            book.epoch = CALENDAR_MAC_1904
        for source in self.sheets:
            target: Any = book.create_sheet(source.name)
            target.sheet_state = "hidden" if source.visibility else "visible"
            for number, row in enumerate(_filled(source)):
                for column, cell in row:
                    self._put(target.cell(number + 1, column + 1), source, cell, (number, column))
            _shape(source, target)
        return book

    def _put(self, target: Any, source: Any, cell: Any, place: tuple[int, int]) -> None:
        form = self.book.xf_list[cell.xf_index]
        target.value = self._value(source, cell, place)
        target.number_format = self.book.format_map[form.format_key].format_str
        font, ground = self.book.font_list[form.font_index], form.background
        colour = self._colour(font.colour_index)
        target.font = Font(strike=bool(font.struck_out), color=colour or None)
        if ground.fill_pattern == _SOLID and (colour := self._colour(ground.pattern_colour_index)):
            target.fill = PatternFill("solid", fgColor=colour)

    def _value(self, source: Any, cell: Any, place: tuple[int, int]) -> Any:
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code[cell.value]
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype != xlrd.XL_CELL_TEXT:
            return int(cell.value) if cell.value == int(cell.value) else cell.value
        runs = source.rich_text_runlist_map.get(place)
        return self._runs(cell.value, runs) if runs else cell.value or _NOT_WORKED_OUT

    def _runs(self, text: str, runs: list[tuple[int, int]]) -> CellRichText:
        """A text of several fonts: what is struck through or raised must not be lost."""
        parts: list[Any] = [text[: runs[0][0]]] if runs[0][0] else []
        ends = [*(start for start, _font in runs[1:]), len(text)]
        for (start, number), end in zip(runs, ends, strict=True):
            font = self.book.font_list[number]
            raised: Any = {1: "superscript", 2: "subscript"}.get(font.escapement)
            if text[start:end]:
                parts.append(TextBlock(InlineFont(strike=bool(font.struck_out), vertAlign=raised), text[start:end]))
        return CellRichText(parts)

    def _colour(self, index: int) -> str:
        found = self.book.colour_map.get(index)
        return "".join(f"{part:02X}" for part in found) if found else ""


def _opened(raw: bytes) -> Any:
    compound = _Compound(raw, logfile=io.StringIO())
    streams = (compound.locate_named_stream(name) for name in ("Workbook", "Book"))
    found = next(((content, start, size) for content, start, size in streams if content), None)
    if found is None:
        raise XLRDError
    content, start, size = found
    options: Any = {"formatting_info": True, "on_demand": True, "ragged_rows": True, "logfile": io.StringIO()}
    return xlrd.open_workbook(file_contents=content[start : start + size], **options)


class _Compound(CompDoc):
    """A file of streams; the library would follow short sectors that run in a ring for ever."""

    def _get_stream(
        self, mem: Any, base: int, sat: Any, sec_size: int, start_sid: int, *more: Any, **named: Any
    ) -> Any:
        sector = start_sid
        for _step in range(len(sat) + 1):
            if not 0 <= sector < len(sat):
                break
            sector = sat[sector]
        else:
            raise CompDocError
        library: Any = super()
        return library._get_stream(mem, base, sat, sec_size, start_sid, *more, **named)  # noqa: SLF001


def _filled(sheet: Any) -> list[list[tuple[int, Any]]]:
    """Row by row the cells that hold something, with their columns."""
    rows = [
        [(column, cell) for column, cell in enumerate(sheet.row(number)) if cell.ctype not in _EMPTY]
        for number in range(sheet.nrows)
    ]
    while rows and not rows[-1]:
        rows.pop()
    if len(rows) > MAX_ROWS or any(row and row[-1][0] >= MAX_COLUMNS for row in rows):
        raise TooLargeError
    return rows


def _shape(source: Any, target: Any) -> None:
    """What is hidden, merged and noted."""
    for number, row in source.rowinfo_map.items():
        if (row.hidden or not row.height) and number < MAX_ROWS:
            target.row_dimensions[number + 1].hidden = True
    for number, column in source.colinfo_map.items():
        if (column.hidden or not column.width) and number < MAX_COLUMNS:
            target.column_dimensions[get_column_letter(number + 1)].hidden = True
    for top, bottom, left, right in source.merged_cells[:MAX_CELLS]:
        if top < MAX_ROWS and left < MAX_COLUMNS:
            target.merge_cells(
                start_row=top + 1, end_row=min(bottom, MAX_ROWS), start_column=left + 1, end_column=right
            )
    for (row, column), note in source.cell_note_map.items():
        if row < MAX_ROWS and column < MAX_COLUMNS:
            target.cell(row + 1, column + 1).comment = Comment(note.text, "")
