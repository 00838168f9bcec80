"""Notes and runs of the preview, used again while all that was asked for them has the same answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.build.parts import part_of_record, part_of_run
from generator.model.record import Record
from generator.outputs.questions import QUESTIONS
from generator.site.catalogue import Key, key_of
from generator.site.look import Answers, Constants, constants_of, recording
from generator.site.output import RUN, Made, Output
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class _Noted:
    """Notes of a record; the record is kept, so that no other takes its place in memory."""

    record: Record
    answers: Answers
    notes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Ran:
    """What was made of a run of notes."""

    notes: tuple[_Noted, ...]
    files: list[Made]
    run_notes: dict[str, Any]


class PartCache:
    """What was made of records so far, by output. It outlives a site and keeps none alive."""

    def __init__(self) -> None:
        self._constants: Constants | None = None
        self._noted: dict[tuple[str, Key], _Noted] = {}
        self._ran: dict[tuple[str, int], _Ran] = {}

    def forget(self) -> None:
        """What was made came from templates that are no more."""
        self._noted.clear()
        self._ran.clear()

    def renew(self, site: Site) -> None:
        """Let go what can't be used for a site."""
        if self._constants != constants_of(site):
            self.forget()
        self._constants = constants_of(site)
        keys = {key_of(record) for record in site.catalogue.records}
        self._noted = {at: noted for at, noted in self._noted.items() if at[1] in keys}
        self._ran = {at: ran for at, ran in self._ran.items() if at[1] < len(site.catalogue)}

    def noted(self, site: Site, output: Output, record: Record) -> _Noted:
        """The notes of a record, made now or used again."""
        at = output.name, key_of(record)
        found = self._noted.get(at)
        if found is None or found.record is not record or not _holds(site, found.answers):
            answers: Answers = {}
            found = _Noted(record, answers, part_of_record(output, recording(site, answers), record)[1])
            self._noted[at] = found
        return found

    def run(self, site: Site, output: Output, first: int) -> _Ran:
        """What an output makes of the run that begins with record number `first`."""
        noted = tuple(self.noted(site, output, record) for record in site.catalogue.records[first : first + RUN])
        found = self._ran.get((output.name, first))
        if found is None or not _same(found.notes, noted):
            notes: dict[str, dict[Key, Any]] = {}
            for one in noted:
                for name, value in one.notes.items():
                    notes.setdefault(name, {})[key_of(one.record)] = value
            found = self._ran[output.name, first] = _Ran(noted, *part_of_run(output, first, notes))
        return found


def _holds(site: Site, answers: Answers) -> bool:
    return all(QUESTIONS[name](site, *about) == answer for (name, about), answer in answers.items())


def _same(before: Sequence[object], now: Sequence[object]) -> bool:
    return len(before) == len(now) and all(one is other for one, other in zip(before, now, strict=True))


class LazyNotes:
    """The notes of a site, made when somebody asks for them."""

    def __init__(self, site: Site, outputs: Iterable[Output], cache: PartCache) -> None:
        self._site, self._cache = site, cache
        self._outputs = [output for output in outputs if output.of_record]

    def of(self, name: str, record: Record) -> Any:
        noted = (self._cache.noted(self._site, output, record) for output in self._outputs if name in output.notes)
        return next((one.notes.get(name) for one in noted), None)

    def runs(self, name: str) -> Iterator[Any]:
        for output in self._outputs:
            if name in output.notes:
                starts = range(0, len(self._site.catalogue), RUN)
                yield from (self._cache.run(self._site, output, first).run_notes[name] for first in starts)
