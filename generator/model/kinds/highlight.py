"""活动亮点: an event of the campaign and what came of it."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Block, Detail, EventFields, Happened
from generator.model.field_types import AskedWhen, Count, Data, Link, Listed, Name, OneName, Phrase
from generator.model.quantities import Wan
from generator.model.record import Kind, Record
from generator.model.results import Results


class Coverage(Data):
    """A press report on the event."""

    public: ClassVar = ("title", "publisher", "date", "url")

    title: Annotated[Phrase, Field(title="报道标题")]
    publisher: Annotated[Name, Field(title="媒体")]
    date: Annotated[Day | None, Field(title="报道日期")] = None
    url: Annotated[Link | None, Field(title="网址")] = None


class Highlight(Record):
    """An event; its theme is one of the edition's task lines."""

    theme: Annotated[str, Listed("themes"), Field(title="任务")]
    theme_note: Annotated[
        Phrase | None, AskedWhen("theme", "其他"), Field(title="任务说明", description="任务写“其他”时必写。")
    ] = None
    event_end: Annotated[Day | None, Field(title="结束日期", description="跨几天的活动才写。")] = None
    cancelled: Annotated[
        Phrase | None, Field(title="取消说明", description="活动取消了才写：为什么、改在何时。不计入任何统计。")
    ] = None
    place: Annotated[Name | None, Field(title="地点")] = None
    form: Annotated[Literal["线上", "线下", "线上线下"] | None, Field(title="形式")] = None
    organisers: Annotated[tuple[OneName, ...], Field(title="主办与承办单位", max_length=20)] = ()
    joint_units: Annotated[
        tuple[Annotated[Phrase, Listed("units")], ...], Field(title="联合举办的单位", max_length=41)
    ] = ()
    series: Annotated[Name | None, Field(title="系列活动名称")] = None
    released: Annotated[tuple[Name, ...], Field(title="发布事项", max_length=20)] = ()
    signed: Annotated[tuple[Name, ...], Field(title="签署文件", max_length=20)] = ()
    agencies: Annotated[Count | None, Field(title="参加的服务机构（家）", description="专场招聘、对接会写。")] = None
    posts: Annotated[Count | None, Field(title="提供岗位（个）")] = None
    applicants: Annotated[Count | None, Field(title="应聘人数（人）")] = None
    banks: Annotated[tuple[OneName, ...], Field(title="参加的银行", max_length=30)] = ()
    credit_wan: Annotated[
        Wan | None, Field(title="授信金额（万元）", description="签约的授信；已经放款的写在本场成效里。")
    ] = None
    from_units: Annotated[tuple[Annotated[str, Listed("units")], ...], Field(title="送服务的单位", max_length=10)] = ()
    to_units: Annotated[tuple[Annotated[str, Listed("units")], ...], Field(title="接受服务的单位", max_length=10)] = ()
    enforcement: Annotated[
        Literal["跨省联合", "省市县三级联合", "省级", "市级", "县级"] | None, Field(title="执法层级")
    ] = None
    exhibition: Annotated[Name | None, Field(title="展会名称", description="驻展执法、维权援助入驻写。")] = None
    consultations: Annotated[Count | None, Field(title="接受咨询（人次）")] = None
    visits: Annotated[tuple[Annotated[str, Listed("visits")], ...], Field(title="五进", max_length=10)] = ()
    perspectives: Annotated[
        tuple[Annotated[str, Listed("perspectives")], ...],
        Field(title="经验角度", description="可以作为做法、经验推广的才选。", max_length=3),
    ] = ()
    enterprise_names: Annotated[
        tuple[OneName, ...],
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
    def task_line(self) -> str:
        """What a card says: the task line, or what 其他 stands for where that is short enough for one."""
        note = self.theme_note
        return note if note and len(note) <= 10 else self.theme

    @property
    def task(self) -> str:
        """The task line with what explains it."""
        return self.theme + (f"（{self.theme_note}）" if self.theme_note else "")


HIGHLIGHT = Kind(
    name="highlight",
    label="活动亮点",
    folder="highlights",
    model=Highlight,
    about=About(
        "各地知识产权服务万里行及相关知识产权服务活动的做法与成效",
        ("知识产权服务万里行", "活动亮点", "知识产权服务"),
        "工作动态",
        "一场活动的做法和成效",
    ),
    happened=Happened("活动日期", may_be_ahead=True),
    event=EventFields(
        end="event_end",
        venue="place",
        mode="form",
        cancelled="cancelled",
        organisers="organisers",
        joint_units="joint_units",
        series="series",
        visits="visits",
        achieved="results",
        enterprises="enterprise_names",
        coverage="coverage",
        counted=True,
    ),
    details=(
        Detail("cancelled", "取消"),
        Detail("when", "时间"),
        Detail("place", searched=True),
        Detail("form"),
        Detail("organisers", "主办与承办", searched=True),
        Detail("joint_units", "联合单位", shown="units"),
        Detail("series", "系列", searched=True),
        Detail("released", searched=True),
        Detail("signed", searched=True),
        Detail("agencies"),
        Detail("posts"),
        Detail("applicants"),
        Detail("banks", searched=True),
        Detail("credit_wan", "授信金额", shown="money"),
        Detail("from_units", shown="units"),
        Detail("to_units", shown="units"),
        Detail("enforcement", searched=True),
        Detail("exhibition", searched=True),
        Detail("consultations"),
        Detail("visits"),
        Detail("perspectives", searched=True, facet="perspective"),
        Detail("task", "任务", only="text"),
    ),
    blocks=(Block("coverage", ("coverage",)),),
    public=(
        "event_end",
        "cancelled",
        "theme_note",
        "place",
        "form",
        "organisers",
        "joint_units",
        "series",
        "released",
        "signed",
        "agencies",
        "posts",
        "applicants",
        "banks",
        "credit_wan",
        "from_units",
        "to_units",
        "enforcement",
        "exhibition",
        "consultations",
        "visits",
        "perspectives",
        "results",
        "coverage",
    ),
    internal=("enterprise_names",),
    for_editors=True,
)
