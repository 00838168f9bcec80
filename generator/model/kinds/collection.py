"""专题: a top-ten list or a collection of cases, in the order of whoever issued it."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Block, Detail, Happened, RecordList
from generator.model.field_types import Count, Data, Flag, Listed, Name, OneName, Phrase, Refers, Word
from generator.model.record import Kind, Record


class Item(Data):
    """One entry: a record of this column, or only its title where nothing more is known."""

    public: ClassVar = ("title", "number", "record", "note", "region")

    title: Annotated[Phrase, Field(title="名称", description="照名单上的写法。")]
    number: Annotated[Count | None, Field(title="序号", description="前面有缺漏时写原来的序号。", ge=1)] = None
    record: Annotated[str | None, Refers("case"), Field(title="案例编号")] = None
    note: Annotated[Phrase | None, Field(title="说明")] = None
    region: Annotated[Word | None, Field(title="所属地区", description="不写时取案例所在单位的地区。")] = None
    industry: Annotated[str | None, Listed("industries"), Field(title="行业", description="不写时取案例的行业。")] = (
        None
    )
    year: Annotated[Count | None, Field(title="年份", description="不写时取案例的年份。", ge=1978, le=2099)] = None


class Credit(Data):
    """What one region put into a joint release, and who stands for it."""

    public: ClassVar = ("region", "issuers", "count")

    region: Annotated[Word, Field(title="地区", examples=["全国"])]
    issuers: Annotated[tuple[OneName, ...], Field(title="该地区的发布单位", min_length=1, max_length=10)]
    count: Annotated[Count | None, Field(title="该地区的件数", ge=1)] = None


class Share(Data):
    """One industry of a closed list."""

    public: ClassVar = ("name", "count")

    name: Annotated[str, Listed("industries"), Field(title="行业")]
    count: Annotated[Count | None, Field(title="该行业的件数", ge=1)] = None


class Span(Data):
    """The years that the cases come from."""

    public: ClassVar = ("first", "last")

    first: Annotated[Count, Field(title="起始年份", ge=1978, le=2099)]
    last: Annotated[Count, Field(title="截止年份", ge=1978, le=2099)]


class Collection(Record):
    """The items stand in their official order; `total` is how many the issuer announced."""

    year: Annotated[Count, Field(title="年度", ge=1978, le=2099)]
    issuers: Annotated[tuple[OneName, ...], Field(title="发布单位", min_length=1, max_length=10)]
    occasion: Annotated[Name | None, Field(title="发布场合")] = None
    ranked: Annotated[Flag, Field(title="是否有先后次序")] = False
    total: Annotated[Count, Field(title="应有件数", ge=1, le=500)]
    items: Annotated[tuple[Item, ...], Field(title="名单", max_length=500)] = ()
    missing: Annotated[Phrase | None, Field(title="缺漏说明", description="名单不全时必写，说明缺什么、为什么。")] = (
        None
    )
    embargo_until: Annotated[
        Day | None,
        Field(
            title="保密至",
            description="到这一天为止（含当天），本专题和名单里的案例都不公开，也不计数。",
        ),
    ] = None
    credits: Annotated[
        tuple[Credit, ...], Field(title="各地区", description="几个地区联合发布的，逐个写明。", max_length=10)
    ] = ()
    industries: Annotated[
        tuple[Share, ...], Field(title="所含行业", description="写全之后，每件案例都要属于其中之一。", max_length=30)
    ] = ()
    years: Annotated[Span | None, Field(title="案例年份范围")] = None

    @property
    def periods(self) -> tuple[str, ...]:
        return (self.of_year,)

    @property
    def of_year(self) -> str:
        return f"{self.year}年"

    @property
    def day(self) -> str:
        """The day of the release, as people write it."""
        return self.event_date.chinese if self.event_date else ""

    @property
    def size(self) -> str:
        """How many it has; and how many are listed, where some are missing."""
        listed = len(self.items)
        return f"{self.total}件" if listed == self.total else f"应有{self.total}件，列出{listed}件"

    @property
    def span(self) -> str:
        return f"{self.years.first}年至{self.years.last}年" if self.years else ""

    @property
    def order(self) -> str:
        return "有先后次序" if self.ranked else ""

    @property
    def has_numbers(self) -> bool:
        """Whether readers see numbers: a ranking, or a collection that numbers its cases itself."""
        return self.ranked or any(item.number for item in self.items)

    @property
    def numbered(self) -> list[tuple[int, Item]]:
        """The items with their official numbers: counted on from the last number given."""
        numbered: list[tuple[int, Item]] = []
        for item in self.items:
            numbered.append((item.number or (numbered[-1][0] + 1 if numbered else 1), item))
        return numbered

    def words(self) -> Iterator[str]:
        yield from super().words()
        yield from (issuer for credit in self.credits for issuer in credit.issuers)
        yield from (item.title for item in self.items)


COLLECTION = Kind(
    name="collection",
    label="专题",
    folder="collections",
    model=Collection,
    about=About("年度十大案例与案例集", ("知识产权", "十大案例", "案例集"), "工作动态", "一份年度十大案例名单或案例集"),
    happened=Happened("发布日期"),
    details=(
        Detail("of_year", "年度"),
        Detail("issuers", searched=True),
        Detail("occasion", searched=True),
        Detail("day", "发布日期"),
        Detail("size", "件数"),
        Detail("span", "案例年份"),
        Detail("order", "次序"),
        Detail("missing", searched=True, only="text"),
    ),
    blocks=(Block("items", ("items", "credits", "industries")),),
    relations=(RecordList("items", reference="record", kind="case", numbered="numbered", embargo="embargo_until"),),
    public=("year", "issuers", "occasion", "ranked", "total", "items", "missing", "years", "credits", "industries"),
    internal=("embargo_until",),
)
