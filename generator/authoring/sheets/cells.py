"""A workbook to bare cells: bounded, formulas refused, nothing of it run."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from generator.authoring.sheets.number_formats import shown_date, shown_number
from generator.diagnostics.problems import Position, Problem
from generator.yaml_source.syntax_errors import forbidden

MAX_BYTES = 5 * 1024 * 1024
#: What the parts of a workbook may come to when unpacked, and how large a sheet may be.
MAX_UNPACKED = 60 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 3_000, 400
#: Of any spreadsheet; the library counts up to a row, however far it is.
_LAST_ROW = 1_048_576
#: A tag takes up to five microseconds; a cell that holds something has four.
MAX_TAGS = 300_000
_ROW = re.compile(rb"<(?:\w+:)?row\b(?:[^<>]*?\sr\s*=\s*[\"']([^\"'>]*))?")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*[\"']([^\"'>]*)")
_ROW_TAG = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*?\sref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']")
#: What Excel calls Strict Open XML; the library finds no sheet in it.
_STRICT = b"purl.oclc.org/ooxml"
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]*)")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_FAULTS = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, OSError, ValueError, TypeError, LookupError),
    *(AttributeError, NotImplementedError, RecursionError, ArithmeticError, AssertionError, EOFError, MemoryError),
    *(SyntaxError, zlib.error, struct.error),
)
#: An honest workbook has no document type; a hostile one defines by it what grows or lies elsewhere.
_DOCTYPES = tuple("<!DOCTYPE".encode(form) for form in ("ascii", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: row and column from 1, and its text."""

    row: int
    column: int
    text: str
    #: Whether it is a number to the spreadsheet, so that 2017.10 has lost its nought, and its unit is its format's.
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, as problems call it, with its cells row by row."""

    name: str
    title: str
    rows: tuple[tuple[Cell, ...], ...]
    #: First row, last row and column of the cells that are merged downwards.
    merged: tuple[tuple[int, int, int], ...] = ()

    def position(self, row: int, column: int) -> Position:
        return Position(self.name, row, column)


def where(row: int, column: int) -> str:
    """How people at a spreadsheet name a cell."""
    return f"第 {row} 行 {get_column_letter(column)} 列"


def read_sheets(raw: bytes, name: str) -> tuple[list[Sheet], list[Problem]]:
    """Every sheet of a workbook, or why it can't be read; `name` is how problems call the file."""
    problems: list[Problem] = []
    sheets = []
    try:
        pictures = _bounded(raw)
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            called = f"{name}〔{sheet.title}〕"
            if sheet.sheet_state != "visible":
                problems.append(Problem(Position(called), "W701", "这个工作表是隐藏的，没有读。", "要用的请取消隐藏。"))
                continue
            rows = [list(_cells(row, called, problems)) for row in _rows(sheet)]
            markup = _markup(book, sheet)
            problems += _hidden_rows(rows, markup, called)
            sheets.append(Sheet(called, sheet.title, tuple(tuple(row) for row in rows if row), _merged(markup)))
    except _TooLargeError:
        most = f"最多 {MAX_BYTES // 1024 // 1024} MB、{MAX_ROWS} 行、{MAX_COLUMNS} 列"
        hint = f"{most}；请分成几个文件，删去嵌入的图片和多余的格式。"
        return [], [Problem(Position(name), "E005", "这个表格文件太大。", hint)]
    except _StrictError:
        hint = "请在 Excel 里另存为“Excel 工作簿（.xlsx）”，不要选“Strict Open XML 电子表格”。"
        return [], [Problem(Position(name), "E701", "打不开：这是“Strict Open XML 电子表格”。", hint)]
    except _FAULTS:
        hint = "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”。"
        return [], [Problem(Position(name), "E701", "打不开：这不是完好的 xlsx 文件。", hint)]
    if pictures:
        hint = "请把图片存成文件，放进 content/images/单位/，在图片一列写文件名。"
        problems.append(Problem(Position(name), "W701", f"工作簿里嵌着 {pictures} 张图片，没有放进记录。", hint))
    return sheets, problems


class _TooLargeError(Exception):
    """More than a workbook of records can need."""


class _StrictError(Exception):
    """The other form of the standard, which the library takes for an empty workbook."""


def _bounded(raw: bytes) -> int:
    """How many pictures lie in the file, once its size is seen to be bounded."""
    if len(raw) > MAX_BYTES:
        raise _TooLargeError
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 1_000:
            raise _TooLargeError
        tags = 0
        for part in parts:
            # Whatever it is called: the workbook says which part is a sheet.
            content = _content(archive, part)
            if not _is_markup(content[:16]):
                continue
            tags += content.count(b"<")
            if tags > MAX_TAGS:
                raise _TooLargeError
            if _STRICT in content:
                raise _StrictError
            if _has_doctype(content) or _is_odd(content) or not _in_order(content):
                raise ParseError
    return sum(part.filename.startswith("xl/media/") for part in parts)


def _has_doctype(content: bytes) -> bool:
    return any(sign in content for sign in _DOCTYPES)


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part as it is; a damaged picture is none of ours."""
    try:
        return archive.read(part)
    except zipfile.BadZipFile:
        if part.filename.startswith("xl/media/"):
            return b""
        raise


def _is_markup(head: bytes) -> bool:
    """Whether a part begins as a sheet does."""
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return not bare or bare.startswith((b"<", *_WIDE))


def _is_odd(content: bytes) -> bool:
    """XML in another encoding than UTF-8, in which no spreadsheet writes and nothing below would be found."""
    declared = _ENCODING.match(content)
    return content[:2] in _WIDE or bool(declared and declared[1].lower() not in (b"utf-8", b"us-ascii"))


def _in_order(content: bytes) -> bool:
    """Whether no row goes back or too far, and no cell is there twice: the library would leave one out in silence."""
    last = 0
    for found in _ROW.finditer(content):
        number = int(found[1]) if found[1] else last + 1
        if not last < number <= _LAST_ROW:
            return False
        last = number
    cells = _CELL.findall(content)
    return len(cells) == len(set(cells))


def _rows(sheet: Any) -> Iterator[Any]:
    # What the file says of its own size may be wrong; it is counted instead.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        filled = [cell for cell in row if cell.value is not None]
        if filled and (number > MAX_ROWS or filled[-1].column > MAX_COLUMNS):
            raise _TooLargeError
        yield filled


def _markup(book: Any, sheet: Any) -> bytes:
    """A sheet as it was written: read row by row, the library keeps neither merged cells nor hidden rows."""
    markup: bytes = book._archive.read(sheet._worksheet_path)  # noqa: SLF001
    return markup


def filled_down(sheet: Sheet) -> Sheet:
    """What stands in a cell that was merged downwards, in every row of records that it covers."""
    rows = {row[0].row: list(row) for row in sheet.rows}
    first = {(cell.row, cell.column): cell for row in sheet.rows for cell in row}
    for top, bottom, column in sheet.merged:
        cell = first.get((top, column))
        for number in range(top + 1, bottom + 1) if cell else ():
            if cell and number in rows and (number, column) not in first:
                rows[number].append(replace(cell, row=number))
    filled = (tuple(sorted(row, key=lambda cell: cell.column)) for row in rows.values())
    return replace(sheet, rows=tuple(filled))


def _merged(markup: bytes) -> tuple[tuple[int, int, int], ...]:
    """First row, last row and column of every cell that was merged downwards."""
    found = [(int(m[2]), int(m[3]), column_index_from_string(m[1].decode())) for m in _MERGED.finditer(markup)]
    if sum(max(0, min(bottom, MAX_ROWS) - top) for top, bottom, _column in found) > MAX_ROWS * 10:
        raise _TooLargeError
    return tuple((top, min(bottom, MAX_ROWS), column) for top, bottom, column in found if top < bottom)


def _hidden_rows(rows: list[list[Cell]], markup: bytes, called: str) -> Iterator[Problem]:
    """Rows that nobody sees are read all the same, and said."""
    number = 0
    hidden = []
    for tag in _ROW_TAG.findall(markup):
        given = _NUMBER.search(tag)
        number = int(given[1]) if given else number + 1
        if _HIDDEN.search(tag) and number <= len(rows) and rows[number - 1]:
            hidden.append(number)
    if hidden:
        which = "、".join(map(str, hidden[:10])) + ("等" if len(hidden) > 10 else "")
        message = f"有 {len(hidden)} 行是隐藏的（第 {which} 行），也读了。"
        yield Problem(Position(called, hidden[0]), "W701", message, "请取消隐藏或筛选，核对后再导入；不要的请删去。")


def _cells(row: Any, called: str, problems: list[Problem]) -> Iterator[Cell]:
    for cell in row:
        place = Position(called, cell.row, cell.column)
        spot = where(cell.row, cell.column)
        if cell.data_type in ("f", "e"):
            what = "公式" if cell.data_type == "f" else "公式算错后的结果"
            hint = "请复制这一格，用“选择性粘贴、数值”贴回去，或直接输入文字。"
            problems.append(Problem(place, "E702", f"{spot}是{what}。", hint))
            continue
        text = _text(cell)
        refused = next(forbidden(text, called), None)
        if refused:
            problems.append(replace(refused, position=place))
        elif text:
            yield Cell(cell.row, cell.column, text, isinstance(cell.value, int | float))


def _text(cell: Any) -> str:
    """What a cell shows, as a person would type it."""
    value, form = cell.value, cell.number_format or "General"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return shown_date(moment, form)
    if isinstance(value, int | float):
        return shown_number(value, form)
    lines = str(value).replace("\r\n", "\n").replace("_x000D_", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
