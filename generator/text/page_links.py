"""What stands where in a hand-written page: its links, and its lines without what is code."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt


@dataclass(frozen=True, slots=True)
class PageLink:
    """An address as it is written; line and column counted from 1."""

    address: str
    line: int
    column: int


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def page_links(text: str) -> Iterator[PageLink]:
    """Every link and picture of a text, in their order."""
    lines = text.splitlines()
    for token in _parser().parse(text):
        if token.type != "inline" or not token.map:
            continue
        first, past = token.map
        for child in token.children or ():
            address = child.attrGet("href") or child.attrGet("src")
            if address:
                yield _placed(str(address), lines, first, past)


def without_code(text: str) -> list[str]:
    """The lines of a text as long as they are, with blanks for what is shown as it is written."""
    lines = text.splitlines()
    for token in _parser().parse(text):
        first, past = token.map or (0, 0)
        if token.type == "fence":
            lines[first:past] = [""] * len(lines[first:past])
        for child in token.children or ():
            code = f"{child.markup}{child.content}{child.markup}"
            if child.type == "code_inline":
                lines[first:past] = [line.replace(code, " " * len(code)) for line in lines[first:past]]
    return lines


def _placed(address: str, lines: list[str], first: int, past: int) -> PageLink:
    """The first line of its block that has the address; the block's own, if it is written otherwise."""
    for number in range(first, min(past, len(lines))):
        column = lines[number].find(f"]({address}")
        if column >= 0:
            return PageLink(address, number + 1, column + 3)
    return PageLink(address, first + 1, 1)
