"""Schematic maps: named tiles in a grid, with how many records each has. No outlines, which need approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

from generator.model.record import Record
from generator.site import facets
from generator.site.derived import derived
from generator.site.site import Site

#: Shades of a tile, besides that of a place without records; the number itself is always written.
SHADES = 4


@dataclass(frozen=True, slots=True)
class MapTile:
    """A place on a map: where it leads (nowhere while it has nothing) and how dark it is."""

    name: str
    target: str
    count: int
    row: int
    column: int
    shade: int


def city_map(site: Site, region: str) -> list[MapTile]:
    """The cities of a region, or nothing when the list gives no places for them."""
    mapped = site.lists.mapped.get(region)
    counts = {unit: len(found) for unit, found in site.catalogue.by(facets.unit).items()}
    tiles = mapped.tiles if mapped else ()
    most = max((counts.get(tile.unit, 0) for tile in tiles), default=0)
    return [
        MapTile(
            site.lists.units[tile.unit].short,
            f"units/{tile.unit}.html" if counts.get(tile.unit) else "",
            counts.get(tile.unit, 0),
            tile.row,
            tile.column,
            _shade(counts.get(tile.unit, 0), most),
        )
        for tile in tiles
    ]


def region_map(site: Site) -> list[MapTile]:
    """The regions that have a page."""
    counts = {name: len(records_of(site, name)) for name in site.lists.mapped}
    most = max(counts.values(), default=0)
    return [
        MapTile(
            region.name,
            f"regions/{region.id}.html" if counts[region.name] else "",
            counts[region.name],
            region.row,
            region.column,
            _shade(counts[region.name], most),
        )
        for region in site.lists.mapped.values()
    ]


def nearest(site: Site, unit: str) -> list[str]:
    """The other cities of a unit's map, the nearest first; of a unit without a place on one, none."""
    for region in site.lists.mapped.values():
        places = {tile.unit: (tile.row, tile.column) for tile in region.tiles}
        if unit in places:
            others = [other for other in places if other != unit]
            return sorted(others, key=lambda other: dist(places[unit], places[other]))
    return []


@derived
def records_of(site: Site, region: str) -> Sequence[Record]:
    """Everything in which a unit of the region takes part, each once, newest first."""
    units = {unit.id for unit in site.lists.regions.get(region, ())}
    return [record for record in site.catalogue.records if not units.isdisjoint(facets.unit(record))]


def _shade(count: int, most: int) -> int:
    return -(-SHADES * count // most) if most else 0
