"""What outputs make of single records, kept: found by the record, and by the answers to all that was asked for it.

What was asked is not known before it was asked. So the store has of a record what was asked the last times, and under
those questions with their answers what was made. Other answers, and it is made again (see docs/decisions/0036).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from generator.build.parts import Finished, Part, part_of_record
from generator.model.record import Record
from generator.outputs.feeds.text import EntryText
from generator.outputs.questions import ANSWERS, QUESTIONS
from generator.outputs.search.index import Indexed, IndexedRun
from generator.outputs.search.tokens import ARRAYS, Document
from generator.outputs.wechat.article import Article
from generator.publishing.versions import Stored
from generator.runtime.program import folder_digest, program_digest
from generator.runtime.store import Store, digest
from generator.site.look import Answers, constants_of, look_at, recording
from generator.site.output import LazyFile, Made, Output
from generator.site.plain_values import MODELS, RECORDS, NotPlainError, PlainValues
from generator.site.site import File, Page, Site
from generator.site.surroundings import PictureCard

#: What parts are made of.
PARTS = PlainValues(Page, File, Article, EntryText, Indexed, Document, PictureCard)
#: What runs are made of.
_RUNS = PlainValues(Finished, Stored, IndexedRun, forms=ARRAYS)
_FINISHED = PlainValues(Finished, Stored)
#: What questions are answered with, and what is in that.
_ANSWERS = PlainValues(*ANSWERS, *MODELS)
#: So many sets of questions are tried for a record; a further one is not kept.
_TRIED = 4

#: Of a record, what each output noted, and what it made.
Notes: TypeAlias = list[dict[str, Any]]


@dataclass(slots=True)
class Kept:
    """What a process has found in the store, by key, and what is to be added to it."""

    used: list[bytes] = field(default_factory=list)
    new: list[tuple[bytes, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RecordParts:
    """What outputs make of a record. Its files are not read before somebody asks for them."""

    #: Where it is kept; None if that is not possible.
    key: bytes | None
    notes: Notes
    files: Callable[[], list[Made]]


class StoredParts:
    """Makes the parts of records, and takes from a store those that would become the same."""

    def __init__(self, site: Site, outputs: Sequence[Output], store: Store) -> None:
        self._site, self._store = site, store
        self._outputs = [output for output in outputs if output.of_record]
        self._made_by = _made_by(site, self._outputs)

    def keep(self, kept: Kept) -> None:
        """Keep what was made, in whatever process."""
        self._store.use(kept.used)
        for key, value in kept.new:
            # What is there and damaged was made again, and is written again.
            if key in self._store:
                self._store.get(key)
            self._store.put(key, value)

    def save(self) -> None:
        """Keep it for runs that come, unless a template was changed while it was made."""
        if _made_by(self._site, self._outputs) == self._made_by:
            self._store.save()
        self._store.close()

    def of(self, record: Record, seen: Kept) -> RecordParts:
        """The parts of a record; what was found, and what is to be kept, goes into `seen`."""
        first = digest(self._made_by, _json(RECORDS.of(record)))
        place, tried = digest(b"asked", first), set()
        while (asked := self._store.get(place)) is not None and asked not in tried:
            tried.add(asked)
            seen.used.append(place)
            key = self._key(first, asked, self._answers(asked))
            notes = self._store.get(_notes_at(key)) if key in self._store else None
            if notes is not None:
                seen.used += (key, _notes_at(key))
                return RecordParts(key, _noted(notes), partial(self._files, record, key))
            place = digest(place, asked)
        return self._make(record, first, place, tried, seen)

    def finished(self, parts: RecordParts, framed: bytes, seen: Kept) -> list[Finished] | None:
        """What was known of the files in the frames that are around them now."""
        place = _finished_at(parts.key, framed) if parts.key else b""
        kept = self._store.get(place)
        if kept is None:
            return None
        seen.used.append(place)
        return [_FINISHED.value(one) for one in json.loads(kept)]

    def finish(self, parts: RecordParts, framed: bytes, found: Sequence[Finished], seen: Kept) -> None:
        """Keep that."""
        if parts.key:
            seen.new.append((_finished_at(parts.key, framed), _json([_FINISHED.of(one) for one in found])))

    def run(self, place: bytes, seen: Kept) -> tuple[tuple[Finished, ...], dict[str, Any]] | None:
        """What was made of a run of records, if it was of the same ones."""
        kept = self._store.get(place)
        if kept is None:
            return None
        seen.used.append(place)
        files, notes = json.loads(kept)
        return _RUNS.value(files), {name: _RUNS.value(value) for name, value in notes.items()}

    def keep_run(self, place: bytes, files: Sequence[Finished], notes: Mapping[str, Any], seen: Kept) -> None:
        """Keep that."""
        plain = [_RUNS.of(tuple(files)), {name: _RUNS.of(value) for name, value in notes.items()}]
        seen.new.append((place, _json(plain)))

    def _files(self, record: Record, key: bytes) -> list[Made]:
        kept = self._store.get(key)
        if kept is not None:
            return [PARTS.value(one) for one in json.loads(kept)]
        # Damaged.
        return _files_of([part_of_record(output, look_at(self._site), record) for output in self._outputs])

    def _make(self, record: Record, first: bytes, place: bytes, tried: set[bytes], seen: Kept) -> RecordParts:
        answers: Answers = {}
        look = recording(self._site, answers)
        parts = [part_of_record(output, look, record) for output in self._outputs]
        files, notes = _files_of(parts), [noted for _files, noted in parts]
        try:
            asked = _json([[name, RECORDS.of(about)] for name, about in answers])
            key = self._key(first, asked, [_ANSWERS.of(answer) for answer in answers.values()])
            kept = _json([{name: PARTS.of(value) for name, value in noted.items()} for noted in notes])
            seen.new += [(key, _json([PARTS.of(one) for one in files])), (_notes_at(key), kept)]
        except NotPlainError:
            return RecordParts(None, notes, lambda: files)
        if asked not in tried and len(tried) < _TRIED:
            seen.new.append((place, asked))
        return RecordParts(key, notes, lambda: files)

    def _key(self, first: bytes, asked: bytes, answers: list[Any] | None) -> bytes:
        return b"" if answers is None else digest(first, asked, _json(answers))

    def _answers(self, asked: bytes) -> list[Any] | None:
        """What the site answers now; nothing if it no longer knows what a question is about."""
        try:
            return [
                _ANSWERS.of(QUESTIONS[name](self._site, *RECORDS.value(about))) for name, about in json.loads(asked)
            ]
        except LookupError:
            return None


def _made_by(site: Site, outputs: Sequence[Output]) -> bytes:
    """A digest of what is the same for the parts of all records."""
    constants = constants_of(site)
    said = (constants.config, constants.style, constants.units, constants.terms, [output.name for output in outputs])
    return digest(program_digest(), *map(folder_digest, constants.templates), repr(said).encode())


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def place_of_run(output: Output, first: int, found: Sequence[RecordParts]) -> bytes:
    """Where a run is kept; one that holds what can't be kept is kept nowhere."""
    keys = [one.key for one in found if one.key]
    return digest(b"run", output.name.encode(), b"%d" % first, *keys) if len(keys) == len(found) else b""


def _notes_at(key: bytes) -> bytes:
    return digest(b"notes", key)


def _finished_at(key: bytes, framed: bytes) -> bytes:
    return digest(b"finished", key, framed)


def _noted(kept: bytes) -> Notes:
    return [{name: PARTS.value(value) for name, value in notes.items()} for notes in json.loads(kept)]


def _files_of(parts: Sequence[Part]) -> list[Made]:
    """All files of a record, made."""
    files = (one for found, _notes in parts for one in found)
    return [File(one.path, one.make()) if isinstance(one, LazyFile) else one for one in files]
