"""The duty ledger: units by what they owe, from the records that make the public pages.

What no record shows is 未见报送: nothing here says that an event was not held.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from generator.model.editions import Duty, Edition
from generator.model.office.declared_totals import Declared
from generator.model.office.received_reports import Received, ReceivedList
from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.office.counted_events import Counted, counted
from generator.office.edition_state import closed
from generator.office.periods import Period, period_of, periods
from generator.office.plans import plans_of
from generator.site.derived import derived
from generator.site.facets import unit as units_of
from generator.site.site import Site

State: TypeAlias = Literal[
    "met", "over", "due", "missing", "below", "coming", "free", "unclassed", "closed", "unreached"
]

WORDS: Mapping[State, str] = {
    "met": "已完成",
    "over": "超额完成",
    "due": "待完成",
    "missing": "未见报送",
    "below": "原则上未达到",
    "coming": "未到期",
    "free": "不作要求",
    "unclassed": "未分类",
    "closed": "活动已结束，未见报送",
    "unreached": "活动已结束，原则上未达到",
}


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the ledger: a duty in one of its periods, or for one of the task lines."""

    key: str
    duty: Duty
    period: Period | None = None
    theme: str | None = None
    due: date | None = None

    @property
    def name(self) -> str:
        return self.theme if self.theme and not self.period else self.period.name if self.period else self.duty.name


@dataclass(frozen=True, slots=True)
class Cell:
    """What one unit owes under one head, and the records that count for it."""

    unit: str
    head: Head
    state: State
    records: tuple[Record, ...]
    #: Until it is owed; negative when that has passed.
    days: int | None
    #: Of the records, those entered after entries were due.
    late: int = 0
    received: Received | None = None
    #: Events that will count once they have begun.
    announced: tuple[Record, ...] = ()

    @property
    def count(self) -> int:
        return 1 if self.received else len(self.records)

    @property
    def measure(self) -> str:
        return "份" if self.head.duty.reported else "场"

    @property
    def words(self) -> str:
        """What stands in the cell: 已完成；差1场，还有12天，已预告1场；逾期5天未见报送."""
        ahead = f"已预告{len(self.announced)}{self.measure}" if self.announced else ""
        return "，".join(filter(None, (self._state_words, ahead)))

    @property
    def _state_words(self) -> str:
        lacking = self.head.duty.at_least - self.count
        if self.state == "due":
            return f"差{lacking}{self.measure}，还有{self.days}天"
        if self.state == "missing":
            return f"逾期{-(self.days or 0)}天，{f'差{lacking}{self.measure}' if self.count else ''}未见报送"
        if self.state == "closed" and self.count:
            return f"活动已结束，差{lacking}{self.measure}"
        if self.state == "unreached" and self.count:
            return f"{WORDS['unreached']}，差{lacking}{self.measure}"
        return WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: its classes and its cells, in the order of the ledger's heads."""

    unit: Unit
    classes: tuple[str, ...]
    cells: tuple[Cell, ...]
    #: Events that fall into no month: dated to the year, undated, or outside the window.
    unplaced: tuple[Record, ...]
    #: Events that have not begun, whatever they will count for.
    announced: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """An edition's ledger on a day."""

    edition: Edition
    today: date
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    counted: Counted

    @property
    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row.cells


@derived
def ledger(site: Site, edition: Edition) -> Ledger | None:
    """The ledger of an edition; none if it has no host or no rules."""
    found = counted(site, edition)
    if found is None or not edition.rules:
        return None
    heads = tuple(_heads(site, edition))
    plans = plans_of(site, edition)
    rows = tuple(
        _row(found, unit, heads, _received(site, edition, unit), site.today, plans=plans.get(unit.id, ()))
        for unit in found.units
        if unit.id != found.host.id
    )
    if closed(site, edition):
        rows = tuple(map(_nothing_owed, rows))
    return Ledger(edition, site.today, heads, rows, found)


def _nothing_owed(row: Row) -> Row:
    """A row of an edition that is closed: what is not there is no longer owed, and nobody is late with it."""
    return replace(row, cells=tuple(map(_settled, row.cells)))


def _settled(cell: Cell) -> Cell:
    """What was asked for in principle only stays apart from what was to be handed in."""
    if cell.state not in ("due", "missing", "below"):
        return cell
    return replace(cell, state="unreached" if cell.head.duty.in_principle else "closed")


def _received(site: Site, edition: Edition, unit: Unit) -> dict[str, Received]:
    """The reports of a unit that have come by today, by duty; its table comes with the summary that it is part of."""
    every = (item for _file, form in site.office.of(ReceivedList) for item in form.items)
    found = {duty.id: _with_table(site, edition, unit, duty.id) for duty in summaries(edition)}
    declared = {
        item.duty: item
        for item in every
        if (item.edition, item.unit) == (edition.id, unit.id) and item.received.first <= site.today
    }
    return {duty: item for duty, item in {**found, **declared}.items() if item}


def summaries(edition: Edition) -> list[Duty]:
    """The reports that declared totals are part of: those due on the day of the summary, or the only one."""
    reports = [duty for duty in edition.rules if duty.rule == "报送"]
    day = edition.entries_due
    return [duty for duty in reports if len(reports) == 1 or (duty.due.last if duty.due else day) == day]


def _with_table(site: Site, edition: Edition, unit: Unit, duty: str) -> Received | None:
    form = site.office.one(f"declared/{edition.id}/{unit.id}", Declared)
    if form is None or form.received.first > site.today:
        return None
    note = f"成效汇总表已收到（{form.source}）"
    return Received(edition=edition.id, unit=unit.id, duty=duty, received=form.received, note=note[:200])


def _heads(site: Site, edition: Edition) -> Iterator[Head]:
    end = edition.end.last
    for duty in edition.rules:
        if duty.rule in ("每月", "每两月"):
            for period in periods(edition, duty.rule):
                yield Head(f"{duty.id}-{period.id}", duty, period, duty.theme, period.last)
        elif duty.rule == "每项任务":
            for theme in edition.themes:
                term = site.lists.term("themes", theme)
                yield Head(f"{duty.id}-{term.id if term else theme}", duty, None, theme, end)
        else:
            yield Head(duty.id, duty, due=due_day(edition, duty))


def due_day(edition: Edition, duty: Duty) -> date | None:
    """The day of a duty without periods: its own, that of the summaries for a report, else the end of the window."""
    if duty.reported and duty.due:
        return duty.due.last
    return edition.entries_due if duty.rule == "报送" else edition.end.last


def _row(
    found: Counted,
    unit: Unit,
    heads: Iterable[Head],
    received: Mapping[str, Received],
    today: date,
    *,
    plans: tuple[Record, ...],
) -> Row:
    edition = found.edition
    records = found.by_unit.get(unit.id, ())
    ahead = tuple(record for record in found.announced if unit.id in units_of(record))
    held, coming = (_placed(edition, group, found.inside, today) for group in (records, ahead))
    cells = []
    for head in heads:
        classes = edition.classes_on(unit.id, head.period.first if head.period else edition.end.last)
        matching, announced = _matching(head, held), _matching(head, coming)
        report = received.get(head.duty.id) if head.duty.reported else None
        if head.duty.rule == "方案":
            matching = plans
        state = _state(head, unit, classes, 1 if report else len(matching), today)
        days = (head.due - today).days if head.due else None
        late = 0 if head.duty.reported else sum(map(found.late, matching))
        late += bool(report and head.due and report.received.first > head.due)
        cells.append(Cell(unit.id, head, state, matching, days, late, report, announced))
    placed = {id(record) for (rule, _period), group in held.items() if rule == "每月" for record in group}
    unplaced = tuple(record for record in records if id(record) not in placed)
    return Row(unit, edition.classes_ever(unit.id), tuple(cells), unplaced, ahead)


def _matching(head: Head, placed: Mapping[tuple[str, Period | None], list[Record]]) -> tuple[Record, ...]:
    """Of the records in a period those of the task line that is asked for; a paper is no event."""
    if head.duty.reported:
        return ()
    theme = head.theme or head.duty.theme
    found = placed.get((head.duty.rule, head.period), ())
    return tuple(record for record in found if theme is None or record.theme == theme)


def _placed(
    edition: Edition, records: Iterable[Record], inside: Callable[[Record], bool], today: date
) -> dict[tuple[str, Period | None], list[Record]]:
    """The records by the period of each rule; by the window as a whole where the rule has no periods."""
    groups: dict[tuple[str, Period | None], list[Record]] = {}
    cuts = {rule: periods(edition, rule) for rule in ("每月", "每两月")}
    for record in records:
        if record.event_date is None:
            continue
        for rule, pieces in cuts.items():
            for period in _periods(edition, pieces, record, today):
                groups.setdefault((rule, period), []).append(record)
        if inside(record):
            for rule in ("全程", "每项任务"):
                groups.setdefault((rule, None), []).append(record)
    return groups


def _periods(edition: Edition, pieces: tuple[Period, ...], record: Record, today: date) -> list[Period]:
    """The period in which an event began; where the edition says so, each that it has run in."""
    first, last = record.event_date, record.event.last_day
    if first is None:
        return []
    begun = period_of(pieces, first)
    if edition.long_events == "开始的一期" or last is None or not (first.day and last.day):
        return [begun] if begun else []
    until = min(last.last, max(today, first.first))
    return [period for period in pieces if period.first <= until and first.first <= period.last]


def _state(head: Head, unit: Unit, classes: tuple[str, ...], done: int, today: date) -> State:
    """The rules in their order: to whom it applies, whether it is owed, what is done, how late it is."""
    duty = head.duty
    if duty.classes and not classes:
        return "unclassed"
    if (set(duty.classes).isdisjoint(classes)) if duty.classes else (unit.level != duty.level):
        return "free"
    if head.period and not head.period.owed:
        return "free"
    if done >= duty.at_least:
        return "over" if done > duty.at_least else "met"
    if head.period and today < head.period.first:
        return "coming"
    if head.due is None or today <= head.due:
        return "due"
    return "below" if duty.in_principle else "missing"
