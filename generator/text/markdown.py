"""A record's Markdown to safe HTML: linear-time parser, raw HTML off, then an allow-list.

What can't be used is reported with its line, never dropped in silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as gfm_table
from markdown_it.token import Token

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import quote
from generator.text.cjk_line_breaks import is_joined
from generator.text.confusables import FORBIDDEN
from generator.text.hosts import is_public, plain_host

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote"),
    *("a", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
#: More columns than this fit on no page.
COLUMNS = 12
#: All cells of a text's tables; a row of one letter has as many as its header, so that few bytes make many.
CELLS = 2_000
#: Quotations and list items inside each other; the parser drops in silence what lies deeper.
NESTING = 12
_HOST = re.compile(r"[\w.:\-]+")
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"scope"}}

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="noopener noreferrer",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the text that can't stay: its line (from 0), a code, what is wrong, what to do."""

    line: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """Safe HTML, the plain words for search and digests, and what was refused."""

    html: str
    plain: str
    faults: tuple[Fault, ...]


def sound_link(address: str) -> bool:
    """Absolute web addresses only: no script, no `//host`, no login part, no other scheme."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.username is None and (parts.port is None or parts.port > 0)
        # What the cleaner would take out (it knows more of addresses than we do) is not sound either.
        return (
            sound
            and bool(_HOST.fullmatch(parts.hostname or ""))
            and is_public(parts.hostname or "")
            and _CLEANER.clean(f'<a href="{escape(address)}">').startswith("<a href=")
        )
    except ValueError:
        return False


class _Parser(MarkdownIt):
    """Lets every link pass: they are judged below, with their line, so that none vanishes in silence."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  # the library's name
        return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The parser's own rule for tables, bounded; what it would leave out is told in `state.env`."""
    if not gfm_table(state, start, end, True):
        return False
    if silent:
        return True
    columns = _cells(state, start)
    rows = (CELLS - state.env["cells"]) // columns
    if columns > COLUMNS or not rows:
        state.env["faults"].append(_too_wide(start, columns) if columns > COLUMNS else _too_large(start))
        return False
    last = min(end, start + 1 + rows)
    gfm_table(state, start, last, False)
    state.env["cells"] += columns * (state.line - start - 1)
    state.env["faults"] += _longer_rows(state, start, columns)
    if state.line == last < end and getLine(state, last).strip():
        state.env["faults"].append(_too_large(last))
    return True


def _cells(state: StateBlock, line: int) -> int:
    """How many cells the row on a line has, counted as the parser does."""
    cells = escapedSplit(getLine(state, line).strip())
    return len(cells) - (cells[0] == "") - (cells[-1] == "" and len(cells) > 1)


def _longer_rows(state: StateBlock, start: int, columns: int) -> Iterator[Fault]:
    """Rows with more cells than the header: the parser drops the rest. The first of a run is told."""
    before = columns
    for line in range(start + 2, state.line):
        cells = _cells(state, line)
        if cells > columns >= before:
            yield Fault(line, *message_for("long-row", now=cells, most=columns))
        before = cells


def _too_wide(line: int, columns: int) -> Fault:
    return Fault(line, *message_for("wide-table", most=COLUMNS, now=columns))


def _too_large(line: int) -> Fault:
    hint = "请只留要紧的行，完整的表在来源里给出网址；表格后面写别的，要先空一行。"
    return Fault(line, "E401", f"表格太大，一段正文里的表格合起来最多 {CELLS} 格。", hint)


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": NESTING})
    parser.disable(["image", "reference", "html_block", "html_inline", "autolink"])
    parser.enable("table").block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    return parser


_PARSER = _parser()
#: What HTML takes for a tag or Markdown for an address; A<B and x<y,y>z are none.
_HTML = re.compile(
    r"</?[A-Za-z][A-Za-z0-9:-]*(?:[\s/]+[A-Za-z_:@*][^<>]*|[\s/]*)>|<[A-Za-z][A-Za-z0-9+.-]*[:@][^<>\s]*>"
    r"|<![-A-Za-z\[][^>]*>|<\?[A-Za-z][^>]*>"
)


#: Without one of these no table, link, tag or quotation is there; headings and lists are looked at below.
_SIGNS = re.compile(r"[|<\[>&\t\r]")
_UNDERLINE = re.compile(r"[=-](?= *(?:\n|$))")
#: Far inside, or two markers in one line: what a list that is nested too deeply begins with.
_DEEP = re.compile(r"\n(?: {10}| *(?:[-+*]|[0-9]{1,9}[.)]) +(?:[-+*]|[0-9]{1,9}[.)])(?: |\n|$))")


def may_have_faults(text: str) -> bool:
    """Whether `render` could find fault with a text. Most texts are plain, and need not be parsed to know it."""
    if _SIGNS.search(text) or _UNDERLINE.search(text) or _DEEP.search(f"\n{text}"):
        return True
    # Headings of one level can't skip any.
    return "#" in text and len(set(re.findall("#+", text))) > 1


@lru_cache(maxsize=2_000)
def render(text: str, top: int = 2) -> Rendered:
    """Markdown to HTML whose highest heading is `h<top>`. Pure, so each text is rendered once."""
    noted: dict[str, Any] = {"faults": [], "cells": 0}
    tokens = _PARSER.parse(text, noted)
    faults = (*noted["faults"], *_settle(tokens, top))
    html = _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    return Rendered(html, _plain(tokens), faults)


def _settle(tokens: list[Token], top: int) -> Iterator[Fault]:
    """Shift headings below `top`, mark header cells, take unusable links out and report them."""
    highest = min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=top)
    allowed = highest
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = int(token.tag[1])
            if level > allowed and token.map:
                yield Fault(token.map[0], *message_for("heading", signs="#" * allowed))
            allowed = level + 1
            token.tag = f"h{min(level - highest + top, 6)}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
        elif token.type == "inline":
            yield from _settle_inline(token)
            _join_lines(token.children or [])
        elif token.nesting == 1 and token.level >= NESTING - 1 and token.type in _CONTAINERS:
            line = token.map[0] if token.map else 0
            yield Fault(line, *message_for("deep"))


_CONTAINERS = ("blockquote_open", "list_item_open")


def _settle_inline(token: Token) -> Iterator[Fault]:
    """Links and what looks like HTML or a picture, in reading order."""
    line = token.map[0] if token.map else 0
    yield from _tags(token, line)
    before = opened = ""
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        if child.type == "link_open" and before.endswith("!"):
            yield Fault(line, *message_for("image"))
        if child.type == "text" and "&" in token.content and (unseen := _UNSEEN.search(child.content)):
            yield Fault(line, *message_for("entity", sign=f"{ord(unseen[0]):04X}"))
        if child.type == "text" and opened and (shown := _other_site(child.content, opened)):
            yield Fault(line, *message_for("link-text", shown=quote(shown), host=quote(urlsplit(opened).hostname)))
        before, opened = child.content if child.type == "text" else "", ""
        if child.type == "link_open":
            address = str(child.attrs.pop("href", ""))
            child.attrs = {}
            if sound_link(address):
                child.attrs = {"href": address}
                opened = address
            else:
                yield Fault(line, *message_for("dead-link", value=quote(address)))


def _other_site(text: str, address: str) -> str:
    """The host that a link's text names, if the link leads to another."""
    found = _NAMED.match(text)
    if not found:
        return ""
    shown, host = (plain_host(name) for name in (found[1], urlsplit(address).hostname or ""))
    return "" if f".{host}".endswith(f".{shown}") or f".{shown}".endswith(f".{host}") else found[1]


def _tags(token: Token, first: int) -> Iterator[Fault]:
    """Raw HTML comes out as visible text; tell the author, once a line, rather than let it show."""
    if "<" not in token.content and "&" not in token.content:
        return
    words = "".join(
        child.content if child.type == "text" else _LINE_BREAKS.get(child.type, "\0") for child in token.children or []
    )
    told = set()
    for found in _HTML.finditer(words):
        line = first + words.count("\n", 0, found.start())
        if line not in told:
            told.add(line)
            yield Fault(line, *message_for("html", value=quote(found[0])))


#: A text that names a site, as addresses do.
_NAMED = re.compile(r"\s*(?:https?://|(?=www\.))([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
#: What no file may hold can only come of an entity, and so can the sign of a lost character.
_UNSEEN = re.compile(f"{FORBIDDEN.pattern}|\ufffd")
_LINE_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}


def _join_lines(children: list[Token]) -> None:
    """A line break of the source between two Chinese characters is nothing, neither on the page nor in a search."""
    before, waiting = "", None
    for child in children:
        if child.type == "softbreak":
            waiting = child
        elif child.type == "hardbreak":
            before, waiting = "", None
        elif child.content:
            if waiting and is_joined(before, child.content):
                waiting.type = "text"
            before, waiting = child.content, None


_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def _plain(tokens: list[Token]) -> str:
    """The words alone, one line a block."""
    lines = []
    for token in tokens:
        if token.type == "inline":
            lines.append("".join(_BREAKS.get(c.type, c.content) for c in token.children or []))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)
