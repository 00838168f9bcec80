"""All records, read-only, newest first; what is under embargo is left out here, for every output at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar, cast

from generator.model.kinds import KINDS
from generator.model.record import Kind, Record
from generator.site.entry import Entry

Facet: TypeAlias = Callable[[Record], Iterable[str]]
#: A record's kind and id.
Key: TypeAlias = tuple[str, str]
R = TypeVar("R", bound=Record)


class Catalogue:
    """Every record of the site. Nothing is changed after it has been made.

    `entries` is all that was read, for checks alone. `records`, and everything that is asked of the
    catalogue, is what the public may see on the day `today`.
    """

    def __init__(self, entries: Iterable[Entry], today: date) -> None:
        self._today = today
        self.entries = tuple(sorted(entries, key=attrgetter("order"), reverse=True))
        self.held = _held((entry.record for entry in self.entries), today)
        read = tuple(entry.record for entry in self.entries)
        self.records = _released(read, self.held) if self.held else read

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def _by_key(self) -> dict[Key, Record]:
        return {key_of(record): record for record in self.records}

    @cached_property
    def _everything(self) -> dict[Key, Record]:
        return {key_of(entry.record): entry.record for entry in self.entries}

    @property
    def keys(self) -> Iterable[Key]:
        """All that was read."""
        return self._everything

    def looking_at(self, entry: Entry) -> "Catalogue":
        """The same, of which checks look at one entry alone, whether it was read or not."""
        one = Catalogue((), self._today)
        one.held, one.records, one._everything = self.held, self.records, self._everything
        one.entries = (entry,)
        return one

    def read(self, kind: str, record_id: str) -> Record | None:
        """A record that was read, under embargo or not: for checks alone."""
        names = KINDS if kind == "*" else (kind,)
        return next((r for name in names if (r := self._everything.get((name, record_id)))), None)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        found = self.by(lambda record: (record.kind.name,))
        return {name: found.get(name, ()) for name in KINDS}

    def get(self, kind: str, record_id: str) -> Record | None:
        """The record of a kind; with kind `*` of whatever kind has that id."""
        if kind != "*":
            return self._by_key.get((kind, record_id))
        return next((r for name in KINDS if (r := self._by_key.get((name, record_id)))), None)

    def find(self, kind: Kind[R], record_id: str | None) -> R | None:
        """The record of a kind that has that id."""
        return kind.own(self._by_key.get((kind.name, record_id or "")))

    def of(self, kind: Kind[R]) -> tuple[R, ...]:
        """All records of a kind."""
        return cast("tuple[R, ...]", self._by_kind[kind.name])

    def events(self, *, counted: bool = False) -> tuple[Record, ...]:
        """All events; or those that the office counts."""
        kinds = [kind.name for kind in KINDS.values() if kind.event and (kind.event.counted or not counted)]
        if len(kinds) == 1:
            return self._by_kind[kinds[0]]
        return tuple(record for record in self.records if record.kind.name in kinds)

    def entries_of(self, kind: Kind[R]) -> Iterator[Entry[R]]:
        """All entries of a kind that were read, for checks alone."""
        return (cast("Entry[R]", entry) for entry in self.entries if entry.record.kind is kind)

    def by(self, facet: Facet) -> dict[str, tuple[Record, ...]]:
        """Records grouped by a facet's values, newest first in each group."""
        groups: dict[str, list[Record]] = {}
        for record in self.records:
            for value in facet(record):
                groups.setdefault(value, []).append(record)
        return {value: tuple(group) for value, group in groups.items()}


def key_of(record: Record) -> Key:
    """What a record is known by."""
    return record.kind.name, record.id


def _held(records: Iterable[Record], today: date) -> frozenset[Key]:
    """Every list whose embargo has not passed, and the records in it."""
    held: set[Key] = set()
    for record in records:
        lists, until = record.kind.record_list, record.embargo
        if lists and until and today <= until.last:
            held.add(key_of(record))
            held.update((lists.kind, listed) for listed in record.listed)
    return frozenset(held)


def _released(records: Iterable[Record], held: frozenset[Key]) -> tuple[Record, ...]:
    hidden = frozenset(record_id for _kind, record_id in held)
    return tuple(_without(held, hidden, record) for record in records if key_of(record) not in held)


def _without(held: frozenset[Key], hidden: frozenset[str], record: Record) -> Record:
    """The record without its references to those under embargo: no page may link to them or name their id."""
    changes: dict[str, Any] = {}
    if not hidden.isdisjoint(record.related):
        changes["related"] = tuple(name for name in record.related if name not in hidden)
    lists = record.kind.record_list
    if lists and any((lists.kind, listed) in held for listed in record.listed):
        changes[lists.field] = tuple(
            item.model_copy(update={lists.reference: None})
            if (lists.kind, getattr(item, lists.reference)) in held
            else item
            for item in getattr(record, lists.field)
        )
    return record.model_copy(update=changes) if changes else record
