"""What all kinds share: `Record`, and `Kind`, how a kind declares itself (see `declaration`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, ClassVar, Generic, Literal, NamedTuple, cast

from pydantic import Field
from typing_extensions import TypeVar

from generator.model.dates import Day
from generator.model.declaration import (
    NO_EVENT,
    NO_REVIEW,
    About,
    Block,
    DeclarationError,
    Detail,
    Event,
    EventFields,
    Happened,
    RecordList,
    Relation,
    Review,
    Series,
    ServiceFields,
    faults,
)
from generator.model.field_types import (
    Data,
    FileName,
    Link,
    Listed,
    Moment,
    Name,
    Phrase,
    Refers,
    Slug,
    Summary,
    Tag,
    Text,
    Title,
    Word,
    marks_of,
)

#: Fields that come from where the file lies, never from what is in it.
PLACED = ("id", "unit")
#: The records of one kind; of whatever kind, where nothing is said.
R_co = TypeVar("R_co", bound="Record", default="Record", covariant=True)


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
    edition: Annotated[str | None, Listed("editions"), Field(title="活动年度")] = None
    further_editions: Annotated[
        tuple[Annotated[str, Listed("editions")], ...],
        Field(title="同时属于的活动年度", description="属于几次活动的，在每一次里各计一次。", max_length=5),
    ] = ()
    theme: Annotated[str | None, Listed("themes"), Field(title="任务")] = None
    tags: Annotated[tuple[Tag, ...], Field(title="标签", max_length=10)] = ()
    event_date: Annotated[Day | None, Field(title="发生日期", description="事情发生的日期，不详就不写。")] = None
    outside_window: Annotated[
        Phrase | None, Field(title="不在活动期内的说明", description="日期在活动期外时必写。")
    ] = None
    publish_date: Annotated[
        Moment, Field(title="发布时间", description="专栏发布的时间。", examples=["2026-11-22 09:00"])
    ]
    body: Annotated[Text | None, Field(title="正文", description="Markdown，用“|”起头并缩进。")] = None
    images: Annotated[tuple[Image, ...], Field(title="图片", max_length=30)] = ()
    sources: Annotated[tuple[Citation, ...], Field(title="来源", min_length=1, max_length=20)]
    corrections: Annotated[tuple[Correction, ...], Field(title="更正", max_length=20)] = ()
    related: Annotated[tuple[Annotated[str, Refers("*")], ...], Field(title="相关记录", max_length=10)] = ()
    reviewed_by: Annotated[
        Word | None, Field(title="审核人或审核岗位", description="投稿时可以不写，由编辑审核后补上。")
    ] = None
    reviewed_on: Annotated[Day | None, Field(title="审核日期", description="投稿时可以不写。")] = None
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
    def article_title(self) -> str:
        """What its 公众号 article is called."""
        return str(self.wechat.title or self.title)

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
        named = (Passage(*one, "" if one[0] in self.unsound else getattr(self, one[0])) for one in self.kind.headings)
        return tuple(passage for passage in named if passage.text)

    @property
    def event(self) -> Event:
        """What it says as an event; nothing, if its kind is none."""
        return self.kind.event.of(self) if self.kind.event else NO_EVENT

    @property
    def task_line(self) -> str:
        """Its task line in a few words."""
        return self.theme or ""

    @property
    def places(self) -> tuple[str, ...]:
        """Texts that name where it happened or where it is."""
        service = self.kind.service.of(self) if self.kind.service else None
        where = (service.district, service.address, service.carrier) if service else ()
        return tuple(text for text in (self.event.venue, *where) if text)

    @property
    def periods(self) -> tuple[str, ...]:
        """Texts that name the years which it is about."""
        return ()

    @property
    def happened_label(self) -> str:
        """What `event_date` is the date of."""
        return self.kind.happened.label

    @property
    def amount(self) -> tuple[Decimal, str] | None:
        """The amount in 万元 by which readers look for the record, and what it is."""
        return None

    @property
    def embargo(self) -> Day | None:
        """Until when it is held back, with what it lists."""
        lists = self.kind.record_list
        return cast(Day | None, getattr(self, lists.embargo)) if lists and lists.embargo else None

    @property
    def listed(self) -> tuple[str, ...]:
        """The ids of the records that it lists."""
        lists = self.kind.record_list
        found = (getattr(item, lists.reference) for item in getattr(self, lists.field)) if lists else ()
        return tuple(filter(None, found))

    def words(self) -> Iterator[str]:
        """Further words by which readers look for this record: numbers, names, places."""
        yield from self.tags
        for source in self.sources:
            yield from (source.title, source.publisher)
        for detail in self.kind.details:
            if detail.searched and (value := getattr(self, detail.name)):
                yield from value if isinstance(value, tuple) else (str(value),)


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind(Generic[R_co]):
    """A kind of record: everything in which it differs from the others, said once.

    Checked against its model when the program starts, so that no field is forgotten and none goes out unasked.
    """

    name: str
    label: str
    folder: str
    model: type[R_co]
    about: About
    happened: Happened
    #: In reading order, the same in every medium.
    details: tuple[Detail, ...]
    #: The texts; their headings are the titles of the fields.
    prose: tuple[str, ...] = ("body",)
    blocks: tuple[Block, ...] = ()
    event: EventFields | None = None
    service: ServiceFields | None = None
    relations: tuple[Relation, ...] = ()
    #: What the API gives besides what it gives of every record.
    public: tuple[str, ...]
    #: What never leaves the office.
    internal: tuple[str, ...] = ()
    review: Review = NO_REVIEW
    withdrawable: bool = True
    #: Whether editors of 公众号 publish it, so that it is in their feed and first in digests.
    for_editors: bool = False
    #: Whether its list has a form of its own, made by an output of its own.
    own_list: bool = False

    def __post_init__(self) -> None:
        if wrong := list(faults(self, Record.model_fields)):
            raise DeclarationError(f"{self.name}: {'; '.join(wrong)}")
        self.model.kind = self

    def __reduce__(self) -> tuple[Any, ...]:
        """Processes of a build know the kinds themselves."""
        return getattr, (self.model, "kind")

    def own(self, record: "Record | None") -> R_co | None:
        """The record as one of this kind, if it is."""
        return cast("R_co", record) if record is not None and record.kind is self else None

    @cached_property
    def record_list(self) -> RecordList | None:
        """What of other records it lists, if it does."""
        return next((relation for relation in self.relations if isinstance(relation, RecordList)), None)

    @cached_property
    def series(self) -> Series | None:
        """What makes its records follow each other, if they do."""
        return next((relation for relation in self.relations if isinstance(relation, Series)), None)

    @cached_property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """The fields of the texts with their headings; the main text has none."""
        titles = self.model.model_fields
        return tuple((name, "" if name == "body" else titles[name].title or "") for name in self.prose)

    def label_of(self, detail: Detail, record: "Record | None" = None) -> str:
        """What a detail is called, in this record if that depends on it."""
        if detail.label_from and record is not None:
            return str(getattr(record, detail.label_from))
        return detail.label or self.model.model_fields[detail.name].title or ""

    def list_of(self, detail: Detail) -> str:
        """The list that the values of a detail are taken from."""
        return next((mark.name for mark in marks_of(self.model, detail.name) if isinstance(mark, Listed)), "")

    @cached_property
    def block_names(self) -> frozenset[str]:
        return frozenset(block.name for block in self.blocks)
