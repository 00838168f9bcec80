"""Reads submissions: YAML text to plain text data with a place for every key and value.

Everything stays text (`NO` is not False, `0123` is not 83): fields get their type in `validate`.
Built on PyYAML's C *event* parser, because `yaml.load` overflows the C stack on 30 kB of brackets
and lets the second of two equal keys win in silence. Tags, anchors, aliases, merge keys,
directives and second documents are refused; depth, size and node count are bounded.
"""

import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, cast

import yaml

from generator.problems import Place, Problem, quote

Steps: TypeAlias = tuple[str | int, ...]
Mark: TypeAlias = tuple[int, int]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 6
MAX_NODES = 4000
#: So many forbidden characters are told; a file that is full of them says nothing new after that.
MAX_FORBIDDEN = 20

#: Characters that no honest text holds: controls, line ends that editors do not show (libyaml
#: counts them, editors do not, so every later line number would be wrong), direction overrides,
#: byte order marks inside the text (libyaml skips them), lone surrogates, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_LINE_END = re.compile("\r\n|\r|\n")
_WIDE_COLON = re.compile(r"\s*(?:- )?\w+：")
_LOST_COMMENT = re.compile(r"[^\S\r\n]+#(?=[^\s#!])")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")
_HAN = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—"
_FOLDED_SPACE = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")


@dataclass(frozen=True, slots=True)
class Source:
    """One file's data. `keys` and `values` hold 0-based marks, `blocks` the first line of `|` texts."""

    path: str
    data: dict[str, Any]
    keys: dict[Steps, Mark] = field(default_factory=dict)
    values: dict[Steps, Mark] = field(default_factory=dict)
    blocks: dict[Steps, int] = field(default_factory=dict)

    def place(self, steps: Steps = ()) -> Place:
        """Where the value at `steps` stands, or the nearest thing around it."""
        for end in range(len(steps), 0, -1):
            mark = self.values.get(steps[:end]) or self.keys.get(steps[:end])
            if mark:
                return Place(self.path, mark[0] + 1, mark[1] + 1)
        return Place(self.path)

    def key_place(self, steps: Steps) -> Place:
        """Where the key (not the value) at `steps` stands."""
        mark = self.keys.get(steps)
        return Place(self.path, mark[0] + 1, mark[1] + 1) if mark else self.place(steps)

    def line_place(self, steps: Steps, line: int) -> Place:
        """Where line `line` (from 0) of a text stands; exact for `|` texts, else where it begins."""
        first = self.blocks.get(steps)
        return self.place(steps) if first is None else Place(self.path, first + line + 1)


def children(folder: Path) -> list[Path]:
    """What lies in a folder, in the order of names whatever the file system; hidden files are left out."""
    if not folder.is_dir():
        return []
    return sorted((p for p in folder.iterdir() if not p.name.startswith(".")), key=lambda p: p.name)


def read_file(file: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """Read one YAML file; `name` is how problems call it. Never raises for what a file holds."""
    raw, problem = read_bounded(file, name, MAX_BYTES)
    if raw is None:
        return None, [problem] if problem else []
    return read_raw(raw, name)


def read_bounded(file: Path, name: str, limit: int) -> tuple[bytes | None, Problem | None]:
    """The bytes of a regular file of at most `limit` bytes; links (folders too) and devices are refused."""
    try:
        status = file.lstat()
        linked = any(folder.is_symlink() for folder in file.parents[: name.count("/")])
        if linked or not stat.S_ISREG(status.st_mode):
            return None, Problem(Place(name), "E001", "不是普通文件。", "请提交文件本身，不要用链接。")
        if status.st_size > limit:
            size = f"这个文件有 {status.st_size // 1024} KB，最多 {limit // 1024} KB。"
            return None, Problem(Place(name), "E005", size, "请精简内容，或分成几条记录。")
        return file.read_bytes(), None
    except OSError as error:
        return None, Problem(Place(name), "E001", f"读不出这个文件（{error.strerror}）。")


def read_raw(raw: bytes, name: str) -> tuple[Source | None, list[Problem]]:
    """Bytes to data."""
    text, problems = decode(raw, name)
    return read_text(text, name) if text is not None else (None, problems)


def decode(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Bytes to text; a UTF-8 byte order mark is accepted."""
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        place = _place_of(error.object[: error.start].decode("utf-8", "replace"), name)
        hint = "请用“另存为”选择 UTF-8 编码，再保存一次。"
        return None, [Problem(place, "E002", "这里的字节不是 UTF-8 编码的文字。", hint)]


def read_text(text: str, name: str) -> tuple[Source | None, list[Problem]]:
    """Text to data. With a syntax fault there is no data; with other faults there may be both."""
    forbidden = list(_forbidden(text, name))
    if forbidden:
        return None, forbidden
    builder = _Builder(name, text)
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, text, name))
        return None, builder.problems
    return builder.finish(), builder.problems


def _forbidden(text: str, name: str) -> Iterator[Problem]:
    lines = enumerate(_LINE_END.split(text), start=1)
    for line, found in islice(((n, found) for n, one in lines for found in _FORBIDDEN.finditer(one)), MAX_FORBIDDEN):
        message = f"这里有不可见的字符 U+{ord(found[0]):04X}，通常是从别处粘贴带来的。"
        yield Problem(Place(name, line, found.start() + 1), "E003", message, "请删去这个字符，或重新输入这一行。")


def _place_of(before: str, name: str) -> Place:
    """The place right after the text `before`."""
    lines = _LINE_END.split(before)
    return Place(name, len(lines), len(lines[-1]) + 1)


class _Builder:
    """Takes parser events, keeps a stack of open containers, makes plain data and marks."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        lines = _LINE_END.split(text)
        self._end = len(lines) - 1, len(lines[-1])
        self.source = Source(name, {})
        self.problems: list[Problem] = []
        self.stopped = False
        self._root: Any = None
        self._documents = 0
        self._nodes = 0
        # A frame is [container, steps of the container, waiting key or None].
        self._stack: list[list[Any]] = []
        self._handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: yaml.Event) -> None:
        handler = self._handlers.get(type(event))
        if handler:
            handler(event)

    def finish(self) -> Source | None:
        """The whole file's data, or None (with a problem) when it is not a mapping."""
        if self.stopped:
            return None
        if not isinstance(self._root, dict):
            first = self.source.values[()][0] if isinstance(self._root, str) else 0
            wide = _wide_colon(_LINE_END.split(self.text), (first,), self.name)
            if wide:
                self.problems.append(wide)
                return None
            message = "文件是空的。" if self._root is None else "文件的最外层应当是“字段: 值”的形式。"
            hint = "请从 wanlixing new 写出的模板开始填写。"
            self.problems.append(Problem(Place(self.name), "E106", message, hint))
            return None
        self.source.data.update(self._root)
        return self.source

    def _document(self, event: Any) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._problem(event, "E103", "不支持以“%”开头的指令。", "请删去这一行。")
        if self._documents > 1:
            hint = "每条记录一个文件；请把“---”之后的内容另存为新文件。"
            self._problem(event, "E105", "“---”之后是第二份内容。", hint)
            self.stopped = True

    def _alias(self, event: Any) -> None:
        hint = "请把内容原样再写一遍；如果“*”是文字的一部分，请给整个值加引号。"
        self._problem(event, "E103", f"不支持{quote(f'*{event.anchor}')}这样的引用。", hint)
        if self._wants_key():
            self.stopped = True
        else:
            self._add(None, event)

    def _wants_key(self) -> bool:
        return bool(self._stack) and self._stack[-1][2] is None and type(self._stack[-1][0]) is dict

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_decoration(event)
        written = _FORBIDDEN.search(event.value) if event.style == '"' else None
        if written:
            message = f"双引号里用反斜杠写出了不可见的字符 U+{ord(written[0]):04X}。"
            self._problem(event, "E003", message, "请删去这个反斜杠和它后面的代码。")
        if self._wants_key():
            self._key(event, self._stack[-1])
        else:
            self._value(event)

    def _key(self, event: Any, frame: list[Any]) -> None:
        key = event.value
        mark = event.start_mark
        steps = (*frame[1], key)
        frame[2] = key
        if key == "<<":
            self._problem(event, "E103", "不支持“<<”合并写法。", "请把要合并的字段逐个写出来。")
        elif not key.strip() or "\n" in key or len(key) > 60:
            self._problem(event, "E107", "字段名应当是一个简短的普通词。", "请写成“字段: 值”，一行一个。")
        elif steps in self.source.keys:
            first = self.source.keys[steps][0] + 1
            message = f"字段{quote(key)}在第 {first} 行已经写过。"
            self._problem(event, "E102", message, "请合并成一个，删去另一个。")
            return
        self.source.keys[steps] = (mark.line, mark.column)

    def _value(self, event: Any) -> None:
        value = event.value
        start, end = event.start_mark, event.end_mark
        if not event.style:
            self._check_lost_comment(end)
            if not value:
                self._add(None, event)
                return
        if event.style == "|":
            # Fields strip their text, so the blank lines that it begins with may not count.
            blank = cast("re.Match[str]", _BLANK_LINES.match(value))
            self._add(value[blank.end() :], event)
            self.source.blocks.setdefault(self._last_steps, start.line + 1 + blank[0].count("\n"))
            return
        if end.line > start.line:
            value = _FOLDED_SPACE.sub("", value)
        self._add(value, event)

    def _check_lost_comment(self, end: Any) -> None:
        """A `#` glued to a word after a plain (or no) value is text to its author, a comment to YAML."""
        found = _LOST_COMMENT.match(self.text, end.index)
        if found:
            place = Place(self.name, end.line + 1, end.column + len(found[0]))
            hint = "请给整个值加上英文双引号；如果确实是注释，请在“#”后面空一格。"
            self.problems.append(Problem(place, "E108", "从“#”起的文字会被当作注释丢掉。", hint))

    def _open_mapping(self, event: Any) -> None:
        self._open({}, event)

    def _open_sequence(self, event: Any) -> None:
        self._open([], event)

    def _open(self, container: Any, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_decoration(event)
        if self._wants_key():
            hint = "字段名应当是普通文字；如果方括号或花括号是文字的一部分，请加引号。"
            self._problem(event, "E107", "这里不能用列表或字段组作字段名。", hint)
            self.stopped = True
            return
        steps = self._add(container, event)
        self._stack.append([container, steps, None])
        if len(self._stack) > MAX_DEPTH:
            self._problem(event, "E104", f"层次超过 {MAX_DEPTH} 层。", "请检查缩进和括号。")
            self.stopped = True

    def _close(self, _event: Any) -> None:
        self._stack.pop()

    def _add(self, value: Any, event: Any) -> Steps:
        """Put a value into the open container; a repeated key keeps its first value."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._problem(event, "E104", f"内容超过 {MAX_NODES} 项。", "请分成几条记录。")
            self.stopped = True
        steps: Steps = ()
        if not self._stack:
            self._root = value
        else:
            container, parent, key = self._stack[-1]
            if type(container) is list:
                steps = (*parent, len(container))
                container.append(value)
            else:
                steps = (*parent, key)
                container.setdefault(key, value)
                self._stack[-1][2] = None
        self.source.values.setdefault(steps, self._mark(event))
        self._last_steps = steps
        return steps

    def _refuse_decoration(self, event: Any) -> None:
        sign = f"&{event.anchor}" if event.anchor else str(event.tag)
        hint = "请直接写值；如果这些符号是文字的一部分，请给整个值加引号。"
        self._problem(event, "E103", f"不支持{quote(sign)}这样的标记。", hint)

    def _problem(self, event: Any, code: str, message: str, hint: str) -> None:
        line, column = self._mark(event)
        self.problems.append(Problem(Place(self.name, line + 1, column + 1), code, message, hint))

    def _mark(self, event: Any) -> Mark:
        """Where something begins; libyaml puts what is left out at the end into a line that is not there."""
        return min((event.start_mark.line, event.start_mark.column), self._end)


#: What libyaml says, and what to tell the author: (English fragment, message, hint).
_SYNTAX = (
    (
        "mapping values are not allowed",
        "这一行的冒号用得不对，或上一行缩进有误。",
        "值里有英文冒号加空格时，请给整个值加引号。",
    ),
    (
        "could not find expected ':'",
        "这一行不是“字段: 值”的形式。",
        "请在字段名后写英文冒号和一个空格；多行文字请用“|”并缩进。",
    ),
    ("did not find expected key", "这里的缩进或引号有误。", "同一层的字段要左对齐；引号里的引号请改用中文引号“”。"),
    ("cannot start any token", "值不能以这个符号或制表符开头。", "请用空格缩进；以 @ ` % 等符号开头的值请加引号。"),
    ("unexpected end of stream", "引号没有成对。", "请补上结尾的引号。"),
    ("did not find expected '-'", "列表各项没有左对齐。", "同一个列表里的“- ”要对齐在同一列。"),
    (
        "did not find expected ',' or",
        "方括号或花括号没有写完整。",
        "请补上逗号或括号；括号若是文字的一部分，请给整个值加引号。",
    ),
    ("unknown escape character", "双引号里的反斜杠“\\”有特殊含义。", "请改用单引号，或写成“\\\\”。"),
    ("tab character", "缩进用了制表符。", "请改用空格缩进。"),
)


def _syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    """Say in Chinese what libyaml found; the place is never outside the file."""
    said = str(getattr(error, "problem", "") or error)
    # An unclosed quotation is noticed at the end of the file and mended where it begins.
    mark = getattr(error, "context_mark" if "end of stream" in said else "problem_mark", None)
    lines = _LINE_END.split(text)
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[line])) if mark else 0
    wide = _wide_colon(lines, (line, line - 1), name)
    if wide:
        return wide
    place = Place(name, line + 1, column + 1)
    for fragment, message, hint in _SYNTAX:
        if fragment in said:
            return Problem(place, "E101", message, hint)
    return Problem(place, "E101", "这里不符合 YAML 写法。", "请检查缩进、冒号和引号。")


def _wide_colon(lines: list[str], numbers: tuple[int, ...], name: str) -> Problem | None:
    """A Chinese colon after a field's name, on the first of these lines (from 0) that has one."""
    for number in numbers:
        wide = _WIDE_COLON.match(lines[number]) if number >= 0 else None
        if wide:
            hint = "请改成英文冒号加一个空格，例如“title: 标题”。"
            return Problem(Place(name, number + 1, wide.end()), "E101", "字段名后用了中文冒号“：”。", hint)
    return None
