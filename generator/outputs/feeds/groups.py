"""The feeds of the site: which records each has, and the page of the same list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.model.kinds import KINDS, labelled
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
    withdrawn_collection_feed,
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
    """Every feed that has records or had some; those of everything, of the kinds and for editors in any case."""
    yield Group(ALL, "全部", "", site.catalogue.records, site.lists.withdrawn)
    for group in _groups(site):
        if group.records or group.sort in STANDING:
            yield group
        elif group.withdrawn:
            yield replace(group, page="feeds/index.html")


def _groups(site: Site) -> Iterator[Group]:
    for kind in KINDS.values():
        gone = tuple(item for item in site.lists.withdrawn if item.kind == kind.label)
        yield Group(kind_feed(kind), "栏目", f"{kind.folder}/index.html", site.catalogue.of(kind), gone)
    yield from _places(site)
    themes = site.catalogue.by(facets.theme)
    for theme in site.lists.items("themes"):
        found = themes.get(theme.name, ())
        gone = tuple(item for item in site.lists.withdrawn if item.theme == theme.name or (found and _unsaid(item)))
        yield Group(theme_feed(theme), "任务", f"themes/{theme.id}.html", found, gone)
    editions = site.catalogue.by(facets.edition)
    for edition in site.lists.editions.values():
        found = editions.get(edition.id, ())
        gone = tuple(item for item in site.lists.withdrawn if edition.id in item.editions or (found and _unsaid(item)))
        yield Group(edition_feed(edition), "活动年度", "", found, gone)
    yield from _collections(site)
    gone = tuple(item for item in site.lists.withdrawn if labelled(item.kind).for_editors)
    yield Group(WECHAT, "公众号", "feeds/index.html", for_editors(site), gone)


def for_editors(site: Site) -> list[Record]:
    """The records of the kinds that editors of 公众号 publish, newest first."""
    return [record for record in site.catalogue.records if record.kind.for_editors]


def _places(site: Site) -> Iterator[Group]:
    found = site.catalogue.by(facets.unit)
    for unit in site.lists.units.values():
        here = found.get(unit.id, ())
        gone = tuple(item for item in site.lists.withdrawn if unit.id in item.units or (here and _jointly(item)))
        yield Group(unit_feed(unit), "单位", f"units/{unit.id}.html", here, gone)
    regions = site.catalogue.by(lambda record: _regions(site, record))
    for region, units in site.lists.regions.items():
        ids = {unit.id for unit in units}
        here = regions.get(region, ())
        gone = tuple(
            item for item in site.lists.withdrawn if not ids.isdisjoint(item.units) or (here and _jointly(item))
        )
        yield Group(region_feed(region, units), "地区", "units/index.html", here, gone)


def _regions(site: Site, record: Record) -> Iterable[str]:
    return dict.fromkeys(site.lists.units[unit].region for unit in facets.unit(record))


def _collections(site: Site) -> Iterator[Group]:
    """A list of other records with those of them that the column has."""
    for kind in KINDS.values():
        if not kind.record_list:
            continue
        listed_kind = KINDS[kind.record_list.kind].label
        for collection in site.catalogue.of(kind):
            named = {(kind.record_list.kind, name) for name in collection.listed}
            listed = [record for record in site.catalogue.records if key_of(record) in named]
            gone = tuple(
                item
                for item in site.lists.withdrawn
                if item.kind == listed_kind and (collection.id in item.collections or _unsaid(item))
            )
            yield Group(collection_feed(collection), kind.label, collection.address, [collection, *listed], gone)

    for item in site.lists.withdrawn:
        if labelled(item.kind).record_list and site.catalogue.get("*", item.id) is None:
            yield Group(withdrawn_collection_feed(item), item.kind, "feeds/index.html", (), (item,))


def _unsaid(item: Withdrawn) -> bool:
    """Whether nobody wrote down where it had been: then it is reported wherever it could have been."""
    return item.published is None


def _jointly(item: Withdrawn) -> bool:
    """Whether it may have been held jointly with units that nobody wrote down."""
    event = labelled(item.kind).event
    return _unsaid(item) and event is not None and bool(event.joint_units)
