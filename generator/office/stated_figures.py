"""The figures of a row as papers state them: those that were sealed, each beside what it has become since."""

from dataclasses import dataclass
from decimal import Decimal

from generator.documents.tables import written
from generator.office.exports import candid_value
from generator.office.frozen import ALL, corrections, sealed_table
from generator.office.summary_table import Field, SummaryTable, TableRow
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure; `now` is what it has become by records that were amended or came after the sealing."""

    field: Field
    value: Decimal
    #: As papers print it: no nought where nothing was counted.
    printed: str
    now: Decimal | None = None

    @property
    def words(self) -> str:
        """`2100万元（更正后2150万元）`."""
        measure = self.field.column.measure
        changed = "" if self.now is None else f"（更正后{written(self.now)}{measure}）"
        return f"{written(self.value)}{measure}{changed}"


def stated(site: Site, table: SummaryTable, row: TableRow) -> list[Stated]:
    """The row's figures, each with its amendment; of an edition that is open as they are today."""
    name = ALL if row is table.total else row.unit.id
    changed = {item.key: Decimal(item.now) for item in corrections(site, table) if item.unit == name}
    sealed = sealed_table(site, table)
    rows = {ALL: sealed.total, **{line.unit.id: line for line in sealed.rows}}
    # A unit that came after the sealing has no sealed row.
    source, shown = (sealed, rows[name]) if name in rows else (table, row)
    found = [
        Stated(field, figure.value, written(candid_value(source, shown, number)), changed.pop(field.key, None))
        for number, (field, figure) in enumerate(zip(source.fields, shown.figures, strict=True))
    ]
    new = (field for field in table.fields if field.key in changed)
    return [*found, *(Stated(field, Decimal(0), "0", changed[field.key]) for field in new)]
