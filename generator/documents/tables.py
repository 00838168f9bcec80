"""A table to hand on, as a value; and as CSV."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

#: Text, an exact number, or nothing. A number is never a float.
Value: TypeAlias = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `group` is what stands above it and its neighbours of the same group."""

    name: str
    measure: str = ""
    group: str = ""
    #: In characters; Chinese ones count two.
    width: int = 12

    @property
    def title(self) -> str:
        """The name alone in one cell: 供需对接：银企对接会（次）."""
        above = f"{self.group}：" if self.group and self.group != self.name else ""
        return f"{above}{self.name}{f'（{self.measure}）' if self.measure else ''}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title and what has to be said of it."""

    #: What the sheet's tab says, at most 31 characters.
    tab: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    #: Whether the last row sums up the others.
    totalled: bool = False
    #: The line for those who sign: 制表, 审核, 日期.
    signed: str = ""


def written(value: Value) -> str:
    """As people write it: exact, without an exponent, without noughts behind."""
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def guarded(value: Value) -> str:
    """A spreadsheet takes a text of CSV that begins with one of these for a formula; a number is none."""
    text = written(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def as_csv(table: Table, *said: str) -> bytes:
    """Head and rows, behind them what has to be said; spreadsheets take a file for Chinese only with a BOM."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(guarded(column.title) for column in table.columns)
    writer.writerows([guarded(value) for value in row] for row in table.rows)
    writer.writerows([guarded(line)] for line in said if line)
    return text.getvalue().encode("utf-8-sig")
