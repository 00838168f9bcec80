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
from markdown_it.token import Token

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import quote
from generator.text.cjk_line_breaks import is_joined
from generator.text.confusables import FORBIDDEN
from generator.text.hosts import is_public, plain_host
from generator.text.markdown_syntax import NESTING, Fault, parser

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote"),
    *("a", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
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


_PARSER = parser()
#: What HTML takes for a tag or Markdown for an address; A<B and x<y,y>z are none.
_HTML = re.compile(
    r"</?[A-Za-z][A-Za-z0-9:-]*(?:[\s/]+[A-Za-z_:@*][^<>]*|[\s/]*)>|<[A-Za-z][A-Za-z0-9+.-]*[:@][^<>\s]*>"
    r"|<![-A-Za-z\[][^>]*>|<\?[A-Za-z][^>]*>"
)


#: Without one of these no table, link, tag, quotation or star is there; headings and lists are looked at below.
_SIGNS = re.compile(r"[|<\[>&*＊\r]|__|~~|==")
#: A numbered item; far inside, or two markers in one line: what a list that is nested too deeply begins with.
_ITEMS = re.compile(r"\n(?: {10}| *(?:[-+*]|[0-9]{1,9}[.)]) +(?:[-+*]|[0-9]{1,9}[.)])(?: |\n|$)| *[0-9]{1,9}[.)] )")


def may_have_faults(text: str) -> bool:
    """Whether `render` could find fault with a text. Most texts are plain, and need not be parsed to know it."""
    if _SIGNS.search(text) or _ITEMS.search(f"\n{text}"):
        return True
    # Headings of one level can't skip any.
    return "#" in text and len(set(re.findall("#+", text))) > 1


@lru_cache(maxsize=2_000)
def render(text: str, top: int = 2) -> Rendered:
    """Markdown to HTML whose highest heading is `h<top>`. Pure, so each text is rendered once."""
    noted: dict[str, Any] = {"faults": [], "cells": 0}
    tokens = _PARSER.parse(text.replace("\t", "    "), noted)
    faults = (*noted["faults"], *_settle(tokens, top))
    html = _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    return Rendered(html, _plain(tokens), faults)


def _settle(tokens: list[Token], top: int) -> Iterator[Fault]:
    """Shift headings below `top`, mark header cells, take unusable links out and report them."""
    highest = min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=top)
    allowed = highest
    yield from _miscounted(tokens)
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


def _miscounted(tokens: list[Token]) -> Iterator[Fault]:
    """Items whose number readers don't see: lists count on from their first. Who writes 1 each time means that."""
    lists: list[tuple[int, int]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append((0, 0))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and token.info:
            first, before = lists[-1]
            number, shown = int(token.info), before + 1
            if before and number not in (shown, first) and token.map:
                yield Fault(token.map[0], *message_for("list-number", number=number, shown=shown))
            lists[-1] = (first, shown) if before else (number, number)


_CONTAINERS = ("blockquote_open", "list_item_open")


def _settle_inline(token: Token) -> Iterator[Fault]:
    """Links and what looks like HTML or a picture, in reading order."""
    line = token.map[0] if token.map else 0
    yield from _tags(token, line)
    yield from _stars_left(token.children or [], line)
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
                yield Fault(line, *message_for("dead-link", value=quote(child.meta["written"])))


def _stars_left(children: list[Token], line: int) -> Iterator[Fault]:
    """Stars that readers would see: those of bold words that found no partner, and one between Chinese words."""
    reported = False
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "text" and _BOLD_LEFT.search(child.content):
            yield Fault(line, *message_for("bold-left"))
        elif child.type == "text" and not reported and _STAR_LEFT.search(child.content):
            reported = True
            yield Fault(line, *message_for("star-left"))
        elif child.type == "text" and not reported and (found := _MARK_LEFT.search(child.content)):
            reported = True
            yield Fault(line, *message_for("mark-left", value=quote(found[1] or found[3] or found[4])))


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
    reported = set()
    for found in _HTML.finditer(words):
        line = first + words.count("\n", 0, found.start())
        if line not in reported:
            reported.add(line)
            yield Fault(line, *message_for("html", value=quote(found[0])))


#: Two stars, of whatever width; three and more hide a number or a name.
_BOLD_LEFT = re.compile(r"(?<!\*)\*\*(?!\*)|＊＊")
#: What other programs take for bold, struck out, marked, for a note; a star with a character before its partner.
_MARK_LEFT = re.compile(
    r"(?:^|[^_~=])((__|~~|==)[^\s_~=][^_~=\n]{0,60}\2)(?![_~=])"
    r"|(?:^|[^0-9A-Za-z一-龥*）])(\*[^\s*][^*\n]{0,60}[，。、；：！？”》]\*)(?!\*)|(\[\^[^\[\]\s]{1,20}\])"
)
_STAR_LEFT = re.compile(r"[一-龥]\*(?=[一-龥])")
#: A text that names a site, as addresses do.
_NAMED = re.compile(r"\s*(?:https?://|(?=www\.))([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
#: What no file may hold can only come of an entity, and so can the mark of a lost character.
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
