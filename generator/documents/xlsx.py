"""Tables as a workbook that one would send on: styled, printed on A4, values only."""

import io
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from generator.documents.reproducible import reproducible
from generator.documents.tables import Table, Value

_THIN = Side(style="thin", color="808080")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_TOTAL = PatternFill("solid", fgColor="F2F2F2")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_WRAPPED = Alignment(horizontal="right", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
#: Of a row of values, and of each of its lines if there are several, in points.
_HEIGHT, _LINE_HEIGHT = 20, 14
#: Between the margins of A4 across, in points; A3 has as much again by the root of two.
_A4, _A3_TO_A4 = (770, 480), 2**0.5
#: How wide a character of a column is, and by how much a table may be printed smaller than it is set.
_CHARACTER, _SMALLEST = 5.4, 0.75
#: How many characters stand beside each other on a page of A4 across.
_PAGE_WIDTH = 120
#: GB/T 9704 asks for these; where they are missing, others stand in.
_BODY, _STRONG = "宋体", "黑体"
#: What a tab's name may not hold.
_NO_TAB = re.compile(r"[\[\]:*?/\\]")


class CellStyle(NamedTuple):
    """How a line over the whole width looks."""

    font: Font
    alignment: Alignment
    height: int


def as_workbook(tables: Sequence[Table], author: str, *, mark: str = "", notice: str = "") -> bytes:
    """One sheet a table; `mark` (内部) stands at the head of every page, `notice` below every title."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new book has a sheet
    book.properties.creator = book.properties.lastModifiedBy = author
    book.properties.language = "zh-CN"
    book.properties.title = tables[0].title if tables else None
    for table in tables:
        sheet: Any = book.create_sheet(_NO_TAB.sub("", table.tab)[:31])
        _fill(sheet, table, notice)
        if mark:
            sheet.oddHeader.right.text = f'&"{_STRONG},Bold"&12{mark}'
    out = io.BytesIO()
    book.save(out)
    return reproducible(out.getvalue())


def _fill(sheet: Any, table: Table, notice: str) -> None:
    width = len(table.columns)
    widths = _stretched([_width(table, number) for number in range(width)])
    below = "\n".join(filter(None, (notice, table.subtitle)))
    # The title's characters are as much wider as its font is larger.
    height = 30 * _lines(table.title, sum(widths) * 10 // 16)
    _banner(sheet, 1, width, table.title, CellStyle(Font(_STRONG, 16, bold=True), _CENTRE, height))
    _banner(sheet, 2, width, below, CellStyle(Font(_BODY, 10), _WRAPPED, 18 * _lines(below, sum(widths))))
    head = _head(sheet, 3, table, widths)
    for number, row in enumerate(table.rows, start=head + 1):
        lines = max((_lines(value, wide) for value, wide in zip(row, widths, strict=True)), default=1)
        sheet.row_dimensions[number].height = max(_HEIGHT, _LINE_HEIGHT * lines)
        last = table.totalled and number == head + len(table.rows)
        for column, value in enumerate(row, start=1):
            _cell(sheet.cell(number, column), value, strong=last)
    end = head + len(table.rows)
    for number, note in enumerate(table.notes, start=end + 1):
        lines = _lines(note, max(sum(widths), 40))
        _banner(sheet, number, width, note, CellStyle(Font(_BODY, 9), _LEFT, 14 * lines))
    foot = end + len(table.notes)
    if table.signed:
        foot += 2
        _banner(sheet, foot, width, table.signed, CellStyle(Font(_BODY, 10), _LEFT, 22))
    for letter, wide in zip(map(get_column_letter, range(1, width + 1)), widths, strict=True):
        sheet.column_dimensions[letter].width = wide
    sheet.freeze_panes = sheet.cell(head + 1, 2)
    _on_paper(sheet, head, width, foot)


def _stretched(widths: Sequence[int]) -> list[int]:
    """As wide as a page at least, in proportion, so that title, notes and the line for signatures have their place."""
    whole = sum(widths)
    return list(widths) if whole >= _PAGE_WIDTH else [wide * _PAGE_WIDTH // whole for wide in widths]


def _width(table: Table, column: int) -> int:
    """As wide as was asked for, and as its longest number, which a spreadsheet shows whole or as ###."""
    numbers = (value for row in table.rows if isinstance(value := row[column], int | Decimal))
    return max(
        table.columns[column].width,
        *(len(f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}") + 3 for value in numbers),
        0,
    )


def _lines(value: Value, width: int) -> int:
    """How many lines a text takes in a column; a Chinese sign is as wide as two others."""
    if not isinstance(value, str):
        return 1
    wide = (sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) for line in value.split("\n"))
    return sum(max(1, -(-one // max(width - 1, 1))) for one in wide)


def _banner(sheet: Any, row: int, width: int, text: str, look: CellStyle) -> None:
    """A line over the whole width."""
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    cell = sheet.cell(row, 1)
    _put(cell, text)
    cell.font, cell.alignment = look.font, look.alignment
    sheet.row_dimensions[row].height = look.height


def _head(sheet: Any, row: int, table: Table, widths: Sequence[int]) -> int:
    """The names of the columns, in two rows if some stand in groups; the last row of them."""
    grouped = any(column.group for column in table.columns)
    last = row + grouped
    for number, column in enumerate(table.columns, start=1):
        name = f"{column.name}\n（{column.measure}）" if column.measure else column.name
        _put(sheet.cell(last if column.group else row, number), name)
        if grouped and not column.group:
            sheet.merge_cells(start_row=row, start_column=number, end_row=last, end_column=number)
    first = 1
    for group, columns in groupby(table.columns, key=lambda column: column.group):
        count = len(list(columns))
        if group:
            _put(sheet.cell(row, first), group)
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=first + count - 1)
        first += count
    for line in sheet.iter_rows(min_row=row, max_row=last, max_col=len(table.columns)):
        for cell in line:
            cell.font, cell.fill, cell.border, cell.alignment = Font(_STRONG, 10, bold=True), _HEAD, _LINE, _CENTRE
    # Two lines at least: the name, and below it the measure.
    longest = max(_lines(column.name, wide) for column, wide in zip(table.columns, widths, strict=True))
    sheet.row_dimensions[last].height = 15 * (longest + 1)
    return last


def _cell(cell: Any, value: Value, *, strong: bool) -> None:
    cell.font, cell.border = Font(_BODY, 10, bold=strong), _LINE
    if strong:
        cell.fill = _TOTAL
    if isinstance(value, int | Decimal):
        cell.value, cell.alignment = value, _RIGHT
        cell.number_format = _form(value)
    else:
        cell.alignment = _LEFT
        if value:
            _put(cell, value)


def _form(value: int | Decimal) -> str:
    """Every digit of the number, no more."""
    behind = -int(value.normalize().as_tuple().exponent) if isinstance(value, Decimal) else 0
    return f"#,##0.{'0' * behind}" if behind > 0 else "#,##0"


def _put(cell: Any, text: str) -> None:
    """A text is never a formula, not even when someone edits the cell."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _paper(wide: float, tall: float) -> tuple[bool, bool]:
    """Whether a table wants A3, as offices print what would be too small on A4; and whether it is on one page."""
    across, down = _A4
    if wide * _SMALLEST <= across and tall * _SMALLEST <= down:
        return False, True
    fits_large = tall * _SMALLEST <= down * _A3_TO_A4
    return wide * _SMALLEST > across or fits_large, fits_large


def _on_paper(sheet: Any, head: int, width: int, rows: int) -> None:
    """Across, one page wide, the head on every page, page numbers at the foot; what is short is one page."""
    sheet.print_area = f"A1:{get_column_letter(width)}{rows}"
    sheet.print_title_rows = f"1:{head}"
    sheet.page_setup.orientation = "landscape"
    wide = sum(sheet.column_dimensions[get_column_letter(number)].width for number in range(1, width + 1)) * _CHARACTER
    tall = sum(sheet.row_dimensions[number].height or _HEIGHT for number in range(1, rows + 1))
    is_large, on_one_page = _paper(wide, tall)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if is_large else sheet.PAPERSIZE_A4
    # A height of nought is as many pages as it takes.
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(on_one_page)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.7
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
