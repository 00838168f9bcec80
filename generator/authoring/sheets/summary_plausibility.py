"""Figures that can hardly be meant: in another order of magnitude than those beside them, or at odds with each other.

They are taken as they are written, and reminded of.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.authoring.sheets.cells import Cell
from generator.model.editions import Measured, TableColumn

#: So many times the smallest figure of a column is the largest where measures are mixed up.
_APART = 1_000
#: What a single loan comes to, and what a unit's come to together, in 万元.
_LEAST, _MOST, _MOST_OF_ALL = Decimal(1), Decimal(100_000), Decimal(10_000_000)


class Said(NamedTuple):
    """A figure of a unit, the cell that it came from, and how the unit is called."""

    who: str
    column: TableColumn
    value: Decimal
    cell: Cell


def implausible(figures: Mapping[str, Mapping[str, Said]]) -> Iterator[tuple[Cell, str]]:
    """By unit and column: the cells to look at once more, and why."""
    yield from _magnitudes(figures)
    for said in figures.values():
        counts = {one.column.counts: one for one in said.values() if not one.column.theme}
        yield from _loans(counts)
        yield from _enterprises(counts)


def _magnitudes(figures: Mapping[str, Mapping[str, Said]]) -> Iterator[tuple[Cell, str]]:
    columns: dict[str, list[Said]] = {}
    for said in figures.values():
        for name, one in said.items():
            if one.value:
                columns.setdefault(name, []).append(one)
    for there in columns.values():
        largest = max(there, key=lambda one: one.value)
        for one in there:
            if one.value * _APART <= largest.value:
                name, measure = one.column.name, one.column.measure
                beside = f"同一列最大的是{_plain(largest.value)}{measure}（{largest.who}）"
                yield one.cell, f"{one.who}，{name}是{_plain(one.value)}{measure}，{beside}"


def _loans(counts: Mapping[Measured, Said]) -> Iterator[tuple[Cell, str]]:
    loans, amount = counts.get("融资笔数"), counts.get("融资金额")
    if amount and amount.value and not _LEAST <= amount.value <= _MOST_OF_ALL:
        yield amount.cell, f"{amount.who}，{amount.column.name}是{_plain(amount.value)}{amount.column.measure}"
    if not loans or not amount:
        return
    both = f"{loans.column.name}是{_plain(loans.value)}，{amount.column.name}是{_plain(amount.value)}"
    if bool(loans.value) != bool(amount.value):
        yield amount.cell, f"{amount.who}，{both}"
    elif loans.value and not _LEAST <= amount.value / loans.value <= _MOST:
        each = f"平均每笔{_plain(round(amount.value / loans.value, 4))}{amount.column.measure}"
        yield amount.cell, f"{amount.who}，{both}，{each}"


def _enterprises(counts: Mapping[Measured, Said]) -> Iterator[tuple[Cell, str]]:
    visits, enterprises = counts.get("企业家次"), counts.get("企业家数")
    if visits and enterprises and enterprises.value > visits.value:
        less = f"比{visits.column.name}{_plain(visits.value)}还多"
        yield enterprises.cell, f"{enterprises.who}，{enterprises.column.name}是{_plain(enterprises.value)}，{less}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
