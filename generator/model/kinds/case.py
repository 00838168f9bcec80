"""典型案例: a case, its way through the instances, and what others can learn from it."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Block, Detail, Happened
from generator.model.field_types import Data, Listed, Name, PartyName, Phrase, Text, Word
from generator.model.quantities import Qualifier, Wan, money
from generator.model.record import Kind, Record
from generator.text.identifiers import Identifier, identifiers

#: 万元 from which an amount belongs to a band; readers look for 百万 and 千万 cases.
BANDS = ((0, "百万元以下"), (100, "百万元级"), (1_000, "千万元级"), (10_000, "亿元级"))
_IDS_OF_BANDS = tuple(zip(("under-1m", "1m", "10m", "100m"), (name for _least, name in BANDS), strict=True))
#: Who decided: id, name, and how its name is written in records.
AUTHORITIES = (
    ("supreme", "最高人民法院", r"最高人民法院"),
    ("high", "高级人民法院", r"高级人民法院"),
    ("intermediate", "中级人民法院", r"中级人民法院|(?<!最高人民法院)知识产权法[院庭]"),
    ("basic", "基层人民法院", r"(?:[市县区]|铁路运输|互联网)(?:人民)?法院"),
    ("procuratorate", "检察院", r"检察院"),
    ("police", "公安机关", r"公安|警方"),
    ("customs", "海关", r"海关"),
    ("administration", "知识产权和市场监管部门", r"知识产权局|市场监督管理|工商行政管理"),
    ("abroad", "境外机构", r"美国|德国|欧盟|日本|USITC"),
)
_IDS_OF_AUTHORITIES = tuple((id_, name) for id_, name, _written in AUTHORITIES)
#: Steps by which readers look for cases; `stage` names them in many forms.
PROCEDURES = (
    ("first", "一审"),
    ("second", "二审"),
    ("retrial", "再审"),
    ("penalty", "行政处罚"),
    ("ruling", "行政裁决"),
    ("invalidation", "无效宣告"),
)
#: Steps in which somebody only told others of a case that he did not deal with.
TOLD_OF = ("公布", "发布", "通报", "入选")
#: Types in which nobody decides: a loan, an insurance, a platform.
SERVICES = ("融资", "保险", "公共服务")
#: Names that leave open who it was.
NAMELESS = re.compile(r"(?:一审|二审|再审|审理|人民)*法院")
#: Said of a number that is of no form we know.
AS_GIVEN = "照来源原样"


Value = TypeVar("Value")


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    groups: dict[str, list[Value]] = {}
    for name, value in pairs:
        groups.setdefault(name, []).append(value)
    return groups


class Party(Data):
    """A party; natural persons are given as 张某 (conventions ID-21)."""

    public: ClassVar = ("role", "name")

    role: Annotated[Word, Field(title="诉讼地位", examples=["原告", "被告"])]
    name: Annotated[PartyName, Field(title="名称", description="自然人写姓氏加“某”；单位写全称。")]


class Proceeding(Data):
    """One step of the case: an instance, a decision, a seizure."""

    public: ClassVar = ("stage", "authority", "number", "date", "outcome")

    stage: Annotated[Word, Field(title="阶段", examples=["一审", "二审"])]
    authority: Annotated[Name, Field(title="审理或办理机关")]
    number: Annotated[Name | None, Field(title="案号", examples=["（2020）最高法知民终1号"])] = None
    date: Annotated[Day | None, Field(title="日期")] = None
    outcome: Annotated[Phrase | None, Field(title="结果")] = None


class Case(Record):
    """A case with the sections that readers expect: 基本案情, 处理结果, 典型意义, 借鉴."""

    type: Annotated[str, Listed("case-types"), Field(title="案例类型")]
    rights: Annotated[
        tuple[Annotated[str, Listed("rights")], ...],
        Field(title="权利类型", description="来源未载明就不写。", max_length=6),
    ] = ()
    cause: Annotated[Name | None, Field(title="案由")] = None
    parties: Annotated[tuple[Party, ...], Field(title="当事人", max_length=30)] = ()
    proceedings: Annotated[tuple[Proceeding, ...], Field(title="办理经过", max_length=20)] = ()
    industry: Annotated[str | None, Listed("industries"), Field(title="行业")] = None
    countries: Annotated[tuple[Word, ...], Field(title="涉及国家或地区", max_length=10)] = ()
    procedure: Annotated[Word | None, Field(title="境外程序", examples=["美国337调查"])] = None
    amount_wan: Annotated[Wan | None, Field(title="金额（万元）")] = None
    amount_kind: Annotated[
        Literal["判赔金额", "调解金额", "案值", "涉案金额", "罚款", "罚金", "融资金额"] | None,
        Field(title="金额性质"),
    ] = None
    amount_qualifier: Annotated[
        Qualifier | None, Field(title="金额约数用语", description="来源写“2亿余元”，金额填 20000，这里选“余”。")
    ] = None
    angles: Annotated[
        tuple[Annotated[str, Listed("case-angles")], ...],
        Field(title="借鉴角度", description="典型意义或借鉴里写到的才选。", max_length=3),
    ] = ()
    selected: Annotated[
        tuple[Phrase, ...],
        Field(title="入选名单", description="本专栏没有专题的名单才写，并写明第几件。", max_length=10),
    ] = ()
    outcome: Annotated[Phrase | None, Field(title="结果")] = None
    facts: Annotated[Text | None, Field(title="基本案情")] = None
    decision: Annotated[Text | None, Field(title="处理结果")] = None
    significance: Annotated[Text | None, Field(title="典型意义")] = None
    lessons: Annotated[Text | None, Field(title="借鉴")] = None

    @property
    def amount_name(self) -> str:
        """What the amount is, as far as the source says."""
        return self.amount_kind or "金额"

    @property
    def amount_text(self) -> str:
        """The amount as the source gives it."""
        return "" if self.amount_wan is None else money(self.amount_wan, self.amount_qualifier)

    @property
    def day(self) -> str:
        """The day of the decision or of another step, as people write it."""
        return self.event_date.chinese if self.event_date else ""

    @property
    def dealt_with(self) -> tuple[Proceeding, ...]:
        """The steps of those who dealt with it, without those who only told of it."""
        return tuple(step for step in self.proceedings if not step.stage.endswith(TOLD_OF))

    @property
    def happened_label(self) -> str:
        """By the step of that day: 二审日期, 查获日期; a seizure is no judgment."""
        steps = (step.stage for step in self.dealt_with if self.event_date and step.date == self.event_date)
        stage = next(steps, "")
        if stage:
            return f"{stage}日期"
        return "时间" if self.type in SERVICES else super().happened_label

    @property
    def bands(self) -> tuple[str, ...]:
        """The names of all bands, the smallest first."""
        return tuple(name for _least, name in BANDS)

    @property
    def band(self) -> str | None:
        """The name of the band that the amount lies in."""
        if self.amount_wan is None:
            return None
        return [name for least, name in BANDS if self.amount_wan >= least][-1]

    @property
    def amount(self) -> tuple[Decimal, str] | None:
        return None if self.amount_wan is None else (self.amount_wan, self.amount_name)

    @property
    def authorities(self) -> tuple[str, ...]:
        """The sorts of authorities that dealt with it."""
        named = "\n".join(step.authority for step in self.dealt_with)
        return tuple(name for _id, name, written in AUTHORITIES if re.search(written, named))

    @property
    def procedures(self) -> tuple[str, ...]:
        """The steps that it went through."""
        stages = "\n".join(step.stage for step in self.proceedings)
        return tuple(name for _id, name in PROCEDURES if name in stages)

    @property
    def last_authority(self) -> str | None:
        """Who dealt with it last, if the source names them."""
        named = [step.authority for step in self.dealt_with if not NAMELESS.fullmatch(step.authority)]
        return named[-1] if named else None

    @property
    def places(self) -> tuple[str, ...]:
        return (*super().places, *(step.authority for step in self.proceedings))

    @cached_property
    def identifiers(self) -> list[Identifier]:
        """The numbers of the case, checked: those of its proceedings first, then those in its texts."""
        numbers = [number for step in self.proceedings for number in (step.number or "").split("、") if number]
        known = [identifiers(number) or [Identifier("案号", number, number, AS_GIVEN)] for number in numbers]
        texts = identifiers(self.title, *(section.text for section in self.sections))
        listed = [found for group in known for found in group] + texts
        return list({(found.kind, found.normal): found for found in listed}.values())

    @property
    def roles(self) -> dict[str, list[str]]:
        """The parties by what they are in the case."""
        return _grouped((party.role, party.name) for party in self.parties)

    @property
    def numbers(self) -> dict[str, list[Identifier]]:
        """The identifiers by what they are numbers of."""
        return _grouped((found.kind, found) for found in self.identifiers)

    def words(self) -> Iterator[str]:
        yield from super().words()
        yield from (party.name for party in self.parties)
        for step in self.proceedings:
            yield step.authority
            yield from filter(None, (step.number, step.outcome))


CASE = Kind(
    name="case",
    label="典型案例",
    folder="cases",
    model=Case,
    about=About(
        "知识产权司法、行政与服务典型案例",
        ("知识产权", "典型案例", "十大案例"),
        "工作动态",
        "一起办结的案件或一项服务实事",
    ),
    happened=Happened("办理日期"),
    details=(
        Detail("amount_text", label_from="amount_name", shown="bands", row=True),
        Detail("outcome", searched=True),
        Detail("type", facet="case-type"),
        Detail("selected", searched=True),
        Detail("rights", searched=True, facet="right", row=True),
        Detail("cause", searched=True, facet="cause", row=True),
        Detail("last_authority", "办理机关", only="row", row=True),
        Detail("angles", searched=True, facet="angle"),
        Detail("industry", facet="industry"),
        Detail("countries", facet="country"),
        Detail("procedure", searched=True),
        Detail("day", label_from="happened_label"),
        Detail("authorities", "审理或办理机关", facet="authority", values=_IDS_OF_AUTHORITIES, only="facet"),
        Detail("procedures", "程序", facet="procedure", values=PROCEDURES, only="facet"),
        Detail("band", "金额", facet="amount", values=_IDS_OF_BANDS, only="facet"),
    ),
    prose=("body", "facts", "decision", "significance", "lessons"),
    blocks=(
        Block("proceedings", ("proceedings",)),
        Block("parties", ("parties",)),
        Block("numbers", ("proceedings",), only="page"),
    ),
    public=(
        "type",
        "rights",
        "cause",
        "parties",
        "proceedings",
        "industry",
        "countries",
        "procedure",
        "amount_wan",
        "amount_kind",
        "amount_qualifier",
        "outcome",
        "selected",
        "angles",
    ),
    for_editors=True,
)
