"""A record's Markdown as the blocks of a document: headings, paragraphs, lists and tables, without marks."""

import re
from collections.abc import Iterator
from html import unescape

from generator.documents.docx import Block, Grid, Heading, Items, Paragraph
from generator.text.markdown import render

_OPENING = re.compile(r"<(h[2-6]|p|ul|ol|table|pre)(?: [^>]*)?>")
_ITEM = re.compile(r"<li>(.*?)(?=<li>|</li>|<[uo]l)", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def plain_blocks(markdown: str, top: int = 2) -> Iterator[Block]:
    """The blocks in their order; items of lists in lists stand one after the other."""
    for name, inner in _outer(render(markdown, top).html):
        if name.startswith("h"):
            yield Heading(_words(inner), 2)
        elif name in ("ul", "ol"):
            items = tuple(filter(None, map(_words, _ITEM.findall(inner))))
            yield Items(items, ordered=name == "ol")
        elif name == "table":
            rows = [tuple(map(_words, _CELL.findall(row))) for row in _ROW.findall(inner)]
            yield Grid(rows[0], tuple(rows[1:]))
        elif words := _words(inner):
            yield Paragraph(words)


def _outer(html: str) -> Iterator[tuple[str, str]]:
    """Blocks that stand in no other, by name, with what is in them."""
    position = 0
    while found := _OPENING.search(html, position):
        name, depth, end = found[1], 1, found.end()
        for tag in re.compile(rf"<(/?){name}(?: [^>]*)?>").finditer(html, found.end()):
            depth += -1 if tag[1] else 1
            if not depth:
                yield name, html[found.end() : tag.start()]
                end = tag.end()
                break
        position = end


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html.replace("<br>", "\n"))).split())
