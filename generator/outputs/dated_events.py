"""The events of a site by their dates: what is coming, what was, and which of them stand in calendars."""

from collections.abc import Iterable
from datetime import date

from generator.model.dates import Day
from generator.model.record import Record
from generator.site import facets
from generator.site.catalogue import Key, key_of
from generator.site.derived import derived
from generator.site.site import Site

#: An iCalendar file holds so many of the latest events; who subscribes wants what is coming.
LENGTH = 100


class Dated:
    """The events whose date is known, latest first, and what is coming on the given day."""

    def __init__(self, found: Iterable[Record], today: date) -> None:
        dated = [(record.event_date, record) for record in found if record.event_date]
        dated.sort(key=lambda pair: (pair[0].key, pair[1].id), reverse=True)
        self.events = [record for _day, record in dated]
        self.coming = [record for day, record in reversed(dated) if _is_coming(record, day, today)]
        #: All others, those that were cancelled among them.
        self.not_coming = [record for day, record in dated if not _is_coming(record, day, today)]
        #: Only a year is known of the others, which no calendar can show.
        self.in_known_month = [record for day, record in dated if day.month]


def _is_coming(record: Record, day: Day, today: date) -> bool:
    """Whether it takes place and has not ended."""
    return (record.event.last_day or day).last >= today and not record.event.cancelled


def day_of(record: Record) -> Day:
    """The date of an event of which it is known that it has one."""
    if record.event_date is None:
        raise ValueError(record.id)
    return record.event_date


@derived
def dated(site: Site) -> Dated:
    """The events of a site on its day."""
    return Dated(site.catalogue.events(), site.today)


def near_today(site: Site, length: int) -> list[Record]:
    """What is coming, the nearest first, and when that is little, what was last."""
    events = dated(site)
    return [*events.coming, *events.not_coming][:length]


@derived
def monthly_by_unit(site: Site) -> dict[str, list[Record]]:
    """Events on a known day or in a known month, by unit: its own and those that it held jointly."""
    groups: dict[str, list[Record]] = {}
    for record in dated(site).in_known_month:
        for unit in facets.unit(record):
            groups.setdefault(unit, []).append(record)
    return groups


@derived
def _in_calendars(site: Site) -> frozenset[Key]:
    groups = (dated(site).in_known_month, *monthly_by_unit(site).values())
    return frozenset(key_of(record) for found in groups for record in found[:LENGTH])


def in_calendars(site: Site, kind: str, record_id: str) -> bool:
    """Whether a record is among the latest events of a calendar."""
    return (kind, record_id) in _in_calendars(site)
