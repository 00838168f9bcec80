"""What a column published, read from its `api/v1/`: another's words, so they are checked and bounded like any input."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.diagnostics.problems import quote
from generator.model.dates import YEARS
from generator.model.field_types import FORMS, SLUG
from generator.model.kinds import KINDS
from generator.model.parsers import read_link
from generator.model.record import Kind
from generator.outputs.api.file_schemas import IndexOut, ListsOut, RecordPage
from generator.outputs.api.schemas import RecordOut
from generator.portal.settings import ColumnPlace
from generator.publishing.remote_verify import Fetch, at
from generator.publishing.versions import WrongTargetError
from generator.site.facets import UNDATED
from generator.text.markdown import Rendered, render

INDEX = "api/v1/index.json"
#: Files of a column that are read at most; a hundred records lie in each.
MOST_FILES = 20_000
#: Characters of a title or a summary; a column's own have far fewer.
LONGEST = 500
MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A record of a column: whose it is, what it says, who submitted it."""

    column: ColumnPlace
    record: RecordOut
    unit: str

    @property
    def kind(self) -> Kind:
        return KINDS[self.record.kind]

    @property
    def published(self) -> datetime:
        return self.record.published

    @property
    def year(self) -> str:
        """When it happened, or `undated`."""
        return self.record.event_date[:4] if self.record.event_date else UNDATED

    @property
    def texts(self) -> Iterator[Rendered]:
        """The sections as safe HTML and as words."""
        for section in self.record.sections:
            yield render(section.markdown, 3 if section.heading else 2)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was last published."""

    place: ColumnPlace
    title: str
    url: str
    updated: date | None
    #: Newest first.
    records: tuple[Found, ...]


def read_column(place: ColumnPlace, root: Path) -> Column:
    """Everything that the column published. Raises WrongTargetError, in Chinese, if that can't be read."""
    where = place.place if "://" in place.place else str((root / place.place).resolve())
    fetch = at(where)
    index = _read(IndexOut, fetch, INDEX, place)
    if not (_is_link(index.url) and index.url.endswith("/")):
        raise WrongTargetError(f"{place.name}的 {INDEX} 里，网址{quote(index.url)}不是网页地址，或不以“/”结尾")
    if not 0 < len(index.title.strip()) <= LONGEST:
        raise WrongTargetError(f"{place.name}的 {INDEX} 里，专栏名称是空的或者太长")
    units = {unit.id: unit.short for unit in _read(ListsOut, fetch, "api/v1/lists.json", place).units}
    records = [
        Found(place, record, units.get(record.unit, place.short))
        for kind in index.kinds
        if kind.name in KINDS
        for record in _records(fetch, KINDS[kind.name], place, index.url)
    ]
    names = Counter(name for found in records for name in (found.record.url, f"{found.kind.label} {found.record.id}"))
    if twice := [name for name, count in names.items() if count > 1]:
        raise WrongTargetError(f"{place.name}有两条记录都是 {twice[0]}，请先改正那个专栏")
    records.sort(key=lambda found: (found.published, found.record.id), reverse=True)
    return Column(place, index.title, index.url, index.updated.date() if index.updated else None, tuple(records))


def _records(fetch: Fetch, kind: Kind, place: ColumnPlace, url: str) -> Iterator[RecordOut]:
    """The records of a kind, page by page; each has to lie in the column that names it."""
    pages = 1
    number = 1
    while number <= min(pages, MOST_FILES):
        path = f"api/v1/{kind.folder}/page-{number}.json"
        page = _read(RecordPage, fetch, path, place)
        for record in page.records:
            if record.kind != kind.name or not record.url.startswith(url):
                raise WrongTargetError(f"{place.name}的 {path} 里，{quote(record.id)}不是这个专栏的记录")
            if not _is_sound(record):
                raise WrongTargetError(
                    f"{place.name}的 {path} 里，{quote(record.id)}的编号、网址、标题、摘要或时间不对"
                )
            yield record
        pages = page.pages
        number += 1


def _is_sound(record: RecordOut) -> bool:
    """What pages, feeds and the search are made of is there, bounded, and compares with what others published."""
    return (
        bool(re.fullmatch(SLUG, record.id))
        and _is_link(record.url)
        and "/../" not in record.url
        and 0 < len(record.title.strip()) <= LONGEST
        and len(record.summary) <= LONGEST
        and bool(re.fullmatch(FORMS["day"], record.event_date or "2020"))
        and all(moment.tzinfo and moment.year in YEARS for moment in (record.published, record.updated))
    )


def _is_link(address: str) -> bool:
    try:
        return bool(read_link(address))
    except ValueError:
        return False


Form = TypeVar("Form", IndexOut, ListsOut, RecordPage)


def _read(form: type[Form], fetch: Fetch, path: str, place: ColumnPlace) -> Form:
    raw = fetch(path)
    if raw is None:
        raise WrongTargetError(f"{place.name}（{place.place}）没有 {path}，请先发布那个专栏，或改正 place")
    if len(raw) > MAX_BYTES:
        raise WrongTargetError(f"{place.name}的 {path} 太大")
    try:
        return form.model_validate_json(raw)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(step) for step in fault["loc"])
        raise WrongTargetError(f"{place.name}的 {path} 读不懂（{where}），两边的程序版本可能不同") from error
