"""Past and coming events: pages by year, and iCalendar files for everybody's own calendar."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta
from itertools import groupby

from icalendar import Calendar, Event

from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs.dated_events import LENGTH, dated, day_of, in_calendars, monthly_by_unit
from generator.outputs.feeds.links import ALL, kind_feed
from generator.outputs.pages.pagination import leaves
from generator.rendering.templates import FeedLink, Meta, compose, newest
from generator.site.catalogue import key_of
from generator.site.look import Look
from generator.site.output import Note, Notes
from generator.site.site import File, Page, Site

#: A line of a calendar is short, so a page holds more of them than of records.
LINES = 6


def calendar_pages(site: Site) -> Iterator[Page]:
    """`calendar/index.html` with what is coming, and `calendar/2020.html` for each year."""
    found = dated(site)
    years = Counter(day_of(record).year for record in found.events)
    kinds = {record.kind.name for record in found.events}
    feeds = (*(kind_feed(kind) for name, kind in KINDS.items() if name in kinds), ALL)
    yield compose(
        site,
        "calendar.html",
        address="calendar/index.html",
        section="calendar",
        title="活动日历",
        meta=Meta("各地知识产权服务活动的日历：即将举办的和已经举办的。", feeds=feeds, styles=("pages",)),
        changed=newest(found.events),
        coming=found.coming,
        recent=[record for record in found.events if record not in found.coming][: site.config.display.page_size],
        years=sorted(years.items(), reverse=True),
        subscriptions=[(site.lists.units[unit].short, path) for unit, path in _unit_files(site)],
        placed=bool(found.in_known_month),
    )
    for year, group in groupby(found.events, lambda record: day_of(record).year):
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


def event_note(look: Look, record: Record) -> Iterator[Note]:
    """A record as an event, for the calendars that it is in."""
    if look.ask(in_calendars, *key_of(record)):
        yield Note("event", _event(look, record))


def calendar_files(site: Site, notes: Notes) -> Iterator[File]:
    """`calendar/all.ics` and one for each unit that has events."""
    yield _file(site, "calendar/all.ics", site.config.title, dated(site).in_known_month, notes)
    for unit, found in monthly_by_unit(site).items():
        name = f"{site.config.title}·{site.lists.units[unit].short}"
        yield _file(site, f"calendar/unit-{unit}.ics", name, found, notes)


def _unit_files(site: Site) -> list[tuple[str, str]]:
    """Units in the order of their list, with the path of their file."""
    units = monthly_by_unit(site)
    return [(unit, f"calendar/unit-{unit}.ics") for unit in site.lists.units if unit in units]


def _file(site: Site, path: str, name: str, found: Sequence[Record], notes: Notes) -> File:
    """The head of a calendar around events that were made once for all of them."""
    calendar = Calendar()
    calendar.add("prodid", "-//wanlixing//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    if site.config.notice:
        calendar.add("x-wr-caldesc", site.config.notice)
    head, end = calendar.to_ical().split(b"END:VCALENDAR")
    return File(
        path, b"".join([head, *(notes.of("event", record) for record in found[:LENGTH]), b"END:VCALENDAR", end])
    )


def _event(look: Look, record: Record) -> bytes:
    """An event on whole days. Its stamp is when the record changed, never the time of a build."""
    day, said = day_of(record), record.event
    event = Event()
    event.add("uid", f"{record.kind.name}-{record.id}@{look.config.feeds.authority.split(',')[0]}")
    event.add("dtstamp", record.updated.astimezone(UTC))
    event.add("created", record.publish_date.astimezone(UTC))
    event.add("last-modified", record.updated.astimezone(UTC))
    event.add("sequence", len(record.corrections))
    event.add("dtstart", day.first)
    # The end is the first day that no longer belongs to it (RFC 5545).
    event.add("dtend", (said.last_day or day).last + timedelta(days=1))
    event.add("summary", record.title if day.day else f"{record.title}（{day.chinese}，具体日期不详）")
    event.add("description", f"{look.config.notice}{record.summary}\n{look.url(record.address)}")
    event.add("url", look.url(record.address))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if said.cancelled else "CONFIRMED")
    event.add("categories", [record.theme or record.kind.label])
    if said.venue:
        event.add("location", said.venue)
    return bytes(event.to_ical())
