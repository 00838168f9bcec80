"""服务网点: where people get help with intellectual property."""

from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Detail, Happened, Review, ServiceFields
from generator.model.field_types import Link, Listed, Name, Phrase
from generator.model.record import Kind, Record


class Outlet(Record):
    """An outlet, centre, window or station."""

    level: Annotated[str | None, Listed("outlet-levels"), Field(title="级别")] = None
    type: Annotated[str, Listed("outlet-types"), Field(title="类型")]
    carrier: Annotated[Name | None, Field(title="承载单位")] = None
    district: Annotated[Name | None, Field(title="所在县（市、区）或园区")] = None
    address_text: Annotated[Phrase | None, Field(title="地址")] = None
    telephone: Annotated[Name | None, Field(title="电话", description="办公电话，不写手机号。")] = None
    hours: Annotated[Name | None, Field(title="服务时间")] = None
    website: Annotated[Link | None, Field(title="网址")] = None
    industry: Annotated[Name | None, Field(title="服务产业")] = None
    services: Annotated[tuple[Name, ...], Field(title="服务事项", max_length=30)] = ()
    scope: Annotated[Phrase | None, Field(title="服务范围")] = None
    established: Annotated[Day | None, Field(title="设立或认定日期")] = None

    @property
    def unsaid(self) -> str | None:
        """What people would go or call by, and no source gives."""
        where = "详细地址" if self.district else "地址"
        given = ((where, self.address_text), ("电话", self.telephone), ("服务时间", self.hours))
        return "、".join(name for name, value in given if not value) or None


OUTLET = Kind(
    name="outlet",
    label="服务网点",
    folder="outlets",
    model=Outlet,
    about=About(
        "各地知识产权公共服务网点、保护中心、维权援助机构和窗口",
        ("知识产权", "服务网点", "维权援助", "公共服务"),
        "办事服务",
        "提供办事、咨询、维权服务的机构或场所",
        ("电话", "地址", "联系方式", "服务点", "服务站", "维权站", "维权点", "维权中心", "维权机构", "办事窗口"),
    ),
    happened=Happened("设立或认定日期"),
    service=ServiceFields(
        district="district",
        address="address_text",
        telephone="telephone",
        hours="hours",
        website="website",
        area="scope",
        carrier="carrier",
    ),
    details=(
        Detail("level"),
        Detail("type", "网点类型", facet="outlet-type", row=True),
        Detail("carrier", searched=True),
        Detail("district", "所在区域", searched=True),
        Detail("address_text", searched=True),
        Detail("telephone", shown="telephone", searched=True, row=True),
        Detail("hours"),
        Detail("unsaid", "公开资料未载明"),
        Detail("industry", searched=True),
        Detail("scope", searched=True),
        Detail("established", "设立或认定"),
        Detail("website", shown="link", only="page"),
        Detail("services", searched=True, only="text"),
    ),
    public=(
        "level",
        "type",
        "carrier",
        "district",
        "address_text",
        "telephone",
        "hours",
        "website",
        "industry",
        "services",
        "scope",
        "established",
    ),
    review=Review(days=365),
    own_list=True,
)
