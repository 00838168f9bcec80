"""What a record says besides its texts, line by line, as its kind declares it: the same for every medium."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from generator.model.dates import Day
from generator.model.declaration import Audience, Detail
from generator.model.quantities import money
from generator.model.record import Record
from generator.model.vocabularies import Term
from generator.site.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Line:
    """A detail that there is something to say of: as plain text, and what a medium needs to draw it in its own way."""

    label: str
    text: str
    value: Any
    shown: str
    #: What the value stands for in its list.
    term: Term | None


def details_of(around: Surroundings, record: Record, audience: Audience) -> Iterator[Line]:
    """The lines for the record's page or for where there is nothing but text, in reading order."""
    for detail in record.kind.details:
        value = getattr(record, detail.name)
        if detail.told_to(audience) and value not in (None, "", ()):
            write = _WRITTEN.get(detail.shown, _plain)
            yield Line(
                record.kind.label_of(detail, record),
                write(around, value),
                value,
                detail.shown,
                _term(around, record, detail, value),
            )


def row_facts(around: Surroundings, record: Record) -> tuple[str, ...]:
    """What a row of a list says of a record besides its summary; of an amount also what it is."""
    lines = details_of(around, record, "row")
    return tuple(f"{line.label} {line.text}" if line.shown else line.text for line in lines)


def _term(around: Surroundings, record: Record, detail: Detail, value: Any) -> Term | None:
    return around.term(record.kind.list_of(detail), value) if isinstance(value, str) else None


def _plain(_around: Surroundings, value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return value.chinese if isinstance(value, Day) else str(value)


def _money(_around: Surroundings, value: Decimal) -> str:
    return money(value)


def _units(around: Surroundings, value: tuple[str, ...]) -> str:
    return "、".join(around.units[unit].short for unit in value)


Writer: TypeAlias = Callable[[Surroundings, Any], str]
#: How a detail is written where it can't be drawn.
_WRITTEN: Mapping[str, Writer] = {"money": _money, "units": _units}
