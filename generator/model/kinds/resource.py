"""服务资源: a platform or database that anybody can use, with what it is for and who runs it."""

from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Detail, Happened, Review
from generator.model.field_types import Link, Listed, Name, Phrase, Word
from generator.model.record import Kind, Record


class Resource(Record):
    """A platform, database or course. What was set up for a time says until when (`valid_until`)."""

    purpose: Annotated[str, Listed("resource-purposes"), Field(title="用途")]
    operator: Annotated[Name | None, Field(title="运行单位")] = None
    website: Annotated[Link | None, Field(title="网址", description="先打开看过再写；打不开或未核实的不写。")] = None
    audience: Annotated[Phrase | None, Field(title="服务对象")] = None
    industry: Annotated[Name | None, Field(title="服务产业")] = None
    fee: Annotated[Word | None, Field(title="收费情况", examples=["免费"])] = None
    valid_until: Annotated[Day | None, Field(title="有效期至", description="长期开放的不写。")] = None

    @property
    def access(self) -> str | None:
        """What stands in the place of an address that nobody could give."""
        return None if self.website else "公开资料未载明可用的网址，请向运行单位咨询"


RESOURCE = Kind(
    name="resource",
    label="服务资源",
    folder="resources",
    model=Resource,
    about=About(
        "可供企业和公众使用的知识产权学习、检索、预警、备案和交易平台",
        ("知识产权", "服务资源", "公共服务平台"),
        "办事服务",
        "一个可供公众使用的平台、数据库或课程",
    ),
    happened=Happened("启用日期"),
    details=(
        Detail("purpose", facet="purpose"),
        Detail("operator", searched=True),
        Detail("audience"),
        Detail("industry", searched=True),
        Detail("fee"),
        Detail("valid_until"),
        Detail("website", shown="link"),
        Detail("access", "使用方式"),
    ),
    public=("purpose", "operator", "website", "audience", "industry", "fee", "valid_until"),
    review=Review(days=365),
)
