"""A record with the file it came from, and the order in which records are shown."""

from dataclasses import dataclass, field
from typing import Generic

from generator.model.record import R_co
from generator.yaml_source.reader import Source


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record with the file it came from, so that checks can point at fields."""

    record: R_co
    source: Source
    #: Total order by publishing, then by event, then by kind and id, so that no order is left open.
    order: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        record = self.record
        if record.unsound:
            # It is only looked at by itself.
            object.__setattr__(self, "order", "")
            return
        year, month, day = record.event_date.key if record.event_date else (0, 0, 0)
        event = f"{year:04}{month:02}{day:02}"
        order = f"{record.publish_date.isoformat()} {event} {record.kind.name} {record.id}"
        object.__setattr__(self, "order", order)

    def __reduce__(self) -> tuple[type["Entry"], tuple[R_co, Source]]:
        return type(self), (self.record, self.source)
