"""Dates that can be true together."""

from collections.abc import Iterator

from generator.catalogue import key_of
from generator.problems import Problem
from generator.site import Site


def dates_in_order(site: Site) -> Iterator[Problem]:
    """Nothing is published before it happened or before today, nor reviewed after it was published."""
    for entry in site.catalogue.entries:
        record, source = entry.record, entry.source
        published = record.publish_date.date()
        if published > site.today and key_of(record) not in site.catalogue.held:
            message = f"发布时间在将来：{published}，今天是 {site.today}。"
            hint = "请核对 publish_date；还没到发布时间的，请到时候再交。"
            yield Problem(source.place(("publish_date",)), "E309", message, hint)
        if record.kind.name != "highlight" and record.event_date and record.event_date.first > published:
            message = f"发生日期 {record.event_date} 晚于发布日期 {published}。"
            yield Problem(source.place(("event_date",)), "E309", message, "请核对 event_date 和 publish_date。")
        if record.reviewed_on.first > published:
            message = f"审核日期 {record.reviewed_on} 晚于发布日期 {published}。"
            hint = "先审核，后发布；请核对 reviewed_on 和 publish_date。"
            yield Problem(source.place(("reviewed_on",)), "E309", message, hint)
        for number, correction in enumerate(record.corrections):
            if correction.date < record.publish_date:
                message = (
                    f"更正时间 {correction.date:%Y-%m-%d %H:%M} 早于发布时间 {record.publish_date:%Y-%m-%d %H:%M}。"
                )
                hint = "更正在发布之后；请核对这里和 publish_date。"
                yield Problem(source.place(("corrections", number, "date")), "E309", message, hint)


def dates_in_window(site: Site) -> Iterator[Problem]:
    """An event of an edition lies in its window, or says why not (苏知发〔2020〕63号, part 3)."""
    for entry in site.catalogue.entries:
        record = entry.record
        editions = [site.lists.editions[name] for name in record.campaigns if name in site.lists.editions]
        if not editions or not record.event_date or record.kind.name != "highlight":
            continue
        edition = editions[0]
        if not any(one.covers(record.event_date) for one in editions) and not record.outside_window:
            window = f"{edition.start.chinese}至{edition.end.chinese}"
            message = f"发生日期 {record.event_date} 不在所属届次（{edition.id}）的活动期内：{window}。"
            hint = "请核对日期；确属本届的，请加上“outside_window: 不在活动期内的原因”。"
            yield Problem(entry.source.place(("event_date",)), "E303", message, hint)
