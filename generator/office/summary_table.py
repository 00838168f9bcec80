"""The summary table (成效汇总表): every figure is a sum over records that can be named. Decimal, never float."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from generator.model.editions import Edition, TableColumn
from generator.model.office.declared_totals import Declared
from generator.model.quantities import Tally
from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.office.counted_events import Counted, counted
from generator.site.derived import derived
from generator.site.site import Site

#: What a split shows of events whose forms or types were not given.
UNNAMED = "未注明"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of figures: a column of the edition, or one form of a column that is split."""

    key: str
    column: TableColumn
    part: str = ""

    @property
    def name(self) -> str:
        return self.part or ("合计" if self.column.split else self.column.name)

    @property
    def group(self) -> str:
        return self.column.name if self.column.split else ""

    @property
    def title(self) -> str:
        return f"{self.column.name}：{self.part}" if self.part else self.column.name


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what makes it: each record with what it adds. For distinct enterprises the parts overlap."""

    value: Decimal
    parts: tuple[tuple[Record, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One unit's figures, in the order of the fields."""

    unit: Unit
    figures: tuple[Figure, ...]
    declared: Declared | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A declared total beside the sum of the records; `difference` is declared minus sum."""

    field: Field
    counted: Decimal
    declared: Decimal

    @property
    def numbers(self) -> tuple[Decimal, Decimal, Decimal]:
        return self.declared, self.counted, self.difference

    @property
    def difference(self) -> Decimal:
        return self.declared - self.counted


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """An edition's table: units, then all of them together, where an event counts once however many held it."""

    edition: Edition
    fields: tuple[Field, ...]
    rows: tuple[TableRow, ...]
    total: TableRow
    counted: Counted

    def differences(self, row: TableRow) -> list[Difference]:
        """What a unit declared, column by column, with what its records come to."""
        said = row.declared.by_column if row.declared else {}
        whole = {f.column.id: (f, figure) for f, figure in zip(self.fields, row.figures, strict=True) if not f.part}
        return [Difference(whole[name][0], whole[name][1].value, said[name]) for name in said if name in whole]


@derived
def summary_table(site: Site, edition: Edition) -> SummaryTable | None:
    """The table of an edition; none if it has no host or no columns."""
    found = counted(site, edition)
    if found is None or not edition.table:
        return None
    fields = tuple(_fields(edition, found.every))
    declared = {
        file.parts[-1]: form for file, form in site.office.of(Declared) if file.parts[:2] == ("declared", edition.id)
    }
    adds = _Adds(fields, found.every)
    rows = tuple(
        TableRow(unit, adds.figures(found.by_unit.get(unit.id, ())), declared.get(unit.id)) for unit in found.units
    )
    return SummaryTable(edition, fields, rows, TableRow(found.host, adds.figures(found.every)), found)


def published_tables(site: Site) -> list[SummaryTable]:
    """The tables that the public reads, the latest edition first; one without events is not shown."""
    tables = (summary_table(site, e) for e in reversed(tuple(site.lists.editions.values())) if e.publish != "不公开")
    return [table for table in tables if table and table.counted.every]


def _fields(edition: Edition, records: Sequence[Record]) -> Iterator[Field]:
    """The columns; a split one has its sum first, then every form that occurs, then what was not named."""
    for column in edition.table:
        yield Field(column.id, column)
        if column.split:
            names = {name: None for record in records for name, _count in _split(record, column)}
            ordered = sorted(names, key=lambda name: (name == UNNAMED, name.startswith("其他"), name))
            yield from (Field(f"{column.id}-{_code(name)}", column, name) for name in ordered)


@cache
def _code(name: str) -> str:
    """A form's name in an address: its characters by number, the same whatever other forms there are."""
    return "".join(f"{ord(sign):x}" for sign in name[:8])


class _Adds:
    """What each record adds to each field, worked out once however many units held it."""

    def __init__(self, fields: Sequence[Field], records: Sequence[Record]) -> None:
        self._fields = fields
        self._parts: list[dict[int, tuple[Record, Decimal]]] = [{} for _field in fields]
        for record in records:
            for parts, value in zip(self._parts, _added(fields, record), strict=True):
                if value:
                    parts[id(record)] = (record, value)
        self._names = {id(record): _names(record) for record in records if record.event.enterprises}

    def figures(self, records: Sequence[Record]) -> tuple[Figure, ...]:
        """The figures of some of the records."""
        keys = [id(record) for record in records]
        return tuple(self._figure(field, parts, keys) for field, parts in zip(self._fields, self._parts, strict=True))

    def _figure(self, field: Field, parts: dict[int, tuple[Record, Decimal]], keys: list[int]) -> Figure:
        found = [key for key in keys if key in parts]
        mine = tuple(parts[key] for key in found)
        if field.column.counts == "企业家数":
            return Figure(Decimal(len({name for key in found for name in self._names[key]})), mine)
        return Figure(sum((value for _record, value in mine), Decimal(0)), mine)


def _added(fields: Iterable[Field], record: Record) -> Iterator[Decimal]:
    split: dict[str, dict[str, int]] = {}
    for field in fields:
        column = field.column
        if column.theme not in (None, record.theme):
            yield Decimal(0)
        elif not field.part:
            yield Decimal(MEASURES[column.counts](record))
        else:
            if column.counts not in split:
                split[column.counts] = {}
                for name, count in _split(record, column):
                    split[column.counts][name] = split[column.counts].get(name, 0) + count
            yield Decimal(split[column.counts].get(field.part, 0))


def _split(record: Record, column: TableColumn) -> list[tuple[str, int]]:
    """How often each form or type, and what is left of the number without one."""
    if column.counts == "对接":
        return _named(record.event.achieved.matching_forms, record.event.achieved.all_matchings)
    if column.counts == "培训":
        return _named(record.event.achieved.training_types, record.event.achieved.all_trainings)
    return []


def _named(tallies: Iterable[Tally], whole: int | None) -> list[tuple[str, int]]:
    named = [(tally.name, tally.count) for tally in tallies if tally.count]
    left = (whole or 0) - sum(count for _name, count in named)
    return [*named, (UNNAMED, left)] if left > 0 else named


def _names(record: Record) -> frozenset[str]:
    """The enterprises by name, without the spaces that typing leaves."""
    return frozenset("".join(name.split()).replace("(", "（").replace(")", "）") for name in record.event.enterprises)


def _visits(record: Record) -> int:
    """Enterprises served, counted at each event anew: the number that was given, or the length of the list."""
    given = record.event.achieved.enterprises
    return len(_names(record)) if given is None else given


MEASURES: Mapping[str, Callable[[Record], Decimal | int]] = {
    "活动": lambda _record: 1,
    "对接": lambda record: record.event.achieved.all_matchings or 0,
    "培训": lambda record: record.event.achieved.all_trainings or 0,
    "参加": lambda record: record.event.achieved.participants or 0,
    "融资笔数": lambda record: record.event.achieved.loans or 0,
    "融资金额": lambda record: record.event.achieved.loan_amount_wan or Decimal(0),
    "企业家次": _visits,
    "企业家数": lambda record: len(_names(record)),
}


def unnamed_visits(records: Iterable[Record]) -> int:
    """Visits of enterprises whose names are not known: distinct enterprises can't be counted for them."""
    return sum(max(_visits(record) - len(_names(record)), 0) for record in records)
