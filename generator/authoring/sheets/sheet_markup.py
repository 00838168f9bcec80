"""What the markup of a sheet says beside its cells: what is merged, what is hidden, which cells carry comments.

Read row by row, the library keeps none of it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from zipfile import ZipFile

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

from generator.diagnostics.problems import Position, Problem

_ROW_TAG = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})")
_COLUMN_TAG = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_SPAN = re.compile(rb"\s(min|max)\s*=\s*[\"'](\d{1,5})")
#: Hidden, or of hardly any height or width.
_HIDDEN = re.compile(rb"\s(?:hidden\s*=\s*[\"'](?:1|true)|(?:ht|width)\s*=\s*[\"']0?(?:\.[0-9]*)?[\"'])")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*?\sref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")


#: A cell that holds its own text, with the runs of it.
_INLINE = re.compile(
    rb"<(?:\w+:)?c\b[^<>]*?\sr\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7})[^<>]*>\s*<(?:\w+:)?is>((?:(?!</(?:\w+:)?is>).)*)",
    re.DOTALL,
)
_STRUCK = re.compile(rb"<(?:\w+:)?strike(?!\s+val\s*=\s*[\"'](?:0|false))")
_RAISED = re.compile(rb"<(?:\w+:)?vertAlign\s+val\s*=\s*[\"']su[pb]")
PARTLY_STRUCK, RAISED = "有一部分带删除线", "带上标的注码"


class Merged(NamedTuple):
    """Cells made one: only the first can hold anything."""

    top: int
    bottom: int
    left: int
    right: int


def merged_cells(markup: bytes, last_row: int) -> tuple[Merged, ...]:
    """What is merged, down to the last row that is read."""
    return tuple(
        Merged(int(m[2]), min(int(m[4]), last_row), *(column_index_from_string(m[n].decode()) for n in (1, 3)))
        for m in _MERGED.finditer(markup)
    )


def hidden(rows: list[list[Any]], markup: bytes, called: str) -> Iterator[Problem]:
    """Rows and columns that nobody sees are read all the same, and said."""
    lines = [number for number in _hidden_rows(markup) if number <= len(rows) and rows[number - 1]]
    filled = {cell.column for cells in rows for cell in cells}
    columns = sorted(_hidden_columns(markup, max(filled, default=0)) & filled)
    hint = "请取消隐藏或筛选，核对后再导入；不要的请删去。"
    if lines:
        message = f"有 {len(lines)} 行是隐藏的（第 {_some(map(str, lines))} 行），也读了。"
        yield Problem(Position(called, lines[0]), "W701", message, hint)
    if columns:
        message = f"{_some(map(get_column_letter, columns))} 列是隐藏的，也读了。"
        yield Problem(Position(called, 1, columns[0]), "W701", message, hint)


def _some(names: Iterable[str]) -> str:
    there = list(names)
    return "、".join(there[:10]) + ("等" if len(there) > 10 else "")


def _hidden_rows(markup: bytes) -> Iterator[int]:
    number = 0
    for tag in _ROW_TAG.findall(markup):
        given = _NUMBER.search(tag)
        number = int(given[1]) if given else number + 1
        if _HIDDEN.search(tag):
            yield number


def _hidden_columns(markup: bytes, last: int) -> set[int]:
    found: set[int] = set()
    for tag in _COLUMN_TAG.findall(markup):
        span = {name: int(number) for name, number in _SPAN.findall(tag)}
        if _HIDDEN.search(tag) and len(span) == 2:
            found.update(range(span[b"min"], min(span[b"max"], last) + 1))
    return found


def doubtful_parts(markup: bytes) -> dict[tuple[int, int], str]:
    """By row and column what is partly struck through or raised; of texts that lie in the sheet itself."""
    found = {}
    for place, text in _INLINE.findall(markup):
        doubt = PARTLY_STRUCK if _STRUCK.search(text) else RAISED if _RAISED.search(text) else ""
        if doubt:
            letter, row = coordinate_from_string(place.decode())
            found[row, column_index_from_string(letter)] = doubt
    return found


def comments(archive: ZipFile, path: str) -> dict[tuple[int, int], str]:
    """By row and column what people have written on cells of the sheet at a path."""
    folder, _slash, name = path.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    found = {}
    for part in get_dependents(archive, relations).find(COMMENTS_NS):
        tree: Any = fromstring(archive.read(part.target))
        sheet: Any = CommentSheet.from_tree(tree)
        for place, comment in sheet.comments:
            letter, row = coordinate_from_string(place)
            found[row, column_index_from_string(letter)] = " ".join(comment.content.split())
    return found
