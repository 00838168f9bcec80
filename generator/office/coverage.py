"""Coverage: units or districts by what should reach them; each cell is the records that do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.model.field_types import Listed, marks_of
from generator.model.office.targets import Coverage, CoverageList
from generator.model.record import Kind, Record
from generator.office.counted_events import begun
from generator.site import facets
from generator.site.site import Site

#: By the sort of a matrix, the list that its columns come from.
LISTS = {"五进": "visits", "任务": "themes", "网点级别": "outlet-levels", "网点类型": "outlet-types"}


@dataclass(frozen=True, slots=True)
class Row:
    """A unit or district with the records of every column."""

    id: str
    name: str
    cells: tuple[tuple[Record, ...], ...]

    @property
    def reached(self) -> int:
        return sum(bool(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix, and how much of it is filled."""

    form: Coverage
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def full(self) -> int:
        """Rows in which nothing is missing."""
        return sum(row.reached == len(self.columns) for row in self.rows)

    @property
    def any(self) -> int:
        """Rows that something has reached."""
        return sum(bool(row.reached) for row in self.rows)

    @property
    def unnamed(self) -> int:
        """Rows that should be there and of which no source gives the name."""
        return max((self.form.expected or 0) - len(self.rows), 0)

    @property
    def sums(self) -> tuple[int, ...]:
        """Rows that every column has reached."""
        return tuple(sum(bool(row.cells[n]) for row in self.rows) for n in range(len(self.columns)))


def matrices(site: Site) -> list[Matrix]:
    """Every matrix in the order of its file."""
    found = site.office.one("coverage", CoverageList)
    return [matrix(site, form) for form in (found.items if found else ())]


def matrix(site: Site, form: Coverage) -> Matrix:
    """One matrix: by district where it names districts, else by unit."""
    columns = form.columns or tuple(site.lists.names(LISTS[form.sort]))
    records = [record for record in site.catalogue.records if form.edition in (None, record.edition)]
    if form.districts:
        mine = [r for r in records if r.kind.service and r.unit == form.of_unit]
        named = ((name, name, _in_district(name)) for name in form.districts)
    else:
        mine = [r for r in records if (r.kind.service if form.sort.startswith("网点") else _counts(r.kind))]
        named = ((unit, site.lists.units[unit].short, _of_unit(unit)) for unit in _units(site, form))
    held = (
        record for record in mine if not record.event.cancelled and (record.kind.service or begun(record, site.today))
    )
    values = [(record, frozenset(_values(record, form.sort))) for record in held]
    rows = []
    for row_id, name, belongs in named:
        own = [(record, found) for record, found in values if belongs(record)]
        cells = tuple(tuple(record for record, found in own if column in found) for column in columns)
        rows.append(Row(row_id, name, cells))
    return Matrix(form, columns, tuple(rows))


def _in_district(name: str) -> Callable[[Record], bool]:
    return lambda record: record.kind.service is not None and name in (record.kind.service.of(record).district or "")


def _of_unit(unit: str) -> Callable[[Record], bool]:
    return lambda record: unit in facets.unit(record)


def _units(site: Site, form: Coverage) -> Iterable[str]:
    if form.units:
        return form.units
    return [unit.id for unit in site.lists.regions.get(site.config.home_region, ()) if unit.level == "设区市"]


def _values(record: Record, sort: str) -> Iterator[str]:
    """In which columns a record stands: what it says in the fields that are taken from the list."""
    for name in _fields(record.kind.model, LISTS[sort]):
        value = getattr(record, name)
        yield from value if isinstance(value, tuple) else filter(None, (value,))


@cache
def _fields(model: type[Record], list_name: str) -> tuple[str, ...]:
    marks = ((name, mark) for name in model.model_fields for mark in marks_of(model, name))
    return tuple(name for name, mark in marks if isinstance(mark, Listed) and mark.name == list_name)


def _counts(kind: Kind) -> bool:
    return kind.event is not None and kind.event.counted
