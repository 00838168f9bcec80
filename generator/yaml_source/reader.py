"""Reads submissions: YAML text to plain text data with a place for every key and value.

Everything stays text (`NO` is not False, `0123` is not 83): fields get their type in `validate`.
Built on PyYAML's C *event* parser, because `yaml.load` overflows the C stack on 30 kB of brackets
and lets the second of two equal keys win in silence. Tags, anchors, aliases, merge keys,
directives and second documents are refused; depth, size and node count are bounded.
"""

import json
import os
import stat
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics.problems import Position, Problem, why
from generator.runtime.spill_file import SpilledValue
from generator.yaml_source.builder import Builder, Mark, Span, Spans, Steps
from generator.yaml_source.foreign_files import foreign
from generator.yaml_source.syntax_errors import LINE_END, forbidden, line_faults, syntax_problem

MAX_BYTES = 256 * 1024
#: So many lines with slips of writing are reported of one file.
MAX_SLIPS = 50


@dataclass(frozen=True, slots=True)
class Source:
    """One file's data. `keys` and `values` hold 0-based marks, `blocks` the first line of `|` texts."""

    path: str
    data: dict[str, Any]
    keys: dict[Steps, Mark] = field(default_factory=dict)
    values: dict[Steps, Mark] = field(default_factory=dict)
    blocks: dict[Steps, int] = field(default_factory=dict)

    def position(self, steps: Steps = ()) -> Position:
        """Where the value at `steps` stands, or the nearest thing around it."""
        for end in range(len(steps), 0, -1):
            mark = self.values.get(steps[:end]) or self.keys.get(steps[:end])
            if mark:
                return Position(self.path, mark[0] + 1, mark[1] + 1)
        return Position(self.path)

    def key_position(self, steps: Steps) -> Position:
        """Where the key (not the value) at `steps` stands."""
        mark = self.keys.get(steps)
        return Position(self.path, mark[0] + 1, mark[1] + 1) if mark else self.position(steps)

    def line_position(self, steps: Steps, line: int) -> Position:
        """Where line `line` (from 0) of a text stands; exact for `|` texts, else where it begins."""
        first = self.blocks.get(steps)
        return self.position(steps) if first is None else Position(self.path, first + line + 1)

    def texts(self) -> list[tuple[Steps, str]]:
        """Every text of the file, in its order, with the steps that lead to it."""
        found: list[tuple[Steps, str]] = []
        _gather((), self.data, found)
        return found


_NONE: dict[str, Any] = {}


class PackedSource(Source):
    """A source that has been looked through: its texts are gone, its places are packed until one is asked for.

    A site's records hold their texts themselves; kept twice, with every place, they would take four times the memory.
    """

    __slots__ = ("_packed",)
    _packed: bytes | SpilledValue

    def __init__(self, path: str, packed: bytes | SpilledValue) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "data", _NONE)
        object.__setattr__(self, "_packed", packed)

    @classmethod
    def of(cls, source: Source) -> "PackedSource":
        if isinstance(source, PackedSource):
            return source
        marks = [list(found.items()) for found in (source.keys, source.values, source.blocks)]
        return cls(source.path, json.dumps(marks, ensure_ascii=False, separators=(",", ":")).encode())

    def __reduce__(self) -> tuple[type["PackedSource"], tuple[str, bytes]]:
        return type(self), (self.path, self.packed)

    @property
    def packed(self) -> bytes:
        """Its places, as bytes."""
        packed: bytes = self._packed if isinstance(self._packed, bytes) else self._packed.value()[1]
        return packed

    @property
    def keys(self) -> dict[Steps, Mark]:
        return {tuple(steps): tuple(mark) for steps, mark in self._marks[0]}

    @property
    def values(self) -> dict[Steps, Mark]:
        return {tuple(steps): tuple(mark) for steps, mark in self._marks[1]}

    @property
    def blocks(self) -> dict[Steps, int]:
        return {tuple(steps): line for steps, line in self._marks[2]}

    @property
    def _marks(self) -> list[Any]:
        marks: list[Any] = json.loads(self.packed)
        return marks


def _gather(steps: Steps, group: dict[str, Any] | list[Any], found: list[tuple[Steps, str]]) -> None:
    """Not deep: the reader bounds how far data may go down."""
    for key, value in group.items() if isinstance(group, dict) else enumerate(group):
        if isinstance(value, str):
            found.append(((*steps, key), value))
        elif isinstance(value, dict | list):
            _gather((*steps, key), value, found)


def children(folder: Path) -> list[Path]:
    """What lies in a folder, in the order of names whatever the file system; hidden files are left out."""
    if not folder.is_dir():
        return []
    return sorted((p for p in folder.iterdir() if not p.name.startswith(".")), key=lambda p: p.name)


def listing(folder: Path) -> list[tuple[str, bool, bool]]:
    """The same as names, and of each whether it is a folder and whether it is a link: for folders of many files."""
    with os.scandir(folder) as found:
        return sorted((e.name, _is_folder(e), e.is_symlink()) for e in found if not e.name.startswith("."))


def hidden_names(folder: Path) -> list[str]:
    """The names that begin with a dot, in their order; none of a folder that can't be read."""
    try:
        with os.scandir(folder) as found:
            return sorted(entry.name for entry in found if entry.name.startswith("."))
    except OSError:
        return []


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """A link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def read_file(file: Path, name: str) -> tuple[Source | None, list[Problem]]:
    """Read one YAML file; `name` is how problems call it. Never raises for what a file holds."""
    raw, problem = read_bounded(file, name, MAX_BYTES)
    if raw is None:
        return None, [problem] if problem else []
    return read_raw(raw, name)


#: What to do with a text that is too large.
SMALLER = "请精简内容，或分成几条记录。"


def read_bounded(file: Path, name: str, limit: int, smaller: str = SMALLER) -> tuple[bytes | None, Problem | None]:
    """The bytes of a regular file of at most `limit` bytes; links (folders too) and devices are refused."""
    try:
        status = file.lstat()
        linked = _in_link(str(file), name.count("/"))
        if linked or not stat.S_ISREG(status.st_mode):
            return None, Problem(Position(name), "E001", *_irregular(status.st_mode, linked=linked))
        if status.st_size > limit:
            size = f"这个文件有 {status.st_size // 1024} KB，最多 {limit // 1024} KB。"
            return None, Problem(Position(name), "E005", size, smaller)
        return file.read_bytes(), None
    except FileNotFoundError:
        return None, Problem(Position(name), "E001", "没有这个文件。", "请建立这个文件，或核对文件名。")
    except OSError as error:
        message = f"读不出这个文件（{why(error)}）。"
        return None, Problem(Position(name), "E001", message, "请核对文件的读取权限，或重新复制一份。")


def _in_link(file: str, depth: int) -> bool:
    """Whether one of the folders around a file, as many as `depth`, is a link. Texts: paths cost four times as much."""
    for _ in range(depth):
        file = os.path.dirname(file)  # noqa: PTH120
        if os.path.islink(file):  # noqa: PTH114
            return True
    return False


def _irregular(mode: int, *, linked: bool) -> tuple[str, str]:
    """What something is that is no file, and what to do."""
    if stat.S_ISDIR(mode):
        return "这是文件夹，这里应当是文件。", "请把里面的文件移出来，再删去这个文件夹。"
    if linked or stat.S_ISLNK(mode):
        return "这是链接，不是文件本身。", "请提交文件本身，不要用链接。"
    return "这不是普通文件。", "请提交普通文件。"


def read_raw(raw: bytes, name: str) -> tuple[Source | None, list[Problem]]:
    """Bytes to data."""
    text, problems = decode(raw, name)
    return read_text(text, name) if text is not None else (None, problems)


def decode(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Bytes to text; a UTF-8 byte order mark is accepted."""
    if other := foreign(raw):
        return None, [Problem(Position(name), "E002", *other)]
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        place = _place_of(error.object[: error.start].decode("utf-8", "replace"), name)
        hint = "请用“另存为”选择 UTF-8 编码，再保存一次。"
        return None, [Problem(place, "E002", "这个文件的编码不是 UTF-8，从这里起读不出来。", hint)]


def read_text(text: str, name: str) -> tuple[Source | None, list[Problem]]:
    """Text to data. With a syntax fault there is no data; with other faults there may be both."""
    refused = list(forbidden(text, name))
    if refused:
        return None, refused
    builder = Builder(name, text)
    fault = feed(builder, text, name)
    if fault:
        # What the parser stumbles over is mostly the first of several such lines, or a consequence of one.
        slips = [slip.problem for slip in islice(line_faults(text, name), MAX_SLIPS)]
        return None, [*builder.problems, *(slips if len(slips) > 1 else [fault])]
    data = builder.finish()
    source = None if data is None else Source(name, data, builder.keys, builder.values, builder.blocks)
    return source, builder.problems


def read_spans(text: str, name: str) -> list[Span]:
    """Where the values of a text stand; none if it can't be read."""
    builder = Spans(name, text)
    broken = any(forbidden(text, name)) or feed(builder, text, name) or builder.stopped
    return [] if broken else builder.spans


def feed(builder: Builder, text: str, name: str) -> Problem | None:
    """Give a builder all that the parser finds, or say why the parser gave up."""
    try:
        # As `yaml.parse` does, with one call an event instead of three.
        parser = yaml.CLoader(text)
        while not builder.stopped and (event := parser.get_event()) is not None:
            builder.take(event)
    except yaml.YAMLError as error:
        return syntax_problem(error, text, name)
    return None


def _place_of(before: str, name: str) -> Position:
    """The place right after the text `before`."""
    lines = LINE_END.split(before)
    return Position(name, len(lines), len(lines[-1]) + 1)


def fingerprint(path: str) -> object:
    """What changes when a file does, or anything below a folder: times, sizes and names, nothing that is read."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if stat.S_ISDIR(status.st_mode):
        return tuple((name, fingerprint(f"{path}/{name}")) for name, _is_folder, _is_link in listing(Path(path)))
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
