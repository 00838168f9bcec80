"""名录: a table whose columns say what stands in them, each row with the source that it was taken from."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.dates import Day, day_of
from generator.model.declaration import About, Block, Detail, Happened, Review
from generator.model.field_types import Count, Data, Listed, Name, Phrase, Word
from generator.model.record import Kind, Record

#: What stands where the source says nothing: neither nought nor a gap.
NOT_GIVEN = "未载明"


class RosterColumn(Data):
    """What stands in a column; `measure` is that of numbers."""

    public: ClassVar = ("name", "type", "measure")

    name: Annotated[Name, Field(title="栏目", examples=["产品"])]
    type: Annotated[Literal["文字", "数字", "日期"], Field(title="类型")] = "文字"
    measure: Annotated[Word | None, Field(title="单位", examples=["亿元"])] = None

    @property
    def heading(self) -> str:
        return f"{self.name}（{self.measure}）" if self.measure else self.name


class RosterRow(Data):
    """One item, its values in the order of the columns."""

    public: ClassVar = ("unit", "values", "source")

    unit: Annotated[str | None, Listed("units"), Field(title="所在地区的单位编号")] = None
    values: Annotated[
        tuple[Phrase, ...],
        Field(title="内容", description="和各栏一一对应；来源没有写的写“未载明”。", min_length=1, max_length=12),
    ]
    source: Annotated[Count, Field(title="来源序号", description="依据 sources 里的第几个来源。", ge=1, le=20)] = 1


class Roster(Record):
    """A list of things of one sort: products, titles of cities, papers. What is internal has no place here."""

    as_of: Annotated[Day | None, Field(title="名录截至")] = None
    whole: Annotated[
        Literal["完整", "部分"],
        Field(title="完整程度", description="列出了原名单全部内容的写“完整”，只见到一部分的写“部分”。"),
    ]
    columns: Annotated[tuple[RosterColumn, ...], Field(title="各栏", min_length=1, max_length=12)]
    rows: Annotated[tuple[RosterRow, ...], Field(title="各项", min_length=1, max_length=500)]
    method: Annotated[Phrase | None, Field(title="收录说明")] = None

    @property
    def size(self) -> str:
        """How many there are, and whether that is all."""
        return f"{len(self.rows)}项" + ("" if self.whole == "完整" else "（部分，据公开资料整理）")

    @property
    def lines(self) -> tuple[tuple[RosterRow, tuple[str, ...]], ...]:
        """Each row with its values as readers expect them: 2020年12月4日 for a date."""
        return tuple(
            (row, tuple(self._shown(place, value) for place, value in enumerate(row.values))) for row in self.rows
        )

    def _shown(self, place: int, value: str) -> str:
        day = day_of(value) if place < len(self.columns) and self.columns[place].type == "日期" else None
        return day.chinese if day else value

    def words(self) -> Iterator[str]:
        yield from super().words()
        for row in self.rows:
            yield from row.values


ROSTER = Kind(
    name="roster",
    label="名录",
    folder="rosters",
    model=Roster,
    about=About(
        "知识产权证券化产品、地理标志、示范城市、白皮书等名录，逐项注明来源",
        ("知识产权", "名录", "地理标志", "示范城市"),
        "数据发布",
        "一份产品、地理标志、称号或出版物的清单",
    ),
    happened=Happened("公布日期"),
    details=(Detail("size", "收录"), Detail("as_of"), Detail("method", only="text")),
    blocks=(Block("rows", ("columns", "rows"), before=True),),
    public=("as_of", "whole", "columns", "rows", "method"),
    review=Review(days=365),
)
