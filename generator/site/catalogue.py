"""All records, read-only, newest first; what is under embargo is left out here, for every output at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeAlias

from generator.model.kinds import KINDS
from generator.model.kinds.collection import Collection
from generator.model.record import Record
from generator.site.entry import Entry

Facet: TypeAlias = Callable[[Record], Iterable[str]]
#: A record's kind and id.
Key: TypeAlias = tuple[str, str]


class Catalogue:
    """Every record of the site. Nothing is changed after it has been made.

    `entries` is all that was read, for checks alone. `records`, and everything that is asked of the
    catalogue, is what the public may see on the day `today`.
    """

    def __init__(self, entries: Iterable[Entry], today: date) -> None:
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

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        return self._by_kind[kind]

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
    """Every collection whose embargo has not passed, and the cases in it."""
    held: set[Key] = set()
    for record in records:
        if isinstance(record, Collection) and record.embargo_until and today <= record.embargo_until.last:
            held.add(key_of(record))
            held.update(("case", item.record) for item in record.items if item.record)
    return frozenset(held)


def _released(records: Iterable[Record], held: frozenset[Key]) -> tuple[Record, ...]:
    hidden = frozenset(record_id for _kind, record_id in held)
    return tuple(_without(held, hidden, record) for record in records if key_of(record) not in held)


def _without(held: frozenset[Key], hidden: frozenset[str], record: Record) -> Record:
    """The record without its references to those under embargo: no page may link to them or name their id."""
    changes: dict[str, Any] = {}
    if not hidden.isdisjoint(record.related):
        changes["related"] = tuple(name for name in record.related if name not in hidden)
    if isinstance(record, Collection) and any(("case", item.record) in held for item in record.items):
        changes["items"] = tuple(
            item.model_copy(update={"record": None}) if ("case", item.record) in held else item for item in record.items
        )
    return record.model_copy(update=changes) if changes else record
