"""Which unit a table or a row of it is of, by whatever names people use."""

import re
from collections.abc import Iterable

from generator.authoring.sheets.cells import Sheet
from generator.authoring.sheets.summary_words import bare
from generator.model.vocabularies import Unit
from generator.site.site import Site

#: How far down the lines above a table may be.
_DEEPEST = 10


def unit_of(text: str, site: Site) -> Unit | None:
    """By whatever it is called: its own names, or those with what people put behind them."""
    name = re.sub(r"\([^()]*\)$", "", bare(text))
    short = re.sub(r"(?:市|县|区)?(?:知识产权局|市场监督管理局|市场监管局|局)?(?:\([^()]*\))?$", "", name)
    for unit in site.lists.units.values():
        if name in (bare(unit.name), unit.short, unit.id, *unit.aliases):
            return unit
    return next((unit for unit in site.lists.units.values() if short and short == unit.short), None)


def own_unit(sheet: Sheet, site: Site) -> str | None:
    """The one unit that the lines around a table and its tab name: 报送单位：南京市知识产权局; 南京市2020年……汇总表."""
    tab = unit_of(sheet.title, site)
    # Beside a tab only lines that hold nothing else say whose the table is: a remark may name others.
    lines = [cells for cells in sheet.rows[:_DEEPEST] if len(cells) == 1 or not tab]
    said = [bare(sheet.title), *(bare(cell.text) for cells in lines for cell in cells)]
    found = ({str(tab.id)} if tab else set()) | _named(said, site)
    return found.pop() if len(found) == 1 else None


def _named(said: Iterable[str], site: Site) -> set[str]:
    """The units below the province that lines name."""
    lines = list(said)
    return {
        str(unit.id)
        for unit in site.lists.units.values()
        if unit.level != "省级"
        for name in (bare(unit.name), *(alias for alias in unit.aliases if len(alias) > 2))
        if any(name in text for text in lines)
    }


def only_titled(lines: Iterable[str], site: Site) -> bool:
    """Whether the lines above the tables name one unit, whose districts the rows may be."""
    return len(_named(map(bare, lines), site)) == 1


def other_unit(lines: Iterable[str], tab: str, owners: set[str], site: Site) -> Unit | None:
    """A unit that the title or the tab names as the only one, where none of the figures are its own."""
    by_tab = unit_of(tab, site)
    named = _named(map(bare, (tab, *lines)), site) | ({str(by_tab.id)} if by_tab else set())
    return site.lists.units[min(named)] if len(named) == 1 and owners and not named & owners else None
