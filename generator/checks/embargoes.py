"""What is under embargo is not public yet, and says so itself."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem
from generator.model.dates import Day
from generator.site.catalogue import key_of
from generator.site.entry import Entry
from generator.site.site import Site


def embargoes_hold(site: Site) -> Iterator[Problem]:
    """While an embargo lasts, the collection and its cases are dated after it: none has been public before."""
    if not site.catalogue.held:
        return
    entries = {(e.record.kind.name, e.record.id): e for e in site.catalogue.entries}
    for entry in site.catalogue.entries:
        record, lists = entry.record, entry.record.kind.record_list
        until = record.embargo
        if lists is None or until is None or key_of(record) not in site.catalogue.held:
            continue
        yield from _dated_after(entry, until, f"请写保密期以后的时间；{until} 当天公布的，保密至写前一天。")
        for number, item in enumerate(getattr(record, lists.field)):
            case = entries.get((lists.kind, getattr(item, lists.reference) or ""))
            if case:
                where = entry.source.position((lists.field, number, lists.reference))
                hint = (
                    f"还没有公开的，请把它的 publish_date 改到保密期以后；已经公开的撤不回来，"
                    f"请先删去 {where} 这一行，保密期过了再补上。"
                )
                yield from _dated_after(case, until, hint)


def _dated_after(entry: Entry, until: Day, hint: str) -> Iterator[Problem]:
    published = entry.record.publish_date.date()
    if published <= until.last:
        message = f"发布日期 {published} 在专题的保密期内（保密至 {until}，含当天）。"
        yield Problem(entry.source.position(("publish_date",)), "E309", message, hint)
