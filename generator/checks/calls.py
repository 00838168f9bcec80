"""A call says where it stands and what came of it, and neither contradicts its dates or an embargo."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem
from generator.model.kinds.call import CALL, Call
from generator.model.kinds.collection import COLLECTION
from generator.site.entry import Entry
from generator.site.site import Site


def calls_sound(site: Site) -> Iterator[Problem]:
    """入选 and the list of what was chosen go together; the list is public; a deadline follows and may have passed."""
    for entry in site.catalogue.entries_of(CALL):
        yield from _result(site, entry.record, entry)
        yield from _deadline(site, entry.record, entry)


def _result(site: Site, call: Call, entry: Entry) -> Iterator[Problem]:
    if call.state == "入选" and not call.chosen:
        hint = "请加上“chosen: 专题的编号”；结果还没有公布的，进展写“初评”。"
        yield Problem(entry.source.position(("state",)), "E202", "进展写“入选”时，要有入选名单（chosen）。", hint)
    if call.chosen and call.state != "入选":
        message = "写了入选名单，进展却不是“入选”。"
        yield Problem(entry.source.position(("chosen",)), "E209", message, "请把进展（state）改为“入选”。")
    if call.chosen and (COLLECTION.name, call.chosen) in site.catalogue.held:
        message = "入选名单还在保密期内，这里写了就等于公布。"
        hint = "请先删去 chosen，进展写“初评”，保密期过了再改。"
        yield Problem(entry.source.position(("chosen",)), "E309", message, hint)


def _deadline(site: Site, call: Call, entry: Entry) -> Iterator[Problem]:
    if call.deadline is None:
        return
    place = entry.source.position(("deadline",))
    if call.event_date and call.deadline.last < call.event_date.first:
        message = f"截止日期 {call.deadline} 早于发布日期 {call.event_date}。"
        yield Problem(place, "E309", message, "请核对两个日期。")
    elif call.state == "征集" and call.deadline.last < site.today:
        message = f"截止日期 {call.deadline} 已过，进展还写着“征集”。"
        yield Problem(place, "W502", message, "请把进展（state）改为“初评”，结果已公布的写“入选”。")
