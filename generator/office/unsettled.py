"""What of an edition nobody has settled yet, to be seen before its figures are sealed once and for all."""

from collections.abc import Iterator

from generator.model.editions import Edition
from generator.office.ledger import ledger
from generator.office.summary_table import summary_table
from generator.site.site import Site


def unsettled(site: Site, edition: Edition) -> Iterator[str]:
    """Units whose own totals differ from their records, and units of which something is overdue."""
    table, made = summary_table(site, edition), ledger(site, edition)
    for row in table.rows if table else ():
        names = [item.field.title for item in table.differences(row) if item.difference] if table else []
        if names:
            yield f"{row.unit.short}：申报与记录不同：{'、'.join(names)}"
    for unit in made.rows if made else ():
        names = list(dict.fromkeys(cell.head.duty.name for cell in unit.cells if cell.state == "missing"))
        if names:
            yield f"{unit.unit.short}：未见报送：{'、'.join(names)}"
