"""YAML parser events to plain text data, with the place of every key and value."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import yaml

from generator.diagnostics.problems import Position, Problem, quote
from generator.text.cjk_line_breaks import without_folds
from generator.text.confusables import FORBIDDEN
from generator.yaml_source.syntax_errors import LINE_END, wide_colon

Steps: TypeAlias = tuple[str | int, ...]
Mark: TypeAlias = tuple[int, int]

#: White space that looks like indentation and is part of the word to YAML.
ODD_SPACES = ("\u3000", "\u00a0")
MAX_DEPTH = 7
MAX_NODES = 4000
MAX_KEY = 60

_LOST_COMMENT = re.compile(r"[^\S\r\n]+#(?=[^\s#!])")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")
_WRITTEN_TAG = re.compile(r"(?:&\S+\s+)?(![^\s,\[\]{}]*)")


@dataclass(slots=True)
class _Open:
    """A list or mapping that is not closed yet. `steps` is None inside what a repeated key holds: nobody reads that."""

    container: Any
    steps: Steps | None
    #: The key that waits for its value.
    key: str | None = None
    #: Whether that key has been written before.
    again: bool = False


class Builder:
    """Takes parser events, keeps a stack of open containers, makes plain data and 0-based marks."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.keys: dict[Steps, Mark] = {}
        self.values: dict[Steps, Mark] = {}
        #: The first line of each `|` text.
        self.blocks: dict[Steps, int] = {}
        self.problems: list[Problem] = []
        self.stopped = False
        lines = LINE_END.split(text)
        self._end = len(lines) - 1, len(lines[-1])
        self._root: Any = None
        self._documents = 0
        self._nodes = 0
        self._stack: list[_Open] = []
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

    def finish(self) -> dict[str, Any] | None:
        """The whole file's data, or None (with a problem) when it is not a mapping."""
        if self.stopped:
            return None
        if isinstance(self._root, dict):
            return self._root
        first = self.values[()][0] if isinstance(self._root, str) else 0
        wide = wide_colon(LINE_END.split(self.text), (first,), self.name)
        if wide:
            self.problems.append(wide)
            return None
        message = "文件是空的。" if self._root is None else "文件的最外层应当是“字段: 值”的形式。"
        hint = "请从 wanlixing new 写出的模板开始填写。"
        self.problems.append(Problem(Position(self.name), "E106", message, hint))
        return None

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
        return bool(self._stack) and self._stack[-1].key is None and type(self._stack[-1].container) is dict

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_decoration(event)
        written = FORBIDDEN.search(event.value) if event.style == '"' else None
        if written:
            message = f"双引号里用反斜杠写出了不可见的字符 U+{ord(written[0]):04X}。"
            self._problem(event, "E003", message, "请删去这个反斜杠和它后面的代码。")
        if self._wants_key():
            self._key(event, self._stack[-1])
        else:
            self._value(event)

    def _key(self, event: Any, around: _Open) -> None:
        key = around.key = event.value
        steps = None if around.steps is None else (*around.steps, key)
        around.again = steps in self.keys
        fault = _fault_of_key(key)
        if key == "<<":
            self._problem(event, "E103", "不支持“<<”合并写法。", "请把要合并的字段逐个写出来。")
        elif fault:
            self._problem(event, "E107", *fault)
        elif steps is not None and around.again:
            message = f"字段{quote(key)}在第 {self.keys[steps][0] + 1} 行已经写过。"
            self._problem(event, "E102", message, "请合并成一个，删去另一个。")
        if steps is not None:
            self.keys.setdefault(steps, (event.start_mark.line, event.start_mark.column))

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
            steps = self._add(value[blank.end() :], event)
            if steps is not None:
                self.blocks[steps] = start.line + 1 + blank[0].count("\n")
            return
        self._add(without_folds(value) if end.line > start.line else value, event)

    def _check_lost_comment(self, end: Any) -> None:
        """A `#` glued to a word after a plain (or no) value is text to its author, a comment to YAML."""
        found = _LOST_COMMENT.match(self.text, end.index)
        if found:
            place = Position(self.name, end.line + 1, end.column + len(found[0]))
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
        self._stack.append(_Open(container, self._add(container, event)))
        if len(self._stack) > MAX_DEPTH:
            self._problem(event, "E104", f"层次超过 {MAX_DEPTH} 层。", "请检查缩进和括号。")
            self.stopped = True

    def _close(self, _event: Any) -> None:
        self._stack.pop()

    def _add(self, value: Any, event: Any) -> Steps | None:
        """Put a value into the open container and say where; None for what a repeated key holds."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._problem(event, "E104", f"内容超过 {MAX_NODES} 项。", "请分成几条记录。")
            self.stopped = True
        steps = self._place(value)
        if steps is not None:
            self.values[steps] = self._mark(event)
        return steps

    def _place(self, value: Any) -> Steps | None:
        if not self._stack:
            self._root = value
            return ()
        around = self._stack[-1]
        if type(around.container) is list:
            around.container.append(value)
            return None if around.steps is None else (*around.steps, len(around.container) - 1)
        key, around.key = around.key, None
        if around.steps is None or around.again:
            return None
        around.container[key] = value
        return (*around.steps, cast("str", key))

    def _refuse_decoration(self, event: Any) -> None:
        tag = _WRITTEN_TAG.match(self.text, event.start_mark.index) if event.tag else None
        sign = quote(f"&{event.anchor}") + "这样" if event.anchor else quote(tag[1]) + "这样" if tag else "类型"
        hint = "请直接写值；如果这些符号是文字的一部分，请给整个值加引号。"
        self._problem(event, "E103", f"不支持{sign}的标记。", hint)

    def _problem(self, event: Any, code: str, message: str, hint: str) -> None:
        line, column = self._mark(event)
        self.problems.append(Problem(Position(self.name, line + 1, column + 1), code, message, hint))

    def _mark(self, event: Any) -> Mark:
        """Where something begins; libyaml puts what is left out at the end into a line that is not there."""
        return min((event.start_mark.line, event.start_mark.column), self._end)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in the text, from its first character or sign to behind its last, and its style."""

    steps: Steps
    start: int
    end: int
    style: str


class Spans(Builder):
    """A builder that also keeps where every value stands, for who wants to change it there."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self.spans: list[Span] = []

    def _add(self, value: Any, event: Any) -> Steps | None:
        steps = super()._add(value, event)
        if steps is not None and isinstance(value, str) and value:
            self.spans.append(Span(steps, event.start_mark.index, event.end_mark.index, event.style or ""))
        return steps


def _fault_of_key(key: str) -> tuple[str, str] | None:
    """What is wrong with a field's name, and what to write."""
    if key[:1] in ODD_SPACES and key.strip():
        return "字段名前面有全角空格或不间断空格。", "请删去，缩进改用英文输入法的空格。"
    if not key.strip():
        return "字段名是空的。", "请在冒号前面写字段名，例如“title: 标题”。"
    if "\n" in key:
        return "字段名不能换行。", "请写成“字段: 值”，一行一个。"
    if len(key) > MAX_KEY:
        hint = "请在字段名后写英文冒号；如果这是一段文字，请移到它的字段后面，并给整个值加引号。"
        return f"字段名太长，有 {len(key)} 个字，最多 {MAX_KEY} 个。", hint
    return None
