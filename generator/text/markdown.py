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
from generator.text.breaks import is_joined

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote"),
    *("a", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
#: More columns than this fit on no page; and a row of thousands would cost the parser minutes.
COLUMNS = 12
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
    return parser.disable(["image", "reference", "html_block", "html_inline", "autolink"])


_PARSER = _parser().enable("table")
_WITHOUT_TABLES = _parser()
_PIPE = re.compile(r"(?<!\\)\|")
#: What may stand before the row of a table: quotation and list marks.
_MARKERS = re.compile(r"(?:[ \t>]|[-+*] |[0-9]{1,9}[.)] )*")
_LINE_END = re.compile("\r\n|\r|\n")
_HTML = re.compile("<[A-Za-z/!]")


@lru_cache(maxsize=20_000)
def render(text: str, top: int = 2) -> Rendered:
    """Markdown to HTML whose highest heading is `h<top>`. Pure, so each text is rendered once."""
    tokens, wide = _parse(text)
    faults = (*wide, *_settle(tokens, top))
    html = _CLEANER.clean(_PARSER.renderer.render(tokens, _PARSER.options, {}))
    return Rendered(html, _plain(tokens), faults)


def _parse(text: str) -> tuple[list[Token], list[Fault]]:
    """The tokens; a text with rows that are too wide is read without tables, and the first of them is told."""
    if text.count("|") < COLUMNS:
        return _PARSER.parse(text), []
    wide = {number: count for number, line in enumerate(_LINE_END.split(text)) if (count := _columns(line)) > COLUMNS}
    if not wide:
        return _PARSER.parse(text), []
    tokens = _WITHOUT_TABLES.parse(text)
    code = {n for t in tokens if t.type in ("fence", "code_block") and t.map for n in range(*t.map)}
    rows = {number: count for number, count in wide.items() if number not in code}
    hint = "请拆成几个表，或去掉不要紧的列；如果“|”是文字的一部分，请写成“\\|”。"
    faults = [
        Fault(number, "E401", f"表格最多 {COLUMNS} 列，这一行有 {count} 列。", hint)
        for number, count in rows.items()
        if number - 1 not in rows
    ]
    return (tokens if rows else _PARSER.parse(text)), faults


def _columns(line: str) -> int:
    """How many columns a line has if it is a row of a table."""
    row = _MARKERS.sub("", line, count=1).rstrip()
    return len(_PIPE.findall(row)) + 1 - row.startswith("|") - (row.endswith("|") and len(row) > 1)


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
            _join_lines(token.children or [])
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
    """Whether something opens like a tag and is closed again: in A<B nothing is."""
    found = _HTML.search(text)
    return found is not None and found.end() <= text.rfind(">")


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
