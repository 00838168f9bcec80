"""Dates and times: one reader for files, the form and workbooks; what can be read in one way is taken.

`2024-03-05`, `2024.3.5`, `2024/3/5`, `2024年3月5日（星期二）`, `二〇二四年三月五日` and `20240305` are the same day.
What is written is always the first.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import total_ordering
from typing import Any

from pydantic_core import core_schema

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import quote
from generator.model.parsers import refuse
from generator.text.confusables import plain_signs

#: All times are China standard time; the country has one zone and no summer time.
CHINA = timezone(timedelta(hours=8))
YEARS = range(1949, 2100)
#: Year, month and day are the groups that are filled, in this order. The form in the browser reads by the same.
DAY = re.compile(
    r"^([0-9]{4})(?:年?|-([0-9]{1,2})(?:-([0-9]{1,2}))?|\.([0-9]{1,2})(?:\.([0-9]{1,2}))?|/([0-9]{1,2})(?:/([0-9]{1,2}))?"
    r"|年([0-9]{1,2})月(?:([0-9]{1,2})[日号])?|([0-9]{2})([0-9]{2}))$"
)
MOMENT = re.compile(
    r"^([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})[ T]+|\.([0-9]{1,2})\.([0-9]{1,2}) +|/([0-9]{1,2})/([0-9]{1,2}) +"
    r"|年([0-9]{1,2})月([0-9]{1,2})[日号] *)([0-9]{1,2})"
    r"(?:[:：]([0-9]{2})(?::00)?|[时点]([0-9]{2})分?|[时点整]{1,2}())$"
)
#: Spaces that Word puts around the Chinese characters of a date.
SPACED = r" *([年月日号时点分]) *"
#: A day of the week behind a date; it has to be the right one.
WEEKDAY, WEEK = r" *[（(]? *(?:星期|礼拜|周)([一二三四五六日天]) *[)）]? *", "一二三四五六日"
#: The beginning of a date in Chinese figures, and its tens.
HAN_DATE, HAN_TENS = (
    r"^[0-9〇○零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]|$)",
    r"([一二三]?)十([一二三四五六七八九]?)",
)
_HAN_DATE, _HAN_TENS, _WEEKDAY = re.compile(HAN_DATE), re.compile(HAN_TENS), re.compile(WEEKDAY)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
#: Days since the end of 1899, which a spreadsheet shows when a date is taken for a number.
_SERIAL, _SERIAL_ZERO, SERIALS = re.compile(r"[0-9]{5}"), date(1899, 12, 30), (20_000, 60_000)
_TIME = re.compile(r"^(.{8,11}?)[ T]*[0-9]{1,2}(?::|：|时|点).*$")


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class Day:
    """A date that may be known only to the month or the year: `2024`, `2024-04`, `2024-04-26`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """What is frozen and has slots travels slowly by itself, and every record has three of these."""
        return type(self), (self.year, self.month, self.day)

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{n:02d}" for n in (self.month, self.day) if n)])

    def __lt__(self, other: "Day") -> bool:
        return self.key < other.key

    @property
    def key(self) -> tuple[int, int, int]:
        """For ordering: an unknown part counts as the earliest."""
        return self.year, self.month or 0, self.day or 0

    @property
    def chinese(self) -> str:
        """`2024年4月26日`, as GB/T 9704 writes dates (conventions ID-38)."""
        parts = [f"{self.year}年", f"{self.month}月" if self.month else "", f"{self.day}日" if self.day else ""]
        return "".join(parts)

    @property
    def first(self) -> date:
        """The first day that this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that this date can mean."""
        if self.day:
            return self.first
        after = date(self.year + 1, 1, 1) if self.month in (None, 12) else date(self.year, (self.month or 0) + 1, 1)
        return after - timedelta(days=1)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(read_day)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {"type": "string", "x-reads": "day"}


def _bare(text: str) -> str:
    """The text with plain figures, without the spaces that mean nothing and without the day of the week."""
    plain = re.sub(SPACED, r"\1", _WEEKDAY.sub("", plain_signs(text), count=1).strip())
    if not _HAN_DATE.match(plain):
        return plain
    return _HAN_TENS.sub(lambda tens: f"{tens[1] or '一'}{tens[2] or '〇'}", plain).translate(_DIGITS)


def _is_weekday(day: date, text: str) -> bool:
    """Whether a text names no other day of the week."""
    named = _WEEKDAY.search(text)
    return not named or named[1].replace("天", "日") == WEEK[day.weekday()]


def day_of(text: str) -> Day | None:
    """The day that a text names in any of the forms."""
    found = DAY.fullmatch(_bare(text))
    if not found:
        return None
    day = Day(*(int(part) for part in found.groups() if part))
    try:
        return day if day.year in YEARS and 0 not in (day.month, day.day) and _is_weekday(day.first, text) else None
    except ValueError:
        return None


def moment_of(text: str) -> datetime | None:
    """The minute that a text names in any of the forms."""
    found = MOMENT.fullmatch(_bare(text))
    if not found or int(found[1]) not in YEARS:
        return None
    # A whole hour such as 9时 has an empty last group.
    parts = [int(part or 0) for part in found.groups() if part is not None]
    try:
        moment = datetime(*parts, tzinfo=CHINA)  # type: ignore[misc,arg-type]
        return moment if _is_weekday(moment.date(), text) else None
    except ValueError:
        return None


def read_day(value: Any) -> Day:
    """A day, a month or a year."""
    if isinstance(value, Day):
        return value
    day = day_of(value) if isinstance(value, str) else None
    return day or refuse(*message_for("day", value=quote(value), how=_day_advice(value)))


def read_moment(value: Any) -> datetime:
    """A minute, as `2024-04-26 09:30`."""
    if isinstance(value, datetime):
        return value
    moment = moment_of(value) if isinstance(value, str) else None
    if moment:
        return moment
    kind = "moment-no-time" if isinstance(value, str) and day_of(value) else "moment"
    return refuse(*message_for(kind, value=quote(value)))


def one_form(text: str) -> str:
    """A date or time in the one form in which we write it; what can't be read stays as it is."""
    day = day_of(text)
    if day:
        return str(day)
    moment = moment_of(text)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else text


def _day_advice(value: Any) -> str:
    """What to write instead: the author's own date where there is one, never another."""
    text = _bare(value) if isinstance(value, str) else ""
    if DAY.fullmatch(text):
        named = day_of(_WEEKDAY.sub("", str(value)))
        return f"{named}是星期{WEEK[named.first.weekday()]}，请核对。" if named else "没有这一天，请核对年、月、日。"
    if _SERIAL.fullmatch(text) and SERIALS[0] < int(text) < SERIALS[1]:
        day = _SERIAL_ZERO + timedelta(days=int(text))
        return f"像是表格软件里日期的序号，合 {day}；请核对后写 {day}。"
    timed = _TIME.match(text)
    day_alone = day_of(timed[1]) if timed else None
    if day_alone and day_alone.day:
        return f"这里只写日期，不写时间：{day_alone}。"
    return "请按“年-月-日”写一个日期，例如 2024-04-26；只知道年月或年份的，写到月或年。"
