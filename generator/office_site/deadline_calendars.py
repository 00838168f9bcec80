"""What is owed until when, as iCalendar, by unit and for the office; alarms ring only for what is still owed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from generator.model.dates import CHINA
from generator.model.editions import Edition
from generator.office.edition_state import closed
from generator.office.ledger import WORDS, Cell, ledger
from generator.office.selections import selections
from generator.office.tasks import task_lists
from generator.office_site.compose import office_page
from generator.site.site import File, Page, Site

#: Days before a date on which calendars ring, at nine in the morning.
ALARMS = (14, 3, 0)
_HOUR = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is owed: by whom, until when, and whether it is done."""

    #: Stable for ever: the calendar's own id is built on it.
    key: str
    #: Nothing where it is owed by somebody outside the list of units, or concerns everybody.
    unit: str
    day: date
    title: str
    words: str
    done: bool
    #: When what it says last changed, as far as the data tells.
    changed: datetime
    everybody: bool = False
    #: Whether its edition is past, so that nobody waits for it.
    over: bool = False
    #: Whether calendars ring for it.
    reminds: bool = True

    @property
    def overdue(self) -> bool:
        """Whether it would be missed once its day is past."""
        return self.reminds and not self.done


def dues(site: Site) -> list[Due]:
    """Everything with a date, the earliest first."""
    found = [*_duties(site), *_deadlines(site), *_tasks(site), *_selections(site)]
    return sorted(found, key=lambda due: (due.day, due.key))


def _duties(site: Site) -> Iterator[Due]:
    """Of each unit and day one: what is owed in one month is one thing to do."""
    for edition in site.lists.editions.values():
        made = ledger(site, edition)
        owed: dict[tuple[str, date], list[Cell]] = {}
        for cell in made.cells if made else ():
            if cell.head.due and cell.state not in ("free", "unclassed"):
                owed.setdefault((cell.unit, cell.head.due), []).append(cell)
        past = closed(site, edition)
        for (unit, day), cells in owed.items():
            yield _due(edition, unit, day, cells, past=past)


def _due(edition: Edition, unit: str, day: date, cells: list[Cell], *, past: bool) -> Due:
    """What is done stands behind what is not; what is asked 原则上 is reminded of and never overdue."""
    waiting = [cell for cell in cells if cell.state not in ("met", "over")]
    strict = [cell for cell in waiting if not cell.head.duty.in_principle]
    shown = strict or waiting or cells
    return Due(
        key=f"{edition.id}-{unit}-{day}",
        unit=unit,
        day=day,
        title="、".join(map(_title, shown)),
        words=f"{edition.name}。" + "".join(f"{_title(cell)}：{WORDS[cell.state]}，{_count(cell)}。" for cell in cells),
        done=not waiting,
        changed=max(_changed(edition.start.first, cell) for cell in cells),
        over=past and bool(waiting),
        reminds=bool(strict) and not past,
    )


def _title(cell: Cell) -> str:
    duty = cell.head.duty
    when = f"（{cell.head.period.name}）" if cell.head.period else ""
    theme = f"：{cell.head.theme}" if cell.head.theme else ""
    return f"{'原则上' if duty.in_principle else ''}{duty.name}{theme}{when}"


def _count(cell: Cell) -> str:
    """No days: a calendar that says something else every morning is always new."""
    return f"要求{cell.head.duty.at_least}{cell.measure}，记录里有{cell.count}{cell.measure}"


def _changed(start: date, cell: Cell) -> datetime:
    return max((record.updated for record in cell.records), default=_morning(start))


def _deadlines(site: Site) -> Iterator[Due]:
    for edition in site.lists.editions.values():
        start, past = _morning(edition.start.first), closed(site, edition)
        found = [
            (f"deadline-{line.id}", line.due, line.name, line.note or "", line.done_on) for line in edition.deadlines
        ]
        # Where units owe the summary, it stands among their duties.
        if edition.summary_due and not any(duty.rule == "报送" for duty in edition.rules):
            found.append(("summary", edition.summary_due, "报送书面总结", "", None))
        for key, day, name, note, done in found:
            yield Due(
                key=f"{edition.id}-{key}",
                unit="",
                day=day.last,
                title=name,
                words=f"{edition.name}。{note}",
                done=done is not None,
                changed=_morning(done.first) if done else start,
                everybody=True,
                over=past and done is None,
                reminds=not past,
            )


def _tasks(site: Site) -> Iterator[Due]:
    for sheet in task_lists(site):
        for item in sheet.everything:
            if item.state != "不再做":
                task = item.task
                changed = max((r.updated for r in item.records), default=_morning(date(task.due.year, 1, 1)))
                words = f"{sheet.form.title}。责任单位：{task.owner}。"
                key = f"task-{sheet.id}-{task.id}"
                yield Due(key, task.unit or "", task.due.last, task.title, words, item.settled, changed)


def _selections(site: Site) -> Iterator[Due]:
    for outcome in selections(site):
        form = outcome.form
        changed = _morning(form.reviewed_on.first)
        for name, day in (("推荐截止", form.nominations_until), ("投票截止", form.ballots_until)):
            if day:
                key = f"selection-{outcome.id}-{'nominations' if name == '推荐截止' else 'ballots'}"
                done = site.today > day.last
                yield Due(key, "", day.last, f"{form.title}：{name}", "评选日程。", done, changed, everybody=True)


def calendar_outputs(site: Site) -> Iterator[Page | File]:
    """`deadlines/index.html`, `deadlines/all.ics`, and `deadlines/unit-<id>.ics` with what concerns everybody, too."""
    found = dues(site)
    units = [unit for unit in site.lists.units if any(due.unit == unit for due in found)]
    yield office_page(
        site,
        "deadlines.html",
        address="deadlines/index.html",
        section="deadlines",
        title="日程",
        coming=[due for due in found if due.day >= site.today and not due.over],
        past=[due for due in reversed(found) if due.day < site.today and due.overdue],
        done=sum(due.done for due in found),
        units=units,
        any=bool(found),
    )
    made = [(due, bytes(_event(site, due).to_ical())) for due in found]
    if made:
        yield File(
            "deadlines/all.ics", _calendar(site, f"{site.config.title}·全部期限", [event for _due, event in made])
        )
    for unit in units:
        own = [event for due, event in made if due.unit == unit or due.everybody]
        yield File(
            f"deadlines/unit-{unit}.ics",
            _calendar(site, f"{site.config.title}·{site.lists.units[unit].short}的期限", own),
        )


def unit_calendar(site: Site, unit: str, edition: str) -> bytes:
    """What one unit owes in an edition, and the dates that are everybody's; nothing of other units or of the office."""
    own = [due for due in dues(site) if due.key.startswith(f"{edition}-") and (due.unit == unit or due.everybody)]
    name = f"{site.config.title}·{site.lists.units[unit].short}的期限"
    return _calendar(site, name, [bytes(_event(site, due).to_ical()) for due in own]) if own else b""


def _calendar(site: Site, name: str, events: Iterable[bytes]) -> bytes:
    """The head of a calendar around events that were made once for all; programs are asked to look again daily."""
    made = Calendar()
    made.add("prodid", "-//wanlixing//office//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", "Asia/Shanghai")
    if site.config.notice:
        made.add("x-wr-caldesc", site.config.notice)
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    head, end = made.to_ical().split(b"END:VCALENDAR")
    return b"".join([head, *events, b"END:VCALENDAR", end])


def _event(site: Site, due: Due) -> Event:
    """A whole day; its stamp is when the data changed, never the time of a build."""
    unit = site.lists.units[due.unit].short if due.unit else ""
    title = f"{unit}：{due.title}" if unit else due.title
    event = Event()
    event.add("uid", f"due-{due.key}@{site.config.feeds.authority.split(',')[0]}")
    event.add("dtstamp", due.changed.astimezone(UTC))
    event.add("last-modified", due.changed.astimezone(UTC))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    state = "已完成" if due.done else "已结束" if due.over else "截止"
    event.add("summary", f"{state}：{title}")
    event.add("description", site.config.notice + due.words)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    event.add("categories", ["期限"])
    if due.overdue:
        for days in ALARMS:
            event.add_component(_alarm(title, days))
    return event


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{title}：{'今天截止' if days == 0 else f'还有{days}天'}")
    # A whole day begins at midnight.
    alarm.add("trigger", _HOUR - timedelta(days=days))
    return alarm


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
