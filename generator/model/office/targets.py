"""`targets.yml`: what is to be reached by when, and how the column's own data shows it."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Amount, Count, Data, Flag, Listed, Name, Phrase, Refers, Slug, Word

#: The office decides what of its own sheets the public reads; nothing goes out unless it says so.
Published = Annotated[
    Flag, Field(title="公开", description="写“是”的在公开网站“目标和任务”页显示；不写就只在内部网站显示。")
]


class ByFigure(Data):
    """Progress that a published figure states: 统计 of this unit, this name, this period."""

    unit: Annotated[str, Listed("units"), Field(title="发布单位")]
    name: Annotated[Name, Field(title="指标", description="和数据记录里的指标名称一样。")]
    period: Annotated[Word | None, Field(title="时期", description="不写就取最近的一条。")] = None


class ByRecords(Data):
    """Progress that is counted: the outlets of a unit, at certain levels or of certain types."""

    unit: Annotated[str, Listed("units"), Field(title="单位")]
    levels: Annotated[tuple[Annotated[str, Listed("outlet-levels")], ...], Field(title="级别", max_length=10)] = ()
    types: Annotated[tuple[Annotated[str, Listed("outlet-types")], ...], Field(title="类型", max_length=20)] = ()


class ByDistricts(Data):
    """Progress as coverage: how many of the named districts have an outlet."""

    unit: Annotated[str, Listed("units"), Field(title="单位")]
    districts: Annotated[tuple[Word, ...], Field(title="县（市、区）", min_length=1, max_length=120)]
    levels: Annotated[tuple[Annotated[str, Listed("outlet-levels")], ...], Field(title="级别", max_length=10)] = ()


class Target(Data):
    """One target. `value` and `upper` are written as in the document: 3 to 4 is a range."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Name, Field(title="目标")]
    unit: Annotated[str, Listed("units"), Field(title="责任单位")]
    value: Annotated[Amount, Field(title="目标值")]
    upper: Annotated[Amount | None, Field(title="目标值上限", description="3至4个的，这里写 4。")] = None
    measure: Annotated[Word, Field(title="计量单位", examples=["亿元"])]
    above: Annotated[Literal["达到", "超过"], Field(title="怎样算完成", description="“超过”的，刚好等于不算完成。")] = (
        "达到"
    )
    due: Annotated[Day, Field(title="期限")]
    wording: Annotated[Phrase, Field(title="文件原话")]
    source: Annotated[str, Refers("figure"), Field(title="写明目标的数据记录")]
    figure: Annotated[ByFigure | None, Field(title="按数据计算")] = None
    outlets: Annotated[ByRecords | None, Field(title="按网点计数")] = None
    districts: Annotated[ByDistricts | None, Field(title="按县（市、区）覆盖计数")] = None
    note: Annotated[Phrase | None, Field(title="说明")] = None
    publish: Published = False


class TargetList(Data):
    """File form of `targets.yml`."""

    items: Annotated[tuple[Target, ...], Field(title="目标", max_length=500)]


class Task(Data):
    """One task: an owner and a date are required (S2: 明确各项工作的时间节点及责任人)."""

    id: Annotated[Slug, Field(title="编号")]
    title: Annotated[Phrase, Field(title="任务")]
    owner: Annotated[Name, Field(title="责任单位")]
    unit: Annotated[
        str | None, Listed("units"), Field(title="单位编号", description="在单位名单里的才写，用于日历。")
    ] = None
    due: Annotated[Day, Field(title="完成期限")]
    group: Annotated[Name | None, Field(title="分组")] = None
    part_of: Annotated[
        Slug | None, Field(title="属于哪项任务", description="省级任务分到市的，写上一级的编号，上一级写在前面。")
    ] = None
    done_on: Annotated[Day | None, Field(title="完成日期")] = None
    dropped: Annotated[Phrase | None, Field(title="不再做的原因")] = None
    records: Annotated[tuple[Annotated[str, Refers("*")], ...], Field(title="相关记录", max_length=30)] = ()
    progress: Annotated[Phrase | None, Field(title="进展")] = None
    source: Annotated[Phrase | None, Field(title="依据")] = None


class TaskList(Data):
    """File form of `tasks/<name>.yml`: one document's list."""

    title: Annotated[Name, Field(title="任务清单")]
    policy: Annotated[str | None, Refers("policy"), Field(title="政策文件编号")] = None
    note: Annotated[Phrase | None, Field(title="说明")] = None
    publish: Published = False
    items: Annotated[tuple[Task, ...], Field(title="任务", max_length=500)]


class Coverage(Data):
    """A matrix: units or districts by what should reach them."""

    id: Annotated[Slug, Field(title="编号")]
    title: Annotated[Name, Field(title="名称")]
    sort: Annotated[Literal["五进", "任务", "网点级别", "网点类型"], Field(title="按什么列")]
    edition: Annotated[str | None, Listed("editions"), Field(title="届次", description="不写就不分届次。")] = None
    columns: Annotated[tuple[Word, ...], Field(title="只看哪几列", description="不写就是全部。", max_length=40)] = ()
    units: Annotated[
        tuple[Annotated[str, Listed("units")], ...],
        Field(title="单位", description="不写就是本省各设区市。", max_length=200),
    ] = ()
    of_unit: Annotated[str | None, Listed("units"), Field(title="所属单位", description="行是县（市、区）时写。")] = (
        None
    )
    districts: Annotated[tuple[Word, ...], Field(title="县（市、区）", max_length=120)] = ()
    expected: Annotated[Count | None, Field(title="应有行数", description="名单不全时写应有的个数。")] = None
    note: Annotated[Phrase | None, Field(title="说明")] = None
    publish: Published = False


class CoverageList(Data):
    """File form of `coverage.yml`."""

    items: Annotated[tuple[Coverage, ...], Field(title="覆盖表", max_length=100)]
