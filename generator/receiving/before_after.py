"""What readers would see changed: the texts of records as they were and as they are, field by field."""

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.authoring.autofix import MOST_LINES
from generator.diagnostics.problems import visible
from generator.loading.validation import label_of
from generator.model.kinds import KINDS
from generator.runtime.git import is_nothing
from generator.runtime.git_diff import GONE, Change
from generator.runtime.git_tree import contents
from generator.yaml_source.reader import MAX_BYTES, decode
from generator.yaml_source.reader import read_text as parsed

#: A sentence a line, so that a word that changes shows its sentence and not the whole paragraph.
_SENTENCE = re.compile(r"(?<=[。！？；])|\n+")


def changed_texts(root: Path, base: str, head: str, changes: Iterable[Change]) -> str:
    """Of every record that is changed, the lines that go (-) and come (+); nothing of records that are new."""
    paths = {change.path for change in changes if GONE not in (change.before, change.after)}
    if not paths or is_nothing(base):
        return ""
    before, after = (contents(root, commit, paths, MAX_BYTES) for commit in (base, head))
    return "\n".join(line for path in sorted(paths) for line in difference(path, before.get(path), after.get(path)))


def difference(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    """The sentences of one record that go (-) and come (+), below its path."""
    if before is None or after is None:
        return
    was, now = list(lines_of(path, before)), list(lines_of(path, after))
    if max(len(was), len(now)) > MOST_LINES:
        yield from (f"  {path}", "  内容太长，请看平台上的改动。")
        return
    found = list(difflib.unified_diff(was, now, lineterm="", n=0))[2:]
    if found:
        yield f"  {path}"
        yield from (line for line in found if not line.startswith("@@"))


def lines_of(path: str, raw: bytes) -> Iterator[str]:
    """Every text of a record, one sentence a line, called as people call its field."""
    model = next((kind.model for kind in KINDS.values() if path.startswith(f"content/{kind.folder}/")), None)
    text = decode(raw, path)[0]
    source = parsed(text, path)[0] if text is not None and model else None
    if source is None or model is None:
        return
    for steps, value in source.texts():
        name = label_of(model, steps).partition("（")[0]
        yield from (f"{name}：{visible(part)}" for part in _SENTENCE.split(value) if part.strip())
