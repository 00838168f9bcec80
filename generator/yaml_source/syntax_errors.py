"""What a file may not hold before YAML is asked, and what libyaml says of the rest, in Chinese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import yaml

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Position, Problem
from generator.text.confusables import ABOVE, DAMAGED, FORBIDDEN

#: So many forbidden characters are reported; a file that is full of them says nothing new after that.
MAX_FORBIDDEN = 20

_CONFLICT = re.compile(r"[ \t]*<{7}(?: |$)")
#: Plain characters in one class and all beyond the basic plane: twenty times faster, so it is asked first.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\U0010ffff" + ABOVE + "]"
)
LINE_END = re.compile("\r\n|\r|\n")
_WIDE_COLON = re.compile(r"\s*(?:- )?\w+：")
#: Spaces that look right and are none to YAML, and a field without the space behind its colon.
_ODD_INDENT = re.compile(r"[ \t]*[\u3000\u00a0]")
_NO_SPACE = re.compile(r"\s*(?:- )?[a-z_]{2,}:(?![ /]|$)")
#: A field without its colon.
_NO_COLON = re.compile(r"\s*(?:- )?[a-z_]{3,}(?=[ \t]+[一-龥“《0-9][^:：]*$)")
_FIRST_KEY = re.compile(r"\s+(?:- )?[\w-]+\s*")


def forbidden(text: str, name: str) -> Iterator[Problem]:
    """The first of the characters that may not stand in a file, and what a merge left undone."""
    if not _SUSPECT.search(text) and "<<<<<<<" not in text:
        return
    lines = enumerate(LINE_END.split(text), start=1)
    yield from islice(
        (problem for number, line in lines for problem in _refused(line, Position(name, number))), MAX_FORBIDDEN
    )


def _refused(line: str, start: Position) -> Iterator[Problem]:
    for found in FORBIDDEN.finditer(line):
        yield Problem(_at(start, found), *message_for("invisible", sign=f"{ord(found[0]):04X}"))
    for found in DAMAGED.finditer(line):
        yield Problem(_at(start, found), *message_for("lost" if found[0] == "\ufffd" else "piled"))
    if left := _CONFLICT.match(line):
        hint = "请选定要留的内容，删去以“<<<<<<<”“=======”“>>>>>>>”开头的行。"
        yield Problem(_at(start, left), "E101", "这里留着合并冲突的标记。", hint)


def _at(start: Position, found: re.Match[str]) -> Position:
    return Position(start.path, start.line, found.start() + 1)


#: What libyaml says, and what to tell the author: (English fragment, message, hint).
_SYNTAX = (
    (
        "mapping values are not allowed",
        "这一行的值里有英文冒号加空格，或缩进有误。",
        "请给整个值加引号，或改用中文冒号“：”；同一层的字段要左对齐。",
    ),
    (
        "could not find expected ':'",
        "这一行不是“字段: 值”的形式。",
        "请在字段名后写英文冒号和一个空格；多行文字请用“|”并缩进。",
    ),
    ("did not find expected key", "这里的缩进或引号有误。", "同一层的字段要左对齐；引号里的引号请改用中文引号“”。"),
    (
        "did not find expected <document start>",
        "这一行的缩进与前面的字段不同，或引号、括号后面多了文字。",
        "同一层的字段要左对齐；值以引号或括号开头时，请给整个值加引号。",
    ),
    ("cannot start any token", "值不能以这个符号或制表符开头。", "请用空格缩进；以 @ ` % 等符号开头的值请加引号。"),
    (
        "did not find expected alphabetic or numeric character",
        "值不能以“*”或“&”开头。",
        "请给整个值加引号；列表的各项写“- ”，加粗只能用在正文里。",
    ),
    (
        "block sequence entries are not allowed",
        "列表不能和字段名写在同一行。",
        "请从“- ”起另起一行；如果“-”是文字的一部分，请给整个值加引号。",
    ),
    ("did not find expected comment or line break", "“|”或“>”后面不能有文字。", "请把文字写到下一行，并缩进两格。"),
    ("did not find expected node content", "括号里少了一项，或多了逗号。", "请补上内容，或删去多出的逗号。"),
    ("unexpected end of stream", "引号没有成对。", "请补上结尾的引号。"),
    ("did not find expected '-'", "列表各项没有左对齐。", "同一个列表里的“- ”要对齐在同一列。"),
    (
        "did not find expected ',' or",
        "方括号或花括号没有写完整。",
        "请补上逗号或括号；括号若是文字的一部分，请给整个值加引号。",
    ),
    ("unknown escape character", "双引号里的反斜杠“\\”有特殊含义。", "请改用单引号，或写成“\\\\”。"),
    ("tab character", "缩进用了制表符。", "请改用空格缩进。"),
    ("expected whitespace or line break", "值不能以“!”开头。", "请改用中文叹号“！”，或给整个值加引号。"),
    ("mapping keys are not allowed", "值不能以“?”开头。", "请改用中文问号“？”，或给整个值加引号。"),
)


def syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Say in Chinese what libyaml found; the place is never outside the file."""
    said = str(getattr(error, "problem", "") or error)
    lines = LINE_END.split(text)
    mark = _mark(error, said, lines)
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[line])) if mark else 0
    suspect = wide_colon(lines, (line, line - 1), name) or _near(lines, (line - 1, line), name)
    if suspect:
        return suspect
    place = Position(name, line + 1, column + 1)
    if "mapping values are not allowed" in said and _FIRST_KEY.fullmatch(lines[line][:column]):
        # The colon is the field's own, so the line before was not over yet: this one is set in too far.
        hint = "同一层的字段要左对齐，请删去多出的空格；上一行如果要带下级字段，冒号后面不能有值。"
        return Problem(place, "E101", "这一行缩进多了，被当作上一行的一部分。", hint)
    for fragment, message, hint in _SYNTAX:
        if fragment in said:
            return Problem(place, "E101", message, hint)
    return Problem(place, "E101", "这里不符合 YAML 写法。", "请检查缩进、冒号和引号。")


def _mark(error: yaml.YAMLError, said: str, lines: list[str]) -> Any:
    """Where it is put right: what was not closed is noticed at the end of the file, or at the next field."""
    mark, begins = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if not mark or not begins:
        return mark or begins
    # At the end of the file there is no line to look at.
    next_field = "expected ',' or" in said and begins.line < mark.line < len(lines) and _FIELD.match(lines[mark.line])
    return begins if "end of stream" in said or next_field else mark


_FIELD = re.compile(r"[a-z_]{2,}:")
_BLOCK = re.compile(r"(\s*)(?:- )*[^\s#].*:[ \t]+[|>][+-]?[0-9]?[ \t]*(?:#.*)?$")
_KEY_WIDE = re.compile(r"\s*(?:- )?[a-z_]{2,}：")
_TAB = re.compile(r"[ ]*\t[ \t]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that a line shows by itself: what is wrong, and what belongs in place of which characters of the line."""

    problem: Problem
    #: Counted from 0.
    line: int
    start: int
    end: int
    right: str

    @property
    def indents(self) -> bool:
        """Whether it is about what the line is set in by."""
        return self.start == 0


def line_faults(text: str, name: str) -> Iterator[Slip]:
    """Every slip that a line shows by itself, outside of texts after `|`, so that all are reported at once."""
    inside: int | None = None
    for number, line in enumerate(LINE_END.split(text), start=1):
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and (not line.strip() or indent > inside):
            continue
        block = _BLOCK.match(line)
        inside = len(block[1]) if block else None
        if line.lstrip().startswith("#"):
            continue
        if wide := _KEY_WIDE.match(line):
            hint = "请改成英文冒号加一个空格，例如“title: 标题”。"
            problem = Problem(Position(name, number, wide.end()), "E101", "字段名后用了中文冒号“：”。", hint)
            yield Slip(problem, number - 1, wide.end() - 1, wide.end(), ": ")
        elif tab := _TAB.match(line):
            problem = Problem(Position(name, number, tab.end()), "E101", "缩进用了制表符。", "请改用空格缩进。")
            yield Slip(problem, number - 1, 0, *_set_in(line))
        elif near := _near([line], (0,), name):
            problem = replace(near, position=Position(name, number, near.position.column))
            yield Slip(problem, number - 1, *_amended(line, near.position.column))


def _amended(line: str, column: int) -> tuple[int, int, str]:
    """From where to where something else belongs in a line, and what."""
    if _ODD_INDENT.match(line):
        return 0, *_set_in(line)
    return (column - 1, column - 1, ":") if _NO_COLON.match(line) else (column, column, " ")


def _set_in(line: str) -> tuple[int, str]:
    """Where the white space before a line ends, and as many blanks as it mostly stands for."""
    white = line[: len(line) - len(line.lstrip(" \t\u3000\u00a0"))]
    return len(white), white.replace("\t", "  ").replace("\u3000", "  ").replace("\u00a0", " ")


def wide_colon(lines: list[str], numbers: tuple[int, ...], name: str) -> Problem | None:
    """A Chinese colon after a field's name, on the first of these lines (from 0) that has one."""
    for number in numbers:
        wide = _WIDE_COLON.match(lines[number]) if number >= 0 else None
        if wide:
            hint = "请改成英文冒号加一个空格，例如“title: 标题”。"
            return Problem(Position(name, number + 1, wide.end()), "E101", "字段名后用了中文冒号“：”。", hint)
    return None


def _near(lines: list[str], numbers: tuple[int, ...], name: str) -> Problem | None:
    """What libyaml notices a line too late: odd white space before a field, no space behind its colon."""
    for number in numbers:
        if number < 0:
            continue
        if odd := _ODD_INDENT.match(lines[number]):
            message = "缩进用了全角空格或不间断空格。"
            return Problem(Position(name, number + 1, odd.end()), "E101", message, "请删去，改用英文输入法的空格。")
        if tight := _NO_SPACE.match(lines[number]):
            message = "字段名的冒号后面缺一个空格。"
            return Problem(Position(name, number + 1, tight.end()), "E101", message, "请写成“title: 标题”。")
        if bare := _NO_COLON.match(lines[number]):
            message = "字段名后面缺冒号。"
            return Problem(Position(name, number + 1, bare.end() + 1), "E101", message, "请写成“title: 标题”。")
    return None
