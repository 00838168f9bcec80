"""The directory of outlets: by city with telephone and hours, and by level, type and service."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from generator.model.kinds.outlet import OUTLET, Outlet
from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.outputs.feeds.links import ALL, kind_feed
from generator.outputs.pages.json_ld import below_home
from generator.outputs.pages.pagination import leaves
from generator.outputs.pages.tile_maps import nearest
from generator.rendering.templates import Meta, compose, newest
from generator.site.site import Page, Site

#: What nobody has said.
UNSAID = "未注明"
#: A heading and the outlets below it.
Group = tuple[str, list[Outlet]]
#: A page holds more outlets than records: each is a card of a few lines, or a line.
CARDS, LINES = 3, 6
#: Of how many cities the outlets are shown where a city has none.
NEIGHBOURS = 2


def outlet_directory(site: Site) -> Iterator[Page]:
    """`outlets/index.html` by city; `outlets-by/level.html`, `type.html` and `service.html`."""
    found = site.catalogue.of(OUTLET)
    yield from _by_city(site, found)
    for name, title, values in (
        ("level", "按级别", lambda outlet: (outlet.level or UNSAID,)),
        ("type", "按类型", lambda outlet: (outlet.type,)),
        ("service", "按服务事项", lambda outlet: outlet.services or (UNSAID,)),
    ):
        yield from _by(site, found, name, title, values)


def _by_city(site: Site, found: Sequence[Outlet]) -> Iterator[Page]:
    """Cities as the list of units has them; in a city the higher levels first."""
    order = {unit: number for number, unit in enumerate(site.lists.units)}
    levels = [*site.lists.names("outlet-levels"), None]
    ordered = sorted(found, key=lambda o: (order[o.unit], levels.index(o.level), o.title, o.id))
    feeds = (kind_feed(OUTLET), ALL)
    size = site.config.display.page_size * CARDS
    for leaf in leaves(ordered, size, "outlets/index.html"):
        yield compose(
            site,
            "outlets.html",
            address=leaf.address,
            section=OUTLET.folder,
            title=leaf.titled(OUTLET.label),
            meta=below_home(site, OUTLET.label, f"{OUTLET.about.description}。", OUTLET, feeds),
            changed=newest(found),
            total=len(found),
            leaf=leaf,
            groups=[(site.lists.units[unit], list(outlets)) for unit, outlets in groupby(leaf.items, lambda o: o.unit)],
            cities=_where(site, ordered, size),
            gaps=[(unit, [city for city, _outlets in nearby(site, unit)]) for unit in gaps(site, found)],
            feeds=feeds,
        )


def _where(site: Site, ordered: Sequence[Outlet], size: int) -> list[tuple[Unit, int, int]]:
    """Each unit that has outlets: how many, and on which page they begin."""
    where: dict[str, tuple[Unit, int, int]] = {}
    for position, outlet in enumerate(ordered):
        unit, count, page = where.get(outlet.unit, (site.lists.units[outlet.unit], 0, position // size + 1))
        where[outlet.unit] = (unit, count + 1, page)
    return list(where.values())


def outlets_among(records: Iterable[Record]) -> list[Outlet]:
    """The outlets among some records."""
    return [outlet for record in records if (outlet := OUTLET.own(record))]


def gaps(site: Site, found: Iterable[Outlet]) -> list[Unit]:
    """Cities of the home region of which no outlet is known here: every place should have one (一地一网点)."""
    there = {outlet.unit for outlet in found}
    units = site.lists.regions.get(site.config.home_region, [])
    return [unit for unit in units if unit.level == "设区市" and unit.id not in there]


def nearby(site: Site, unit: Unit) -> list[tuple[Unit, list[Outlet]]]:
    """The outlets of the nearest cities that have some, for a city of which none is known."""
    there: dict[str, list[Outlet]] = {}
    for outlet in site.catalogue.of(OUTLET):
        there.setdefault(outlet.unit, []).append(outlet)
    found = [name for name in nearest(site, unit.id) if name in there] if unit.id not in there else []
    return [(site.lists.units[name], there[name]) for name in found[:NEIGHBOURS]]


def _by(
    site: Site, found: Sequence[Outlet], name: str, title: str, values: Callable[[Outlet], Iterable[str]]
) -> Iterator[Page]:
    """Outlets under each value; a value that nobody gave comes last, the commonest first."""
    counts: dict[str, int] = {}
    for outlet in found:
        for value in values(outlet):
            counts[value] = counts.get(value, 0) + 1
    order = sorted(counts, key=lambda value: (value == UNSAID, -counts[value], value))
    ranks = {value: number for number, value in enumerate(order)}
    units = {unit: number for number, unit in enumerate(site.lists.units)}
    pairs = [(value, outlet) for outlet in found for value in values(outlet)]
    pairs.sort(key=lambda pair: (ranks[pair[0]], units[pair[1].unit], pair[1].title, pair[1].id))
    changed = newest(found)
    for leaf in leaves(pairs, site.config.display.page_size * LINES, f"outlets-by/{name}.html"):
        yield compose(
            site,
            "outlets-by.html",
            address=leaf.address,
            section="outlets-by",
            title=leaf.titled(f"服务网点{title}"),
            meta=Meta(f"服务网点{title}查找。", OUTLET, feeds=(kind_feed(OUTLET), ALL), styles=("pages",)),
            changed=changed,
            name=name,
            crumb=title,
            counts=counts,
            leaf=leaf,
            groups=[
                (value, [outlet for _value, outlet in group])
                for value, group in groupby(leaf.items, lambda pair: pair[0])
            ],
        )
