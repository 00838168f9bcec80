"""Which digest a record belongs to: that of the week in which it was published, or of the next that has not gone out.

A digest that has gone out holds what it held (`content/lists/digests.yml`): whatever is added to its week later comes
late and is listed in the next one.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from generator.model.record import Record
from generator.site.catalogue import Key, key_of
from generator.site.derived import derived
from generator.site.site import Site

WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_name(monday: date) -> str:
    """`2026-w47`, as ISO 8601 counts weeks."""
    year, week, _day = monday.isocalendar()
    return f"{year}-w{week:02d}"


@derived
def _sent(site: Site) -> Mapping[str, frozenset[str]]:
    return {item.id: frozenset(item.records) for item in site.lists.digests}


@derived
def _weeks(site: Site) -> dict[Key, date]:
    """By record the Monday of the week whose digest tells of it."""
    sent = _sent(site)
    sent_in = {record_id: name for name, ids in sent.items() for record_id in ids}
    found: dict[Key, date] = {}
    for record in site.catalogue.records:
        monday = monday_of(record.publish_date.date())
        if name := sent_in.get(record.id):
            monday = date.fromisocalendar(int(name[:4]), int(name[6:]), 1)
        while not name and week_name(monday) in sent:
            monday += WEEK
        found[key_of(record)] = monday
    return found


def week_of(site: Site, record: Record) -> date:
    """The Monday of the week whose digest tells of a record."""
    return _weeks(site)[key_of(record)]
