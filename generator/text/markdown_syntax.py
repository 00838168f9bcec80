"""Which Markdown there is: CommonMark without what office texts trip over, with emphasis that fits Chinese.

Left out: code by indentation, headings by underlines, references, pictures, `_` for emphasis, numbers of a year
as list numbers. What is left out stays in the text as the author typed it. The form in the browser has the same
rules (`js/form/markdown.js`, decision 0035).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as gfm_table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.diagnostics.messages import message_for

#: More columns than this fit on no page.
COLUMNS = 12
#: All cells of a text's tables; a row of one letter has as many as its header, so that few bytes make many.
CELLS = 2_000
#: Quotations and list items inside each other; the parser drops in silence what lies deeper.
NESTING = 12
#: Words in brackets and an address in round ones; no brackets inside the words, no round ones two deep in the address.
LINK = (
    r"\[((?:\\[!-~]|[^\[\]\\]|\\(?![!-~]))*)\]\([ \n]{0,4}"
    r"(?:<([^<>\n]*)>|((?!<)(?:\\[!-~]|[^\x00-\x20\x7f()\\]|\\(?![!-~])|\([^\x00-\x20\x7f()]*\))*))"
    r"(?:[ \n]{1,4}(?:\"[^\"]*\"|'[^']*'))?[ \n]{0,4}\)"
)
_LINK = re.compile(LINK)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
#: More digits than this number no list: `2024. ` begins a sentence.
DIGITS = 3
_YEAR = re.compile(rf"[0-9]{{{DIGITS + 1},9}}[.)](?:[ \n]|$)")
_ONE, _TWO = 1, 2


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the text that can't stay: its line (from 0), a code, what is wrong, what to do."""

    line: int
    code: str
    message: str
    hint: str


class _Parser(MarkdownIt):
    """Lets every link pass: they are judged later, with their line, so that none vanishes in silence."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  # the library's name
        return True


def parser() -> MarkdownIt:
    """A parser of this Markdown."""
    made = _Parser("commonmark", {"html": False, "maxNesting": NESTING})
    made.disable(["image", "reference", "html_block", "html_inline", "autolink", "code", "lheading", "balance_pairs"])
    made.enable("table").block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    made.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    made.inline.ruler.at("link", _link)
    made.inline.ruler.at("emphasis", _stars)
    made.inline.ruler2.at("emphasis", _pair_all)
    return made


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The parser's own rule; a year and a full stop begin a sentence."""
    if _YEAR.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return False
    return bool(list_block(state, start, end, silent))


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The parser's own rule for tables, bounded; what it would leave out is reported in `state.env`."""
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
    """Rows with more cells than the header: the parser drops the rest. The first of a run is reported."""
    before = columns
    for line in range(start + 2, state.line):
        cells = _cells(state, line)
        if cells > columns >= before:
            yield Fault(line, *message_for("long-row", now=cells, most=columns))
        before = cells


def _too_wide(line: int, columns: int) -> Fault:
    return Fault(line, *message_for("wide-table", most=COLUMNS, now=columns))


def _too_large(line: int) -> Fault:
    return Fault(line, *message_for("large-table", most=CELLS))


def _link(state: StateInline, silent: bool) -> bool:
    """`[words](address)`; what only looks like it stays as it is."""
    found = _LINK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if not found or state.linkLevel or silent:
        return False
    written = _unescaped(found[2] or found[3] or "")
    opened = state.push("link_open", "a", 1)
    opened.attrs, opened.meta = {"href": state.md.normalizeLink(written)}, {"written": written}
    state.pos, state.posMax, end = found.start(1), found.end(1), state.posMax
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.pos, state.posMax = found.end(), end
    return True


def _unescaped(address: str) -> str:
    return _ESCAPED.sub(lambda found: found[1] or unescape(found[2]), address)


def _stars(state: StateInline, silent: bool) -> bool:
    """One star or two may be emphasis. Three or more are what people hide numbers and names with."""
    src, start, end = state.src, state.pos, state.pos
    if src[start] != "*" or silent:
        return False
    while end < state.posMax and src[end] == "*":
        end += 1
    state.pos, length = end, end - start
    if length > _TWO:
        state.append_pending(src[start:end])
        return True
    before, after = src[start - 1] if start else " ", src[end] if end < state.posMax else " "
    opens, closes = (_one if length == _ONE else _two)(before, after)
    state.push("text", "", 0).content = src[start:end]
    state.delimiters.append(Delimiter(length, 0, len(state.tokens) - 1, -1, opens, closes))
    return True


def _one(before: str, after: str) -> tuple[bool, bool]:
    """Whether one star opens and closes. Between letters or figures it is the character itself, as in 5*8小时."""
    return not after.isspace() and not _is_word(before), not before.isspace() and not _is_word(after)


def _two(before: str, after: str) -> tuple[bool, bool]:
    """Whether two stars open and close: beside Chinese, as people type them (`**做法：**一是`)."""
    if _is_latin(before) and _is_latin(after):
        return False, False
    return _may_open(before, after), _may_open(after, before)


def _may_open(outside: str, inside: str) -> bool:
    """CommonMark's rule, but for punctuation beyond ASCII, which in Chinese stands without spaces."""
    if inside.isspace():
        return False
    return not _is_ascii_sign(inside) or outside > "~" or not _is_word(outside)


def _is_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "PSZC"


def _is_latin(sign: str) -> bool:
    """A letter or figure of a script whose words have spaces around them."""
    return sign < "\u2e80" and _is_word(sign)


def _is_ascii_sign(sign: str) -> bool:
    return sign <= "~" and not _is_word(sign)


def _pair_all(state: StateInline) -> None:
    """Opening and closing stars find each other, outside of links and within each."""
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
        _pair(state, delimiters)


def _pair(state: StateInline, delimiters: list[Delimiter]) -> None:
    """The nearest opening stars of the same number; what stands between them unpaired stays text."""
    waiting: list[Delimiter] = []
    left = {_ONE: 0, _TWO: 0}
    for one in delimiters:
        if one.close and left[one.marker]:
            opener = waiting.pop()
            while opener.marker != one.marker:
                left[opener.marker] -= 1
                opener = waiting.pop()
            left[one.marker] -= 1
            _emphasise(state, opener, 1)
            _emphasise(state, one, -1)
        elif one.open:
            waiting.append(one)
            left[one.marker] += 1


def _emphasise(state: StateInline, end: Delimiter, nesting: Literal[1, -1]) -> None:
    token = state.tokens[end.token]
    token.tag = "em" if end.marker == _ONE else "strong"
    token.type = f"{token.tag}_{'open' if nesting > 0 else 'close'}"
    token.nesting, token.content, token.markup = nesting, "", "*" * end.marker
