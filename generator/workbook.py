"""A table to a workbook that a person would send on: values as values, a head that repeats, one page wide on A4."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

Cell: TypeAlias = str | int | Decimal | None

_MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = PatternFill("solid", fgColor="E9EDF3")
_LINE = Side(style="thin", color="9AA3AF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WIDEST = 32
#: As many columns as A4 holds upright.
_UPRIGHT = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a heading, a head, rows, and notes below; the last row may be a total."""

    title: str
    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    has_total: bool = False


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook as a file; the same for the same sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title[:31]), sheet)
    return still(book)


def _fill(page: Any, sheet: Sheet) -> None:
    put(page.cell(1, 1), sheet.heading)
    page.cell(1, 1).font = Font(bold=True, size=14)
    for number, text in enumerate(sheet.head, start=1):
        cell = page.cell(2, number)
        put(cell, text)
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BOX
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    for place, row in enumerate(sheet.rows, start=3):
        last = sheet.has_total and place == len(sheet.rows) + 2
        for number, value in enumerate(row, start=1):
            cell = page.cell(place, number)
            put(cell, value)
            cell.border, cell.font = _BOX, Font(bold=last)
            cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="center")
    for place, text in enumerate(sheet.notes, start=len(sheet.rows) + 4):
        put(page.cell(place, 1), text)
    _widths(page, sheet)
    _printed(page, sheet)


def _widths(page: Any, sheet: Sheet) -> None:
    """As wide as what stands there: a Chinese character takes two places."""
    for number, name in enumerate(sheet.head):
        texts = ["" if row[number] is None else str(row[number]) for row in sheet.rows]
        # A long head breaks over lines, a value does not.
        widest = max([_width(name) / 2, *map(_width, texts)])
        page.column_dimensions[get_column_letter(number + 1)].width = min(max(widest + 3, 9), _WIDEST)


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _printed(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "B3"
    page.print_title_rows = "1:2"
    bottom = len(sheet.rows) + 3 + len(sheet.notes)
    page.print_area = f"A1:{get_column_letter(len(sheet.head))}{bottom}"
    page.page_setup.orientation = "landscape" if len(sheet.head) > _UPRIGHT else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "第 &P 页，共 &N 页"


def put(cell: Any, value: Cell) -> None:
    """A text is never a formula, a number is a number."""
    if value is None:
        return
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    else:
        cell.number_format = "#,##0" if value == int(value) else "#,##0." + "0" * _places(value)


def _places(value: int | Decimal) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(-exponent, 1) if isinstance(exponent, int) else 1


def still(book: Workbook) -> bytes:
    """The file without the moment of its making."""
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(b"", content)
            kept.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
