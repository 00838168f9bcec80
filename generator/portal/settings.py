"""portal.yml: the portal's names and the columns that it joins."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from generator.diagnostics.problems import Position, Problem, ProblemsFound, quote
from generator.loading.validation import read_model
from generator.model.config import Feeds, Government, SiteConfig, ending_in_slash
from generator.model.field_types import Data, Link, Name, Phrase, Slug, Summary, Word
from generator.model.vocabularies import Lists, Unit
from generator.yaml_source.reader import read_file

FILE = "portal.yml"
#: The id under which the office that runs the portal is known; no column may have it.
HOST = "portal"


class ColumnPlace(Data):
    """One column: who runs it and where what it published can be read."""

    id: Annotated[Slug, Field(title="编号")]
    name: Annotated[Name, Field(title="主办单位")]
    short: Annotated[Word, Field(title="简称", examples=["某省"])]
    place: Annotated[
        Phrase, Field(title="在哪里", description="专栏的网址，或本机上已发布的文件夹（相对于 portal.yml）。")
    ]


class PortalConfig(Data):
    """The whole of `portal.yml`."""

    title: Annotated[Name, Field(title="门户名称")]
    subtitle: Annotated[Phrase, Field(title="副标题")]
    description: Annotated[Summary, Field(title="简介")]
    site_url: Annotated[Link, AfterValidator(ending_in_slash), Field(title="网址")]
    host: Annotated[Name, Field(title="主办单位")]
    government: Annotated[Government, Field(title="政府网站信息")] = Government()
    feeds: Annotated[Feeds, Field(title="订阅源")]
    columns: Annotated[tuple[ColumnPlace, ...], Field(title="专栏", min_length=1, max_length=60)]

    def as_site(self) -> SiteConfig:
        """The same for what makes pages, frames and feeds of any site."""
        return SiteConfig(
            title=self.title,
            subtitle=self.subtitle,
            description=self.description,
            site_url=self.site_url,
            host_unit=HOST,
            home_region=self.title,
            government=self.government,
            feeds=self.feeds,
        )

    def lists(self) -> Lists:
        """The columns as units, so that facets, feeds and rows call them alike."""
        units = [Unit(code="000000", id=HOST, name=self.host, short=self.title, level="国家", region=self.title)]
        units += [
            Unit(code="000000", id=column.id, name=column.name, short=column.short, level="省级", region=column.short)
            for column in self.columns
        ]
        return Lists(terms={}, units={unit.id: unit for unit in units})


def read_portal(root: Path) -> PortalConfig:
    """The settings; raises ProblemsFound with all that is wrong with them."""
    source, problems = read_file(root / FILE, FILE)
    config, faults = read_model(PortalConfig, source) if source else (None, [])
    problems = [*problems, *faults]
    if config and source:
        ids = [HOST, *(column.id for column in config.columns)]
        for number, column in enumerate(config.columns):
            if column.id in ids[: number + 1]:
                place = source.position(("columns", number, "id"))
                problems.append(Problem(place, "E310", f"编号{quote(column.id)}重复了。", "请换一个编号。"))
    if config is None or problems:
        raise ProblemsFound(problems or [Problem(Position(FILE), "E001", "没有这个文件。", "请建立 portal.yml。")])
    return config
