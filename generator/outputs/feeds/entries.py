"""A record as an entry of a feed, in three forms, each made once however many feeds it is in.

RSS and Atom are written by feedgen, whose traps are handled where they bite and named by their ids in the
conventions; JSON Feed 1.1 is plain JSON.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from generator.site.site import Site
from generator.site.surroundings import PictureCard

MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONE = "http://purl.org/atompub/tombstones/1.0"
ATOM = "{http://www.w3.org/2005/Atom}"
#: What XML 1.0 can't hold; the reader refuses it already, this keeps feedgen from failing (FEED-24).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DC = "http://purl.org/dc/elements/1.1/"


#: Term, label, and the scheme that names the dimension.
Categories: TypeAlias = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What an entry says, whatever the form."""

    id: str
    title: str
    address: str
    summary: str
    author: str
    published: datetime
    updated: datetime
    categories: Categories = ()
    #: The full text, with absolute addresses only (FEED-05); archives have none.
    content: str = ""
    cover: PictureCard | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished entry in each form."""

    rss: bytes
    atom: bytes
    json: bytes
    published: datetime

    @property
    def size(self) -> int:
        return max(len(self.rss), len(self.atom), len(self.json)) + 8


def entries(site: Site, items: Mapping[str, Item]) -> dict[str, Entry]:
    """All items as entries: feedgen writes them into one feed, which is then cut apart.

    Items without text, as in archives, get no JSON.
    """
    feed = new_feed()
    feed.id("urn:entries")
    feed.title("entries")
    feed.description("entries")
    feed.link({"rel": "alternate", "href": site.config.site_url})
    items = {key: _noted(site, item) for key, item in items.items()}
    for item in items.values():
        # Newest first as they come: feedgen puts each entry in front by itself (FEED-25).
        _add(site, feed.add_entry(order="append"), item)
    rss = _cut(feed.rss_str(), b"item", [_credits("rss", item.author, item.categories) for item in items.values()])
    atom = _cut(feed.atom_str(), b"entry", [_credits("atom", item.author, item.categories) for item in items.values()])
    return {
        key: Entry(one, other, _json(site, item) if item.content else b"", item.published)
        for (key, item), one, other in zip(items.items(), rss, atom, strict=True)
    }


def _noted(site: Site, item: Item) -> Item:
    """An entry stands alone among others in a reader: where all is made up, it says so itself."""
    if not (notice := site.config.notice):
        return item
    content = f"<p>{escape(notice)}</p>{item.content}" if item.content and notice not in item.content else item.content
    return replace(item, summary=f"{notice}{item.summary}", content=content)


def _cut(feed: bytes, name: bytes, credits_: Sequence[bytes]) -> list[bytes]:
    """The elements of that name, each with its credits; text is escaped, so that nothing else can look like them."""
    start, end = b"<%b>" % name, b"</%b>" % name
    pieces = zip(feed.split(start)[1:], credits_, strict=True)
    return [start + piece.partition(end)[0] + credit + end for piece, credit in pieces]


@lru_cache(maxsize=20_000)
def _credits(form: str, author: str, categories: Categories) -> bytes:
    """Who wrote it and what it belongs to: the same for many records, so written once and not by feedgen."""
    name = escape(clean(author))
    # RSS knows only authors with an e-mail; readers show dc:creator (FEED-08, FEED-28).
    parts = [f"<dc:creator>{name}</dc:creator>" if form == "rss" else f"<author><name>{name}</name></author>"]
    for term, label, scheme in categories:
        domain = quoteattr(scheme)
        parts.append(
            f"<category domain={domain}>{escape(clean(label))}</category>"
            if form == "rss"
            else f"<category term={quoteattr(clean(term))} scheme={domain} label={quoteattr(clean(label))}/>"
        )
    return "".join(parts).encode()


def new_feed() -> FeedGenerator:
    """A feed whose namespaces are the same whatever it holds."""
    feed = FeedGenerator()
    feed.register_extension("column", ChannelExtension, _EntryExtension)
    return feed


def clean(text: str) -> str:
    """Text that XML can hold."""
    return text if text.isprintable() else _NOT_XML.sub("", text)


def _add(site: Site, entry: Any, item: Item) -> None:
    # Sets the guid as well, and that it is no address (FEED-11).
    entry.id(item.id)
    entry.title(clean(item.title))
    entry.link(href=item.address, rel="alternate", type="text/html")
    entry.published(item.published)
    entry.updated(item.updated)
    # Both are needed: content alone would go into <description> (FEED-27); html, not CDATA (FEED-22).
    entry.summary(clean(item.summary))
    if item.content:
        entry.content(clean(item.content), type="html")
    entry.column.item = item
    entry.column.cover = next(_cover(site, item), None)


def _cover(site: Site, item: Item) -> Iterator[tuple[str, int, str]]:
    """The address, the true size and the type of the cover (FEED-07)."""
    if item.cover:
        form = "image/png" if item.cover.path.endswith(".png") else "image/jpeg"
        yield site.url(item.cover.path), item.cover.size, form


def _json(site: Site, item: Item) -> bytes:
    value: dict[str, Any] = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": item.author}],
        "tags": list(dict.fromkeys(label for _term, label, _scheme in item.categories)),
    }
    for url, size, form in _cover(site, item):
        value["image"] = url
        value["attachments"] = [{"url": url, "mime_type": form, "size_in_bytes": size}]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


class ChannelExtension(BaseExtension):  # type: ignore[misc]
    """What feedgen does not write into a feed: links of archives and hubs, and that it is an archive."""

    def __init__(self) -> None:
        self.links: list[dict[str, str]] = []
        self.archive = False

    def extend_ns(self) -> dict[str, str]:
        return {"dc": DC, "media": MEDIA, "fh": HISTORY, "at": TOMBSTONE}

    def extend_rss(self, feed: Any) -> Any:
        self._extend(feed[0], f"{ATOM}link")
        return feed

    def extend_atom(self, feed: Any) -> Any:
        self._extend(feed, "link")
        return feed

    def _extend(self, channel: Any, name: str) -> None:
        for link in self.links:
            etree.SubElement(channel, name, link)
        if self.archive:
            etree.SubElement(channel, f"{{{HISTORY}}}archive")


class _EntryExtension(BaseEntryExtension):  # type: ignore[misc]
    """Links, whose attributes feedgen drops (FEED-20), and covers, which it puts into a group."""

    item: Item
    cover: tuple[str, int, str] | None = None

    def extend_atom(self, entry: Any) -> Any:
        for element in entry.findall("link"):
            entry.remove(element)
        etree.SubElement(entry, "link", rel="alternate", type="text/html", href=self.item.address)
        if self.cover:
            url, size, form = self.cover
            etree.SubElement(entry, "link", rel="enclosure", type=form, length=str(size), href=url)
            self._media(entry, url, form)
        return entry

    def extend_rss(self, item: Any) -> Any:
        # RSS takes descriptions for HTML, and many readers titles as well: our words must stay words.
        for name, signs in (("title", "<"), ("description", "&<>")):
            element = item.find(name)
            if element is not None and element.text:
                element.text = "".join(escape(sign) if sign in signs else sign for sign in element.text)
        if self.cover:
            url, size, form = self.cover
            etree.SubElement(item, "enclosure", url=url, length=str(size), type=form)
            self._media(item, url, form)
        return item

    @staticmethod
    def _media(element: Any, url: str, form: str) -> None:
        """Right below the entry: a group with a single picture is an error (FEED-13)."""
        etree.SubElement(element, f"{{{MEDIA}}}content", url=url, medium="image", type=form)
        etree.SubElement(element, f"{{{MEDIA}}}thumbnail", url=url)
