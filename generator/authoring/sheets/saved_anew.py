"""Tables in older forms, csv and xls, as the xlsx they would be if they were saved anew: one reader reads them all."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from openpyxl import Workbook

from generator.authoring.sheets.cells import FAULTS, MAX_BYTES, TooLargeError, refusal, too_large
from generator.authoring.sheets.csv_text import rows_of_csv
from generator.authoring.sheets.sheet_surroundings import Beside
from generator.diagnostics.problems import Position, Problem
from generator.yaml_source.syntax_errors import forbidden

_ZIP, _COMPOUND = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass
class SavedAnew:
    """A workbook as xlsx, what is written around its cells by the titles of sheets, and what was found on the way."""

    raw: bytes
    beside: Mapping[str, tuple[Beside, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def saved_anew(raw: bytes, name: str) -> SavedAnew:
    """An xlsx as it is; csv and xls converted; with an error if it is neither."""
    if raw.startswith(_ZIP) or not raw:
        return SavedAnew(raw)
    if len(raw) > MAX_BYTES:
        return SavedAnew(b"", problems=[too_large(name)])
    try:
        return (_from_xls if raw.startswith(_COMPOUND) else _from_csv)(raw, name)
    except TooLargeError:
        return SavedAnew(b"", problems=[too_large(name)])


def _from_xls(raw: bytes, name: str) -> SavedAnew:
    # Only who sends an xls waits for its library.
    from generator.authoring.sheets.xls_book import XlsBook, XlsError

    if _ENCRYPTED in raw:
        return SavedAnew(b"", problems=[refusal(name, "份表格加了打开密码", "请取消密码，再另存一次。")])
    try:
        book = XlsBook(raw, name)
        return SavedAnew(_bytes_of(book.as_workbook()), book.beside, [*book.problems, *_signs(book.texts(), name)])
    except (*FAULTS, *XlsError):
        return SavedAnew(b"", problems=[refusal(name, "不是完好的 xls 文件，或者加了密码")])


def _from_csv(raw: bytes, name: str) -> SavedAnew:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return SavedAnew(b"", problems=[refusal(name, "是网页（HTML 或 XML）改了名的表格")])
    try:
        rows = rows_of_csv(raw)
    except csv.Error:
        rows = None
    if rows is None:
        return SavedAnew(b"", problems=[refusal(name, "不是完好的 xlsx、xls 或 csv 文件")])
    if problems := list(_signs((text for row in rows for text in row), name)):
        return SavedAnew(b"", problems=problems)
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = title_of(PurePath(name).stem)
    for row in rows:
        sheet.append([text or None for text in row])
    return SavedAnew(_bytes_of(book))


def title_of(name: str) -> str:
    """A name as a sheet may have it: as Excel calls the sheet of a csv."""
    return "".join("_" if sign in r"[]:*?/\'" else sign for sign in name)[:31] or "Sheet1"


def _signs(texts: Iterable[str], name: str) -> Iterable[Problem]:
    """The first text with characters that no file may hold, nor xlsx can."""
    found = next((problem for text in texts for problem in forbidden(text, name)), None)
    return [Problem(Position(name), found.code, found.message, found.hint)] if found else []


def _bytes_of(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
