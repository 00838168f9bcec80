"""The controlled lists are sound themselves."""

from collections.abc import Iterator

from generator.checks.references import edition_place
from generator.diagnostics.problems import Problem, quote
from generator.model.vocabularies import Region
from generator.site.site import Site
from generator.yaml_source.reader import Source

_KEYS = {"id": "编号（id）", "name": "名称（name）", "code": "行政区划代码（code）"}


def lists_sound(site: Site) -> Iterator[Problem]:
    """Ids, names and division codes occur once a list. A list may be of any shape: it was refused then."""
    for source in site.loaded.list_sources.values():
        items = source.data.get("items")
        for key, words in _KEYS.items():
            seen: set[str] = set()
            for number, item in enumerate(items if isinstance(items, list) else ()):
                value = item.get(key) if isinstance(item, dict) else None
                if not isinstance(value, str):
                    continue
                if value in seen:
                    place = source.position(("items", number, key))
                    message = f"{words}{quote(value)}在这份词表里出现了两次。"
                    yield Problem(place, "E311", message, "请改成不同的值，或删去重复的一项。")
                seen.add(value)


def editions_in_order(site: Site) -> Iterator[Problem]:
    """An edition ends after it has begun."""
    for edition in site.lists.editions.values():
        if edition.end.last < edition.start.first:
            message = f"活动结束（{edition.end}）早于活动开始（{edition.start}）。"
            yield Problem(edition_place(site, edition.id, "end"), "E309", message, "请核对 start 和 end 两个日期。")


def maps_sound(site: Site) -> Iterator[Problem]:
    """Every region of `regions.yml` has units; on its map each city has one place and no two share one."""
    for number, region in enumerate(site.lists.mapped.values()):
        source = site.loaded.list_sources["regions"]
        units = site.lists.regions.get(region.name)
        if not units:
            place = source.position(("items", number, "name"))
            hint = f"请写单位名单里的所属地区，可选：{'、'.join([*site.lists.regions][:30])}。"
            yield Problem(place, "E311", f"单位名单里没有{quote(region.name)}这个地区。", hint)
            continue
        yield from _tiles_sound(source, number, region, {unit.id: unit.short for unit in units})
        placed = {tile.unit for tile in region.tiles}
        left = [unit.short for unit in units if unit.level == "设区市" and unit.id not in placed]
        if region.tiles and left:
            message = f"{'、'.join(left[:10])}在{region.name}的示意图上没有位置。"
            place = source.position(("items", number, "tiles"))
            yield Problem(place, "E311", message, "请给每个设区市安排一行一列。")


def _tiles_sound(source: Source, number: int, region: Region, units: dict[str, str]) -> Iterator[Problem]:
    cells: set[tuple[int, int]] = set()
    placed: set[str] = set()
    for position, tile in enumerate(region.tiles):
        place = source.position(("items", number, "tiles", position))
        if tile.unit not in units:
            hint = f"可选：{'、'.join([*units][:30])}。"
            yield Problem(place, "E307", f"{region.name}没有{quote(tile.unit)}这个单位。", hint)
        if tile.unit in placed or (tile.row, tile.column) in cells:
            message = f"第 {tile.row} 行第 {tile.column} 列的位置，或单位{quote(tile.unit)}，前面已经用过。"
            yield Problem(place, "E311", message, "一个单位占一个位置，不要重复。")
        placed.add(tile.unit)
        cells.add((tile.row, tile.column))
