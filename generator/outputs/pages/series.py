"""Series of events that have a name of their own: a page each with every stop and when the next one is."""

from collections.abc import Iterator

from generator.model.record import Record
from generator.model.vocabularies import Term
from generator.outputs.feeds.links import ALL
from generator.outputs.pages.json_ld import trail
from generator.rendering.templates import Meta, compose, newest
from generator.site.site import Page, Site


def series_pages(site: Site) -> Iterator[Page]:
    """`series/<id>.html` of each series of the list that has events, and the index of them."""
    found: dict[str, list[Record]] = {}
    for record in site.catalogue.events():
        found.setdefault(record.event.series or "", []).append(record)
    shown = [(term, found[term.name]) for term in site.lists.items("series") if term.name in found]
    yield compose(
        site,
        "series-index.html",
        address="series/index.html",
        section="series",
        title="系列活动",
        meta=Meta("多次举办的品牌活动，按系列查看历次活动。", feeds=(ALL,), styles=("pages",)),
        changed=newest(site.catalogue.records),
        shown=[(term, len(records), max(records, key=_begun)) for term, records in shown],
    )
    for term, records in shown:
        yield _page(site, term, sorted(records, key=_begun, reverse=True))


def _page(site: Site, term: Term, records: list[Record]) -> Page:
    coming = [r for r in records if r.event_date and r.event_date.first > site.today and not r.event.cancelled]
    return compose(
        site,
        "series.html",
        address=f"series/{term.id}.html",
        section="series",
        title=term.name,
        meta=Meta(
            f"{term.name}的历次活动。",
            feeds=(ALL,),
            graph=(trail(site, [("系列活动", "series/index.html"), (term.name, "")]),),
        ),
        changed=newest(records),
        term=term,
        stops=[(record, site.unit(record), record.event) for record in records],
        following=min(coming, key=_begun, default=None),
    )


def _begun(record: Record) -> tuple[int, ...]:
    return record.event_date.key if record.event_date else ()
