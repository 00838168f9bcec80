"""数据: published figures and targets, each with its period and its measure."""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.declaration import About, Block, Detail, Happened
from generator.model.field_types import Data, Name, Phrase, Signed, Word
from generator.model.quantities import Qualifier, qualified
from generator.model.record import Kind, Record

#: What names or measures a change, which may be below nought.
CHANGES = re.compile("[增减降变涨跌差净盈率%‰]|同比|环比|百分点")

#: Stands in no measure, but may be written where one belongs.
NO_MEASURE = re.compile("电话|手机|联系|号码|微信|证")


class Value(Data):
    """One figure. `value` is exact; words such as 多 or 近 stand in `qualifier`."""

    public: ClassVar = ("name", "value", "measure", "qualifier", "period", "change")

    name: Annotated[Name, Field(title="指标")]
    value: Annotated[Signed, Field(title="数值")]
    measure: Annotated[Word, Field(title="单位", examples=["件", "亿元", "%"])]
    qualifier: Annotated[Qualifier | None, Field(title="约数用语")] = None
    period: Annotated[Word | None, Field(title="时期", description="与整条记录不同才写。")] = None
    change: Annotated[Phrase | None, Field(title="变化", examples=["同比增长38.71%"])] = None

    @property
    def text(self) -> str:
        """The figure as a reader expects it."""
        number = f"{self.value:,f}" if self.value >= 10_000 else f"{self.value:f}"
        return qualified(number, self.measure, self.qualifier)


class Figure(Record):
    """A set of values of one period and one source."""

    nature: Annotated[Literal["统计", "目标", "要求"], Field(title="性质")]
    period: Annotated[Word, Field(title="时期", examples=["2024年"])]
    scope: Annotated[Name, Field(title="统计范围", examples=["全省法院"])]
    values: Annotated[tuple[Value, ...], Field(title="数据", min_length=1, max_length=60)]
    method: Annotated[Phrase | None, Field(title="口径说明")] = None

    @property
    def places(self) -> tuple[str, ...]:
        return (self.scope,)

    @property
    def periods(self) -> tuple[str, ...]:
        return (self.period,)

    def words(self) -> Iterator[str]:
        yield from super().words()
        for value in self.values:
            yield f"{value.name} {value.text}"


FIGURE = Kind(
    name="figure",
    label="数据",
    folder="figures",
    model=Figure,
    about=About(
        "知识产权服务与保护的统计数据和工作目标",
        ("知识产权", "统计数据", "工作目标"),
        "数据发布",
        "全市、全年的统计数字或目标",
    ),
    happened=Happened("时期"),
    details=(
        Detail("nature"),
        Detail("period", searched=True),
        Detail("scope", "范围", searched=True),
        Detail("method", only="text"),
    ),
    blocks=(Block("values", ("values",), before=True),),
    public=("nature", "period", "scope", "values", "method"),
    own_list=True,
)
