"""Editions that are closed: their figures as they were, and what has changed since, as corrections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from generator.documents.tables import written
from generator.model.dates import Day
from generator.model.editions import Edition
from generator.model.office.frozen_totals import Frozen
from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.office.ledger import WORDS, Row, ledger
from generator.office.summary_table import Field, Figure, SummaryTable, TableRow, summary_table
from generator.site.site import Site

#: The row of all units together.
ALL = "全省合计"


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that is no longer what it was when the edition was closed, and the records changed since."""

    unit: str
    key: str
    title: str
    before: str
    now: str
    records: tuple[Record, ...] = ()


def frozen_of(site: Site, edition: Edition) -> Frozen | None:
    """What was written when the edition was closed."""
    return site.office.one(f"frozen/{edition.id}", Frozen)


def closing(site: Site, edition: Edition, closed_by: str = "", version: str = "") -> Frozen | None:
    """The figures of an edition to be written today, by whom and of which version; none if it has no table."""
    table, duties = summary_table(site, edition), ledger(site, edition)
    if table is None:
        return None
    form = Frozen.model_validate(
        {
            "edition": edition.id,
            "closed_on": Day(site.today.year, site.today.month, site.today.day),
            # Files hold text; so does what is read from them.
            "records": str(len(table.counted.every)),
            "columns": [field.key for field in table.fields],
            "rows": [{"unit": name, "values": _values(row)} for name, row in _rows(table)],
            "heads": [head.key for head in duties.heads] if duties else [],
            "duties": [{"unit": row.unit.id, "states": _states(row)} for row in duties.rows] if duties else [],
            "closed_by": closed_by or None,
            "version": version or None,
            "basis": list(map(_basis, table.counted.every)),
            "sha256": "0" * 64,
        }
    )
    return form.model_copy(update={"sha256": form.digest})


def _basis(record: Record) -> str:
    """What a record says of its own way, in a line: what an inspector asks for first."""
    corrected = max((f"{line.date:%Y-%m-%d}" for line in record.corrections), default="")
    parts = (
        record.id,
        f"{record.publish_date:%Y-%m-%d}",
        record.reviewed_by or "",
        record.reviewed_on or "",
        corrected,
    )
    return "｜".join(map(str, parts))


def _rows(table: SummaryTable) -> Iterator[tuple[str, TableRow]]:
    yield from ((row.unit.id, row) for row in table.rows)
    yield ALL, table.total


def _states(row: Row) -> tuple[str, ...]:
    return tuple(f"{WORDS[cell.state]} {cell.count}" for cell in row.cells)


def _values(row: TableRow) -> tuple[str, ...]:
    return tuple(written(figure.value) for figure in row.figures)


def corrections(site: Site, table: SummaryTable) -> list[Correction]:
    """What differs from the closed figures, cell by cell; a form that came or went counts as nought there."""
    closed = frozen_of(site, table.edition)
    if closed is None:
        return []
    before = {row.unit: dict(zip(closed.columns, row.values, strict=False)) for row in closed.rows}
    titles = {field.key: field.title for field in table.fields}
    found = []
    for name, row in _rows(table):
        now = {field.key: figure for field, figure in zip(table.fields, row.figures, strict=True)}
        for key in dict.fromkeys((*titles, *closed.columns)):
            was = before.get(name, {}).get(key, "0")
            value = written(now[key].value) if key in now else "0"
            if value != was:
                parts = tuple(record for record, _value in now[key].parts) if key in now else ()
                changed = tuple(r for r in parts if changed_since(r, closed.closed_on.last))
                found.append(Correction(name, key, titles.get(key, key), was, value, changed))
    return found


def sealed_table(site: Site, table: SummaryTable) -> SummaryTable:
    """The table of a closed edition with the figures that were sealed; of one that is open as it is today."""
    closed = frozen_of(site, table.edition)
    if closed is None:
        return table
    known = {field.key: field for field in table.fields}
    fields = tuple(known.get(key) or _gone(table.edition, key) for key in closed.columns)
    now = dict(_rows(table))
    units = {**site.lists.units, ALL: table.counted.host}
    rows = {row.unit: _sealed(units.get(row.unit), now.get(row.unit), row.values) for row in closed.rows}
    kept = tuple(row for name, row in rows.items() if row and name != ALL)
    return replace(table, fields=fields, rows=kept, total=rows.get(ALL) or table.total)


def _sealed(unit: Unit | None, now: TableRow | None, values: tuple[str, ...]) -> TableRow | None:
    figures = tuple(Figure(Decimal(value)) for value in values)
    return TableRow(unit, figures, now.declared if now else None) if unit else None


def _gone(edition: Edition, key: str) -> Field:
    """A form that no record names any more: its name is in its key, four digits a character."""
    column = max((c for c in edition.table if key.startswith(c.id)), key=lambda c: len(c.id), default=edition.table[0])
    code = key.removeprefix(f"{column.id}-")
    signs = [code[place : place + 4] for place in range(0, len(code), 4)]
    named = re.fullmatch(r"(?:[4-9a-f][0-9a-f]{3})+", code)
    return Field(key, column, "".join(chr(int(sign, 16)) for sign in signs) if named else code)


def ledger_corrections(site: Site, edition: Edition) -> list[Correction]:
    """Cells that would not have been on the day of closing what they were; that time has passed is no correction."""
    closed = frozen_of(site, edition)
    made = ledger(replace(site, today=closed.closed_on.last), edition) if closed else None
    if closed is None or made is None:
        return []
    before = {row.unit: dict(zip(closed.heads, row.states, strict=False)) for row in closed.duties}
    return [
        Correction(row.unit.id, cell.head.key, f"{cell.head.duty.name}：{cell.head.name}", was, now, cell.records)
        for row in made.rows
        for cell, now in zip(row.cells, _states(row), strict=True)
        if (was := before.get(row.unit.id, {}).get(cell.head.key, now)) != now
    ]


def changed_since(record: Record, day: date) -> bool:
    """Whether a record was published or corrected after a day."""
    return record.updated.date() > day
