"""政策文件: what was issued, by whom, on what ground, and whether it still holds."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Block, Detail, Happened, Review
from generator.model.field_types import Data, DocumentNumber, Listed, OneName, Phrase, Refers
from generator.model.record import Kind, Record


class Basis(Data):
    """A document that a policy rests on."""

    public: ClassVar = ("title", "number", "record")

    title: Annotated[Phrase, Field(title="文件名称")]
    number: Annotated[DocumentNumber | None, Field(title="发文字号")] = None
    record: Annotated[str | None, Refers("policy"), Field(title="本专栏的政策编号")] = None


class Policy(Record):
    """A document; its number keeps the form 苏知发〔2020〕63号 (conventions ID-37)."""

    number: Annotated[DocumentNumber | None, Field(title="发文字号", examples=["某知发〔2020〕6号"])] = None
    issuers: Annotated[
        tuple[OneName, ...], Field(title="发文机关", description="原文未注明就不写。", max_length=10)
    ] = ()
    issued: Annotated[Day | None, Field(title="成文日期")] = None
    status: Annotated[str, Listed("policy-statuses"), Field(title="效力状态")]
    openness: Annotated[Literal["主动公开", "依申请公开"] | None, Field(title="信息公开类别")] = None
    plan_for: Annotated[
        str | None,
        Listed("editions"),
        Field(title="活动方案", description="本单位为哪一年度活动制订的方案，写活动年度的编号；其他文件不写。"),
    ] = None
    based_on: Annotated[tuple[Basis, ...], Field(title="依据", max_length=20)] = ()

    @property
    def issued_by(self) -> str:
        return "、".join(self.issuers) or "原文未注明"

    @property
    def grounds(self) -> str:
        """What it rests on, in one line."""
        return "；".join(f"{basis.title}{f'（{basis.number}）' if basis.number else ''}" for basis in self.based_on)

    def words(self) -> Iterator[str]:
        yield from super().words()
        yield from self.issuers
        yield from filter(None, (self.number,))
        for basis in self.based_on:
            yield basis.title
            yield from filter(None, (basis.number,))


POLICY = Kind(
    name="policy",
    label="政策文件",
    folder="policies",
    model=Policy,
    about=About(
        "与知识产权服务万里行和知识产权公共服务有关的政策文件",
        ("知识产权", "政策文件", "通知"),
        "政策文件",
        "一份通知、方案、指南",
    ),
    happened=Happened("成文日期"),
    details=(
        Detail("number"),
        Detail("issued_by", "发文机关"),
        Detail("issued"),
        Detail("status", shown="status"),
        Detail("openness", "公开类别"),
        Detail("grounds", "依据", only="text"),
    ),
    blocks=(Block("grounds", ("based_on",), only="page"),),
    public=("number", "issuers", "issued", "status", "openness", "plan_for", "based_on"),
    review=Review(days=365, needed=("openness",)),
    own_list=True,
)
