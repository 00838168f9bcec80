"""活动亮点: an event of the campaign and what came of it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from generator.model.field_types import Count, Data, Day, Link, Listed, Name, Phrase
from generator.model.quantities import Counted, Tally, Wan
from generator.model.record import Kind, Record


class Results(Data):
    """What this one event achieved; totals of a city or a year belong into a figure."""

    matchings: Annotated[Count | None, Field(title="供需对接次数")] = None
    matching_forms: Annotated[
        tuple[Counted, ...],
        Field(
            title="对接形式",
            description="每种形式几次。",
            examples=["[银企对接会 2, 宣讲会 1]"],
            max_length=20,
        ),
    ] = ()
    trainings: Annotated[Count | None, Field(title="培训次数")] = None
    training_types: Annotated[
        tuple[Counted, ...],
        Field(
            title="培训类型",
            description="每种类型几次。",
            examples=["[知识产权运营培训 1]"],
            max_length=20,
        ),
    ] = ()
    participants: Annotated[Count | None, Field(title="参加人数")] = None
    enterprises: Annotated[Count | None, Field(title="惠及企业数")] = None
    loans: Annotated[Count | None, Field(title="促成质押融资笔数")] = None
    loan_amount_wan: Annotated[Wan | None, Field(title="促成质押融资金额（万元）")] = None

    @property
    def all_matchings(self) -> int | None:
        """The number that was given, or what its forms come to."""
        return _whole(self.matchings, self.matching_forms)

    @property
    def all_trainings(self) -> int | None:
        return _whole(self.trainings, self.training_types)

    @property
    def counts(self) -> list[tuple[str, int, str]]:
        """What can be counted of it: name, number, measure word."""
        rows = (
            ("供需对接", self.all_matchings, "次"),
            ("培训", self.all_trainings, "次"),
            ("参加人数", self.participants, "人"),
            ("惠及企业", self.enterprises, "家"),
            ("促成质押融资", self.loans, "笔"),
        )
        return [(name, number, measure) for name, number, measure in rows if number is not None]


def _whole(given: int | None, parts: tuple[Tally, ...]) -> int | None:
    return given if given is not None or not parts else sum(part.count for part in parts)


class Coverage(Data):
    """A press report on the event."""

    title: Annotated[Phrase, Field(title="报道标题")]
    publisher: Annotated[Name, Field(title="媒体")]
    date: Annotated[Day | None, Field(title="报道日期")] = None
    url: Annotated[Link | None, Field(title="网址")] = None


class Highlight(Record):
    """An event; its theme is one of the edition's task lines."""

    theme: Annotated[str, Listed("themes"), Field(title="任务")]
    theme_note: Annotated[Phrase | None, Field(title="任务说明", description="任务写“其他”时必写。")] = None
    event_end: Annotated[Day | None, Field(title="结束日期", description="跨几天的活动才写。")] = None
    cancelled: Annotated[
        Phrase | None, Field(title="取消说明", description="活动取消了才写：为什么、改在何时。不计入任何统计。")
    ] = None
    place: Annotated[Name | None, Field(title="地点")] = None
    form: Annotated[Literal["线上", "线下", "线上线下"] | None, Field(title="形式")] = None
    organisers: Annotated[tuple[Name, ...], Field(title="主办与承办单位", max_length=20)] = ()
    joint_units: Annotated[
        tuple[Annotated[Phrase, Listed("units")], ...], Field(title="联合举办的单位", max_length=41)
    ] = ()
    series: Annotated[Name | None, Field(title="系列活动名称")] = None
    visits: Annotated[tuple[Annotated[str, Listed("visits")], ...], Field(title="五进", max_length=10)] = ()
    enterprise_names: Annotated[
        tuple[Name, ...],
        Field(title="惠及企业名单", description="内部使用，不会公开；用来计算不重复的企业数。", max_length=2000),
    ] = ()
    results: Annotated[Results, Field(title="本场成效")] = Results()
    coverage: Annotated[tuple[Coverage, ...], Field(title="媒体报道", max_length=20)] = ()

    @property
    def when(self) -> str | None:
        """From when, and until when if it took several days."""
        if not self.event_date:
            return None
        return f"{self.event_date.chinese}至{self.event_end.chinese}" if self.event_end else self.event_date.chinese

    @property
    def last_day(self) -> Day | None:
        """The day on which it ended."""
        return self.event_end or self.event_date

    def words(self) -> Iterator[str]:
        yield from super().words()
        yield from self.organisers
        yield from filter(None, (self.place, self.series))


HIGHLIGHT = Kind(
    name="highlight",
    label="活动亮点",
    folder="highlights",
    model=Highlight,
    description="各地知识产权服务万里行及相关知识产权服务活动的做法与成效",
    keywords=("知识产权服务万里行", "活动亮点", "知识产权服务"),
    column_type="工作动态",
    date_label="活动日期",
)
Highlight.kind = HIGHLIGHT
