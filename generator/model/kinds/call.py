"""征集与通知: what is asked for, of whom, until when and how; and what came of it."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Block, Detail, Happened
from generator.model.field_types import Link, Name, OneName, Phrase, Refers, Text
from generator.model.record import Kind, Record


class Call(Record):
    """A call goes from 征集 by 初评 to 入选, which names the collection that came of it (`chosen`)."""

    issuers: Annotated[
        tuple[OneName, ...], Field(title="组织单位", description="原文未注明就不写。", max_length=10)
    ] = ()
    deadline: Annotated[Day | None, Field(title="截止日期")] = None
    state: Annotated[
        Literal["征集", "初评", "入选"] | None,
        Field(title="进展", description="还在接收材料的写“征集”；结果公布后写“入选”，并写入选名单。不掌握的不写。"),
    ] = None
    chosen: Annotated[
        str | None, Refers("collection"), Field(title="入选名单", description="进展写“入选”时必写：专题的编号。")
    ] = None
    audience: Annotated[Phrase | None, Field(title="征集对象")] = None
    contact: Annotated[Name | None, Field(title="联系处室和电话", description="办公电话，不写手机号。")] = None
    website: Annotated[Link | None, Field(title="申报网址")] = None
    criteria: Annotated[Text | None, Field(title="条件和标准")] = None
    application: Annotated[Text | None, Field(title="申报方式")] = None

    @property
    def issued_by(self) -> str:
        return "、".join(self.issuers) or "原文未注明"

    @property
    def until(self) -> str:
        return self.deadline.chinese if self.deadline else "公开资料未载明"

    @property
    def progress(self) -> str:
        """Where it stands on the way from the call to the result."""
        return self.state or "公开资料未载明"


CALL = Kind(
    name="call",
    label="征集与通知",
    folder="calls",
    model=Call,
    about=About(
        "典型案例征集、项目申报和需求征集的对象、条件、期限、方式和结果",
        ("知识产权", "征集", "申报"),
        "政策文件",
        "一次案例征集、项目申报或需求征集",
    ),
    happened=Happened("通知日期"),
    details=(
        Detail("issued_by", "组织单位", searched=True),
        Detail("audience"),
        Detail("until", "截止日期"),
        Detail("progress", "进展"),
        Detail("contact", shown="telephone"),
        Detail("website", shown="link"),
    ),
    blocks=(Block("chosen", ("chosen",), before=True, only="page"),),
    prose=("body", "criteria", "application"),
    public=("issuers", "deadline", "state", "chosen", "audience", "contact", "website"),
)
