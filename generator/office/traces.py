"""What became of each record (留痕): who sent it in, took it in, reviewed it, corrected it, and when it was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.editions import Edition
from generator.model.office import OfficeFile
from generator.model.record import Record
from generator.office.counted_events import counted
from generator.site.site import Change, Site


@dataclass(frozen=True, slots=True)
class Trace:
    """One record of an edition, with what git and its file say of it."""

    record: Record
    file: str
    changes: tuple[Change, ...]

    @property
    def sent(self) -> Change | None:
        """The change by which the file came."""
        return next((change for change in self.changes if change.sort == "新增"), None)

    @property
    def later(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change is not self.sent)


def traces(site: Site, edition: Edition) -> list[Trace]:
    """Every event that an edition counts, calls off or announces, in the order of its counting."""
    found = counted(site, edition)
    records = (*found.every, *found.announced, *found.cancelled) if found else ()
    return [Trace(record, path, site.loaded.history.get(path, ())) for record in records for path in [_file(record)]]


def office_traces(site: Site) -> Iterator[tuple[OfficeFile, tuple[Change, ...]]]:
    """The office's own files with their changes: who entered what was received, declared, decided and sealed."""
    for file in site.office.files:
        yield file, site.loaded.history.get(file.source.path, ())


def _file(record: Record) -> str:
    return f"content/{record.kind.folder}/{record.unit}/{record.id}.yml"
