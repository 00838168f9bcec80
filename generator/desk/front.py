"""The first page of the office's site."""

from collections.abc import Iterator

from generator.desk.page import desk_page
from generator.desk.sections import HOME, SECTIONS
from generator.site import Page, Site


def front(site: Site) -> Iterator[Page]:
    """`index.html`: where everything is."""
    doors = [section for section in SECTIONS if section is not HOME]
    yield desk_page(site, "front.html", address="index.html", section=HOME.name, title=HOME.title, doors=doors)
