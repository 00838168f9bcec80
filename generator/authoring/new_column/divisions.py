"""The divisions of the country at provincial and prefecture level: their codes, names and how they are spelt."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("divisions.toml")


@dataclass(frozen=True, slots=True)
class Division:
    """A province, or a division right below one; `code` has six digits (GB/T 2260)."""

    code: str
    name: str
    short: str
    id: str


@dataclass(frozen=True, slots=True)
class Table:
    """Every province with what lies right below it; where the table is from, and of which day."""

    source: str
    as_of: date
    provinces: dict[Division, tuple[Division, ...]]

    def find(self, name: str) -> Division | None:
        """The province of that name, full or short."""
        return next((one for one in self.provinces if name in (one.name, one.short)), None)


@cache
def divisions() -> Table:
    """The table that goes out with the program."""
    data = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    provinces = {
        Division(one["code"], one["name"], one["short"], one["id"]): tuple(Division(**unit) for unit in one["units"])
        for one in data["province"]
    }
    return Table(data["source"], data["as_of"], provinces)
