"""Cells of a table that were left open: blank, 无, a stroke; nobody may think that they were read as 0."""

from collections.abc import Iterable, Iterator

from generator.authoring.sheets.cells import Cell, where
from generator.authoring.sheets.summary_places import Place
from generator.authoring.sheets.summary_sums import Found
from generator.authoring.sheets.summary_words import bare
from generator.diagnostics.problems import quote
from generator.site.site import Site

#: What says of itself that there is no figure.
_SAID = frozenset(("未报", "无名单"))
_HINT = "没有开展的请写 0，没有统计的请写“未报”。"


def left_open(places: Iterable[Place], found: Found, site: Site) -> Iterator[tuple[Cell, str, str]]:
    """Of each unit and column without a total the cells that were left open, in one line: cell, message, hint."""
    columns: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        if place.unit and bare(place.cell.text) not in _SAID:
            for column in place.meant.columns:
                columns.setdefault((place.unit, column.id), []).append(place)
    for (unit, name), there in columns.items():
        if all(read.part for _place, read in found.get(unit, {}).get(name, ())):
            first = there[0]
            column = next(column for column in first.meant.columns if column.id == name)
            words = "、".join(dict.fromkeys(quote(one.cell.text) if one.cell.text else "空着" for one in there))
            others = "、".join(where(one.cell.row, one.cell.column) for one in there[1:])
            also = f"，还有{others}" if others else ""
            message = f"{site.lists.units[unit].short}，{column.name}（{words}）按没有填理解，不算作 0{also}。"
            yield first.cell, message, _HINT
