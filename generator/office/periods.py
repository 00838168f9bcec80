"""The periods in which an edition asks for events: months, pairs of months, and what is left at both ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from generator.model.dates import Day
from generator.model.editions import Edition


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both within the window."""

    first: date
    last: date
    #: Whether the window cuts it off before its natural end.
    short: bool = False
    #: Whether something is owed in it.
    owed: bool = True

    @property
    def id(self) -> str:
        """`2020-06`, `2020-06-2020-07`: for addresses and anchors."""
        first, last = f"{self.first:%Y-%m}", f"{self.last:%Y-%m}"
        return first if first == last else f"{first}-{last}"

    @property
    def name(self) -> str:
        """`6月`, `6—7月`, `10月1—15日`, as people say it within a year."""
        whole = self.first.day == 1 and (self.last + timedelta(days=1)).day == 1
        if self.first.month == self.last.month and self.first.year == self.last.year:
            return f"{self.first.month}月" if whole else f"{self.first.month}月{self.first.day}—{self.last.day}日"
        if whole:
            return f"{self.first.month}—{self.last.month}月"
        return f"{self.first.month}月{self.first.day}日—{self.last.month}月{self.last.day}日"


def periods(edition: Edition, rule: Literal["每月", "每两月"]) -> tuple[Period, ...]:
    """The window cut at the ends of months, or of every second month, and what is asked in the pieces at both ends.

    Pairs are counted from the first whole month, unless the edition asks for an event in the piece before it.
    """
    step = 1 if rule == "每月" else 2
    first, end = edition.start.first, edition.end.last
    whole = _whole_month_from(first)
    if edition.opening == "单独要求" or first == whole or whole > end:
        found = list(_cut(first, end, step))
    else:
        opening = Period(first, whole - timedelta(days=1), short=True, owed=False)
        found = _opened(opening, list(_cut(whole, end, step)), edition.opening)
    found = _settled(found, edition.remainder)
    # Two ends of a short campaign, neither owed, are not to leave nothing that is asked for.
    return tuple(found) if any(period.owed for period in found) else (Period(first, end, short=True),)


def months(edition: Edition) -> tuple[Period, ...]:
    """The calendar months of the window, whatever is asked in them."""
    return tuple(_cut(edition.start.first, edition.end.last, 1))


def _cut(first: date, end: date, step: int) -> Iterator[Period]:
    begin = first
    while begin <= end:
        after = _months_on(begin.replace(day=1), step)
        last = min(after - timedelta(days=1), end)
        yield Period(begin, last, short=last < after - timedelta(days=1))
        begin = after


def _whole_month_from(day: date) -> date:
    """The first day of the first whole month."""
    return day if day.day == 1 else _months_on(day.replace(day=1), 1)


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _opened(opening: Period, found: list[Period], said: str) -> list[Period]:
    """The piece before the first whole month: by itself and not owed, or one with what follows."""
    following, *others = found
    if said == "并入下一期":
        return [Period(opening.first, following.last, short=following.short), *others]
    return [opening, *found]


def _settled(found: list[Period], remainder: str) -> list[Period]:
    """What the edition asks in a piece at the end. A window of one piece alone is owed as it is."""
    if len(found) < 2 or not found[-1].short:
        return found
    *whole, piece = found
    if remainder == "并入上一期":
        return [*whole[:-1], replace(whole[-1], last=piece.last, short=True)]
    return [*whole, replace(piece, owed=remainder == "单独要求")]


def period_of(found: tuple[Period, ...], day: Day) -> Period | None:
    """The period of an event: that of the day on which it began; of one known to the month, where that alone leads."""
    within = [period for period in found if period.first <= day.last and day.first <= period.last]
    return within[0] if len(within) == 1 else None
