"""Ledger and summary table once more, from the rules alone: day by day, on plain values, in whole millionths.

Nothing of the program is used here. An event is the set of days that it can have begun on; a period is the set
of its days; money is a whole number of millionths of 万元.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

MONTHLY, PAIRS, WHOLE, THEMES, REPORT = "每月", "每两月", "全程", "每项任务", "报送"


@dataclass
class Event:
    """What a record says, as plain values."""

    id: str
    unit: str
    theme: str
    day: str
    published: date
    editions: tuple[str, ...]
    joint: tuple[str, ...] = ()
    cancelled: bool = False
    matchings: int | None = None
    forms: Mapping[str, int] = field(default_factory=dict)
    trainings: int | None = None
    participants: int | None = None
    loans: int | None = None
    millionths: int | None = None
    enterprises: int | None = None
    names: tuple[str, ...] = ()
    end: str = ""

    @property
    def days(self) -> set[date]:
        if not self.day:
            return set()
        parts = [int(part) for part in self.day.split("-")]
        every = (date(parts[0], 1, 1) + timedelta(days=n) for n in range(366))
        return {day for day in every if [day.year, day.month, day.day][: len(parts)] == parts}

    def begun(self, today: date) -> bool:
        """On every day that it may have begun on, today is that day or later; or its report came on such a day."""
        return all(day <= today for day in self.days) or any(day <= min(self.published, today) for day in self.days)

    def runs(self, today: date) -> set[date]:
        """The days on which it has been held so far; before it has begun, the day on which it is to begin."""
        first = min(self.days)
        last = max(first, min(today, date.fromisoformat(self.end))) if self.end else first
        return {first + timedelta(days=n) for n in range((last - first).days + 1)}

    @property
    def holders(self) -> set[str]:
        return {self.unit, *self.joint}


@dataclass
class Rule:
    """A duty as plain values."""

    id: str
    rule: str
    classes: tuple[str, ...] = ()
    theme: str | None = None
    at_least: int = 1
    principle: bool = False
    due: date | None = None
    level: str = "设区市"


@dataclass
class Campaign:
    """An edition as plain values."""

    id: str
    first: date
    last: date
    entries_due: date | None
    remainder: str
    themes: tuple[str, ...]
    classes: Mapping[str, tuple[str, ...]]
    rules: Sequence[Rule]
    #: Who came into a class within the campaign, and from which day on.
    changes: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    #: Whether an event of several days counts in each period that it runs in.
    each: bool = False
    #: What is asked in the days before the first whole month.
    opening: str = "并入下一期"
    #: The day on which its figures were sealed.
    sealed: date | None = None

    def classes_of(self, unit: str, day: date) -> set[str]:
        """The classes of a unit on a day. 其他 takes in whom no other class does, so that the later one alone holds."""
        since = {name: date.min for name, units in self.classes.items() if unit in units}
        since |= {name: units[unit] for name, units in self.changes.items() if units.get(unit, date.max) <= day}
        apart = {name: name.startswith("其他") for name in since}
        return {name for name in since if not any(apart[name] != apart[o] and since[o] > since[name] for o in since)}


def window(campaign: Campaign) -> list[date]:
    return [campaign.first + timedelta(days=n) for n in range((campaign.last - campaign.first).days + 1)]


def pieces(campaign: Campaign, rule: str) -> list[tuple[set[date], bool]]:
    """The days of each period and whether it is owed."""
    step = {MONTHLY: 1, PAIRS: 2}[rule]
    every = window(campaign)
    # Days of a month that had begun before the campaign; none if the campaign has no other days.
    broken = [day for day in every if day.day != 1 and (day.year, day.month) == (every[0].year, every[0].month)]
    opening = set(broken) if campaign.first.day > 1 and len(broken) < len(every) else set()
    if campaign.opening == "单独要求":
        opening = set()
    base = next(day for day in every if day not in opening)
    buckets: dict[int, set[date]] = {-1: opening} if opening else {}
    for day in every:
        if day not in opening:
            months = (day.year - base.year) * 12 + day.month - base.month
            buckets.setdefault(months // step, set()).add(day)
    found = [(days, number >= 0) for number, days in sorted(buckets.items())]
    if opening and campaign.opening == "并入下一期":
        found[:2] = [(found[0][0] | found[1][0], True)]
    days, _owed = found[-1]
    after = max(days) + timedelta(days=1)
    months = (after.year - base.year) * 12 + after.month - base.month
    whole = after.day == 1 and months % step == 0
    if len(found) > 1 and not whole:
        if campaign.remainder == "并入上一期":
            found[-2:] = [(found[-2][0] | days, found[-2][1])]
        else:
            found[-1] = (days, campaign.remainder == "单独要求")
    return found if any(owed for _days, owed in found) else [(set(every), True)]


def taking_part(campaign: Campaign, events: Sequence[Event], region: set[str], today: date) -> list[Event]:
    """S0 asks for events that are held (举办): what is only announced is none yet."""
    mine = [e for e in events if campaign.id in e.editions and not e.cancelled and e.holders & region]
    return [e for e in mine if e.begun(today)]


def placed(
    campaign: Campaign, rule: Rule, unit: str, events: Sequence[Event], today: date
) -> list[tuple[list[Event], date | None, bool, date]]:
    """For each cell of a rule in its order: its events, until when it is owed, whether at all, and its first day."""
    mine = [event for event in events if unit in event.holders and (rule.theme in (None, event.theme))]
    whole = set(window(campaign))
    if rule.rule in (MONTHLY, PAIRS):
        cut = pieces(campaign, rule.rule)
        return [
            (
                [e for e in mine if _falls(campaign, e, days, [d for d, _owed in cut], today)],
                max(days),
                owed,
                min(days),
            )
            for days, owed in cut
        ]
    if rule.rule == THEMES:
        return [
            ([e for e in mine if e.theme == theme and e.days & whole], campaign.last, True, date.min)
            for theme in campaign.themes
        ]
    if rule.rule == WHOLE:
        return [([e for e in mine if e.days & whole], campaign.last, True, date.min)]
    return [([], rule.due or campaign.entries_due, True, date.min)]


def _falls(campaign: Campaign, event: Event, days: set[date], every: list[set[date]], today: date) -> bool:
    """Whether an event counts in the period of these days: the only one that it can have begun in, or each."""
    if campaign.each and event.end:
        return bool(event.runs(today) & days)
    return [piece is days for piece in every if piece & event.days] == [True]


def cell(
    campaign: Campaign, rule: Rule, whose: tuple[str, str], *, held: Sequence[Event], reported: date | None, today: date
) -> list[tuple[str, set[str], int]]:
    """State, ids and number of late ones, for each cell of a rule in its order."""
    unit, level = whose
    out = []
    for inside, due, owed, first in placed(campaign, rule, unit, held, today):
        begun = today >= first
        classes = campaign.classes_of(unit, campaign.last if first == date.min else first)
        late = [e for e in inside if campaign.entries_due and e.published > campaign.entries_due]
        number = len(inside) if rule.rule != REPORT else int(reported is not None)
        lateness = len(late) + int(bool(reported and due and reported > due and rule.rule == REPORT))
        state = _state(rule, classes, level, number=number, due=due, owed=owed, begun=begun, today=today)
        if state in ("due", "missing", "below") and today > _closing(campaign):
            state = "unreached" if rule.principle else "closed"
        out.append((state, {e.id for e in inside}, lateness))
    return out


def _closing(campaign: Campaign) -> date:
    """Nobody is asked for anything of a campaign once it is sealed, or the year of its last day is over."""
    if campaign.sealed:
        return campaign.sealed
    days = [campaign.last, campaign.entries_due, *(rule.due for rule in campaign.rules)]
    return date(max(day for day in days if day).year, 12, 31)


def _state(
    rule: Rule, classes: set[str], level: str, *, number: int, due: date | None, owed: bool, begun: bool, today: date
) -> str:
    if rule.classes:
        if not classes:
            return "unclassed"
        if not classes & set(rule.classes):
            return "free"
    elif level != rule.level:
        return "free"
    if not owed:
        return "free"
    if number > rule.at_least:
        return "over"
    if number == rule.at_least:
        return "met"
    if not begun:
        return "coming"
    if due is None or today <= due:
        return "due"
    return "below" if rule.principle else "missing"


def sums(events: Sequence[Event]) -> dict[str, int]:
    """Every figure of some events; money in millionths of 万元."""
    out = {"events": 0, "matchings": 0, "trainings": 0, "heads": 0, "loans": 0, "money": 0, "visits": 0}
    names: list[str] = []
    for event in events:
        out["events"] += 1
        forms = sum(event.forms.values())
        out["matchings"] += forms if event.matchings is None else event.matchings
        for form, count in event.forms.items():
            out[f"matchings/{form}"] = out.get(f"matchings/{form}", 0) + count
        if event.matchings is not None:
            out["matchings/未注明"] = out.get("matchings/未注明", 0) + event.matchings - forms
        out["trainings"] += event.trainings or 0
        out["heads"] += event.participants or 0
        out["loans"] += event.loans or 0
        out["money"] += event.millionths or 0
        own = []
        for name in event.names:
            if name not in own:
                own.append(name)
        out["visits"] += len(own) if event.enterprises is None else event.enterprises
        for name in own:
            if name not in names:
                names.append(name)
    out["enterprises"] = len(names)
    return out
