"""What stands at the old address of a record that got another id: a page that leads on."""

from collections.abc import Iterator

from generator.rendering.frames import POLICY
from generator.rendering.templates import render
from generator.site.moved import old_addresses
from generator.site.site import File, Site


def moved_pages(site: Site) -> Iterator[File]:
    """The old pages of records."""
    for folder, old, new in old_addresses(site):
        yield _page(site, folder, old, new)


def moved_articles(site: Site) -> Iterator[File]:
    """The old pages of their articles."""
    for _folder, old, new in old_addresses(site):
        yield _page(site, "wechat", old, new)


def _page(site: Site, folder: str, old: str, new: str) -> File:
    canonical = site.url(f"{folder}/{new}.html")
    html = render(site, "moved.html", to=f"{new}.html", canonical=canonical, policy=POLICY)
    return File(f"{folder}/{old}.html", html.encode())
