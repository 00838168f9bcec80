"""What is written around the cells of a sheet: heads and feet of its pages, text boxes, prompts of cells."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from zipfile import ZipFile

from openpyxl.packaging.relationship import get_dependents
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.header_footer import HeaderFooter
from openpyxl.xml.functions import fromstring

_PAGES = re.compile(rb"<(?:\w+:)?headerFooter\b.*?</(?:\w+:)?headerFooter>", re.DOTALL)
_PROMPTS = re.compile(rb"<(?:\w+:)?dataValidations\b.*?</(?:\w+:)?dataValidations>", re.DOTALL)
_DRAWING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_ANCHORED = "{http://schemas.openxmlformats.org/drawingml/2006/main}txBody"
_BOX = re.compile("txBody$")
#: What stands for the page's number, the day, the file's name.
_CODE = re.compile("&[A-Z]")


class Beside(NamedTuple):
    """A text beside the cells, and what people call the place where it stands."""

    place: str
    text: str


def beside(archive: ZipFile, path: str, markup: bytes) -> tuple[Beside, ...]:
    """Everything that is written around the cells of the sheet at a path."""
    return tuple(dict.fromkeys((*_pages(markup), *_boxes(archive, path), *_prompts(markup))))


def _tree(markup: bytes) -> Any:
    """A part of a sheet by itself, without the prefixes that its whole declares."""
    return fromstring(re.sub(rb"<(/?)\w+:", rb"<\1", re.sub(rb"\s\w+:\w+\s*=\s*(\"[^\"]*\"|'[^']*')", b"", markup)))


def _pages(markup: bytes) -> Iterator[Beside]:
    found = _PAGES.search(markup)
    if not found:
        return
    pages: Any = HeaderFooter.from_tree(_tree(found[0]))
    for name in ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"):
        part = getattr(pages, name)
        for said in (part.left.text, part.center.text, part.right.text) if part else ():
            if text := _CODE.sub("", said or "").strip():
                yield Beside("页眉" if name.endswith("Header") else "页脚", text)


def _boxes(archive: ZipFile, path: str) -> Iterator[Beside]:
    folder, _slash, name = path.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return
    for part in get_dependents(archive, relations).find(_DRAWING):
        tree: Any = fromstring(archive.read(part.target))
        for body in (element for element in tree.iter() if _BOX.search(element.tag)):
            if text := "".join(run.text or "" for run in body.iter(_TEXT)).strip():
                yield Beside("文本框", text)


def _prompts(markup: bytes) -> Iterator[Beside]:
    found = _PROMPTS.search(markup)
    if not found:
        return
    every: Any = DataValidationList.from_tree(_tree(found[0]))
    for one in every.dataValidation:
        if text := "".join(filter(None, (one.promptTitle, one.prompt))).strip():
            yield Beside("输入提示", text)
