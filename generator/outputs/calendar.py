"""Past and coming events: pages by year, and iCalendar files for everybody's own calendar."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, timedelta
from functools import lru_cache
from itertools import groupby

from icalendar import Calendar, Event

from generator.model.dates import Day
from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs.feeds.links import ALL, kind_feed
from generator.outputs.pages.pagination import leaves
from generator.rendering.templates import FeedLink, Meta, compose, newest
from generator.site import facets
from generator.site.site import File, Page, Site

#: An iCalendar file holds so many of the latest events; who subscribes wants what is coming.
LENGTH = 100
#: A line of a calendar is short, so a page holds more of them than of records.
LINES = 6


class Dated:
    """The events whose date is known, latest first, and what is coming on the given day."""

    def __init__(self, found: Iterable[Record], today: date) -> None:
        dated = [(record.event_date, record) for record in found if record.event_date]
        dated.sort(key=lambda pair: (pair[0].key, pair[1].id), reverse=True)
        self.events = [record for _day, record in dated]
        self.coming = [
            record
            for day, record in reversed(dated)
            if (record.event.last_day or day).last >= today and not record.event.cancelled
        ]
        #: Only a year is known of the others, which no calendar can show.
        self.placed = [record for day, record in dated if day.month]


def day_of(record: Record) -> Day:
    """The date of an event of which it is known that it has one."""
    if record.event_date is None:
        raise ValueError(record.id)
    return record.event_date


def _dated(site: Site) -> Dated:
    return Dated(site.catalogue.events(), site.today)


def near_today(site: Site, length: int) -> list[Record]:
    """What is coming, the nearest first, and when that is little, what was last."""
    dated = _dated(site)
    coming = dated.coming[:length]
    return coming + [record for record in dated.events if record not in dated.coming][: length - len(coming)]


def calendar_pages(site: Site) -> Iterator[Page]:
    """`calendar/index.html` with what is coming, and `calendar/2020.html` for each year."""
    dated = _dated(site)
    years = Counter(day_of(record).year for record in dated.events)
    kinds = {record.kind.name for record in dated.events}
    feeds = (*(kind_feed(kind) for name, kind in KINDS.items() if name in kinds), ALL)
    yield compose(
        site,
        "calendar.html",
        address="calendar/index.html",
        section="calendar",
        title="活动日历",
        meta=Meta("各地知识产权服务活动的日历：即将举办的和已经举办的。", feeds=feeds, styles=("pages",)),
        changed=newest(dated.events),
        coming=dated.coming,
        recent=[record for record in dated.events if record not in dated.coming][: site.config.display.page_size],
        years=sorted(years.items(), reverse=True),
        subscriptions=[(site.lists.units[unit].short, path) for unit, path in _unit_files(site)],
        placed=bool(dated.placed),
    )
    for year, group in groupby(dated.events, lambda record: day_of(record).year):
        yield from _year(site, year, list(group), years, feeds)


def _year(
    site: Site, year: int, found: Sequence[Record], years: Counter[int], feeds: tuple[FeedLink, ...]
) -> Iterator[Page]:
    months = Counter(day_of(record).month or 0 for record in found)
    changed = newest(found)
    for leaf in leaves(found, site.config.display.page_size * LINES, f"calendar/{year}.html"):
        yield compose(
            site,
            "calendar-year.html",
            address=leaf.address,
            section="calendar",
            title=leaf.titled(f"{year}年活动日历"),
            meta=Meta(f"{year}年各地知识产权服务活动，按日期排列。", feeds=feeds, styles=("pages",)),
            changed=changed,
            year=year,
            years=sorted(years.items(), reverse=True),
            total=len(found),
            leaf=leaf,
            months=months,
            groups=[(m, list(group)) for m, group in groupby(leaf.items, lambda record: day_of(record).month or 0)],
        )


def calendar_files(site: Site) -> Iterator[File]:
    """`calendar/all.ics` and one for each unit that has events."""
    made = lru_cache(maxsize=None)(lambda record: _event(site, record))
    yield _file("calendar/all.ics", site.config.title, _dated(site).placed, made)
    for unit, found in _by_unit(site).items():
        name = f"{site.config.title}·{site.lists.units[unit].short}"
        yield _file(f"calendar/unit-{unit}.ics", name, found, made)


def _by_unit(site: Site) -> dict[str, list[Record]]:
    """Events on a known day or in a known month, by unit: its own and those that it held jointly."""
    groups: dict[str, list[Record]] = {}
    for record in _dated(site).placed:
        for unit in facets.unit(record):
            groups.setdefault(unit, []).append(record)
    return groups


def _unit_files(site: Site) -> list[tuple[str, str]]:
    """Units in the order of their list, with the path of their file."""
    units = _by_unit(site)
    return [(unit, f"calendar/unit-{unit}.ics") for unit in site.lists.units if unit in units]


def _file(path: str, name: str, found: Sequence[Record], made: Callable[[Record], bytes]) -> File:
    """The head of a calendar around events that were made once for all of them."""
    calendar = Calendar()
    calendar.add("prodid", "-//wanlixing//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    head, end = calendar.to_ical().split(b"END:VCALENDAR")
    return File(path, b"".join([head, *(made(record) for record in found[:LENGTH]), b"END:VCALENDAR", end]))


def _event(site: Site, record: Record) -> bytes:
    """An event on whole days. Its stamp is when the record changed, never the time of a build."""
    day, said = day_of(record), record.event
    event = Event()
    event.add("uid", f"{record.kind.name}-{record.id}@{site.config.feeds.authority.split(',')[0]}")
    event.add("dtstamp", record.updated.astimezone(UTC))
    event.add("created", record.publish_date.astimezone(UTC))
    event.add("last-modified", record.updated.astimezone(UTC))
    event.add("sequence", len(record.corrections))
    event.add("dtstart", day.first)
    # The end is the first day that no longer belongs to it (RFC 5545).
    event.add("dtend", (said.last_day or day).last + timedelta(days=1))
    event.add("summary", record.title if day.day else f"{record.title}（{day.chinese}，具体日期不详）")
    event.add("description", f"{record.summary}\n{site.url(record.address)}")
    event.add("url", site.url(record.address))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if said.cancelled else "CONFIRMED")
    event.add("categories", [record.theme or record.kind.label])
    if said.venue:
        event.add("location", said.venue)
    return bytes(event.to_ical())
