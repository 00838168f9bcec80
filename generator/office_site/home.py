"""The first page of the office's site, and whom it asks."""

from collections.abc import Iterator

from generator.model.office.contacts import ContactList
from generator.office.frozen import frozen_of
from generator.office.ledger import ledger
from generator.office_site.compose import office_page
from generator.office_site.ledger import tallied
from generator.office_site.sections import HOME, PURPOSES, SECTIONS
from generator.site.site import Page, Site


def front(site: Site) -> Iterator[Page]:
    """`index.html`: the edition that runs, and where everything is."""
    edition = site.lists.editions.get(site.config.edition or "")
    made = ledger(site, edition) if edition else None
    yield office_page(
        site,
        "front.html",
        address="index.html",
        section=HOME.name,
        title=HOME.title,
        edition=edition,
        frozen=frozen_of(site, edition) if edition else None,
        ledger=made,
        tally=tallied(made) if made else [],
        waiting=[cell for cell in made.cells if cell.state in ("due", "missing")] if made else [],
        doors=[(section, PURPOSES[section.name]) for section in SECTIONS if section is not HOME],
    )


def contact_list(site: Site) -> Iterator[Page]:
    """`contacts/index.html`: contacts by unit, in the order of the units."""
    found = site.office.one("contacts", ContactList)
    order = {unit: number for number, unit in enumerate(site.lists.units)}
    items = sorted(found.items if found else (), key=lambda contact: order.get(contact.unit, len(order)))
    yield office_page(
        site, "contacts.html", address="contacts/index.html", section="contacts", title="联系人", contacts=items
    )
