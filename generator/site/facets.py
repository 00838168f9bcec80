"""The facets by which records are listed and searched. A facet maps a record to values."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from generator.model.record import Record
from generator.model.vocabularies import Unit

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
#: Names of units are looked for together; a site has one list of them.
_KEPT_PATTERNS = 8
#: The value of a record whose year nobody gave.
UNDATED = "undated"
#: Where 公众号 articles lie.
WECHAT_HOST = "mp.weixin.qq.com"


def kind(record: Record) -> Iterator[str]:
    """The kind's name."""
    yield record.kind.name


def unit(record: Record) -> Iterable[str]:
    """The record's own unit first, then those that held it jointly."""
    fields = record.kind.event
    joint = getattr(record, fields.joint_units) if fields and fields.joint_units else ()
    return dict.fromkeys((record.unit, *joint))


def place(units: Mapping[str, Unit], record: Record) -> Iterable[str]:
    """The units of the record and those whose cities its title, venue, address or authorities name."""
    ids = {known.short: known.id for known in units.values()}
    named = _names_in(tuple(ids)).findall("\n".join((record.title, *record.places)))
    return dict.fromkeys((*unit(record), *(ids[short] for short in named)))


@lru_cache(maxsize=_KEPT_PATTERNS)
def _names_in(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(short) for short in sorted(shorts, key=len, reverse=True)) or "(?!)")


def theme(record: Record) -> Iterator[str]:
    """The task line, if the record has one."""
    if record.theme:
        yield record.theme


def declared(name: str, record: Record) -> Iterable[str]:
    """The values of a facet that only some kinds declare among their details."""
    detail = next((detail for detail in record.kind.details if detail.facet == name), None)
    value = getattr(record, detail.name) if detail else None
    return dict.fromkeys(value if isinstance(value, tuple) else (value,)) if value else ()


def edition(record: Record) -> Iterator[str]:
    """The editions that it belongs to."""
    yield from record.editions


def year(record: Record) -> Iterator[str]:
    """The year in which it happened (not the one in which it was published)."""
    yield str(record.event_date.year) if record.event_date else UNDATED


def years(record: Record) -> Iterable[str]:
    """The year in which it happened and those that it is about: a report of 2024 on 2023 belongs to both."""
    happened = (str(record.event_date.year),) if record.event_date else ()
    return dict.fromkeys((*happened, *_YEAR.findall("\n".join((record.title, *record.periods))))) or (UNDATED,)


def wechat(record: Record) -> Iterator[str]:
    """`yes` if a 公众号 article is among what the record names."""
    reports = (report.url for report in record.event.coverage)
    links = [record.wechat.url, *(source.url for source in record.sources), *reports]
    if any(link and urlsplit(link).hostname == WECHAT_HOST for link in links):
        yield "yes"
