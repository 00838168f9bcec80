"""A site's files made, in as many processes as are wanted: first run by run of the records, then the rest.

What is made is kept where it is made (in memory, or in the folder that will be published); only what has to be
known of it travels. The bytes do not depend on the number of processes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Protocol, TypeAlias

from generator.build.parts import Finished, finished, part_of_record, part_of_run, path_of
from generator.build.stored_parts import Kept, RecordParts, StoredParts, place_of_run
from generator.build.stored_theme import frames_digest
from generator.model.record import Record
from generator.publishing.link_check import Links, addresses_in, is_empty
from generator.publishing.versions import Stored
from generator.rendering.theme import Theme
from generator.runtime.process_pool import shared
from generator.runtime.spill_file import SpilledValue, SpillFile
from generator.runtime.store import Store
from generator.site.catalogue import Key, key_of
from generator.site.look import look_at
from generator.site.output import RUN, Made, Output, Run
from generator.site.site import File, Page, Site

#: Called with the number of records that are done.
OnProgress: TypeAlias = Callable[[int], None]
#: After so many files of an output, the notes that it has been through need not be in memory any more.
RELEASE_EVERY = 64


class Sink(Protocol):
    """Where finished files go, wherever they are made."""

    def write(self, file: File) -> Stored:
        """Take a file."""
        ...

    def again(self, file: Stored) -> bool:
        """Take a file as it was published before; False if it has to be made."""
        ...

    def read(self, path: str) -> bytes:
        """A file that was taken."""
        ...


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

    def add(self, file: Finished, theme: Theme) -> None:
        """Note a file that was made, now or before."""
        path = file.stored.path
        self.files.append(file.stored)
        if file.empty:
            self.empty.append(path)
        if file.section:
            self.changes[path] = file.changed
        # What the frame links to is looked at once a folder, and not in each page.
        frame = theme.frames[file.section].static if file.section else b""
        self.links.add(path, map(str.encode, file.addresses), frame)


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
    #: A digest of the frames.
    framed: bytes

    def run(self, first: int) -> Batch:
        """All that is made of the records from number `first` on, before a text is forgotten."""
        batch = Batch()
        outputs = [output for output in self.outputs if output.of_record]
        records = self.site.catalogue.records[first : first + RUN]
        found = [self._record(record, outputs, batch) for record in records]
        for number, output in enumerate(outputs):
            notes: dict[str, dict[Key, Any]] = {}
            for record, one in zip(records, found, strict=True):
                for name, value in one.notes[number].items():
                    notes.setdefault(name, {})[key_of(record)] = value
            if output.of_run:
                self._run(output, Run(first, notes), found, batch)
            else:
                batch.notes |= notes
        return batch

    def _run(self, output: Output, run: Run, found: Sequence[RecordParts], batch: Batch) -> None:
        """What an output makes of a run, made now or published already."""
        place = place_of_run(output, run.first, found) if self.stored else b""
        known = self.stored.run(place, batch.kept) if self.stored and place else None
        if known and all(self.sink.again(one.stored) for one in known[0]):
            files, notes = known
        else:
            made, notes = part_of_run(output, run.first, run.notes)
            files = tuple(self._finish(one) for one in made)
            if self.stored and place:
                self.stored.keep_run(place, files, notes, batch.kept)
        for one in files:
            batch.add(one, self.theme)
        batch.run_notes |= notes

    def _record(self, record: Record, outputs: Sequence[Output], batch: Batch) -> RecordParts:
        """What the outputs make of a record: made now, made before and kept, or published already."""
        if self.stored is None:
            parts = [part_of_record(output, look_at(self.site), record) for output in outputs]
            self._take((one for files, _notes in parts for one in files), batch)
            return RecordParts(None, [notes for _files, notes in parts], list)
        found = self.stored.of(record, batch.kept)
        for one in self._finished(self.stored, found, batch):
            batch.add(one, self.theme)
        return found

    def _finished(self, stored: StoredParts, found: RecordParts, batch: Batch) -> Sequence[Finished]:
        known = stored.finished(found, self.framed, batch.kept)
        if known is None:
            known = [self._finish(one) for one in found.files()]
            stored.finish(found, self.framed, known, batch.kept)
            return known
        missing = {one.stored.path for one in known if not self.sink.again(one.stored)}
        for one in found.files() if missing else ():
            if path_of(one) in missing:
                self.sink.write(finished(one, self.theme, self.site.config.title))
        return known

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
            batch.add(self._finish(one), self.theme)

    def _finish(self, made: Made) -> Finished:
        """The file, put where it goes."""
        file = finished(made, self.theme, self.site.config.title)
        section, changed, own = "", None, file.content
        if isinstance(made, Page):
            section, changed, own = made.section, made.changed, (made.head + made.article).encode()
        addresses = tuple(sorted(map(bytes.decode, addresses_in(file.path, own))))
        return Finished(self.sink.write(file), is_empty(file), section, changed, addresses)


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
    maker = _Maker(site, theme, sink, outputs, stored, frames_digest(theme, site.config.title))
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
        batch.files.append(sink.write(file))
        batch.links.collect(file.path, file.content)
    return batch


def _call(work: Callable[[], Batch]) -> Batch:
    return work()


def _died(work: object) -> Batch:
    raise RuntimeError(f"a process died while it made {work}")
