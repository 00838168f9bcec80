"""Which records count for an edition, and for whom. Everything that the office counts starts here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.model.editions import Edition
from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.site.derived import derived
from generator.site.facets import unit as units_of
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class Counted:
    """The events of an edition. One that units held together stands with each of them, and once in `every`."""

    edition: Edition
    host: Unit
    #: The units that are counted, the host first, then in the order of the list.
    units: tuple[Unit, ...]
    every: tuple[Record, ...]
    by_unit: dict[str, tuple[Record, ...]]
    #: Called off: shown, counted nowhere.
    cancelled: tuple[Record, ...]
    #: Announced, and not begun yet: shown, counted nowhere.
    announced: tuple[Record, ...] = ()

    def late(self, record: Record) -> bool:
        """Whether it was entered after the day on which entries were due."""
        due = self.edition.entries_due
        return due is not None and record.publish_date.date() > due

    def inside(self, record: Record) -> bool:
        """Whether it happened, or began, in the window."""
        return record.event_date is not None and self.edition.covers(record.event_date)


@derived
def counted(site: Site, edition: Edition) -> Counted | None:
    """The events of an edition in its host's region, in the order in which they happened; none without a host."""
    host = site.lists.units.get(edition.host or "")
    if host is None:
        return None
    region = {unit.id for unit in site.lists.units.values() if unit.region == host.region}
    found = [record for record in site.catalogue.events(counted=True) if edition.id in record.editions]
    here = sorted((r for r in found if not region.isdisjoint(units_of(r))), key=_order)
    due = [record for record in here if not record.event.cancelled]
    held = [record for record in due if begun(record, site.today)]
    by_unit: dict[str, list[Record]] = {}
    for record in held:
        for name in units_of(record):
            if name in region:
                by_unit.setdefault(name, []).append(record)
    return Counted(
        edition=edition,
        host=host,
        units=_units(site, edition, host, {*by_unit, *(name for record in due for name in units_of(record))}),
        every=tuple(held),
        by_unit={name: tuple(records) for name, records in by_unit.items()},
        cancelled=tuple(record for record in here if record.event.cancelled),
        announced=tuple(record for record in due if not begun(record, site.today)),
    )


def begun(record: Record, today: date) -> bool:
    """Whether an event has begun: many are entered long before.

    One that is dated to the month or the year has when that is over, or when it was entered within it, as a report.
    """
    day = record.event_date
    return day is None or day.last <= today or day.first <= min(record.updated.date(), today)


def _order(record: Record) -> tuple[tuple[int, int, int], str]:
    return (record.event_date.key if record.event_date else (9999, 0, 0)), record.id


def _units(site: Site, edition: Edition, host: Unit, active: Iterable[str]) -> tuple[Unit, ...]:
    """The host; every city of its region; parks and counties that are in a class or have held something."""
    classed = {member.unit for group in edition.classes for member in group.members}
    shown = {*active, *classed, host.id}
    rest = [
        unit
        for unit in site.lists.units.values()
        if unit.region == host.region and unit.id != host.id and (unit.level == "设区市" or unit.id in shown)
    ]
    return (host, *rest)


def twins(found: Counted) -> list[tuple[Record, ...]]:
    """Records of several units that may be one event: the same day, task line and place. Each would count."""
    groups: dict[tuple[object, ...], list[Record]] = {}
    for record in (*found.every, *found.announced):
        day, place = record.event_date, "".join((record.event.venue or "").split())
        if day and day.day and place:
            groups.setdefault((day.key, record.theme, place), []).append(record)
    return [tuple(group) for group in groups.values() if len({record.unit for record in group}) > 1]
