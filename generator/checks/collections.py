"""A collection is complete, or says what is missing."""

from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem
from generator.model.kinds.collection import COLLECTION
from generator.site.site import Site


def collections_complete(site: Site) -> Iterator[Problem]:
    """As many items as the issuer announced, each record once; gaps need `missing`."""
    for entry in site.catalogue.entries_of(COLLECTION):
        record = entry.record
        if len(record.items) > record.total:
            report = message_for("items-over", total=record.total, now=len(record.items))
            yield Problem(entry.source.position(("total",)), *report)
        elif len(record.items) < record.total and not record.missing:
            report = message_for("items-under", total=record.total, now=len(record.items))
            yield Problem(entry.source.position(("total",)), *report)
        numbers = [number for number, _item in record.numbered]
        for position, (earlier, later) in enumerate(pairwise(numbers), start=1):
            if later <= earlier:
                place = entry.source.position(("items", position))
                yield Problem(place, *message_for("items-order", later=later, earlier=earlier))
        seen: set[str] = set()
        for number, item in enumerate(record.items):
            if item.record and item.record in seen:
                place = entry.source.position(("items", number, "record"))
                yield Problem(place, *message_for("case-twice", value=item.record))
            seen.add(item.record or "")
