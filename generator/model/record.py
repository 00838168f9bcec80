"""What all kinds share: `Record`, and `Kind`, how a kind declares itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field

from generator.model.field_types import (
    Data,
    Day,
    FileName,
    Link,
    Listed,
    Moment,
    Name,
    Phrase,
    Refers,
    Slug,
    Summary,
    Text,
    Title,
    Word,
)

#: Fields that come from where the file lies, never from what is in it.
PLACED = ("id", "unit")


class Image(Data):
    """A picture in `content/images/<unit>/`."""

    file: Annotated[FileName, Field(title="文件名", examples=["kaimu.jpg"])]
    alt: Annotated[Phrase, Field(title="替代文字", description="给看不见图的人：图上是什么。")]
    caption: Annotated[Phrase | None, Field(title="图片说明")] = None
    credit: Annotated[Name, Field(title="摄影或版权", description="谁拍的、谁授权使用。")]


class Citation(Data):
    """A source that a record stands on."""

    title: Annotated[Phrase, Field(title="来源标题")]
    publisher: Annotated[Phrase, Field(title="发布者")]
    date: Annotated[Day | None, Field(title="来源日期")] = None
    url: Annotated[Link | None, Field(title="网址", description="官方、媒体或专业机构的网页才写。")] = None
    extent: Annotated[
        Literal["全文", "摘录"], Field(title="所见范围", description="只见到来源的一部分时写“摘录”。")
    ] = "全文"


class Correction(Data):
    """A public correction; the latest one moves the record's `updated`."""

    date: Annotated[Moment, Field(title="更正时间")]
    note: Annotated[Phrase, Field(title="更正说明")]


class Wechat(Data):
    """Overrides for the 公众号 form."""

    title: Annotated[Title | None, Field(title="公众号标题")] = None
    digest: Annotated[Summary | None, Field(title="公众号摘要")] = None
    cover: Annotated[FileName | None, Field(title="封面图片文件名")] = None
    url: Annotated[Link | None, Field(title="已发文章网址", description="公众号发布以后的文章地址。")] = None


class Passage(NamedTuple):
    """A text of a record: its field, its heading (may be empty), its Markdown."""

    field: str
    heading: str
    text: str

    @property
    def top(self) -> int:
        """The level of the highest heading inside: below its own heading, or below the page's."""
        return 3 if self.heading else 2


class Record(Data):
    """One submission. Two dates, never mixed: when it happened and when the column published it."""

    kind: ClassVar["Kind"]

    id: Slug
    unit: Slug
    title: Annotated[Title, Field(title="标题", description="不加句号，4 至 64 个字。")]
    summary: Annotated[Summary, Field(title="摘要", description="一两句话说清楚，不超过 120 个字。")]
    edition: Annotated[str | None, Listed("editions"), Field(title="所属届次")] = None
    further_editions: Annotated[
        tuple[Annotated[str, Listed("editions")], ...],
        Field(title="同时属于的届次", description="属于几次活动的，在每一次里各计一次。", max_length=5),
    ] = ()
    theme: Annotated[str | None, Listed("themes"), Field(title="任务")] = None
    tags: Annotated[tuple[Word, ...], Field(title="标签", max_length=10)] = ()
    event_date: Annotated[Day | None, Field(title="发生日期", description="事情发生的日期，不详就不写。")] = None
    outside_window: Annotated[
        Phrase | None, Field(title="不在活动期内的说明", description="日期在届次活动期外时必写。")
    ] = None
    publish_date: Annotated[
        Moment, Field(title="发布时间", description="专栏发布的时间。", examples=["2026-11-22 09:00"])
    ]
    body: Annotated[Text | None, Field(title="正文", description="Markdown，用“|”起头并缩进。")] = None
    images: Annotated[tuple[Image, ...], Field(title="图片", max_length=30)] = ()
    sources: Annotated[tuple[Citation, ...], Field(title="来源", min_length=1, max_length=20)]
    corrections: Annotated[tuple[Correction, ...], Field(title="更正", max_length=20)] = ()
    related: Annotated[tuple[Annotated[str, Refers("*")], ...], Field(title="相关记录", max_length=10)] = ()
    reviewed_by: Annotated[Word, Field(title="审核人或审核岗位")]
    reviewed_on: Annotated[Day, Field(title="审核日期")]
    wechat: Annotated[Wechat, Field(title="公众号")] = Wechat()
    note: Annotated[Phrase | None, Field(title="内部备注", description="不会公开。")] = None

    @property
    def editions(self) -> tuple[str, ...]:
        """Every edition that it belongs to, each once."""
        return tuple(dict.fromkeys(filter(None, (self.edition, *self.further_editions))))

    @property
    def address(self) -> str:
        """Where the page lies, from the site's root; permanent (conventions GOV-37)."""
        return f"{self.kind.folder}/{self.id}.html"

    @property
    def origin(self) -> str:
        """Whose words it stands on first; every page and feed entry names it (GOV-31)."""
        return str(self.sources[0].publisher)

    @property
    def updated(self) -> datetime:
        """When what the public reads last changed."""
        # Asked for hundreds of thousands of times.
        return max(self.publish_date, *(c.date for c in self.corrections)) if self.corrections else self.publish_date

    @property
    def sections(self) -> tuple[Passage, ...]:
        """The texts in reading order."""
        return (Passage("body", "", self.body),) if self.body else ()

    def words(self) -> Iterator[str]:
        """Further words by which readers look for this record: numbers, names, places."""
        yield from self.tags
        for source in self.sources:
            yield source.title
            yield source.publisher


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record as data: its words, its folder, its model and its government column tags."""

    name: str
    label: str
    folder: str
    model: type[Record]
    description: str
    keywords: tuple[str, ...]
    #: 栏目类别 of 国办发〔2017〕47号 (conventions GOV-11).
    column_type: str
    #: What the listing calls the date that a reader looks for.
    date_label: str = "日期"
