"""One page a record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.outputs.feeds.links import kind_feed, unit_feed
from generator.outputs.pages.booklets import item_values
from generator.outputs.pages.bulletins import bulletin_values
from generator.outputs.pages.calls import call_values
from generator.outputs.pages.figures import chart_values
from generator.outputs.pages.json_ld import Trail, about_record
from generator.outputs.pages.policies import ground_values
from generator.outputs.pages.rosters import roster_values
from generator.outputs.questions import (
    article_address,
    article_name,
    edition_name,
    has_page,
    listed_in,
    neighbours,
    related,
    series,
    similar,
)
from generator.rendering.page_tools import page_tools
from generator.rendering.templates import Meta, compose
from generator.site.catalogue import key_of
from generator.site.details import Line, details_of
from generator.site.look import Look
from generator.site.site import Page
from generator.site.surroundings import pictures_of

#: Blocks whose pages need more than the column's own style sheet.
STYLED = frozenset({"items", "values", "by-unit", "rows", "chosen"})
#: What the block of that name asks for besides the record.
BLOCK_VALUES: Mapping[str, Callable[[Look, Record], dict[str, Any]]] = {
    "items": item_values,
    "values": chart_values,
    "by-unit": bulletin_values,
    "grounds": ground_values,
    "rows": roster_values,
    "chosen": call_values,
}


def record_page(look: Look, record: Record) -> Iterator[Page]:
    """A record's page, through the template of its kind."""
    unit = look.unit(record)
    newer, older = look.ask(neighbours, *key_of(record))
    details = list(details_of(look, record, "page"))
    yield compose(
        look,
        f"{record.kind.name}.html",
        address=record.address,
        section=record.kind.folder,
        title=record.title,
        meta=Meta(
            record.summary,
            record.kind,
            record,
            (unit_feed(unit), kind_feed(record.kind)),
            styles=("pages",) if record.kind.block_names & STYLED else (),
            graph=about_record(look, record, trail_of(record, unit)),
            image=_cover(look, record),
        ),
        changed=record.updated.date(),
        record=record,
        details=details,
        unit=unit,
        theme=look.term("themes", record.theme) if record.theme else None,
        edition=look.ask(edition_name, record.edition) if record.edition else None,
        pictures=list(pictures_of(look, record)),
        tools=page_tools(look.config, record.title, look.url(record.address)),
        wechat=article_address(look.ask(article_name, *key_of(record))),
        related=look.ask(related, *record.related) if record.related else (),
        newer=newer,
        older=older,
        similar=look.ask(similar, *key_of(record)),
        **_extra(look, record, details),
    )


def trail_of(record: Record, unit: Unit) -> Trail:
    """The way to a record, as its page shows it."""
    kind = record.kind
    return ((kind.label, f"{kind.folder}/index.html"), (unit.short, f"units/{unit.id}.html"), (record.title, ""))


def _cover(look: Look, record: Record) -> tuple[str, str] | None:
    """The first picture, for who passes the page on."""
    first = next(pictures_of(look, record), None)
    return (first[1].path, first[0].alt) if first else None


def _citation(look: Look, record: Record) -> str:
    """As GB/T 7714 cites an online document; the day of reading is the reader's to add."""
    publisher = look.config.government.organiser or look.config.title
    return f"{publisher}. {record.title}[EB/OL]. ({record.updated.date()}). {look.url(record.address)}."


def _extra(look: Look, record: Record, details: Iterable[Line]) -> dict[str, Any]:
    """What a page shows of other records."""
    units = {unit for line in details if line.shown == "units" for unit in line.value}
    name = record.event.series
    values: dict[str, Any] = {
        "shown_units": {unit for unit in units if look.ask(has_page, unit)},
        "series": look.ask(series, name, *key_of(record)) if name else (),
        "series_term": look.term("series", name) if name else None,
        "listed_in": look.ask(listed_in, *key_of(record)),
        "citation": _citation(look, record),
    }
    for block in record.kind.blocks:
        if block.name in BLOCK_VALUES:
            values |= BLOCK_VALUES[block.name](look, record)
    return values
