"""Units and regions: a page each with what concerns the place, and the index of all of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.model.vocabularies import Region, Unit, prefectures
from generator.outputs.feeds.links import ALL, unit_feed
from generator.outputs.pages.figures import latest as latest_figures
from generator.outputs.pages.json_ld import about_unit, trail
from generator.outputs.pages.listings import rows_of
from generator.outputs.pages.outlets import nearby, outlets_among
from generator.outputs.pages.pagination import leaves
from generator.outputs.pages.tile_maps import city_map, records_of, region_map
from generator.rendering.templates import Meta, compose, newest
from generator.site import facets
from generator.site.site import Page, Site

#: How many outlets, figures and events a unit's page shows before it leads on.
SHORT = 6
#: How many records a region's page shows.
LATEST = 12


def unit_pages(site: Site) -> Iterator[Page]:
    """`units/nanjing.html`: what a place has to offer, then everything it has, its own and joint."""
    for unit_id, found in site.catalogue.by(facets.unit).items():
        unit = site.lists.units[unit_id]
        feeds = (unit_feed(unit), ALL)
        profile, changed = _profile(site, unit, found), newest(found)
        for leaf in leaves(found, site.config.display.page_size, f"units/{unit.id}.html"):
            yield compose(
                site,
                "unit.html",
                address=leaf.address,
                section="units",
                title=leaf.titled(unit.short),
                meta=Meta(
                    f"{unit.name}（{unit.rank}，{unit.region}）。",
                    feeds=feeds,
                    styles=("pages",),
                    graph=about_unit(site, unit, [("各地", "units/index.html"), (unit.short, "")]),
                ),
                changed=changed,
                unit=unit,
                total=len(found),
                leaf=leaf,
                rows=[rows_of(site).row(record, "../", True) for record in leaf.items],
                feeds=feeds,
                **profile,
            )


def _profile(site: Site, unit: Unit, found: Sequence[Record]) -> dict[str, Any]:
    """What stands above the list on a unit's first page."""
    outlets = outlets_among(found)
    events = [(r, r.event) for r in found if r.kind.event]
    coming = [r for r, e in events if e.last_day and e.last_day.last >= site.today and not e.cancelled]
    return {
        "region": site.lists.mapped.get(unit.region),
        "kinds": kinds_of(found),
        "figures": latest_figures(found)[:SHORT],
        "outlets": outlets[:SHORT],
        "outlet_total": len(outlets),
        "nearby": nearby(site, unit),
        "coming": sorted(coming, key=lambda r: r.event_date.key if r.event_date else ())[:SHORT],
        "dated": any(r.event_date and r.event_date.month for r, _event in events),
    }


def kinds_of(found: Sequence[Record]) -> list[tuple[str, int]]:
    """Label and number of each kind among records."""
    counts = Counter(record.kind.name for record in found)
    return [(kind.label, counts[kind.name]) for kind in KINDS.values() if counts[kind.name]]


def region_pages(site: Site) -> Iterator[Page]:
    """`regions/jiangsu.html`: its units, and what is new there; and the index of regions."""
    shown = [(region, found) for region in site.lists.mapped.values() if (found := records_of(site, region.name))]
    for region, found in shown:
        yield compose(
            site,
            "region.html",
            address=f"regions/{region.id}.html",
            section="regions",
            title=f"{region.name}地区",
            meta=Meta(
                f"{region.name}各单位的活动、案例、网点、政策和数据。",
                feeds=(ALL,),
                styles=("map", "pages"),
                graph=(trail(site, [("各地", "units/index.html"), ("地区", "regions/index.html"), (region.name, "")]),),
            ),
            changed=newest(found),
            region=region,
            total=len(found),
            kinds=kinds_of(found),
            tiles=city_map(site, region.name),
            prefectures=prefectures(site.lists.regions.get(region.name, ())),
            units=_units(site, region),
            rows=[rows_of(site).row(record, "../", True) for record in found[:LATEST]],
        )
    if shown:
        yield compose(
            site,
            "regions.html",
            address="regions/index.html",
            section="regions",
            title="地区",
            meta=Meta("按地区查看活动、案例、网点、政策和数据。", feeds=(ALL,), styles=("map", "pages")),
            changed=newest(site.catalogue.records),
            tiles=region_map(site),
            regions=[(region, len(found), kinds_of(found)) for region, found in shown],
        )


def _units(site: Site, region: Region) -> list[tuple[Unit, int]]:
    counts = site.catalogue.by(facets.unit)
    return [(unit, len(counts.get(unit.id, ()))) for unit in site.lists.regions.get(region.name, [])]


def unit_index(site: Site) -> Iterator[Page]:
    """`units/index.html`: the map of the home region, then all units by region."""
    counts = {unit: len(found) for unit, found in site.catalogue.by(facets.unit).items()}
    home = site.config.home_region
    regions = sorted(site.lists.regions.items(), key=lambda pair: pair[0] != home)
    yield compose(
        site,
        "units.html",
        address="units/index.html",
        section="units",
        title="各地",
        meta=Meta("按单位查看活动、案例、网点和数据。", feeds=(ALL,), styles=("map", "pages")),
        changed=newest(site.catalogue.records),
        home=home,
        cities=city_map(site, home),
        prefectures=prefectures(site.lists.regions.get(home, ())),
        tiles=region_map(site),
        groups=[
            (name, site.lists.mapped.get(name), [(u, counts.get(u.id, 0)) for u in units]) for name, units in regions
        ],
        mapped={tile.name for tile in region_map(site) if tile.target},
    )
