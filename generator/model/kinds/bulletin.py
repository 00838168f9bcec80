"""通报: figures by unit on one day, frozen as they were reported; each bulletin of a series follows the last."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Block, Detail, Happened, Series
from generator.model.field_types import Amount, Count, Data, Flag, Listed, Name, Phrase, Slug, Word
from generator.model.record import Kind, Record
from generator.model.registry_codes import Seal

#: What stands where a unit has reported nothing: neither nought nor a gap.
UNREPORTED = "未报"


class Column(Data):
    """What is counted. A column that is a part of another one shows its share, too."""

    public: ClassVar = ("name", "measure", "share_of", "goal", "due", "summed")

    name: Annotated[Name, Field(title="指标", examples=["已备案企业"])]
    measure: Annotated[Word, Field(title="单位", examples=["家"])]
    share_of: Annotated[Name | None, Field(title="占哪一列", description="写那一列的指标名称，就会算出占比。")] = None
    goal: Annotated[Amount | None, Field(title="占比目标（%）")] = None
    due: Annotated[Day | None, Field(title="完成期限", description="写 2022-12 就是 2022 年 12 月底前。")] = None
    summed: Annotated[Flag, Field(title="是否合计", description="各单位相加没有意义的写“否”。")] = True

    @property
    def due_words(self) -> str:
        """`2022年12月底前`, as notices say it."""
        if self.due is None:
            return ""
        return f"{self.due.chinese}{'' if self.due.day else '底'}前"


class Row(Data):
    """The figures of one unit, in the order of the columns."""

    public: ClassVar = ("unit", "reported", "note")

    unit: Annotated[str, Listed("units"), Field(title="单位编号")]
    values: Annotated[
        tuple[Amount | Literal["未报"], ...],
        Field(title="数值", description="和各列一一对应；没有报的写“未报”。", min_length=1, max_length=20),
    ]
    note: Annotated[Phrase | None, Field(title="说明")] = None

    @property
    def reported(self) -> tuple[Decimal | None, ...]:
        """In the order of the columns; nothing where the unit has reported nothing."""
        return tuple(value if isinstance(value, Decimal) else None for value in self.values)


class Bulletin(Record):
    """A table by unit. It is never computed anew: later figures belong into the next one, mistakes into corrections."""

    series: Annotated[
        Slug, Field(title="系列编号", description="同一项工作各期相同。", examples=["zhuanli-chanpin-beian"])
    ]
    number: Annotated[Count, Field(title="期号", ge=1, le=999)]
    as_of: Annotated[Day, Field(title="数据截至")]
    columns: Annotated[tuple[Column, ...], Field(title="各列", min_length=1, max_length=20)]
    rows: Annotated[tuple[Row, ...], Field(title="各单位", min_length=1, max_length=200)]
    method: Annotated[Phrase | None, Field(title="口径说明")] = None
    seal: Annotated[
        Seal | None,
        Field(title="数据校验码", description="由 wanlixing bulletin seal 写出；改了数据就对不上。"),
    ] = None

    @property
    def issue(self) -> str:
        return f"第 {self.number} 期"

    @property
    def proper_seal(self) -> str:
        """A checksum of the table alone, so that words may be corrected and figures may not."""
        cells = [(c.name, c.measure, c.share_of, c.goal, str(c.due), c.summed) for c in self.columns]
        rows = [(row.unit, [str(value) for value in row.values], row.note) for row in self.rows]
        frozen = repr((self.series, self.number, str(self.as_of), cells, rows, self.method))
        return hashlib.sha256(frozen.encode()).hexdigest()[:16]

    def words(self) -> Iterator[str]:
        yield from super().words()
        yield f"第{self.number}期"
        yield from (column.name for column in self.columns)


BULLETIN = Kind(
    name="bulletin",
    label="通报",
    folder="bulletins",
    model=Bulletin,
    about=About(
        "各单位工作进展的定期通报，数据截至通报截止日",
        ("知识产权", "通报", "工作进展"),
        "数据发布",
        "各单位工作进展的定期通报（省局用）",
    ),
    happened=Happened("数据截至"),
    details=(Detail("issue", "期号"), Detail("as_of")),
    blocks=(Block("by-unit", ("columns", "rows", "method"), before=True),),
    relations=(Series("series", number="number"),),
    public=("series", "number", "as_of", "columns", "rows", "method", "seal"),
)
