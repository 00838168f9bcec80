"""Undoes what pasting from PDF, Word and web pages did to a text.

What stands in quotation marks, in 《》, in a Markdown quotation, in code or in an address is somebody else's
words or a thing to click: no rule touches it. The rules are data (`paste_rules`), lines are put right by
`paste_layout`; the form in the browser does the same (`js/form/paste_cleanup.js`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from generator.text.paste_layout import laid_out
from generator.text.paste_rules import (
    BARE_HOST,
    BREAKS,
    COMMON,
    JOINED,
    LOST_SIGN,
    LOST_TABLE,
    PAIRS,
    PARAGRAPH,
    PRIVATE,
    PROTECTED,
    PROTECTED_LINKS,
    RARE_SIGNS,
    ROUNDS,
    ROW,
    RULES,
    SIGN_PAIR,
    SPACED,
    SPACES_AT_LEAST,
    SPACES_PER_NONE,
    TITLE,
    UNSPACED,
    Rule,
)
from generator.text.quote_marks import turned_quotes

_PROTECTED = re.compile(PROTECTED, re.MULTILINE)
_PROTECTED_LINKS = re.compile(PROTECTED_LINKS, re.MULTILINE)
_DOUBTFUL = re.compile(f"{PRIVATE}|{LOST_SIGN}|{SIGN_PAIR}|{BARE_HOST}|{LOST_TABLE}", re.MULTILINE)
_PROSE = re.compile("[，。；！？、]")
_SPACED, _UNSPACED, _ROW = re.compile(SPACED), re.compile(UNSPACED), re.compile(ROW)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as it should have been pasted, and the names of what was undone."""

    text: str
    names: tuple[str, ...]


def suspect(texts: Iterable[str]) -> bool:
    """Whether any of many texts may need repair: asked once for all of them, since most need none."""
    parts = tuple(texts)
    whole = "\n\n".join(parts)
    return bool(_DOUBTFUL.search(whole) or repair(whole, lines=True, rounds=1).names or any(map(_is_typeset, parts)))


def _is_typeset(text: str) -> bool:
    """Whether a space stands at nearly every place between Chinese and all else."""
    spaced = len(_SPACED.findall(text)) if " " in text else 0
    return spaced >= SPACES_AT_LEAST and len(_UNSPACED.findall(text)) * SPACES_PER_NONE <= spaced


@dataclass(frozen=True, slots=True)
class Change:
    """The first line that a repair changes, and what to write there; "" where a blank line is missing before it."""

    line: int
    right: str
    before: str = ""


def first_change(text: str, repaired: str) -> Change:
    """Where a text and its repaired form first differ."""
    was, now = text.split("\n"), repaired.split("\n")
    at = next(
        (n for n, pair in enumerate(zip(was, now, strict=False)) if pair[0] != pair[1]), min(len(was), len(now)) - 1
    )
    return Change(at, now[at], "" if now[at] or at + 1 >= len(now) else now[at + 1])


def repair(text: str, *, lines: bool = False, title: bool = False, rounds: int = ROUNDS) -> Repaired:
    """Undo what the rules know; where Markdown is read (`lines`) also what happened to breaks, lists and links."""
    names: list[str] = []
    typeset = _is_typeset(text)
    for _round in range(rounds):
        before = text
        text = _step(turned_quotes, text, names)
        if lines:
            text = _breaks(_step(laid_out, text, names), names)
        for rule in RULES if RARE_SIGNS.search(text) or lines else COMMON:
            if not ((rule.links and not lines) or (rule.typeset and not typeset)) and (
                not rule.signs or any(sign in text for sign in rule.signs)
            ):
                text = _applied(rule, text, names)
        if title:
            text = _as_title(text, names)
        if text == before:
            break
    return Repaired(text, tuple(dict.fromkeys(names)))


def _step(step: Callable[[str], tuple[str, list[str]]], text: str, names: list[str]) -> str:
    made, found = step(text)
    names += found
    return made


def _as_title(text: str, names: list[str]) -> str:
    for name, pattern in TITLE:
        made = re.sub(pattern, "", text)
        if made and made != text:
            names.append(name)
            text = made
    return text


def quoted(text: str) -> str:
    """The text with all that is not the author's own to change overwritten, sign by sign."""
    return _PROTECTED.sub(lambda found: "\x00" * len(found[0]), text)


def _breaks(text: str, names: list[str]) -> str:
    for name, pattern, instead in zip(BREAKS, (JOINED, PARAGRAPH), ("", "\n\n"), strict=True):
        if "\n" in text and (found := re.sub(pattern, instead, text)) != text:
            names.append(name)
            text = found
    return text


def _applied(rule: Rule, text: str, names: list[str]) -> str:
    pattern = _compiled(rule.pattern)
    if not pattern.search(text):
        return text
    closed = [found.span() for found in (_PROTECTED_LINKS if rule.links else _PROTECTED).finditer(text)]
    parts, end = [], 0
    lines: dict[int, bool] = {}
    for found in pattern.finditer(text):
        if any(_overlap(span, other) for span in _changed(rule, found) for other in closed):
            continue
        if (rule.prose or rule.typeset) and not _is_prose(text, found.start(), lines, rule):
            continue
        parts += [text[end : found.start()], _instead(rule, found)]
        end = found.end()
    if not parts:
        return text
    names.append(rule.name)
    return "".join([*parts, text[end:]])


def _changed(rule: Rule, found: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """What of a match becomes different: of brackets and quotation marks only they themselves."""
    if rule.replacement in PAIRS:
        return (found.start(), found.start() + 1), (found.end() - 1, found.end())
    return (found.span(),)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_prose(text: str, position: int, known: dict[int, bool], rule: Rule) -> bool:
    """Whether the line around has Chinese punctuation, or at least is no row of figures; each line is asked once."""
    start = text.rfind("\n", 0, position) + 1
    if start not in known:
        end = text.find("\n", position)
        line = text[start : end if end >= 0 else len(text)]
        known[start] = bool(_PROSE.search(line)) if rule.prose else not _ROW.search(line)
    return known[start]


def _instead(rule: Rule, found: re.Match[str]) -> str:
    return _MAKERS[rule.replacement](found) if rule.replacement in _MAKERS else _filled(rule.replacement, found)


def _filled(template: str, found: re.Match[str]) -> str:
    return re.sub(r"\$([1-4])", lambda number: found[int(number[1])], template)


_MAKERS: dict[str, Callable[[re.Match[str]], str]] = {
    "-spaces": lambda found: found[0].replace(" ", ""),
    "-same": lambda found: unicodedata.normalize("NFKC", found[0]),
    "-wide": lambda found: "".join(chr(ord(sign) - 0xFEE0) for sign in found[0]),
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
