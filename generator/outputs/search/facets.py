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
    #: Whether the names of its values are words that a query may hold.
    words: bool = False
    #: The list of its values, whose further names are words as well.
    list_name: str = ""

    def described(self, site: Site) -> dict[str, object]:
        """For the script."""
        told = {"name": self.name, "label": self.label, "values": list(self.values(site)), "feed": self.feed}
        return {**told, "words": dict(self._names(site))} if self.words else told

    def _names(self, site: Site) -> Iterator[tuple[str, int]]:
        """Further names of values, each with the number of its value."""
        if self.name == "kind":
            yield from ((word, number) for number, kind in enumerate(KINDS.values()) for word in kind.about.asked_as)
            return
        units = self.list_name == "units"
        terms = site.lists.units.values() if units else site.lists.items(self.list_name)
        numbers = {value: i for i, (value, _label) in enumerate(self.values(site))}
        for term in terms:
            names = (term.name, *term.aliases) if units else term.aliases
            yield from ((name, numbers[term.id]) for name in names)


def _kinds(_site: Site) -> Iterator[Labelled]:
    return ((kind.name, kind.label) for kind in KINDS.values())


def _units(site: Site) -> Iterator[Labelled]:
    return ((unit.id, unit.short) for unit in site.lists.units.values())


def _regions(site: Site) -> Iterator[Labelled]:
    return ((region, region) for region in site.lists.regions)


def _all_years(site: Site) -> Iterator[Labelled]:
    found = {year for record in site.catalogue.records for year in facets.years(record)} - {facets.UNDATED}
    yield from ((year, f"{year}年") for year in sorted(found, reverse=True))
    yield facets.UNDATED, "日期不详"


def _editions(site: Site) -> Iterator[Labelled]:
    return ((edition.id, edition.name) for edition in site.lists.editions.values())


def _region_of(site: Site, record: Record) -> Iterable[str]:
    return dict.fromkeys(site.lists.units[unit].region for unit in facets.unit(record))


def _places_of(site: Site, record: Record) -> Iterable[str]:
    return facets.place(site.lists.units, record)


def _as_it_is(facet: Facet) -> Callable[[Site, Record], Iterable[str]]:
    return lambda _site, record: facet(record)


def _declared() -> Iterator[SearchFacet]:
    """The facets of the kinds themselves, each once; its values are those of the list that the field is taken from."""
    found = {detail.facet: (kind, detail) for kind in KINDS.values() for detail in kind.details if detail.facet}
    for name, (kind, detail) in found.items():
        label, facet = kind.label_of(detail), partial(facets.declared, name)
        if detail.values:
            yield _fixed(name, label, detail.values, facet)
        elif kind.list_of(detail):
            yield _listed(name, label, kind.list_of(detail), facet)
        else:
            yield _named(name, label, facet)


def _fixed(name: str, label: str, pairs: tuple[Labelled, ...], facet: Facet) -> SearchFacet:
    """A facet whose values the kind itself knows."""
    ids = {value: id_ for id_, value in pairs}

    def of(_site: Site, record: Record) -> Iterator[str]:
        return (ids[value] for value in facet(record))

    return SearchFacet(name, label, lambda _site: pairs, of, words=True)


def _named(name: str, label: str, facet: Facet) -> SearchFacet:
    """A facet whose values are the names that records give, the commonest first."""

    def values(site: Site) -> Iterator[Labelled]:
        found = site.catalogue.by(facet)
        return ((value, value) for value in sorted(found, key=lambda value: (-len(found[value]), value)))

    return SearchFacet(name, label, values, _as_it_is(facet))


def _listed(name: str, label: str, list_name: str, facet: Facet) -> SearchFacet:
    """A facet whose values are the terms of a list: authors write names, addresses hold ids."""

    def values(site: Site) -> Iterator[Labelled]:
        return ((term.id, term.name) for term in site.lists.items(list_name))

    def of(site: Site, record: Record) -> Iterator[str]:
        return (term.id for value in facet(record) if (term := site.lists.term(list_name, value)))

    return SearchFacet(name, label, values, of, words=True, list_name=list_name)


SEARCH_FACETS = (
    SearchFacet("kind", "栏目", _kinds, _as_it_is(facets.kind), feed=True, words=True),
    SearchFacet("unit", "单位", _units, _as_it_is(facets.unit), feed=True),
    SearchFacet("place", "地点", _units, _places_of, words=True, list_name="units"),
    SearchFacet("region", "地区", _regions, _region_of, words=True),
    _listed("theme", "任务", "themes", facets.theme),
    *_declared(),
    SearchFacet("year", "年份", _all_years, _as_it_is(facets.years), words=True),
    SearchFacet("edition", "活动年度", _editions, _as_it_is(facets.edition)),
    SearchFacet("wechat", "公众号", lambda _site: [("yes", "已发公众号")], _as_it_is(facets.wechat)),
)
