"""What reading a file gave, as bytes to be kept, and back: JSON, and behind it what a picture is made of.

Only what is sound is kept: a file with a record that could not be built is read each time.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from generator.diagnostics.problems import Position, Problem
from generator.loading.records import PictureAt, Read, Reading, Submitted
from generator.runtime.program import program_digest
from generator.runtime.store import Store, digest
from generator.site.entry import Entry
from generator.site.plain_values import RECORDS
from generator.site.site import PictureFile
from generator.yaml_source.reader import PackedSource

#: A file that was read now: what is kept of it under which key, or what it gave.
_Fresh: TypeAlias = tuple[bytes, bytes] | Read
#: Does work for each of several files, in their order.
Share: TypeAlias = Callable[[Callable[[Submitted], _Fresh], Sequence[Submitted]], Iterable[_Fresh]]


class StoredReads:
    """Reads files, and takes from a store what it has of the very bytes that are there."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store, self._reading = store, reading

    def all(self, files: Sequence[Submitted], share: Share) -> Iterator[Read]:
        """What each file gives; those that the store has not are read by `share`."""
        keys = [self._key_of(file, self._reading.bytes_of(file)[0]) for file in files]
        there = [key in self._store for key in keys]
        fresh = iter(share(self._fresh, [file for file, known in zip(files, there, strict=True) if not known]))
        for file, key, known in zip(files, keys, there, strict=True):
            kept = self._store.get(key) if known else None
            if kept is not None:
                yield from_bytes(kept)
            else:
                # What is there and damaged is read here.
                yield self._taken(self._fresh(file) if known else next(fresh))

    def _key_of(self, file: Submitted, raw: bytes | None) -> bytes:
        """A digest of everything that comes into the answer; of a file that can't be read one that nothing has."""
        if raw is None:
            return b""
        if isinstance(file, PictureAt):
            # Pillow is slow to load, and most checks see no picture.
            from generator.images.decode import codecs

            return digest(program_digest(), codecs().encode(), file.name.encode(), raw)
        return digest(self._reading.known_by(file), file.name.encode(), raw)

    def _fresh(self, file: Submitted) -> _Fresh:
        """In whatever process: what is kept travels, so that a record that was kept is the same as one read now."""
        raw, _problem = self._reading.bytes_of(file)
        read = self._reading.of_bytes(file, raw) if raw is not None else self._reading(file)
        kept = as_bytes(read)
        return read if kept is None or raw is None else (self._key_of(file, raw), kept)

    def _taken(self, fresh: _Fresh) -> Read:
        if isinstance(fresh, Read):
            return fresh
        self._store.put(*fresh)
        return from_bytes(fresh[1])


def as_bytes(read: Read) -> bytes | None:
    """What is kept of a file; None if it has to be read again."""
    problems = [[p.position.path, p.position.line, p.position.column, p.code, p.message, p.hint] for p in read.problems]
    if read.picture is not None and read.picture.picture is not None:
        return _picture_bytes(read.picture, problems)
    if read.entry is None:
        return None
    source = PackedSource.of(read.entry.source)
    return _joined([source.path, RECORDS.of(read.entry.record), problems], source.packed)


def from_bytes(kept: bytes) -> Read:
    """The same again."""
    head, _, rest = kept.partition(b"\n")
    path, value, problems = json.loads(head)
    reported = [Problem(Position(*reported[:3]), *reported[3:]) for reported in problems]
    if isinstance(value, list):
        return Read(reported, picture=_picture(path, value, rest))
    return Read(reported, Entry(RECORDS.value(value), PackedSource(path, rest)))


def _joined(head: list[Any], rest: bytes) -> bytes:
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + rest


def _picture_bytes(found: PictureFile, problems: list[Any]) -> bytes:
    """A picture and its narrower forms, one after the other; the head says how long each is."""
    picture = found.picture
    if picture is None:
        raise ValueError(found.path)
    forms = [(0, picture.content), *picture.narrower.items()]
    sizes = [[width, len(content)] for width, content in forms]
    head = [found.path, [picture.suffix, picture.width, picture.height, sizes], problems]
    return _joined(head, b"".join(content for _width, content in forms))


def _picture(path: str, value: list[Any], content: bytes) -> PictureFile:
    # Pillow is slow to load, and most checks see no picture.
    from generator.images.picture import Picture

    suffix, width, height, sizes = value
    forms, begin = {}, 0
    for form, size in sizes:
        forms[form] = content[begin : begin + size]
        begin += size
    return PictureFile(path, Picture(forms.pop(0), suffix, width, height, forms))
