"""One page a record."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.model.record import Record
from generator.model.vocabularies import Unit
from generator.outputs.feeds.items import wechat_address
from generator.outputs.feeds.links import kind_feed, unit_feed
from generator.outputs.pages.booklets import item_values
from generator.outputs.pages.bulletins import bulletin_values
from generator.outputs.pages.figures import chart_values
from generator.outputs.pages.json_ld import Trail, about_record
from generator.outputs.pages.policies import ground_values
from generator.rendering.templates import Meta, compose
from generator.site import facets
from generator.site.catalogue import Key, key_of
from generator.site.derived import derived
from generator.site.details import details_of
from generator.site.look import Look
from generator.site.site import Page, Site, pictures_of

#: Blocks whose pages need more than the column's own style sheet.
STYLED = frozenset({"items", "values", "by-unit"})
#: What the block of that name asks for besides the record.
BLOCK_VALUES: Mapping[str, Callable[[Site, Record], dict[str, Any]]] = {
    "items": item_values,
    "values": chart_values,
    "by-unit": bulletin_values,
    "grounds": ground_values,
}
#: How many events of the same series a page leads to.
SERIES_SHOWN = 6


def record_page(look: Look, record: Record) -> Iterator[Page]:
    """A record's page, through the template of its kind."""
    site = look.site
    neighbours = _neighbours(site)
    extra = _extra(site)
    unit = site.unit(record)
    yield compose(
        site,
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
            graph=about_record(site, record, trail_of(record, unit)),
            image=_cover(site, record),
        ),
        changed=record.updated.date(),
        record=record,
        details=list(details_of(site, record, "page")),
        unit=unit,
        theme=site.lists.term("themes", record.theme) if record.theme else None,
        edition=site.lists.editions.get(record.edition or ""),
        pictures=list(pictures_of(site, record)),
        wechat=wechat_address(site, record),
        related=[found for name in record.related if (found := site.catalogue.get("*", name))],
        newer=neighbours[record.address][0],
        older=neighbours[record.address][1],
        **extra.of(record),
    )


def trail_of(record: Record, unit: Unit) -> Trail:
    """The way to a record, as its page shows it."""
    kind = record.kind
    return ((kind.label, f"{kind.folder}/index.html"), (unit.short, f"units/{unit.id}.html"), (record.title, ""))


def _cover(site: Site, record: Record) -> tuple[str, str] | None:
    """The first picture, for who passes the page on."""
    first = next(pictures_of(site, record), None)
    return (first[1].path, first[0].alt) if first else None


@derived
def _neighbours(site: Site) -> dict[str, tuple[Record | None, Record | None]]:
    """The newer and the older record of the same unit and kind, by address."""
    found: dict[str, tuple[Record | None, Record | None]] = {}
    for group in site.catalogue.by(lambda r: (f"{r.unit} {r.kind.name}",)).values():
        for newer, record, older in zip((None, *group), group, (*group[1:], None), strict=False):
            found[record.address] = (newer, older)
    return found


def _citation(site: Site, record: Record) -> str:
    """As GB/T 7714 cites an online document; the day of reading is the reader's to add."""
    publisher = site.config.government.organiser or site.config.title
    return f"{publisher}. {record.title}[EB/OL]. ({record.updated.date()}). {site.url(record.address)}."


@derived
def _extra(site: Site) -> "_Extra":
    return _Extra(site)


class _Extra:
    """What a page shows of other records, looked up once for the whole site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.shown_units = set(site.catalogue.by(facets.unit))
        #: The lists that name a record, each with its place there.
        self.listed_in: dict[Key, list[tuple[Record, int]]] = {}
        self.series: dict[str, list[Record]] = {}
        for record in site.catalogue.records:
            if lists := record.kind.lists:
                for number, item in getattr(record, lists.numbered):
                    key = lists.kind, getattr(item, lists.reference)
                    self.listed_in.setdefault(key, []).append((record, number))
            if record.event.series:
                self.series.setdefault(record.event.series, []).append(record)

    def of(self, record: Record) -> dict[str, Any]:
        series = [other for other in self.series.get(record.event.series or "", []) if other is not record]
        values: dict[str, Any] = {
            "shown_units": self.shown_units,
            "series": series[:SERIES_SHOWN],
            "listed_in": self.listed_in.get(key_of(record), []),
            "citation": _citation(self.site, record),
        }
        for block in record.kind.blocks:
            if block.name in BLOCK_VALUES:
                values |= BLOCK_VALUES[block.name](self.site, record)
        return values
