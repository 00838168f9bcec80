"""A collection is complete, or says what is missing."""

from collections.abc import Iterator
from itertools import pairwise

from generator.kinds.collection import Collection
from generator.problems import Problem
from generator.site import Site


def collections_complete(site: Site) -> Iterator[Problem]:
    """As many items as the issuer announced, each record once; gaps need `missing`."""
    for entry in site.catalogue.entries:
        record = entry.record
        if not isinstance(record, Collection):
            continue
        if len(record.items) > record.total:
            message = f"应有 {record.total} 件，却列了 {len(record.items)} 件。"
            yield Problem(entry.source.place(("total",)), "E308", message, "请核对件数（total）和名单（items）。")
        elif len(record.items) < record.total and not record.missing:
            message = f"应有 {record.total} 件，只列了 {len(record.items)} 件。"
            hint = "请补全名单；补不全的，请加上“missing: 缺什么、为什么”。"
            yield Problem(entry.source.place(("total",)), "E308", message, hint)
        numbers = [number for number, _item in record.numbered]
        for position, (earlier, later) in enumerate(pairwise(numbers), start=1):
            if later <= earlier:
                place = entry.source.place(("items", position))
                yield Problem(place, "E308", f"序号 {later} 排在 {earlier} 后面。", "请按序号从小到大排列，不要重复。")
        seen: set[str] = set()
        for number, item in enumerate(record.items):
            if item.record and item.record in seen:
                place = entry.source.place(("items", number, "record"))
                yield Problem(place, "E310", f"案例“{item.record}”列了两次。", "请删去一处。")
            seen.add(item.record or "")
