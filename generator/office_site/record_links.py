"""How the office's pages lead to records: to the public page, or to the file of what is not public yet."""

from typing import NamedTuple

from generator.model.record import Record
from generator.site.site import Site


class Lead(NamedTuple):
    """A record for the office: its title, its public page if it has one, and its file."""

    title: str
    url: str
    file: str
    kind: str


def lead(site: Site, record: Record) -> Lead:
    """Where a record is to be seen."""
    public = site.catalogue.get(record.kind.name, record.id) is not None
    file = f"content/{record.kind.folder}/{record.unit}/{record.id}.yml"
    return Lead(record.title, site.url(record.address) if public else "", file, record.kind.label)
