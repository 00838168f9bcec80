"""A collection divided by region, and as a booklet for the printer: cover, contents, cases, sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.model.kinds.case import CASE, Case
from generator.model.kinds.collection import COLLECTION, Collection, Item
from generator.model.record import Record
from generator.outputs.questions import Card, listed
from generator.rendering.templates import Meta, compose
from generator.site.details import Line, details_of
from generator.site.look import Look
from generator.site.site import File, Page, Site


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item with its official number, the case it names, and the region that it belongs to."""

    number: int
    item: Item
    case: Case | None
    region: str | None
    #: What the case says besides its texts.
    details: tuple[Line, ...] = ()


def numbered(site: Site, collection: Collection) -> list[Numbered]:
    """The items in their order."""
    found = []
    for number, item in collection.numbered:
        case = site.catalogue.find(CASE, item.record)
        region = item.region or (site.unit(case).region if case else None)
        details = tuple(details_of(site, case, "text")) if case else ()
        found.append(Numbered(number, item, case, region, details))
    return found


def items_of(site: Site, record: Record) -> list[Numbered]:
    """The items of a record, if it is a collection."""
    collection = COLLECTION.own(record)
    return numbered(site, collection) if collection else []


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item of a list with its number, the card of the case that it names, and the region that it belongs to."""

    number: int
    item: Item
    case: Card | None
    region: str | None


def item_values(look: Look, record: Record) -> dict[str, Any]:
    """What the page of a collection asks for."""
    collection = COLLECTION.own(record)
    if collection is None:
        return {}
    numbered_items = collection.numbered
    cards = look.ask(listed, CASE.name, *(item.record for _number, item in numbered_items))
    items = [
        ListedItem(number, item, card, item.region or (look.units[card.unit].region if card else None))
        for (number, item), card in zip(numbered_items, cards, strict=True)
    ]
    return {"items": items, "groups": by_region(collection, items)}


def by_region(collection: Collection, items: list[ListedItem]) -> list[tuple[str, list[ListedItem]]]:
    """The items of each region that is credited, in the order of the credits; what is left over comes last."""
    names = [credit.region for credit in collection.credits]
    groups = [(name, [n for n in items if n.region == name]) for name in names]
    return [*groups, ("", [n for n in items if n.region not in names])]


def booklet_address(collection: Collection) -> str:
    """In a folder of its own, so that no record's id can be in its way."""
    return f"booklets/{collection.id}.html"


def booklets(site: Site) -> Iterator[Page | File]:
    """`booklets/<id>.html` for every collection that lists something; the browser prints it page by page."""
    last = 0
    for record in site.catalogue.of(COLLECTION):
        if record.items:
            items = numbered(site, record)
            last = max(last, items[-1].number)
            yield compose(
                site,
                "booklet.html",
                address=booklet_address(record),
                section="booklets",
                title=f"{record.title}（打印版）",
                meta=Meta(record.summary, record.kind, robots="noindex", styles=("booklet", "booklet-numbers")),
                record=record,
                unit=site.unit(record),
                items=items,
            )
    if last:
        yield File("assets/css/booklet-numbers.css", _running_heads(last).encode())


def _running_heads(last: int) -> str:
    """The number of the case at the head of each printed page.

    No browser counts pages into a table of contents yet, so the contents give the number of a case, and
    each page says which case it belongs to. Browsers know running heads only by named pages.
    """
    return "".join(
        f'@page case-{n} {{ @top-right {{ content: "案例 {n}"; font-size: 9pt; color: #444; }} }}\n'
        f"@media print {{ .case-{n} {{ page: case-{n}; }} }}\n"
        for n in range(1, last + 1)
    )
