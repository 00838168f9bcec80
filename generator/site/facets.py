"""The facets by which records are listed and searched. A facet maps a record to values."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from generator.model.kinds.case import Case
from generator.model.kinds.highlight import Highlight
from generator.model.record import Record

#: The value of a record whose year nobody gave.
UNDATED = "undated"
#: Where 公众号 articles lie.
WECHAT_HOST = "mp.weixin.qq.com"


def kind(record: Record) -> Iterator[str]:
    """The kind's name."""
    yield record.kind.name


def unit(record: Record) -> Iterable[str]:
    """The record's own unit first, then those that held it jointly."""
    joint = record.joint_units if isinstance(record, Highlight) else ()
    return dict.fromkeys((record.unit, *joint))


def theme(record: Record) -> Iterator[str]:
    """The task line, if the record has one."""
    if record.theme:
        yield record.theme


def right(record: Record) -> Iterable[str]:
    """The rights that a case is about."""
    return dict.fromkeys(record.rights) if isinstance(record, Case) else ()


def industry(record: Record) -> Iterator[str]:
    """The industry of a case."""
    if isinstance(record, Case) and record.industry:
        yield record.industry


def edition(record: Record) -> Iterator[str]:
    """The editions that it belongs to."""
    yield from record.editions


def year(record: Record) -> Iterator[str]:
    """The year in which it happened (not the one in which it was published)."""
    yield str(record.event_date.year) if record.event_date else UNDATED


def wechat(record: Record) -> Iterator[str]:
    """`yes` if a 公众号 article is among what the record names."""
    reports = record.coverage if isinstance(record, Highlight) else ()
    links = [record.wechat.url, *(source.url for source in record.sources), *(report.url for report in reports)]
    if any(link and urlsplit(link).hostname == WECHAT_HOST for link in links):
        yield "yes"
