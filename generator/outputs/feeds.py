"""RSS 2.0 and Atom by feedgen: everything, each kind, each unit; full text, permanent ids.

feedgen 1.0 has traps; each is handled where it bites and named by its id in the conventions.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from generator import facets
from generator.fields import CHINA
from generator.kinds import KINDS
from generator.outputs.feed_links import ALL, kind_feed, unit_feed
from generator.record import Record
from generator.site import File, Site, pictures_of
from generator.templating import FeedLink, render

#: What XML 1.0 can't hold; the reader refuses it already, this keeps feedgen from failing (FEED-24).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feeds(site: Site) -> Iterator[File]:
    """Two files a feed. Only the feed of everything is made while it has no entries."""
    contents = lru_cache(maxsize=None)(lambda record: _content(site, record))
    for link, found in feed_groups(site):
        newest = found[: site.config.feeds.length]
        if newest or link is ALL:
            yield from _feed(site, link, newest, contents)


def feed_groups(site: Site) -> Iterator[tuple[FeedLink, Sequence[Record]]]:
    """Every feed with the records that belong to it, newest first."""
    yield ALL, site.catalogue.records
    for kind in KINDS.values():
        yield kind_feed(kind), site.catalogue.of_kind(kind.name)
    for unit_id, found in site.catalogue.by(facets.unit).items():
        yield unit_feed(site.lists.units[unit_id]), found


def _feed(site: Site, link: FeedLink, found: Sequence[Record], contents: Any) -> Iterator[File]:
    feed = _channel(site, link, max((record.updated for record in found), default=_since(site)))
    for record in found:
        # Newest first as they come: feedgen puts each entry in front unless told (FEED-25).
        _entry(site, feed.add_entry(order="append"), record, contents(record))
    for form, write in (("rss", feed.rss_str), ("atom", feed.atom_str)):
        self_link = {"rel": "self", "href": site.url(f"{link.path}.{form}.xml"), "type": f"application/{form}+xml"}
        # The last link given becomes the RSS channel's own, so the page comes last (FEED-21).
        feed.link(self_link, replace=True)
        feed.link({"rel": "alternate", "href": site.url(page_of(link)), "type": "text/html"})
        yield File(f"{link.path}.{form}.xml", write(pretty=True))


def _channel(site: Site, link: FeedLink, updated: datetime) -> FeedGenerator:
    config = site.config
    title = config.title if link is ALL else f"{config.title}·{link.title}"
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.register_extension("atomlinks", BaseExtension, _AtomLinks, atom=True, rss=False)
    feed.id(_tag(site, link.path))
    feed.title(title)
    feed.subtitle(config.subtitle)
    feed.description(config.description)
    feed.author({"name": site.lists.units[config.host_unit].name})
    feed.language(config.language)
    feed.generator("wanlixing")
    # Never the build clock: sets lastBuildDate too (FEED-26).
    feed.updated(updated)
    return feed


def _entry(site: Site, entry: Any, record: Record, content: str) -> None:
    address = site.url(record.address)
    entry.id(_tag(site, f"{record.kind.name}/{record.id}"))
    entry.guid(_tag(site, f"{record.kind.name}/{record.id}"), permalink=False)
    entry.title(_clean(record.title))
    entry.link(href=address, rel="alternate", type="text/html")
    entry.atomlinks.alternate = address
    entry.published(record.publish_date)
    entry.updated(record.updated)
    # Both are needed: content alone would go into <description> (FEED-27); html, not CDATA (FEED-22).
    entry.summary(_clean(record.summary))
    entry.content(_clean(content), type="html")
    # RSS knows only authors with an e-mail; readers show dc:creator (FEED-28).
    entry.dc.dc_creator(record.origin)
    entry.author({"name": record.origin})
    for term, label, scheme in _categories(site, record):
        entry.category(term=term, label=label, scheme=scheme)


def _categories(site: Site, record: Record) -> Iterator[tuple[str, str, str]]:
    """One for each dimension, which is named by the scheme."""
    yield record.kind.name, record.kind.label, _tag(site, "kind")
    yield record.unit, site.unit(record).short, _tag(site, "unit")
    if record.theme and (term := site.lists.term("themes", record.theme)):
        yield term.id, term.name, _tag(site, "theme")


def _content(site: Site, record: Record) -> str:
    """The full text as HTML without styles; every address in it is absolute (FEED-05)."""
    found = [(image, site.url(file.path)) for image, file in pictures_of(site, record)]
    return render(site, "feed-entry.html", record=record, unit=site.unit(record), pictures=found)


def _tag(site: Site, specific: str) -> str:
    """A tag URI (RFC 4151): the same for ever, wherever the site moves."""
    return f"tag:{site.config.feeds.authority}:{specific}"


def _since(site: Site) -> datetime:
    """When an empty feed was last changed: in the year that its authority names."""
    year = int(site.config.feeds.authority.split(",")[1][:4])
    return datetime(year, 1, 1, tzinfo=CHINA)


def page_of(link: FeedLink) -> str:
    """The page of the same list."""
    if link is ALL:
        return ""
    name = link.path.removeprefix("feeds/")
    return (
        f"units/{name.removeprefix('unit-')}.html" if name.startswith("unit-") else f"{KINDS[name].folder}/index.html"
    )


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


class _AtomLinks(BaseEntryExtension):  # type: ignore[misc]
    """Repairs the entry links that feedgen 1.0 writes with an href and nothing else (FEED-20)."""

    alternate = ""

    def extend_atom(self, entry: Any) -> Any:
        for element in entry.findall("link"):
            entry.remove(element)
        etree.SubElement(entry, "link", rel="alternate", type="text/html", href=self.alternate)
        return entry
