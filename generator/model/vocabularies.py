"""The controlled lists of `content/lists/`: units, editions, themes and every closed choice.

Authors write names, as people say them; addresses and data use the ids.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from generator.model.dates import Day
from generator.model.editions import Edition
from generator.model.field_types import Count, Data, Moment, Name, Phrase, Slug, Word
from generator.model.kinds import KindLabel, WithdrawableLabel
from generator.model.registry_codes import DivisionCode

_ID = Field(title="编号")
_LIST_NAME = Field(title="词表名称")


class Term(Data):
    """One choice of a plain list."""

    id: Annotated[Slug, _ID]
    name: Annotated[Name, Field(title="名称")]
    aliases: Annotated[tuple[Word, ...], Field(title="别名")] = ()
    description: Annotated[Phrase | None, Field(title="说明")] = None


class Unit(Data):
    """A bureau or park; keyed by `id` in addresses, unique by division code."""

    code: Annotated[DivisionCode, Field(title="行政区划代码")]
    id: Annotated[Slug, _ID]
    name: Annotated[Name, Field(title="单位全称")]
    short: Annotated[Word, Field(title="简称", examples=["某市"])]
    level: Annotated[Literal["国家", "省级", "设区市", "县区", "园区"], Field(title="级别")]
    region: Annotated[Word, Field(title="所属地区", examples=["全国"])]
    aliases: Annotated[tuple[Word, ...], Field(title="别名")] = ()

    @property
    def rank(self) -> str:
        """The level as readers know it: what stands where a city with districts does is not always one."""
        other = next((kind for kind in _PREFECTURES if kind in self.name), "")
        return other if self.level == "设区市" and other else self.level


#: Divisions on the level of cities with districts; a league may hold 盟 in its short name only.
_PREFECTURES = ("自治州", "地区", "盟")


def prefectures(units: Iterable[Unit]) -> str:
    """What readers call all of them together."""
    ranks = {unit.rank for unit in units if unit.level == "设区市"}
    return "各设区市" if ranks <= {"设区市"} else "各地"


class Tile(Data):
    """Where a unit stands on a schematic map: a place in a grid, since outlines need an approval number."""

    unit: Annotated[Slug, Field(title="单位编号")]
    row: Annotated[Count, Field(title="第几行", ge=1, le=8)]
    column: Annotated[Count, Field(title="第几列", ge=1, le=8)]


class Region(Data):
    """A region with a page of its own and a place on the map of regions."""

    id: Annotated[Slug, _ID]
    name: Annotated[Word, Field(title="名称", description="与单位名单里的所属地区（region）一致。")]
    row: Annotated[Count, Field(title="第几行", ge=1, le=8)]
    column: Annotated[Count, Field(title="第几列", ge=1, le=8)]
    tiles: Annotated[tuple[Tile, ...], Field(title="各设区市在示意图上的位置")] = ()


class Withdrawn(Data):
    """A record that was taken back: its file is gone, its address and its feeds say so.

    No title and no text: a record is often withdrawn because of them.
    """

    id: Annotated[Slug, _ID]
    kind: Annotated[WithdrawableLabel, Field(title="种类")]
    unit: Annotated[Slug, Field(title="单位编号")]
    date: Annotated[Moment, Field(title="撤回时间")]
    reason: Annotated[Phrase, Field(title="撤回原因", description="会公开，不写原来的内容和个人信息。")]
    published: Annotated[
        Moment | None,
        Field(title="原来的发布时间", description="写了的，下面几项就是它列入过的全部；没写的，可能列入的地方都通知。"),
    ] = None
    further_units: Annotated[tuple[Slug, ...], Field(title="同时列入的单位", max_length=40)] = ()
    theme: Annotated[Name | None, Field(title="任务")] = None
    editions: Annotated[tuple[Slug, ...], Field(title="活动年度", max_length=6)] = ()
    collections: Annotated[tuple[Slug, ...], Field(title="列入过的专题", max_length=20)] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit under which it was listed."""
        return (self.unit, *self.further_units)


class Moved(Data):
    """A record that got another id: its old address leads on, and feed readers keep knowing it by the old one."""

    id: Annotated[Slug, Field(title="原来的编号")]
    kind: Annotated[KindLabel, Field(title="种类")]
    to: Annotated[Slug, Field(title="现在的编号")]


class Wording(Data):
    """A name or term that must be right (conventions ID-62), and how it is often written instead."""

    right: Annotated[Name, Field(title="正确写法")]
    wrong: Annotated[tuple[Name, ...], Field(title="不该出现的写法", min_length=1, max_length=30)]
    since: Annotated[Day | None, Field(title="从哪天起")] = None
    note: Annotated[Phrase | None, Field(title="说明")] = None


class WordingList(Data):
    """File form of `wording.yml`."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[Wording, ...], Field(title="用语", max_length=1000)]


class TermList(Data):
    """File form of a plain list."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[Term, ...], Field(title="词条", min_length=1, max_length=500)]


class UnitList(Data):
    """File form of `units.yml`."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[Unit, ...], Field(title="单位", min_length=1, max_length=2000)]


class EditionList(Data):
    """File form of `editions.yml`."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[Edition, ...], Field(title="届次", max_length=200)]


class RegionList(Data):
    """File form of `regions.yml`."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[Region, ...], Field(title="地区", max_length=40)]


class WithdrawnList(Data):
    """File form of `withdrawn.yml`."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[Withdrawn, ...], Field(title="撤回的记录", max_length=2000)] = ()


class SentDigest(Data):
    """A weekly digest that has gone out: what it held, for ever."""

    id: Annotated[str, Field(title="哪一周", pattern=r"[0-9]{4}-w[0-9]{2}", examples=["2026-w47"])]
    sent: Annotated[Moment, Field(title="发出时间")]
    records: Annotated[tuple[Slug, ...], Field(title="收录的记录", max_length=2000)] = ()


class DigestList(Data):
    """File form of `digests.yml`."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[SentDigest, ...], Field(title="已经发出的一周速递", max_length=2000)] = ()


class MovedList(Data):
    """File form of `moved.yml`."""

    name: Annotated[Name, _LIST_NAME]
    items: Annotated[tuple[Moved, ...], Field(title="改了编号的记录", max_length=2000)] = ()


ListForm: TypeAlias = (
    TermList | UnitList | EditionList | RegionList | WithdrawnList | MovedList | DigestList | WordingList
)

#: List files of a form of their own; every other file in `content/lists/` is a `TermList`.
FORMS: dict[str, type[ListForm]] = {
    "units": UnitList,
    "editions": EditionList,
    "regions": RegionList,
    "withdrawn": WithdrawnList,
    "moved": MovedList,
    "digests": DigestList,
    "wording": WordingList,
}


@dataclass(frozen=True)
class Lists:
    """All controlled lists, read-only."""

    terms: Mapping[str, TermList]
    units: Mapping[str, Unit]
    editions: Mapping[str, Edition] = field(default_factory=dict)
    #: The regions that have a page, by name, in the order of the list.
    mapped: Mapping[str, Region] = field(default_factory=dict)
    withdrawn: tuple[Withdrawn, ...] = ()
    moved: tuple[Moved, ...] = ()
    digests: tuple[SentDigest, ...] = ()
    #: Names and terms that must be right; a site may have none.
    wording: tuple[Wording, ...] = ()

    def names(self, name: str) -> Iterator[str]:
        """What an author may write where `Listed(name)` is declared."""
        if name == "units":
            yield from self.units
        elif name == "editions":
            yield from self.editions
        elif name in self.terms:
            yield from (term.name for term in self.terms[name].items)

    def items(self, name: str) -> tuple[Term, ...]:
        """The terms of a plain list; none if the site does not have it."""
        return self.terms[name].items if name in self.terms else ()

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], Term]:
        return {(name, term.name): term for name, form in self.terms.items() for term in form.items}

    def term(self, name: str, value: str) -> Term | None:
        """The term of list `name` that an author wrote as `value`."""
        return self._by_name.get((name, value))

    @property
    def regions(self) -> dict[str, list[Unit]]:
        """Units by region, in the order of the list."""
        regions: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            regions.setdefault(unit.region, []).append(unit)
        return regions


def gathered(forms: Mapping[str, ListForm]) -> Lists:
    """The lists that were read, by the names of their files."""
    found = Lists(terms={name: form for name, form in forms.items() if isinstance(form, TermList)}, units={})
    for form in forms.values():
        if isinstance(form, UnitList):
            found = replace(found, units={unit.id: unit for unit in form.items})
        elif isinstance(form, EditionList):
            found = replace(found, editions={edition.id: edition for edition in form.items})
        elif isinstance(form, RegionList):
            found = replace(found, mapped={region.name: region for region in form.items})
        elif isinstance(form, WithdrawnList):
            found = replace(found, withdrawn=form.items)
        elif isinstance(form, MovedList):
            found = replace(found, moved=form.items)
        elif isinstance(form, DigestList):
            found = replace(found, digests=form.items)
        elif isinstance(form, WordingList):
            found = replace(found, wording=form.items)
    return found


def a_unit(units: Mapping[str, Unit] | None) -> str:
    """The id of a unit of this column that may stand in an example: the first below the province, if there is one."""
    listed = list((units or {}).values())
    below = [unit for unit in listed if unit.level not in ("国家", "省级")]
    return next((unit.id for unit in below or listed), "单位编号")


def unit_hint(written: str, units: Mapping[str, Unit]) -> str:
    """Which unit is meant: by its name as people say it, or by a similar id."""
    for unit in units.values():
        if written in (unit.name, unit.short, *unit.aliases):
            return f"“{written}”请写作“{unit.id}”。"
    close = difflib.get_close_matches(written, units, n=1, cutoff=0.7)
    if close:
        return f"是不是“{close[0]}”（{units[close[0]].name}）？"
    return "请用 content/lists/units.yml 里的单位编号（id），或先在那里登记。"
