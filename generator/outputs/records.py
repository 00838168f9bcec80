"""One page a record."""

from collections.abc import Iterator
from typing import Any

from generator import facets
from generator.kinds.case import Case
from generator.kinds.collection import Collection
from generator.kinds.highlight import Highlight
from generator.kinds.policy import Policy
from generator.outputs.feed_items import wechat_address
from generator.outputs.feed_links import kind_feed, unit_feed
from generator.record import Record
from generator.site import Page, Site, pictures_of
from generator.templating import Meta, compose


def records(site: Site) -> Iterator[Page]:
    """Every record's page, each through the template of its kind."""
    neighbours = _neighbours(site)
    extra = _Extra(site)
    for record in site.catalogue.records:
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
            ),
            changed=record.updated.date(),
            record=record,
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


def _neighbours(site: Site) -> dict[str, tuple[Record | None, Record | None]]:
    """The newer and the older record of the same unit and kind, by address."""
    found: dict[str, tuple[Record | None, Record | None]] = {}
    for group in site.catalogue.by(lambda r: (f"{r.unit} {r.kind.name}",)).values():
        for newer, record, older in zip((None, *group), group, (*group[1:], None), strict=False):
            found[record.address] = (newer, older)
    return found


class _Extra:
    """What only the template of one kind asks for, looked up once for the whole site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.shown_units = set(site.catalogue.by(facets.unit))
        self.collections: dict[str, list[tuple[Collection, int]]] = {}
        self.implementing: dict[str, list[Record]] = {}
        for record in site.catalogue.records:
            if isinstance(record, Collection):
                for position, item in record.numbered:
                    self.collections.setdefault(item.record or "", []).append((record, position))
            if isinstance(record, Policy):
                for basis in record.based_on:
                    self.implementing.setdefault(basis.record or "", []).append(record)

    def of(self, record: Record) -> dict[str, Any]:
        if isinstance(record, Highlight):
            return {"shown_units": self.shown_units}
        if isinstance(record, Case):
            return {"collections": self.collections.get(record.id, [])}
        if isinstance(record, Policy):
            return {
                "implements": self.implementing.get(record.id, []),
                "status": self.site.lists.term("policy-statuses", record.status),
            }
        return {}
