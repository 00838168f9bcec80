"""A workbook to bare cells: bounded, formulas marked, nothing of it run."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from generator.authoring.sheets.cell_doubts import FORMULAS, Doubts, conditional
from generator.authoring.sheets.number_formats import shown_date, shown_number
from generator.authoring.sheets.sheet_markup import Merged, comments, doubtful_parts, hidden, merged_cells
from generator.authoring.sheets.sheet_surroundings import Beside, beside
from generator.authoring.sheets.unseen_text import Looks
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
MAX_CELLS = MAX_TAGS // 4
_ROW = re.compile(rb"<(?:\w+:)?row\b(?:[^<>]*?\sr\s*=\s*[\"']([^\"'>]*))?")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*[\"']([^\"'>]*)")
#: What Excel calls Strict Open XML; the library finds no sheet in it.
_STRICT = b"purl.oclc.org/ooxml"
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]*)")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
#: What the library meets in a file that is none or damaged.
FAULTS = (
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
    #: The number as it is stored, of which the text is what its format shows.
    stored: str = ""
    #: What makes it mean something else than it says: 带删除线, 是公式.
    doubt: str = ""

    @property
    def is_formula(self) -> bool:
        """Whether nobody worked it out, or not rightly."""
        return self.doubt in FORMULAS.values()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, as problems call it, with its cells row by row."""

    name: str
    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()
    #: By row and column what people have written on its cells.
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    #: What is written around its cells.
    beside: tuple[Beside, ...] = ()

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
        book = _opened(raw)
        looks = Looks(book)
        for sheet in book.worksheets:
            called = f"{name}〔{sheet.title}〕"
            if sheet.sheet_state != "visible":
                problems.append(Problem(Position(called), "W701", "这个工作表是隐藏的，没有读。", "要用的请取消隐藏。"))
                continue
            archive, path = book._archive, sheet._worksheet_path  # noqa: SLF001
            markup = archive.read(path)
            doubts = Doubts(looks, doubtful_parts(markup))
            rows = [list(_cells(row, doubts, called, problems)) for row in _rows(sheet)]
            problems += hidden(rows, markup, called)
            problems += conditional(looks, markup, called)
            filled = tuple(tuple(row) for row in rows if row)
            said = comments(archive, path), beside(archive, path, markup)
            sheets.append(Sheet(called, sheet.title, filled, _merged(markup), *said))
    except TooLargeError:
        return [], [too_large(name)]
    except _StrictError:
        hint = "请在 Excel 里另存为“Excel 工作簿（.xlsx）”，不要选“Strict Open XML 电子表格”。"
        return [], [Problem(Position(name), "E701", "打不开：这是“Strict Open XML 电子表格”。", hint)]
    except FAULTS:
        return [], [refusal(name, "不是完好的 xlsx 文件")]
    if pictures:
        hint = "请把图片存成文件，放进 content/images/单位/，在图片一列写文件名。"
        problems.append(Problem(Position(name), "W701", f"工作簿里嵌着 {pictures} 张图片，没有放进记录。", hint))
    return sheets, problems


def too_large(name: str) -> Problem:
    """That a file is larger than it may be."""
    most = f"最多 {MAX_BYTES // 1024 // 1024} MB、{MAX_ROWS} 行、{MAX_COLUMNS} 列"
    hint = f"{most}；请分成几个文件，删去嵌入的图片和多余的格式。"
    return Problem(Position(name), "E005", "这个表格文件太大。", hint)


def refusal(name: str, why: str, first: str = "") -> Problem:
    """That a file can't be opened, and what its author can do."""
    hint = first or "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”。"
    return Problem(Position(name), "E701", f"打不开：这{why}。", hint)


def _opened(raw: bytes) -> Any:
    return load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False, rich_text=True)


def _merged(markup: bytes) -> tuple[Merged, ...]:
    found = merged_cells(markup, MAX_ROWS)
    if sum(max(0, area.bottom - area.top) for area in found) > MAX_ROWS * 10:
        raise TooLargeError
    return found


class TooLargeError(Exception):
    """More than a workbook of records can need."""


class _StrictError(Exception):
    """The other form of the standard, which the library takes for an empty workbook."""


def _bounded(raw: bytes) -> int:
    """How many pictures lie in the file, once its size is seen to be bounded."""
    if len(raw) > MAX_BYTES:
        raise TooLargeError
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 1_000:
            raise TooLargeError
        tags = 0
        for part in parts:
            # Whatever it is called: the workbook says which part is a sheet.
            content = _content(archive, part)
            if not _is_markup(content[:16]):
                continue
            tags += content.count(b"<")
            if tags > MAX_TAGS:
                raise TooLargeError
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
            raise TooLargeError
        yield filled


def _cells(row: Iterable[Any], doubts: Doubts, called: str, problems: list[Problem]) -> Iterator[Cell]:
    for cell in row:
        made = cell_of(cell, doubts)
        refused = next(forbidden(made.text, called), None)
        if refused:
            problems.append(replace(refused, position=Position(called, cell.row, cell.column)))
        elif made.text:
            yield made


def cell_of(cell: Any, doubts: Doubts) -> Cell:
    """A cell of the library's with its text, what is stored behind it, and what leaves it in doubt."""
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    return Cell(cell.row, cell.column, _text_of(cell), number, _stored(cell) if number else "", doubts.of(cell))


def _stored(cell: Any) -> str:
    """A number as the workbook has it."""
    return shown_number(cell.value, "")


def _text_of(cell: Any) -> str:
    """What a cell shows, as a person would type it."""
    value, form = cell.value, cell.number_format or "General"
    if cell.data_type in FORMULAS:
        return str(getattr(value, "text", value)).strip()
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
