"""What had not been handed in when an edition was closed: nobody is asked for it any more, but it is not forgotten."""

from generator.office.frozen import frozen_of
from generator.office.ledger import WORDS, Cell, Ledger, Row
from generator.site.site import Site


def when_closed(site: Site, made: Ledger) -> str:
    """`2020年10月28日封存时`, `活动结束时`."""
    sealed = frozen_of(site, made.edition)
    return f"{sealed.closed_on.chinese}封存时" if sealed else "活动结束时"


def unmet_when_closed(site: Site, made: Ledger) -> list[tuple[Row, list[Cell]]]:
    """By unit the cells that stood open at the sealing; without a seal, when the year was over."""
    sealed = frozen_of(site, made.edition)
    lines = {line.unit: dict(zip(sealed.heads, line.states, strict=False)) for line in sealed.duties} if sealed else {}
    found = ((row, [cell for cell in row.cells if _stood_open(cell, lines.get(row.unit.id, {}))]) for row in made.rows)
    return [(row, cells) for row, cells in found if cells]


def _stood_open(cell: Cell, sealed: dict[str, str]) -> bool:
    if cell.head.duty.in_principle:
        return False
    if cell.head.key not in sealed:
        return bool(cell.state == "closed")
    return sealed[cell.head.key].partition(" ")[0] in (WORDS["missing"], WORDS["due"])


def came_since(cell: Cell) -> str:
    """What is to be added where the record came after all."""
    return "封存以后已补报" if cell.state in ("met", "over") else ""
