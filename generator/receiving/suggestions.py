"""What of a submission can be put right in one way only, as lines that replace lines: a forge takes it by one click."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.autofix import MOST_LINES, Fixed, fixed
from generator.runtime.git_diff import added_lines
from generator.runtime.git_tree import contents
from generator.text.pii import hidden
from generator.yaml_source.reader import MAX_BYTES, decode

#: So many are handed to a forge: more is a file to be repaired as a whole.
MOST = 20
#: Characters of a block of differences.
_ROOM = 7_000


@dataclass(frozen=True)
class Suggestion:
    """Lines `first` to `last` of a file, counted from 1, and what they should be."""

    path: str
    first: int
    last: int
    lines: tuple[str, ...]
    why: str


def repairs(root: Path, head: str, paths: Iterable[str]) -> list[Fixed]:
    """The files of the commit `head` that can be repaired. Raises GitError."""
    found = []
    for path, raw in contents(root, head, {path for path in paths if path.endswith(".yml")}, MAX_BYTES).items():
        text = decode(raw, path)[0]
        made = fixed(text, path) if text is not None else None
        if made and made.after != made.before:
            found.append(made)
    return found


def suggestions(root: Path, base: str, head: str, found: Iterable[Fixed]) -> list[Suggestion]:
    """The repairs as suggestions, on lines that the submission wrote: a forge takes them nowhere else."""
    made = []
    for one in found:
        if "\r" in one.before:
            # A forge would end the new lines in another way than the rest of the file.
            continue
        written = added_lines(root, base, head, one.path)
        made += [hunk for hunk in _hunks(one) if written.issuperset(range(hunk.first, hunk.last + 1))]
    return made[:MOST]


def in_words(found: Iterable[Fixed]) -> str:
    """The repairs for those who read no Markdown, as a difference; persons are masked in it."""
    differences = hidden("\n".join(one.difference for one in found))
    return f"可以直接采用的改法（“-”是原来的，“+”是改后的）：\n{bounded(differences)}" if differences else ""


def bounded(text: str) -> str:
    """As many lines as there is room for, and how many are left."""
    if len(text) <= _ROOM:
        return text
    lines = text[:_ROOM].split("\n")[:-1] or [text[:_ROOM]]
    return "\n".join([*lines, f"……还有 {text.count(chr(10)) + 1 - len(lines)} 行没有列出。"])


def _hunks(one: Fixed) -> Iterator[Suggestion]:
    before, after = one.before.split("\n"), one.after.split("\n")
    if max(len(before), len(after)) > MOST_LINES:
        return
    why = f"可以直接采用：{'、'.join(one.names)}。"
    for tag, start, end, left, right in difflib.SequenceMatcher(a=before, b=after).get_opcodes():
        if tag == "equal":
            continue
        # What is only put in stands with the line before it.
        back = int(start == end and start > 0)
        lines = tuple(after[left - back : right])
        yield Suggestion(one.path, start - back + 1, max(end, start - back + 1), lines, why)
