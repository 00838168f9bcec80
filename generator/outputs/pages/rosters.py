"""Rosters: their tables as pages ask for them, and as CSV."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.documents.tables import Column, Table, Value, as_csv
from generator.model.kinds.roster import NOT_GIVEN, ROSTER, Roster
from generator.model.record import Record
from generator.outputs.questions import has_page
from generator.site.look import Look
from generator.site.site import File

#: What stands beside the columns of every roster.
_FURTHER = (Column("地区"), Column("来源"))


def roster_values(look: Look, record: Record) -> dict[str, Any]:
    """What the template of a page asks for besides the record: the units of its rows, and which of them have pages."""
    roster = ROSTER.own(record)
    units = {row.unit for row in roster.rows if row.unit} if roster else set()
    return {
        "places": {unit: look.units[unit].short for unit in units if unit in look.units},
        "shown_units": {unit for unit in units if look.ask(has_page, unit)},
    }


def roster_files(look: Look, record: Record) -> Iterator[File]:
    """`rosters/<id>.csv`: numbers as numbers, and where each row was taken from."""
    roster = ROSTER.own(record)
    if roster is None:
        return
    columns = (*(Column(column.name, column.measure or "") for column in roster.columns), *_FURTHER)
    table = Table(ROSTER.label, roster.title, "", columns, tuple(_rows(look, roster)))
    yield File(f"{ROSTER.folder}/{roster.id}.csv", as_csv(table, look.config.notice))


def _rows(look: Look, roster: Roster) -> Iterator[tuple[Value, ...]]:
    for row in roster.rows:
        cells = (_cell(column.type, value) for column, value in zip(roster.columns, row.values, strict=True))
        place = look.units[row.unit].short if row.unit else None
        yield (*cells, place, roster.sources[row.source - 1].title)


def _cell(kind: str, value: str) -> Value:
    if value == NOT_GIVEN:
        return None
    return Decimal(value.replace(",", "")) if kind == "数字" else value
