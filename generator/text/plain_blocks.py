"""A record's Markdown as the blocks of a document: headings, paragraphs, lists and tables, without marks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from generator.documents.docx import Block, Grid, Heading, Items, Paragraph
from generator.text.markdown import render

_OPENING = re.compile(r"<(h[2-6]|p|ul|ol|table|pre|blockquote)(?: [^>]*)?>")
_IN_LIST = re.compile(r'<(/?)(ul|ol|li)(?: start="(\d+)")?[^>]*>')
#: Stands before a quotation, which has no form of its own here.
_QUOTED = "（引文）"
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def plain_blocks(markdown: str, top: int = 2) -> Iterator[Block]:
    """The blocks in their order; items of lists in lists stand one after the other, each with its mark."""
    yield from _blocks(render(markdown, top).html)


def _blocks(html: str) -> Iterator[Block]:
    for name, opening, inner in _outer(html):
        if name.startswith("h"):
            yield Heading(_words(inner), 2)
        elif name in ("ul", "ol"):
            yield Items(tuple(_items(f"{opening}{inner}")), marked=True)
        elif name == "blockquote":
            first, *others = _blocks(inner)
            yield replace(first, text=_QUOTED + first.text) if isinstance(first, Paragraph) else first
            yield from others
        elif name == "table":
            rows = [tuple(map(_words, _CELL.findall(row))) for row in _ROW.findall(inner)]
            yield Grid(rows[0], tuple(rows[1:]))
        elif words := _words(inner):
            yield Paragraph(words)


def _items(html: str) -> Iterator[str]:
    """The items of a list and of those in it, as they are marked in an article: 1．, 2．, •."""
    numbers: list[int | None] = []
    mark, position = "", 0
    for tag in _IN_LIST.finditer(html):
        if words := _words(html[position : tag.start()]):
            yield mark + words
            mark = ""
        closing, name, start = tag.groups()
        if name == "li":
            number = numbers[-1]
            if not closing:
                mark = "• " if number is None else f"{number}．"
                numbers[-1] = None if number is None else number + 1
        elif closing:
            numbers.pop()
        else:
            numbers.append(int(start or 1) if name == "ol" else None)
        position = tag.end()


def _outer(html: str) -> Iterator[tuple[str, str, str]]:
    """Blocks that stand in no other: name, opening tag, and what is in them."""
    position = 0
    while found := _OPENING.search(html, position):
        name, depth, end = found[1], 1, found.end()
        for tag in re.compile(rf"<(/?){name}(?: [^>]*)?>").finditer(html, found.end()):
            depth += -1 if tag[1] else 1
            if not depth:
                yield name, found[0], html[found.end() : tag.start()]
                end = tag.end()
                break
        position = end


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html.replace("<br>", "\n"))).split())
