"""The facets by which records are listed: theme, year, unit, region. A facet maps a record to values."""

from collections.abc import Iterable, Iterator

from generator.kinds.highlight import Highlight
from generator.record import Record

#: The value of a record whose year nobody gave.
UNDATED = "undated"


def unit(record: Record) -> Iterable[str]:
    """The record's own unit first, then those that held it jointly."""
    joint = record.joint_units if isinstance(record, Highlight) else ()
    return dict.fromkeys((record.unit, *joint))


def theme(record: Record) -> Iterator[str]:
    """The task line, if the record has one."""
    if record.theme:
        yield record.theme


def year(record: Record) -> Iterator[str]:
    """The year in which it happened (not the one in which it was published)."""
    yield str(record.event_date.year) if record.event_date else UNDATED
