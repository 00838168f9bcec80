"""The forms of the files in `api/v1/`: pages of records, lists, and the index that leads to them."""

from datetime import datetime

from generator.outputs.api.forms import DayText, Out
from generator.outputs.api.schemas import RecordOut


class RecordPage(Out):
    """`api/v1/<kind>/page-<n>.json`: a bounded number of records, newest first."""

    version: str
    kind: str
    total: int
    page: int
    pages: int
    previous: str | None
    next: str | None
    records: tuple[RecordOut, ...]


class UnitOut(Out):
    id: str
    code: str
    name: str
    short: str
    level: str
    region: str
    records: int
    url: str | None


class TermOut(Out):
    id: str
    name: str
    description: str | None


class EditionOut(Out):
    id: str
    name: str
    theme: str
    organiser: str
    start: DayText
    end: DayText


class ListsOut(Out):
    """`api/v1/lists.json`: what the ids and names in records stand for."""

    version: str
    units: tuple[UnitOut, ...]
    themes: tuple[TermOut, ...]
    editions: tuple[EditionOut, ...]


class WithdrawnOut(Out):
    """A record that was taken back: nothing of what it said. Whoever shows it takes it down."""

    id: str
    kind: str
    url: str
    unit: str
    date: datetime
    reason: str


class WithdrawnPage(Out):
    """`api/v1/withdrawn.json`: all of them, the latest first."""

    version: str
    total: int
    records: tuple[WithdrawnOut, ...]


class KindOut(Out):
    name: str
    label: str
    total: int
    pages: int
    first: str


class IndexOut(Out):
    """`api/v1/index.json`: where everything is."""

    version: str
    title: str
    description: str
    url: str
    updated: datetime | None
    records: int
    kinds: tuple[KindOut, ...]
    lists: str
    schemas: str
    feeds: str
    withdrawn: str
