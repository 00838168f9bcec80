"""A record's Markdown to safe HTML: linear-time parser, raw HTML off, then an allow-list.

What can't be used is reported with its line, never dropped in silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.problems import quote

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote"),
    *("a", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
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
            and _CLEANER.clean(f'<a href="{escape(address)}">').startswith("<a href=")
        )
    except ValueError:
        return False


class _Parser(MarkdownIt):
    """Lets every link pass: they are judged below, with their line, so that none vanishes in silence."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  # the library's name
        return True


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": NESTING})
    parser.enable("table").disable(["image", "reference", "html_block", "html_inline", "autolink"])
    return parser


_PARSER = _parser()


@lru_cache(maxsize=20_000)
def render(text: str, top: int = 2) -> Rendered:
    """Markdown to HTML whose highest heading is `h<top>`. Pure, so each text is rendered once."""
    tokens = _PARSER.parse(text)
    faults = tuple(_settle(tokens, top))
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
                yield Fault(token.map[0], "W401", "标题跳了级。", f"请写“{'#' * allowed} ”，逐级往下用。")
            allowed = level + 1
            token.tag = f"h{min(level - highest + top, 6)}"
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}
        elif token.type == "td_open":
            token.attrs = {}
        elif token.type == "inline":
            yield from _settle_inline(token)
        elif token.nesting == 1 and token.level >= NESTING - 1 and token.type in _CONTAINERS:
            line = token.map[0] if token.map else 0
            yield Fault(line, "E401", "引用或列表套了太多层。", "请减少“>”或缩进的层数。")


_CONTAINERS = ("blockquote_open", "list_item_open")


def _settle_inline(token: Token) -> Iterator[Fault]:
    """Links and what looks like HTML or a picture, in reading order."""
    line = token.map[0] if token.map else 0
    told = -1
    before = ""
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        # Raw HTML comes out as visible text; tell the author rather than let it show.
        if child.type == "text" and line != told and _looks_like_tag(child.content):
            told = line
            hint = "请用 Markdown：加粗写 **文字**，列表写“- ”，图片写在 images 里。"
            yield Fault(line, "E401", f"正文里不能写 HTML：{quote(child.content)}。", hint)
        if child.type == "link_open" and before.endswith("!"):
            yield Fault(line, "E401", "正文里不能放图片。", "图片请写在 images 里；如果是链接，请把前面的“!”改成“！”。")
        before = child.content if child.type == "text" else ""
        if child.type == "link_open":
            address = str(child.attrs.pop("href", ""))
            child.attrs = {}
            if sound_link(address):
                child.attrs = {"href": address}
            else:
                hint = "请写以 http:// 或 https:// 开头的完整网址；引用本专栏记录请写在 related 里。"
                yield Fault(line, "E402", f"链接{quote(address)}不能用。", hint)


def _looks_like_tag(text: str) -> bool:
    at = text.find("<")
    while at != -1:
        if text[at + 1 : at + 2].isascii() and (text[at + 1 : at + 2].isalpha() or text[at + 1 : at + 2] in "/!"):
            return text[at + 1 : at + 2] != ""
        at = text.find("<", at + 1)
    return False


def _plain(tokens: list[Token]) -> str:
    """The words alone, one line a block."""
    lines = []
    for token in tokens:
        if token.type == "inline":
            parts = ("\n" if c.type in ("softbreak", "hardbreak") else c.content for c in token.children or [])
            lines.append("".join(parts))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)
