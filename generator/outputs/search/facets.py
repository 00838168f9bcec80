"""The facets that the search page offers: values with labels, and which of them a record has."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.site import facets
from generator.site.catalogue import Facet
from generator.site.site import Site

#: A value as it stands in addresses, and what people read.
Labelled = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SearchFacet:
    """One facet; `values` in the order in which they are shown."""

    name: str
    label: str
    values: Callable[[Site], Iterable[Labelled]]
    of: Callable[[Site, Record], Iterable[str]]
    #: Whether each value has a feed of its own.
    feed: bool = False

    def described(self, site: Site) -> dict[str, object]:
        """For the script."""
        return {"name": self.name, "label": self.label, "values": list(self.values(site)), "feed": self.feed}


def _kinds(_site: Site) -> Iterator[Labelled]:
    return ((kind.name, kind.label) for kind in KINDS.values())


def _units(site: Site) -> Iterator[Labelled]:
    return ((unit.id, unit.short) for unit in site.lists.units.values())


def _regions(site: Site) -> Iterator[Labelled]:
    return ((region, region) for region in site.lists.regions)


def _years(site: Site) -> Iterator[Labelled]:
    for year in sorted(site.catalogue.by(facets.year), reverse=True):
        yield (year, "日期不详") if year == facets.UNDATED else (year, f"{year}年")


def _editions(site: Site) -> Iterator[Labelled]:
    return ((edition.id, edition.name) for edition in site.lists.editions.values())


def _region_of(site: Site, record: Record) -> Iterable[str]:
    return dict.fromkeys(site.lists.units[unit].region for unit in facets.unit(record))


def _as_it_is(facet: Facet) -> Callable[[Site, Record], Iterable[str]]:
    return lambda _site, record: facet(record)


def _declared() -> Iterator[SearchFacet]:
    """The facets of the kinds themselves, each once; its values are those of the list that the field is taken from."""
    found = {detail.facet: (kind, detail) for kind in KINDS.values() for detail in kind.details if detail.facet}
    for name, (kind, detail) in found.items():
        yield _listed(name, kind.label_of(detail), kind.list_of(detail), partial(facets.declared, name))


def _listed(name: str, label: str, list_name: str, facet: Facet) -> SearchFacet:
    """A facet whose values are the terms of a list: authors write names, addresses hold ids."""

    def values(site: Site) -> Iterator[Labelled]:
        return ((term.id, term.name) for term in site.lists.items(list_name))

    def of(site: Site, record: Record) -> Iterator[str]:
        return (term.id for value in facet(record) if (term := site.lists.term(list_name, value)))

    return SearchFacet(name, label, values, of)


SEARCH_FACETS = (
    SearchFacet("kind", "栏目", _kinds, _as_it_is(facets.kind), feed=True),
    SearchFacet("unit", "单位", _units, _as_it_is(facets.unit), feed=True),
    SearchFacet("region", "地区", _regions, _region_of),
    _listed("theme", "任务", "themes", facets.theme),
    *_declared(),
    SearchFacet("year", "年份", _years, _as_it_is(facets.year)),
    SearchFacet("edition", "活动年度", _editions, _as_it_is(facets.edition)),
    SearchFacet("wechat", "公众号", lambda _site: [("yes", "已发公众号")], _as_it_is(facets.wechat)),
)
