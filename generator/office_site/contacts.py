"""Whom the office asks."""

from collections.abc import Iterator

from generator.model.office.contacts import ContactList
from generator.office_site.compose import office_page
from generator.site.site import Page, Site


def contact_list(site: Site) -> Iterator[Page]:
    """`contacts/index.html`: contacts by unit, in the order of the units."""
    found = site.office.one("contacts", ContactList)
    order = {unit: number for number, unit in enumerate(site.lists.units)}
    items = sorted(found.items if found else (), key=lambda contact: order.get(contact.unit, len(order)))
    yield office_page(
        site, "contacts.html", address="contacts/index.html", section="contacts", title="联系人", contacts=items
    )
