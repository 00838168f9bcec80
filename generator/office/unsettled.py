"""What of an edition nobody has settled yet, to be seen before its figures are sealed once and for all."""

from collections.abc import Iterator

from generator.model.editions import Edition
from generator.model.office.issues import MatterList
from generator.office.ledger import ledger
from generator.office.summary_table import summary_table
from generator.site.site import Site


def unsettled(site: Site, edition: Edition) -> Iterator[str]:
    """Totals that differ from the records, what is overdue or has not come, matters without an answer."""
    yield from _differing(site, edition)
    yield from _missing(site, edition)
    matters = [item for _file, form in site.office.of(MatterList) for item in form.items if not item.answered]
    for item in matters:
        if edition.start.first <= item.told.first <= site.today:
            unit = site.lists.units.get(item.unit)
            yield f"{unit.short if unit else item.unit}：{item.kind}没有答复：{item.title}"


def _differing(site: Site, edition: Edition) -> Iterator[str]:
    table = summary_table(site, edition)
    for row in table.rows if table else ():
        names = [item.field.title for item in table.differences(row) if item.difference] if table else []
        if names:
            yield f"{row.unit.short}：申报与记录不同：{'、'.join(names)}"


def _missing(site: Site, edition: Edition) -> Iterator[str]:
    made = ledger(site, edition)
    for unit in made.rows if made else ():
        names = list(dict.fromkeys(cell.head.duty.name for cell in unit.cells if cell.state == "missing"))
        if names:
            yield f"{unit.unit.short}：未见报送：{'、'.join(names)}"
        for cell in unit.cells:
            if cell.state == "due" and cell.head.duty.reported and cell.head.due:
                yield f"{unit.unit.short}：还没有收到：{cell.head.duty.name}（截止{cell.head.due:%Y-%m-%d}）"
