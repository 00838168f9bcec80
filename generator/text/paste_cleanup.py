"""What pasting from PDF, Word and web pages does to a text, and how it is undone.

The rules are data, in a form that JavaScript reads as well. What stands in quotation marks, in 《》, in a
Markdown quotation, in code or in an address is somebody else's words or a thing to click: no rule touches it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

_HAN = "一-龥"
_UNITS = "年月日时万亿元件家次场名期项条届%"
#: Signs that a full-width one belongs for when Chinese stands around them.
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
#: Radicals and compatibility characters that Unicode knows the word of, and radicals that it does not.
_TWINS = "⼀-⿕⺟⻳\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufa6d\ufa70-\ufad9"
_RADICALS, _WORDS = (
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
    "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of damage: what it is called, signs without which it can't be there, its form, what belongs there.

    A pattern begins with the sign itself and then looks back: so it is found ten times faster than the other way round.
    `replacement` is a template with `$1`; `-spaces` takes out the spaces, `-wide` makes ASCII of full-width signs,
    `-same` words of what looks the same.
    `prose` rules hold only in lines with Chinese punctuation: in a title a space may be meant.
    """

    name: str
    signs: str
    pattern: str
    replacement: str
    prose: bool = False


def _width(sign: str) -> Rule:
    behind = rf"(?=[{_HAN}“《（]|$)"
    return Rule("半角标点", sign, rf"{re.escape(sign)}(?<=[{_HAN}）》”〕%]{re.escape(sign)}) ?{behind}", _WIDE[sign])


#: About single signs that texts seldom have, so that one look tells of all of them.
_RARE = (
    Rule("全角数字和字母", "", "[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ]*", "-wide"),
    # Some PDF files have signs of dictionaries in place of words: they look the same, and no search finds them.
    Rule("部首字", "", f"[{_TWINS}]+", "-same"),
    *(Rule("部首字", sign, sign, word) for sign, word in zip(_RADICALS, _WORDS, strict=True)),
)
_RARE_SIGNS = re.compile(f"[０-９Ａ-Ｚａ-ｚ{_TWINS}{_RADICALS}]")
_COMMON = (
    Rule("全角百分号", "％", "(?<=[0-9])％", "%"),
    Rule(
        "特殊空格",
        "\u00a0\u2002\u2003\u2004\u2005\u2006\u2009\u200a\u202f\u205f",
        "[\u00a0\u2002-\u200a\u202f\u205f]",
        " ",
    ),
    Rule("段首的全角空格", "\u3000", "^\u3000+", ""),
    Rule("字间的空格", " ", rf" (?<=(?<![{_HAN}])[{_HAN}] )[{_HAN}](?: [{_HAN}]){{2,}}(?![{_HAN}])", "-spaces"),
    Rule("字间的空格", " \u3000", rf"[ \u3000](?<=[{_HAN}][ \u3000])[ \u3000]*(?=[{_HAN}])", "", prose=True),
    Rule("标点旁的空格", " ", rf" (?<=[{_HAN}0-9] ) *(?=[，。、；：？！）》”])", ""),
    Rule("标点旁的空格", " ", rf" (?<=[，。、；：？！（《“] ) *(?=[{_HAN}])", "", prose=True),
    Rule("数字旁的空格", " ", rf" (?<=[0-9] ) *(?=[{_UNITS}])", "", prose=True),
    Rule("数字旁的空格", " ", rf" (?<=[{_HAN}] ) *(?=[0-9]{{1,6}}(?:\.[0-9]+)?[{_UNITS}])", "", prose=True),
    Rule("丢了“年”字", "月", r"(?<![0-9A-Za-z.\-/])((?:19|20)[0-9]{2}) ?(1[0-2]|0?[1-9])月", "$1年$2月"),
    Rule(
        "文号的括号", "[［【", rf"(?<=[{_HAN}])[\[［【]((?:19|20)[0-9]{{2}})[\]］】](?=[1-9][0-9]{{0,4}}号)", "〔$1〕"
    ),
    Rule("文号的括号", "(（", r"[(（](?<=[发办函规释][(（])((?:19|20)[0-9]{2})[)）](?=[1-9][0-9]{0,4}号)", "〔$1〕"),
    *map(_width, _WIDE),
    Rule("半角省略号", ".", rf"(?<=[{_HAN}])\.{{3,6}}(?!\.)", "……"),
    Rule("句点当句号", ".", rf"\.(?<=[{_HAN}]\.)(?=[{_HAN}“《]|$)", "。"),
    Rule("半角破折号", "-", rf"--(?<=[{_HAN}]--)(?=[{_HAN}])", "——"),
    Rule("半角括号", "(", rf"(?<!\])\((?=[^()（）'\n]*[{_HAN}])([^()（）'\n]*)\)", "（$1）"),
    Rule("半角括号", "(", r"(?<!\])\(([^()（）\n]*)）", "（$1）"),
    Rule("半角括号", "（", r"（([^()（）\n]*)\)", "（$1）"),
    Rule("直角引号", "「", "「([^「」\n]*)」", "“$1”"),
    Rule("直角引号", "『", "『([^『』\n]*)』", "‘$1’"),
    Rule("直引号", '"', rf'"(?=[^"\n]*[{_HAN}])([^"\n]*)"', "“$1”"),
)
RULES: tuple[Rule, ...] = (*_RARE, *_COMMON)
#: What no rule may touch: quotations (unclosed ones to the paragraph's end), titles, code, addresses, links.
#: No part may begin inside itself: a text of nothing but beginnings would be read as often as it has signs.
PROTECTED = (
    r"“(?:[^”\n]|\n(?!\s*\n))*”?|‘[^‘’\n]*’|《[^《》\n]*》|`[^`\n]*`|^[ \t]*>.*$"
    r"|\]\([^()\n]*\)|https?://[^\s，。；、（）《》“”<>]+|[A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9_.\-]+"
)
#: A line break between parts of one sentence, and a paragraph that only its indentation shows.
JOINED = rf"\n(?<=[{_HAN}，、；]\n)[ \t]*\n(?=[，。、；：）》”])|\n(?<=[，、]\n)[ \t]*\n(?=[{_HAN}])"
PARAGRAPH = "\n(?<=[。！？”：]\n)(?=\u3000)"
BREAKS = "断开的句子", "段落之间缺空行"
_PAIRS = "（$1）", "“$1”", "‘$1’"
_ROUNDS = 5

_PROTECTED = re.compile(PROTECTED, re.MULTILINE)
_PROSE = re.compile("[，。；！？、]")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as it should have been pasted, and the names of what was undone."""

    text: str
    names: tuple[str, ...]


def suspect(texts: Iterable[str]) -> bool:
    """Whether any of many texts may need repair: asked once for all of them, since most need none."""
    return bool(repair("\n\n".join(texts), lines=True).names)


def repair(text: str, *, lines: bool = False) -> Repaired:
    """Undo what the rules know; of a text of several lines (`lines`) also what happened to its breaks."""
    names: list[str] = []
    for _round in range(_ROUNDS):
        before = text
        if lines:
            text = _breaks(text, names)
        for rule in RULES if _RARE_SIGNS.search(text) else _COMMON:
            if not rule.signs or any(sign in text for sign in rule.signs):
                text = _applied(rule, text, names)
        if text == before:
            break
    return Repaired(text, tuple(dict.fromkeys(names)))


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
    closed = [found.span() for found in _PROTECTED.finditer(text)]
    parts, end = [], 0
    prose: dict[int, bool] = {}
    for found in pattern.finditer(text):
        if any(_overlap(span, other) for span in _changed(rule, found) for other in closed):
            continue
        if rule.prose and not _is_prose(text, found.start(), prose):
            continue
        parts += [text[end : found.start()], _instead(rule, found)]
        end = found.end()
    if not parts:
        return text
    names.append(rule.name)
    return "".join([*parts, text[end:]])


def _changed(rule: Rule, found: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """What of a match becomes different: of brackets and quotation marks only they themselves."""
    if rule.replacement in _PAIRS:
        return (found.start(), found.start() + 1), (found.end() - 1, found.end())
    return (found.span(),)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_prose(text: str, position: int, known: dict[int, bool]) -> bool:
    """Whether the line around has Chinese punctuation; each line is asked once."""
    start = text.rfind("\n", 0, position) + 1
    if start not in known:
        end = text.find("\n", position)
        known[start] = bool(_PROSE.search(text, start, end if end >= 0 else len(text)))
    return known[start]


def _instead(rule: Rule, found: re.Match[str]) -> str:
    return _MAKERS[rule.replacement](found) if rule.replacement in _MAKERS else _filled(rule.replacement, found)


def _filled(template: str, found: re.Match[str]) -> str:
    return re.sub(r"\$([12])", lambda number: found[int(number[1])], template)


_MAKERS: dict[str, Callable[[re.Match[str]], str]] = {
    "-spaces": lambda found: found[0].replace(" ", ""),
    "-same": lambda found: unicodedata.normalize("NFKC", found[0]),
    "-wide": lambda found: "".join(chr(ord(sign) - 0xFEE0) for sign in found[0]),
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)
