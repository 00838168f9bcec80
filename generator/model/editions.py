"""届次: a year's campaign as data: theme, window, who owes what until when, and what its summary table counts."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Count, Data, Flag, Listed, Name, Phrase, Refers, Slug, Word

#: Where a campaign stands on a day.
Phase = Literal["筹备", "进行中", "已结束"]
Level = Literal["国家", "省级", "设区市", "县区", "园区"]
#: What a column of a summary table counts.
Measured = Literal["活动", "对接", "培训", "参加", "融资笔数", "融资金额", "企业家次", "企业家数"]


class Member(Data):
    """A unit that is in a class for a part of the edition."""

    unit: Annotated[Slug, Field(title="单位编号")]
    since: Annotated[Day | None, Field(title="从哪天起", alias="from")] = None
    until: Annotated[Day | None, Field(title="到哪天为止")] = None
    basis: Annotated[Phrase | None, Field(title="变动依据")] = None

    @property
    def begins(self) -> date:
        day: Day | None = self.since
        return day.first if day else date.min

    def covers(self, day: date) -> bool:
        last: date = self.until.last if self.until else date.max
        return bool(self.begins <= day <= last)


class UnitClass(Data):
    """A class of units, as the edition's document names it, and the units that a source puts there."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Name, Field(title="类别名称")]
    units: Annotated[tuple[Slug, ...], Field(title="属于这一类的单位编号", max_length=500)] = ()
    #: Who came or left within the edition; what is owed in a period goes by the class on its first day.
    changes: Annotated[
        tuple[Member, ...],
        Field(title="活动期内的变动", description="从哪天起（from）、到哪天为止（until）属于这一类。", max_length=500),
    ] = ()
    basis: Annotated[Phrase | None, Field(title="归类依据", description="写了单位就要写依据。")] = None

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody who ever was in it."""
        return (*(Member.model_construct(unit=unit) for unit in self.units), *self.changes)

    @property
    def remaining(self) -> bool:
        """Whether it takes in whom no other class does, so that its units can be in no other."""
        return bool(self.name.startswith(("其他", "其余")))


class Duty(Data):
    """A duty as a rule: who, how often, at least how many; `text` is what the document says."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Word, Field(title="简称")]
    text: Annotated[Phrase, Field(title="文件原文")]
    #: Without classes it is owed by every unit of the level.
    classes: Annotated[tuple[Name, ...], Field(title="适用的类别", max_length=20)] = ()
    level: Annotated[Level, Field(title="适用的级别")] = "设区市"
    rule: Annotated[Literal["每月", "每两月", "全程", "每项任务", "报送", "方案"], Field(title="要求的形式")]
    theme: Annotated[str | None, Listed("themes"), Field(title="只算这项任务")] = None
    at_least: Annotated[Count, Field(title="至少几场", ge=1)] = 1
    #: “原则上”: a unit that did less is reminded, not in default.
    in_principle: Annotated[Flag, Field(title="是否“原则上”")] = False
    note: Annotated[Phrase | None, Field(title="核算说明", description="文件没有说清楚的地方怎样算。")] = None
    due: Annotated[Day | None, Field(title="截止日期", description="要求的形式是“报送”时必写。")] = None

    @property
    def reported(self) -> bool:
        """Whether what is owed is a paper, a summary or a plan, and no event."""
        return self.rule in ("报送", "方案")


class Deadline(Data):
    """A day of the edition that is no duty of single units."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Name, Field(title="名称")]
    due: Annotated[Day, Field(title="截止日期")]
    done_on: Annotated[Day | None, Field(title="办结日期", description="办完了填，日历不再提醒。")] = None
    note: Annotated[Phrase | None, Field(title="说明")] = None


class TableColumn(Data):
    """A column of the summary table."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Name, Field(title="名称")]
    counts: Annotated[Measured, Field(title="数什么")]
    measure: Annotated[Word, Field(title="计量单位")]
    theme: Annotated[str | None, Listed("themes"), Field(title="只算这项任务")] = None
    split: Annotated[Flag, Field(title="按形式或类型分列", description="只用于对接和培训。")] = False
    note: Annotated[Phrase | None, Field(title="填报口径", description="内部网站和发给各单位的空表里有，不公开。")] = (
        None
    )


class Edition(Data):
    """A year's campaign: theme, window, what was asked for."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Name, Field(title="名称")]
    theme: Annotated[Phrase, Field(title="年度主题")]
    organiser: Annotated[Name, Field(title="组织单位")]
    start: Annotated[Day, Field(title="活动开始")]
    end: Annotated[Day, Field(title="活动结束")]
    summary_due: Annotated[Day | None, Field(title="总结报送截止")] = None
    duties: Annotated[tuple[Phrase, ...], Field(title="任务要求")] = ()
    policy: Annotated[str | None, Refers("policy"), Field(title="依据文件")] = None
    #: Whose region is counted; without it there is neither ledger nor table.
    host: Annotated[Slug | None, Field(title="统计单位编号", description="统计这个单位所在的地区。")] = None
    themes: Annotated[tuple[Annotated[str, Listed("themes")], ...], Field(title="重点任务", max_length=30)] = ()
    classes: Annotated[tuple[UnitClass, ...], Field(title="单位类别", max_length=30)] = ()
    rules: Annotated[tuple[Duty, ...], Field(title="可以核算的要求", max_length=30)] = ()
    deadlines: Annotated[tuple[Deadline, ...], Field(title="截止日期", max_length=30)] = ()
    #: What is asked in the piece of a month that the window begins with: days that are no month owe no event.
    opening: Annotated[Literal["单独要求", "不单独要求", "并入下一期"], Field(title="开头不满一个月的要求")] = (
        "并入下一期"
    )
    #: What is asked in the piece of a period that the window leaves at its end.
    remainder: Annotated[Literal["单独要求", "不单独要求", "并入上一期"], Field(title="末尾不满一期的要求")] = (
        "不单独要求"
    )
    #: Whether an event of several days counts where it began, or in each period that it runs in.
    long_events: Annotated[Literal["开始的一期", "经过的每一期"], Field(title="跨期的活动算在哪一期")] = "开始的一期"
    #: What of the table the public reads; a comparison of units is for the host to decide.
    publish: Annotated[Literal["不公开", "合计", "分单位"], Field(title="成效公开到哪一步")] = "合计"
    table: Annotated[tuple[TableColumn, ...], Field(title="成效汇总表的列", max_length=40)] = ()

    def covers(self, day: Day) -> bool:
        """Whether the day can lie in the window (a day known to the month may)."""
        return self.start.first <= day.last and day.first <= self.end.last

    def classes_on(self, unit: str, day: date) -> tuple[str, ...]:
        """The classes of a unit on a day. Who came into one from a day on has left those that exclude it."""
        found = [(group, m) for group in self.classes for m in group.members if m.unit == unit and m.covers(day)]
        kept = [
            group.name
            for group, m in found
            if not any(excluding(self, group, other) and then.begins > m.begins for other, then in found)
        ]
        return tuple(dict.fromkeys(kept))

    def classes_ever(self, unit: str) -> tuple[str, ...]:
        """Every class that a unit was in."""
        return tuple(group.name for group in self.classes if any(m.unit == unit for m in group.members))

    def phase(self, today: date) -> Phase:
        """Before, in or after the window."""
        if today < self.start.first:
            return "筹备"
        return "进行中" if today <= self.end.last else "已结束"

    @property
    def entries_due(self) -> date | None:
        """What is entered after this day is late."""
        return self.summary_due.last if self.summary_due else None


def excluding(edition: Edition, one: UnitClass, other: UnitClass) -> bool:
    """Whether no unit can be in both: one takes in the rest, or one owes by the month what the other owes in pairs."""
    if one.name == other.name:
        return False
    asked = [{duty.rule for duty in edition.rules if c.name in duty.classes and not duty.theme} for c in (one, other)]
    apart = [found & {"每月", "每两月"} for found in asked]
    return one.remaining != other.remaining or (bool(apart[0]) and bool(apart[1]) and not apart[0] & apart[1])
