"""Which files have to be read to answer for some of them, step by step."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from generator.loading.records import PictureAt, Read, RecordFile, Submitted
from generator.model.vocabularies import Lists
from generator.site.entry import Entry
from generator.yaml_source.reader import MAX_BYTES, read_bounded

#: Whether all of a file has to be known, by its name.
Select: TypeAlias = Callable[[str], bool]
#: The files to read next, by what was read so far.
Step: TypeAlias = Callable[[Iterable[Read]], Sequence[Submitted]]

#: A title on one line, without quotation marks or other characters of YAML: what stands there is the value.
_PLAIN_TITLE = re.compile(
    r"""^\ufeff?title:[ \t]+(?P<title>[^\s"'|>&!*{\[%@`#][^\r\n]*)$(?!\r?\n(?:[ \t]*\r?\n)*[ \t]+\S)""", re.MULTILINE
)


def steps(
    root: Path,
    records: Sequence[RecordFile],
    pictures: Sequence[PictureAt],
    lists: Lists | None,
    select: Select | None,
) -> Iterator[Step]:
    """Which files to read: an answer about the selected ones may need others.

    These are all lists (what they hold back is not public), all that stand in series, what has the same address,
    what was withdrawn; then what the selected lists list, and what has the title of a selected event.
    """
    if select is None:
        yield lambda _found: (*records, *pictures)
        return
    withdrawn = {item.id for item in lists.withdrawn} if lists else set()
    moved = {name for item in lists.moved for name in (item.id, item.to)} if lists else set()
    asked = [file for file in records if select(file.name)]
    known = withdrawn | moved | {file.id for file in asked}
    same = {(file.unit, file.stem) for file in pictures if select(file.name)}
    yield lambda _found: [
        *(file for file in records if file.id in known or file.kind.relations),
        *(file for file in pictures if (file.unit, file.stem) in same),
    ]
    yield lambda found: _listed(records, found, select)
    yield lambda found: _same_title(root, records, found, select)


def _selected(found: Iterable[Read], select: Select) -> Iterator[Entry]:
    return (one.entry for one in found if one.entry and select(one.entry.source.path))


def _listed(records: Sequence[RecordFile], found: Iterable[Read], select: Select) -> list[RecordFile]:
    """The files of what the selected lists list."""
    keys = {
        (entry.record.kind.record_list.kind, name)
        for entry in _selected(found, select)
        if entry.record.kind.record_list
        for name in entry.record.listed
    }
    return [file for file in records if file.key in keys]


def _same_title(root: Path, records: Sequence[RecordFile], found: Iterable[Read], select: Select) -> list[RecordFile]:
    """The files that may be about the same event as a selected one: the title is the same, or hard to tell."""
    titles: dict[str, set[str]] = {}
    for entry in _selected(found, select):
        if entry.record.event_date:
            titles.setdefault(entry.record.kind.name, set()).add(_joined(entry.record.title))
    return [file for file in records if file.kind.name in titles and _may_say(root, file, titles[file.kind.name])]


def _may_say(root: Path, file: RecordFile, titles: set[str]) -> bool:
    raw, _problem = read_bounded(root / file.name, file.name, MAX_BYTES)
    found = _PLAIN_TITLE.search(raw.decode("utf-8", "replace")) if raw else None
    return found is None or _joined(found["title"].split(" #")[0]) in titles


def _joined(title: str) -> str:
    return "".join(title.split())
