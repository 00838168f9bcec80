"""A site's files made, in as many processes as are wanted: first run by run of the records, then the rest.

What is made is kept where it is made (in memory, or in the folder that will be published); only what has to be
known of it travels. The bytes do not depend on the number of processes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from generator.build.parts import Part, finished, part_of_record, part_of_run
from generator.build.stored_parts import Kept, StoredParts
from generator.model.record import Record
from generator.publishing.link_check import Links, is_empty
from generator.publishing.versions import Stored, stored
from generator.rendering.theme import Theme
from generator.runtime.process_pool import shared
from generator.runtime.spill_file import SpilledValue, SpillFile
from generator.runtime.store import Store
from generator.site.catalogue import Key, key_of
from generator.site.look import look_at
from generator.site.output import RUN, Made, Output
from generator.site.site import File, Page, Site

#: Takes a finished file, wherever it is made.
Sink: TypeAlias = Callable[[File], None]
#: Called with the number of records that are done.
OnProgress: TypeAlias = Callable[[int], None]
#: After so many files of an output, the notes that it has been through need not be in memory any more.
RELEASE_EVERY = 64


@dataclass(slots=True)
class Batch:
    """What has to be known of files that were made together, and what was noted on the way."""

    files: list[Stored] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    #: Of our own pages: when each changed.
    changes: dict[str, date | None] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    notes: dict[str, dict[Key, Any]] = field(default_factory=dict)
    run_notes: dict[str, Any] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)


class _SpilledNotes:
    """The notes of a site on disk, read when somebody asks."""

    def __init__(self, spill: SpillFile) -> None:
        self._spill = spill
        self._of: dict[str, dict[Key, SpilledValue]] = defaultdict(dict)
        self._runs: dict[str, list[SpilledValue]] = defaultdict(list)

    def add(self, batch: Batch) -> None:
        for name, notes in batch.notes.items():
            self._of[name] |= {key: self._spill.put(value) for key, value in notes.items()}
        for name, value in batch.run_notes.items():
            self._runs[name].append(self._spill.put(value))

    def of(self, name: str, record: Record) -> Any:
        found = self._of[name].get(key_of(record))
        return found.value() if found else None

    def runs(self, name: str) -> Iterator[Any]:
        return (one.value() for one in self._runs[name])

    def release(self) -> None:
        """Arrays that were looked at need not stay in memory."""
        self._spill.release_pages()


@dataclass(frozen=True)
class _Maker:
    """What every process has: the site, the frames, and where files go."""

    site: Site
    theme: Theme
    sink: Sink
    outputs: Sequence[Output]
    stored: StoredParts | None

    def run(self, first: int) -> Batch:
        """All that is made of the records from number `first` on, before a text is forgotten."""
        batch = Batch()
        outputs = [output for output in self.outputs if output.of_record]
        notes: dict[str, dict[str, dict[Key, Any]]] = {output.name: {} for output in outputs}
        for record in self.site.catalogue.records[first : first + RUN]:
            for output, (files, noted) in zip(outputs, self._parts(record, outputs, batch), strict=True):
                self._take(files, batch)
                for name, value in noted.items():
                    notes[output.name].setdefault(name, {})[key_of(record)] = value
        for output in outputs:
            if output.of_run:
                files, run_notes = part_of_run(output, first, notes[output.name])
                self._take(files, batch)
                batch.run_notes |= run_notes
            else:
                batch.notes |= notes[output.name]
        return batch

    def _parts(self, record: Record, outputs: Sequence[Output], batch: Batch) -> Sequence[Part]:
        """What each output makes of a record, made now or kept from an earlier build."""
        if self.stored is None:
            return [part_of_record(output, look_at(self.site), record) for output in outputs]
        return self.stored.of(record, batch.kept)

    def rest(self, output: Output, notes: "_SpilledNotes") -> Batch:
        """What an output makes of the whole."""
        batch = Batch()
        for number, one in enumerate(output.of_site(self.site, notes) if output.of_site else ()):
            self._take([one], batch)
            if not number % RELEASE_EVERY:
                notes.release()
        return batch

    def _take(self, found: Iterable[Made], batch: Batch) -> None:
        for one in found:
            file = finished(one, self.theme, self.site.config.title)
            if isinstance(one, Page):
                batch.changes[one.address] = one.changed
                # What the frame links to is looked at once, in a page of its own.
                frame = self.theme.frames[one.section].static
                batch.links.collect(one.address, (one.head + one.article).encode(), frame)
            else:
                batch.links.collect(file.path, file.content)
            self.sink(file)
            batch.files.append(stored(file))
            if is_empty(file):
                batch.empty.append(file.path)


def make(
    site: Site,
    theme: Theme,
    outputs: Sequence[Output],
    sink: Sink,
    *,
    jobs: int,
    on_progress: OnProgress,
    store: Store | None = None,
) -> list[Batch]:
    """Every file of the outputs; parts of records that a store has are not made again."""
    stored = StoredParts(site, outputs, store) if store else None
    maker = _Maker(site, theme, sink, outputs, stored)
    starts = range(0, len(site.catalogue), RUN) if any(output.of_record for output in outputs) else ()
    made: list[SpilledValue] = []
    with SpillFile() as spill:
        notes = _SpilledNotes(spill)
        for number, batch in enumerate(shared(maker.run, starts, jobs, _died), start=1):
            notes.add(batch)
            if stored:
                stored.keep(batch.kept)
            made.append(spill.put(replace(batch, notes={}, run_notes={}, kept=Kept())))
            on_progress(min(number * RUN, len(site.catalogue)))
        # What takes longest goes first.
        ordered = sorted(outputs, key=lambda output: output.of_run is None)
        rest = [partial(maker.rest, output, notes) for output in ordered if output.of_site]
        others = list(shared(_call, rest, jobs, _died, ahead=len(rest)))
        if stored:
            stored.save()
        return [*(one.value() for one in made), *others]


def taken(files: Iterable[File], sink: Sink) -> Batch:
    """The same of files that are there already."""
    batch = Batch()
    for file in files:
        sink(file)
        batch.files.append(stored(file))
        batch.links.collect(file.path, file.content)
    return batch


def _call(work: Callable[[], Batch]) -> Batch:
    return work()


def _died(work: object) -> Batch:
    raise RuntimeError(f"a process died while it made {work}")
