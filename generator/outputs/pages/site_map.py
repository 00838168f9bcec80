"""A map of the site for people: every list and every page that no list holds, two steps from anywhere."""

from collections.abc import Iterator

from generator.model.kinds import KINDS
from generator.outputs.feeds.links import ALL
from generator.outputs.pages import region_group
from generator.outputs.pages.listings import Tile, theme_tiles
from generator.outputs.pages.sections import sections
from generator.outputs.pages.tile_maps import records_of
from generator.rendering.templates import Meta, compose, newest
from generator.site import facets
from generator.site.site import Page, Site


def site_map(site: Site) -> Iterator[Page]:
    """`sitemap.html`."""
    groups = [
        ("栏目", _kinds(site)),
        ("任务", [tile for tile in theme_tiles(site) if tile[1]]),
        ("单位", _units(site)),
        ("地区", _regions(site)),
        ("年份", _years(site)),
        ("其他页面", _others(site)),
    ]
    yield compose(
        site,
        "directory.html",
        address="sitemap.html",
        section="search",
        title="网站地图",
        meta=Meta("本专栏全部栏目、任务、单位、地区、年份和服务页面。", feeds=(ALL,)),
        changed=newest(site.catalogue.records),
        intro="本专栏的全部栏目和页面。",
        groups=[(name, tiles) for name, tiles in groups if tiles],
    )


def ways(site: Site) -> list[tuple[str, str]]:
    """Title and address of pages to which a search leads at once: lists of kinds and units, and what it can't find."""
    found = {address for address, guide in site.guides.items() if guide.group}
    tiles = (*_kinds(site), *_units(site), *_others(site))
    return [(title, address) for title, address, *_rest in tiles if address not in found]


def _kinds(site: Site) -> list[Tile]:
    return [
        (kind.label, f"{kind.folder}/index.html", len(site.catalogue.of(kind)), kind.about.description)
        for kind in KINDS.values()
        if site.catalogue.of(kind)
    ]


def _units(site: Site) -> list[Tile]:
    found = site.catalogue.by(facets.unit)
    units = [unit for unit in site.lists.units.values() if unit.id in found]
    return [(unit.short, f"units/{unit.id}.html", len(found[unit.id]), "") for unit in units]


def _regions(site: Site) -> list[Tile]:
    shown = [(region, records_of(site, region.name)) for region in site.lists.mapped.values()]
    return [(region.name, f"regions/{region.id}.html", len(found), "") for region, found in shown if found]


def _years(site: Site) -> list[Tile]:
    found = site.catalogue.by(facets.year)
    dated = sorted(found.keys() - {facets.UNDATED}, reverse=True)
    return [(f"{year}年", f"years/{year}.html", len(found[year]), "") for year in dated]


def _others(site: Site) -> list[Tile]:
    """Pages that are no list of records."""
    own = [("活动日历", "calendar/index.html"), ("搜索", "search.html"), ("订阅", "feeds/index.html")]
    own += [("系列活动", "series/index.html")]
    names = {section.name for section in sections(site)}
    titled = [("editions", "历届活动"), ("results", "活动成效"), ("progress", "目标和任务")]
    own += [(title, f"{name}/index.html") for name, title in titled if name in names]
    if cooperation := region_group.section(site):
        own.append((cooperation.title, f"{cooperation.name}/index.html"))
    guides = [(title, address) for address, guide in site.guides.items() if (title := guide.settings.get("title"))]
    return [(title, address, None, "") for title, address in (*own, ("投稿", "submit.html"), *guides)]
