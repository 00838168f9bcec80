"""The feeds of the site: which records each has, and the page of the same list."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.model.vocabularies import Withdrawn
from generator.outputs.feeds.links import (
    ALL,
    WECHAT,
    collection_feed,
    edition_feed,
    kind_feed,
    region_feed,
    theme_feed,
    unit_feed,
)
from generator.rendering.templates import FeedLink
from generator.site import facets
from generator.site.catalogue import key_of
from generator.site.site import Site

#: Sorts of feeds that a page may lead to before the first record is there.
STANDING = ("栏目", "公众号")


@dataclass(frozen=True, slots=True)
class Group:
    """A feed: its name, what it is about, its page, its records newest first, and what was withdrawn from it."""

    link: FeedLink
    sort: str
    page: str
    records: Sequence[Record]
    withdrawn: tuple[Withdrawn, ...] = ()


def feed_groups(site: Site) -> Iterator[Group]:
    """Every feed that has records; those of everything, of the kinds and for editors in any case."""
    yield Group(ALL, "全部", "", site.catalogue.records, site.lists.withdrawn)
    for group in _groups(site):
        if group.records or group.sort in STANDING:
            yield group


def _groups(site: Site) -> Iterator[Group]:
    for kind in KINDS.values():
        gone = _withdrawn(site, kinds={kind.label})
        yield Group(kind_feed(kind), "栏目", f"{kind.folder}/index.html", site.catalogue.of(kind), gone)
    yield from _places(site)
    for name, found in site.catalogue.by(facets.theme).items():
        theme = site.lists.term("themes", name)
        if theme:
            yield Group(theme_feed(theme), "任务", f"themes/{theme.id}.html", found)
    editions = site.catalogue.by(facets.edition)
    for edition in site.lists.editions.values():
        yield Group(edition_feed(edition), "活动年度", "", editions.get(edition.id, ()))
    yield from _collections(site)
    articles = [record for record in site.catalogue.records if record.kind.for_editors]
    yield Group(WECHAT, "公众号", "feeds/index.html", articles)


def _places(site: Site) -> Iterator[Group]:
    found = site.catalogue.by(facets.unit)
    for unit in site.lists.units.values():
        gone = _withdrawn(site, units={unit.id})
        yield Group(unit_feed(unit), "单位", f"units/{unit.id}.html", found.get(unit.id, ()), gone)
    regions = site.catalogue.by(lambda record: _regions(site, record))
    for region, units in site.lists.regions.items():
        gone = _withdrawn(site, units={unit.id for unit in units})
        yield Group(region_feed(region, units), "地区", "units/index.html", regions.get(region, ()), gone)


def _regions(site: Site, record: Record) -> Iterable[str]:
    return dict.fromkeys(site.lists.units[unit].region for unit in facets.unit(record))


def _collections(site: Site) -> Iterator[Group]:
    """A list of other records with those of them that the column has."""
    for kind in KINDS.values():
        for collection in site.catalogue.of(kind) if kind.lists else ():
            named = {(kind.lists.kind, name) for name in collection.listed} if kind.lists else set()
            listed = [record for record in site.catalogue.records if key_of(record) in named]
            yield Group(collection_feed(collection), kind.label, collection.address, [collection, *listed])


def _withdrawn(site: Site, *, kinds: Container[str] = (), units: Container[str] = ()) -> tuple[Withdrawn, ...]:
    return tuple(item for item in site.lists.withdrawn if item.kind in kinds or item.unit in units)
