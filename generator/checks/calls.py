"""A call says where it stands and what came of it, and neither contradicts its dates or an embargo."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem
from generator.model.kinds.call import CALL, Call
from generator.model.kinds.collection import COLLECTION
from generator.model.office.selections import Selection
from generator.site.entry import Entry
from generator.site.site import Site


def calls_sound(site: Site) -> Iterator[Problem]:
    """入选 and the list of what was chosen go together; the list is public; a deadline follows and may have passed."""
    for entry in site.catalogue.entries_of(CALL):
        yield from _result(site, entry.record, entry)
        yield from _deadline(site, entry.record, entry)
    for file, form in site.office.of(Selection):
        if form.call:
            yield from _followed(site, file.parts[1], form)


def _followed(site: Site, name: str, form: Selection) -> Iterator[Problem]:
    """Whether the call that a selection comes from says as much as the public may know of it by now."""
    entry = next((found for found in site.catalogue.entries_of(CALL) if found.record.id == form.call), None)
    if entry is None:
        return
    call, place = entry.record, entry.source.position(("state",))
    chosen = site.catalogue.get(COLLECTION.name, name)
    closed = form.nominations_until and form.nominations_until.last < site.today
    if chosen and call.chosen != name:
        hint = f"请把进展（state）改为“入选”，加上“chosen: {name}”。"
        yield Problem(place, "W502", f"评选结果“{chosen.title}”已经公布，征集还没有写入选名单。", hint)
    elif closed and form.nominations_until and call.state == "征集" and not _over(call, site):
        message = f"评选的推荐到{form.nominations_until.chinese}已经截止，征集的进展还写着“征集”。"
        yield Problem(place, "W502", message, "请把进展（state）改为“初评”。")


def _over(call: Call, site: Site) -> bool:
    """Whether its own deadline has passed, which is said already."""
    return call.deadline is not None and call.deadline.last < site.today


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
    elif call.state == "征集" and _over(call, site):
        message = f"截止日期 {call.deadline} 已过，进展还写着“征集”。"
        yield Problem(place, "W502", message, "请把进展（state）改为“初评”，结果已公布的写“入选”。")
