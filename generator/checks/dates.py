"""Dates that can be true together."""

from collections.abc import Iterator

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem
from generator.site.catalogue import key_of
from generator.site.site import Site


def dates_in_order(site: Site) -> Iterator[Problem]:
    """Nothing is published before it happened or before today, nor reviewed after it was published."""
    for entry in site.catalogue.entries:
        record, source = entry.record, entry.source
        published = record.publish_date.date()
        if published > site.today and key_of(record) not in site.catalogue.held:
            report = message_for("future", published=published, today=site.today)
            yield Problem(source.position(("publish_date",)), *report)
        if not record.kind.happened.may_be_ahead and record.event_date and record.event_date.first > published:
            report = message_for("happened-later", day=record.event_date, published=published)
            yield Problem(source.position(("event_date",)), *report)
        if record.reviewed_on and record.reviewed_on.first > published:
            report = message_for("reviewed-later", day=record.reviewed_on, published=published)
            yield Problem(source.position(("reviewed_on",)), *report)
        for number, correction in enumerate(record.corrections):
            if correction.date < record.publish_date:
                moments = {"moment": correction.date, "published": record.publish_date}
                report = message_for("corrected-earlier", **{n: f"{m:%Y-%m-%d %H:%M}" for n, m in moments.items()})
                yield Problem(source.position(("corrections", number, "date")), *report)


def dates_in_window(site: Site) -> Iterator[Problem]:
    """An event of an edition lies in its window, or says why not (苏知发〔2020〕63号, part 3)."""
    for entry in site.catalogue.entries:
        record = entry.record
        editions = [site.lists.editions[name] for name in record.editions if name in site.lists.editions]
        if not editions or not record.event_date or not record.kind.event:
            continue
        edition = editions[0]
        if not any(one.covers(record.event_date) for one in editions) and not record.outside_window:
            window = f"{edition.start.chinese}至{edition.end.chinese}"
            report = message_for("outside-window", day=record.event_date, edition=edition.id, window=window)
            yield Problem(entry.source.position(("event_date",)), *report)
