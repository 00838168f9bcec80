"""Whom the office calls at a unit, as far as it is known."""

from generator.model.office.contacts import ContactList
from generator.site.site import Site


def telephone(site: Site, unit: str) -> str:
    """`张某 025-00000000`; nothing if nobody is known."""
    found = site.office.one("contacts", ContactList)
    listed = [contact for contact in (found.items if found else ()) if contact.unit == unit]
    return "；".join(f"{one.name} {one.telephone or '电话未登记'}" for one in listed)
