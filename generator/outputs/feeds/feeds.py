"""RSS 2.0, Atom and JSON Feed 1.1: everything, each dimension, 公众号 material, digests; full text."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.model.record import Record
from generator.outputs.feeds.archives import archive_files, archives
from generator.outputs.feeds.channel import Channel, files, since
from generator.outputs.feeds.entries import Entry, Item, entries
from generator.outputs.feeds.groups import Group, feed_groups
from generator.outputs.feeds.items import ARTICLES, full_item, wechat_address, wechat_item
from generator.outputs.feeds.links import ALL, DIGEST, WECHAT
from generator.outputs.wechat.digest import digest_item, weekly
from generator.rendering.templates import FeedLink
from generator.site.output import Notes
from generator.site.site import File, Site

#: What readers on telephones take without complaint (FEED-18).
MAX_BYTES = 250_000
#: What a feed weighs without its entries.
_CHANNEL_BYTES = 6_000


def feeds(site: Site, notes: Notes) -> Iterator[File]:
    """Three files a feed, and the archives of the feed of everything."""
    items: dict[str, Item] = {}
    made: dict[str, Entry] = {}
    for group in feed_groups(site):
        make, address = (_for_editors, wechat_address) if group.link is WECHAT else (_for_readers, _address)
        newest = {address(site, record): record for record in group.records[: site.config.feeds.length]}
        fresh = {key: make(site, record, notes) for key, record in newest.items() if key not in items}
        items |= fresh
        made |= entries(site, fresh)
        shown = fitting([made[key] for key in newest])
        older = archives(site, len(shown)) if group.link is ALL else []
        history = {"prev-archive": older[0].path} if older else {}
        channel = _channel(site, group, [items[key] for key in newest], history)
        yield from files(site, channel, shown)
        if older:
            yield from archive_files(site, older)
    yield from _digests(site)


def _for_readers(site: Site, record: Record, notes: Notes) -> Item:
    return full_item(site, record, notes.of("entry", record))


def _for_editors(site: Site, record: Record, notes: Notes) -> Item:
    return wechat_item(site, record, notes.of("article", record))


def _address(_site: Site, record: Record) -> str:
    return record.address


def feed_list(site: Site) -> Iterator[tuple[str, FeedLink, str]]:
    """Every feed that is made: its sort, its name, the page of the same list."""
    for group in feed_groups(site):
        yield group.sort, group.link, group.page
    if weekly(site):
        yield "公众号", DIGEST, "feeds/index.html"


def _channel(site: Site, group: Group, items: Sequence[Item], history: dict[str, str]) -> Channel:
    changes = [*(item.updated for item in items), *(item.date for item in group.withdrawn)]
    return Channel(
        path=group.link.path,
        title=feed_title(site, group.link),
        page=group.page,
        updated=max(changes, default=since(site)),
        withdrawn=group.withdrawn,
        prefix=ARTICLES if group.link is WECHAT else "",
        history=history,
    )


def feed_title(site: Site, link: FeedLink) -> str:
    """The column's title, and what the feed is of."""
    return site.config.title if link is ALL else f"{site.config.title}·{link.title}"


def fitting(found: Sequence[Entry]) -> list[Entry]:
    """As many of the newest as fit into a feed; the first in any case."""
    sizes = accumulate(entry.size for entry in found)
    room = MAX_BYTES - _CHANNEL_BYTES
    return [entry for n, (entry, size) in enumerate(zip(found, sizes, strict=True)) if not n or size <= room]


def _digests(site: Site) -> Iterator[File]:
    """The standing weekly digests, as articles."""
    items = {digest.name: digest_item(site, digest) for digest in weekly(site)}
    if items:
        updated = max(item.updated for item in items.values())
        channel = Channel(DIGEST.path, feed_title(site, DIGEST), "feeds/index.html", updated)
        yield from files(site, channel, fitting(list(entries(site, items).values())))
