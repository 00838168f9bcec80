"""What outputs make of single records, kept: found by the record, and by the answers to all that was asked for it.

What was asked is not known before it was asked. So the store has of a record what was asked the last times, and under
those questions with their answers what was made. Other answers, and it is made again (see docs/decisions/0036).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.build.parts import Part, part_of_record
from generator.model.record import Record
from generator.outputs.feeds.text import EntryText
from generator.outputs.questions import ANSWERS, QUESTIONS
from generator.outputs.search.index import Indexed
from generator.outputs.search.tokens import Document
from generator.outputs.wechat.article import Article
from generator.runtime.program import folder_digest, program_digest
from generator.runtime.store import Store, digest
from generator.site.look import Answers, constants_of, recording
from generator.site.output import LazyFile, Output
from generator.site.plain_values import MODELS, RECORDS, NotPlainError, PlainValues
from generator.site.site import File, Page, Site
from generator.site.surroundings import PictureCard

#: What parts are made of.
PARTS = PlainValues(Page, File, Article, EntryText, Indexed, Document, PictureCard)
#: What questions are answered with, and what is in that.
_ANSWERS = PlainValues(*ANSWERS, *MODELS)
#: So many sets of questions are tried for a record; a further one is not kept.
_TRIED = 4

#: The parts of a record, one an output.
Parts: TypeAlias = list[Part]


@dataclass(slots=True)
class Kept:
    """What a process has found in the store, by key, and what is to be added to it."""

    used: list[bytes] = field(default_factory=list)
    new: list[tuple[bytes, bytes]] = field(default_factory=list)


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
            self._store.put(key, value)

    def save(self) -> None:
        """Keep it for runs that come, unless a template was changed while it was made."""
        if _made_by(self._site, self._outputs) == self._made_by:
            self._store.save()
        self._store.close()

    def of(self, record: Record, seen: Kept) -> Parts:
        """The parts of a record; what was found, and what is to be kept, goes into `seen`."""
        first = digest(self._made_by, _json(RECORDS.of(record)))
        place, tried = digest(b"asked", first), set()
        while (asked := self._store.get(place)) is not None and asked not in tried:
            tried.add(asked)
            seen.used.append(place)
            key = self._key(first, asked, self._answers(asked))
            kept = self._store.get(key)
            if kept is not None:
                seen.used.append(key)
                return _parts(kept)
            place = digest(place, asked)
        return self._make(record, first, place, tried, seen)

    def _make(self, record: Record, first: bytes, place: bytes, tried: set[bytes], seen: Kept) -> Parts:
        answers: Answers = {}
        look = recording(self._site, answers)
        parts = [_without_lazy(part_of_record(output, look, record)) for output in self._outputs]
        try:
            asked = _json([[name, RECORDS.of(about)] for name, about in answers])
            key = self._key(first, asked, [_ANSWERS.of(answer) for answer in answers.values()])
            kept = _json([[[PARTS.of(one) for one in files], _noted(notes)] for files, notes in parts])
        except NotPlainError:
            return parts
        seen.new.append((key, kept))
        if asked not in tried and len(tried) < _TRIED:
            seen.new.append((place, asked))
        return parts

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


def _noted(notes: dict[str, Any]) -> dict[str, Any]:
    return {name: PARTS.of(value) for name, value in notes.items()}


def _parts(kept: bytes) -> Parts:
    return [
        ([PARTS.value(one) for one in files], {name: PARTS.value(value) for name, value in notes.items()})
        for files, notes in json.loads(kept)
    ]


def _without_lazy(part: Part) -> Part:
    """A part whose files are made."""
    files, notes = part
    return [File(one.path, one.make()) if isinstance(one, LazyFile) else one for one in files], notes
