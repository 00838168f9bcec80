"""A collection is complete, or says what is missing."""

from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics.messages import say
from generator.diagnostics.problems import Problem
from generator.model.kinds.collection import Collection
from generator.site.site import Site


def collections_complete(site: Site) -> Iterator[Problem]:
    """As many items as the issuer announced, each record once; gaps need `missing`."""
    for entry in site.catalogue.entries:
        record = entry.record
        if not isinstance(record, Collection):
            continue
        if len(record.items) > record.total:
            told = say("items-over", total=record.total, now=len(record.items))
            yield Problem(entry.source.place(("total",)), *told)
        elif len(record.items) < record.total and not record.missing:
            told = say("items-under", total=record.total, now=len(record.items))
            yield Problem(entry.source.place(("total",)), *told)
        numbers = [number for number, _item in record.numbered]
        for position, (earlier, later) in enumerate(pairwise(numbers), start=1):
            if later <= earlier:
                place = entry.source.place(("items", position))
                yield Problem(place, *say("items-order", later=later, earlier=earlier))
        seen: set[str] = set()
        for number, item in enumerate(record.items):
            if item.record and item.record in seen:
                place = entry.source.place(("items", number, "record"))
                yield Problem(place, *say("case-twice", value=item.record))
            seen.add(item.record or "")
