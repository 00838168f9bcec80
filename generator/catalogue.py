"""All records, read-only, newest first."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from generator.kinds import KINDS
from generator.record import Entry, Record

Facet: TypeAlias = Callable[[Record], Iterable[str]]


def _order(record: Record) -> tuple[str, tuple[int, int, int], str, str]:
    """Total order by publishing, then by event, then by kind and id, so that no order is left open."""
    event = record.event_date.key if record.event_date else (0, 0, 0)
    return record.publish_date.isoformat(), event, record.kind.name, record.id


class Catalogue:
    """Every record of the site. Nothing is changed after it has been made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: _order(entry.record), reverse=True))
        self.records = tuple(entry.record for entry in self.entries)

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Record]:
        return {(record.kind.name, record.id): record for record in self.records}

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        return {name: self.by(lambda r: (r.kind.name,)).get(name, ()) for name in KINDS}

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
