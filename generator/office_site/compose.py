"""What every page of the office's site is made with: its template, its mark, and how it leads to records."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.model.record import Record
from generator.publishing.versions import INTERNAL
from generator.rendering.templates import Meta, compose
from generator.site.site import File, Page, Site

#: Beside the frame's own mark, for whoever looks at the file alone.
ROBOTS = "noindex,nofollow,noarchive"


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


def office_page(site: Site, template: str, *, address: str, section: str, title: str, **values: Any) -> Page:
    """`templates/office/<template>`, at `address`, in the frame of a section of `office_site.sections`."""
    meta = Meta(f"{title}（内部）。", robots=ROBOTS, styles=("pages", "office"))
    return compose(
        site, f"office/{template}", address=address, section=section, title=title, meta=meta, today=site.today, **values
    )


def unlisted(_site: Site) -> Iterator[File]:
    """What keeps the site out of sight: the mark that publishing looks for, and `robots.txt`."""
    yield File(INTERNAL, "这个文件夹是内部网站，不得公开。\n".encode())
    yield File("robots.txt", b"User-agent: *\nDisallow: /\n")
