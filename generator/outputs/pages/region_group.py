"""The page of a group of regions: what they hold together, what each released in a year, what they agreed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.model.config import RegionGroup
from generator.model.kinds.collection import COLLECTION, Collection
from generator.model.kinds.figure import FIGURE
from generator.model.kinds.highlight import HIGHLIGHT, Highlight
from generator.model.kinds.roster import ROSTER
from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.outputs.feeds.links import ALL
from generator.outputs.pages.figures import latest as latest_figures
from generator.outputs.pages.json_ld import below_home
from generator.outputs.pages.tile_maps import MapTile, region_map
from generator.rendering.templates import compose, newest
from generator.site import facets
from generator.site.catalogue import key_of
from generator.site.derived import derived
from generator.site.site import Page, Section, Site

FOLDER = "cooperation"
#: How many figures the page shows.
SHORT = 8


@dataclass(frozen=True, slots=True)
class Release:
    """What a region put out in a year, and who stands for it."""

    record: Record
    credit: str
    #: How much of a list is known here; nothing where it is no list.
    extent: str
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year: what was held together, and what each region released, in the order of the regions."""

    year: int
    meetings: tuple[Highlight, ...]
    regions: tuple[tuple[str, tuple[Release, ...]], ...]


def section(site: Site) -> Section | None:
    """The group's part of the site; none where the column has no group, or nothing of it."""
    group = site.config.region_group
    return Section(FOLDER, group.name) if group and group_records(site) else None


@derived
def group_records(site: Site) -> list[Record]:
    """What bears the group's tag, and events that units of two of its regions held together."""
    group = site.config.region_group
    if group is None:
        return []
    region = {unit.id: unit.region for unit in site.lists.units.values() if unit.region in group.regions}
    return [
        record
        for record in site.catalogue.records
        if group.tag in record.tags or len({region[unit] for unit in facets.unit(record) if unit in region}) > 1
    ]


def region_group_page(site: Site) -> Iterator[Page]:
    """`cooperation/index.html`."""
    group = site.config.region_group
    if group is None or section(site) is None:
        return
    found = group_records(site)
    yield compose(
        site,
        "region-group.html",
        address=f"{FOLDER}/index.html",
        section=FOLDER,
        title=group.title,
        meta=below_home(site, group.name, group.lead, feeds=(ALL,), styles=("map", "pages")),
        changed=newest(found),
        group=group,
        **_shown(site, group, found),
    )


def _shown(site: Site, group: RegionGroup, found: list[Record]) -> dict[str, Any]:
    highlights = [highlight for record in found if (highlight := HIGHLIGHT.own(record))]
    years = list(_years(site, group, highlights))
    measures = group.measures
    agreements = [highlight for highlight in highlights if highlight.signed]
    named = {key_of(r) for r in (*agreements, *(meeting for year in years for meeting in year.meetings))}
    collection = site.catalogue.find(COLLECTION, group.collection)
    lists = _lists(site, group)
    return {
        "years": years,
        "agreements": sorted(agreements, key=_happened, reverse=True),
        "measures": measures,
        "measures_from": site.catalogue.find(HIGHLIGHT, measures.record) if measures else None,
        "joint": [one for one in site.catalogue.of(COLLECTION) if _is_joint(group, one)],
        "own_list": collection,
        "cases": [(item, site.catalogue.get("*", item.record or "")) for item in collection.items]
        if collection
        else [],
        "complete": [one for one in lists if len(one.items) == one.total],
        "partial": [one for one in lists if len(one.items) != one.total],
        "known_lists": site.catalogue.find(ROSTER, group.known_lists),
        "figures": latest_figures(found)[:SHORT],
        "others": sorted((h for h in highlights if key_of(h) not in named), key=_happened, reverse=True),
        "tiles": _tiles(site, group),
        "cities": [(name, site.lists.mapped.get(name), _cities(site, name)) for name in group.regions],
    }


def _happened(record: Record) -> tuple[int, ...]:
    return record.event_date.key if record.event_date else ()


def _is_joint(group: RegionGroup, collection: Collection) -> bool:
    """Whether two of the regions put their names to a list."""
    return len({credit.region for credit in collection.credits} & set(group.regions)) > 1


def _years(site: Site, group: RegionGroup, highlights: list[Highlight]) -> Iterator[Year]:
    """The latest first, from the first year of the series on; a year that is not known stands there and says so."""
    meetings: dict[int, list[Highlight]] = {}
    for highlight in highlights:
        if group.series and highlight.series == group.series and highlight.event_date:
            meetings.setdefault(highlight.event_date.year, []).append(highlight)
    known = {*meetings, *_mentioned(site, group)}
    if not known:
        return
    released = {region: _released(site, group, region) for region in group.regions}
    last = max(*known, *(year for found in released.values() for year in found), min(known))
    for year in range(last, min(known) - 1, -1):
        regions = tuple((region, tuple(found.get(year, ()))) for region, found in released.items())
        yield Year(year, tuple(meetings.get(year, ())), regions)


def _mentioned(site: Site, group: RegionGroup) -> Iterator[int]:
    """Years in which a list was released at a meeting of the group, whether the column has the meeting or not."""
    for collection in site.catalogue.of(COLLECTION):
        if collection.occasion and group.tag in collection.occasion and collection.event_date:
            yield collection.event_date.year


def _released(site: Site, group: RegionGroup, region: str) -> dict[int, list[Release]]:
    """By year the lists of a region and what bears a tag of releases; the region's own first, then its cities'."""
    years: dict[int, list[Release]] = {}
    found = [r for r in site.catalogue.records if site.unit(r).region == region and _is_release(group, r)]
    for record in sorted(found, key=lambda r: site.unit(r).level != "省级"):
        year = _year(record)
        if year:
            years.setdefault(year, []).append(_release(record))
    return years


def _is_release(group: RegionGroup, record: Record) -> bool:
    if collection := COLLECTION.own(record):
        return bool(collection.id != group.collection)
    tagged = not set(group.release_tags).isdisjoint(record.tags)
    return tagged and group.tag not in record.tags and bool(HIGHLIGHT.own(record) or FIGURE.own(record))


def _year(record: Record) -> int | None:
    """When it was released; of a list whose day is not known, the year that it is about."""
    if record.event_date:
        return record.event_date.year
    collection = COLLECTION.own(record)
    return collection.year if collection else None


def _release(record: Record) -> Release:
    collection = COLLECTION.own(record)
    if collection is None:
        return Release(record, record.sources[0].publisher if record.sources else "", "")
    known = len(collection.items)
    extent = f"全部{known}件" if known == collection.total else f"收录{known}件，共{collection.total}件"
    return Release(record, "、".join(collection.issuers), extent, collection.occasion)


def _lists(site: Site, group: RegionGroup) -> list[Collection]:
    """The lists of the regions and of their cities."""
    return [
        collection
        for collection in site.catalogue.of(COLLECTION)
        if collection.id != group.collection and site.unit(collection).region in group.regions
    ]


def _tiles(site: Site, group: RegionGroup) -> list[MapTile]:
    return [tile for tile in region_map(site) if tile.name in group.regions]


def _cities(site: Site, region: str) -> list[tuple[Unit, int]]:
    counts = site.catalogue.by(facets.unit)
    return [(unit, len(counts.get(unit.id, ()))) for unit in site.lists.regions.get(region, [])]
