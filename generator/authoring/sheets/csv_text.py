"""Text with separators, as Excel, WPS and offices' systems write it, to rows of texts."""

import csv
import io
import re
from collections.abc import Iterator

from generator.authoring.sheets.cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, TooLargeError

#: What is written in front of a text in UTF-16 and UTF-8; Excel's 简体中文 csv has nothing and is GB 18030.
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_SEPARATORS = "\t,;，"
#: How systems write a text that looks like a number.
_TYPED = re.compile('="([^"]*)"')
#: Of a cell of a spreadsheet.
_LONGEST = 32_767


def rows_of_csv(raw: bytes) -> list[list[str]] | None:
    """The rows, with their empty cells; None if these bytes are no text."""
    text = _decoded(raw)
    if text is None or "\0" in text:
        return None
    rows = list(_bounded(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)))
    return rows if any(any(row) for row in rows) else None


def _decoded(raw: bytes) -> str | None:
    marked = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _separator(text: str) -> str:
    """The one that stands in most lines; a tab wins, as no figure holds one."""
    lines = text.splitlines()
    return max(_SEPARATORS, key=lambda sign: (sum(sign in line for line in lines), -_SEPARATORS.index(sign)))


def _bounded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    filled = 0
    for number, row in enumerate(rows, start=1):
        cells = [_TYPED.sub(r"\1", cell.strip()) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        filled += len(cells)
        long = any(len(cell) > _LONGEST for cell in cells)
        if long or len(cells) > MAX_COLUMNS or (cells and number > MAX_ROWS) or max(filled, number) > MAX_CELLS:
            raise TooLargeError
        yield cells
