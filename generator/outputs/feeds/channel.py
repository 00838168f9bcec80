"""A feed's files: the channel written by feedgen, and the finished entries put into it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from posixpath import dirname, relpath
from xml.sax.saxutils import escape, quoteattr

from generator.model.dates import CHINA
from generator.model.kinds import KINDS, labelled
from generator.model.vocabularies import Withdrawn
from generator.outputs.feeds.entries import Entry, Item, entries, new_feed
from generator.outputs.feeds.items import tag_of
from generator.site.moved import first_id
from generator.site.site import File, Site

FORMS = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
JSON_TYPE = "application/feed+json"
#: What browsers draw a feed with: CSS, as they give up XSLT (docs/decisions/0038-feeds-for-people.md).
STYLE = "assets/css/feed.css"
_END = {"rss": b"</channel>", "atom": b"</feed>"}


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed without its entries. `path` is without the form; `page` is where people read the same list."""

    path: str
    title: str
    page: str
    updated: datetime
    withdrawn: tuple[Withdrawn, ...] = ()
    #: What the ids of its entries begin with: articles are other entries than their records.
    prefix: str = ""
    #: Other documents of the same feed, paths by relation (RFC 5005).
    history: dict[str, str] = field(default_factory=dict)
    archive: bool = False


def files(site: Site, channel: Channel, shown: Sequence[Entry]) -> Iterator[File]:
    """RSS, Atom and, save for archives, JSON."""
    gone = _gone(site, channel)
    told = list(merge(gone, shown, key=_day, reverse=True))
    for form in FORMS:
        head, _, tail = _xml(site, channel, form).rpartition(_END[form])
        parts = [entry.rss for entry in told] if form == "rss" else [entry.atom for entry in shown]
        parts += _tombstones(site, channel) if form == "atom" else ()
        body = b"".join(b"\n" + part for part in parts)
        whole = head.rstrip() + body + b"\n" + _END[form] + tail
        yield File(f"{channel.path}.{form}.xml", _styled(channel.path, whole))
    if not channel.archive:
        yield File(f"{channel.path}.json", _json(site, channel, told))


def _day(entry: Entry) -> datetime:
    """When an entry came: editors read from the top, and a notice at the end would be overlooked."""
    return entry.published


def _styled(path: str, document: bytes) -> bytes:
    """The document with its style sheet named below the declaration, as seen from the feed."""
    declaration, _, rest = document.partition(b"?>\n")
    style = relpath(STYLE, dirname(path))
    return declaration + f'?>\n<?xml-stylesheet type="text/css" href="{style}"?>\n'.encode() + rest


def since(site: Site) -> datetime:
    """When an empty feed was last changed: in the year that its authority names."""
    year = int(site.config.feeds.authority.split(",")[1][:4])
    return datetime(year, 1, 1, tzinfo=CHINA)


def _xml(site: Site, channel: Channel, form: str) -> bytes:
    config = site.config
    feed = new_feed()
    feed.id(tag_of(site, channel.path))
    feed.title(channel.title)
    feed.subtitle(config.notice or config.subtitle)
    feed.description(config.notice or config.description)
    feed.author({"name": host(site)})
    feed.rights(_rights(site))
    feed.language(config.language)
    feed.generator("wanlixing")
    # Never the build clock: sets lastBuildDate too (FEED-26).
    feed.updated(channel.updated)
    feed.link({"rel": "self", "href": site.url(f"{channel.path}.{form}.xml"), "type": FORMS[form]})
    # The last link given becomes the RSS channel's own, so the page comes last (FEED-21).
    feed.link({"rel": "alternate", "href": site.url(channel.page), "type": "text/html"})
    feed.column.archive = channel.archive
    feed.column.links = [
        {"rel": rel, "href": site.url(f"{path}.{form}.xml"), "type": FORMS[form]}
        for rel, path in channel.history.items()
    ]
    if config.feeds.hub and not channel.archive:
        feed.column.links.append({"rel": "hub", "href": config.feeds.hub})
    written: bytes = feed.rss_str(pretty=True) if form == "rss" else feed.atom_str(pretty=True)
    return written


def host(site: Site) -> str:
    """Who runs the column."""
    return str(site.lists.units[site.config.host_unit].name)


def _rights(site: Site) -> str:
    return f"{host(site)}。转载请注明来源和原文网址。"


def withdrawn_id(site: Site, channel: Channel, item: Withdrawn) -> str:
    """The id that the record had in a feed."""
    return tag_of(site, f"{channel.prefix}{_kind(item)}/{first_id(site, _kind(item), item.id)}")


def withdrawn_address(item: Withdrawn) -> str:
    """Where the record's page was."""
    return f"{KINDS[_kind(item)].folder}/{item.id}.html"


def _kind(item: Withdrawn) -> str:
    return labelled(item.kind).name


def _gone(site: Site, channel: Channel) -> list[Entry]:
    """RSS and JSON know no tombstones: the same id with the notice alone, so that readers replace what they kept."""
    newest = sorted(channel.withdrawn, key=lambda item: item.date, reverse=True)
    items = {f"{item.kind} {item.id}": _notice(site, channel, item) for item in newest}
    return list(entries(site, items).values()) if items else []


def _notice(site: Site, channel: Channel, item: Withdrawn) -> Item:
    address, what = site.url(withdrawn_address(item)), withdrawn_name(site, item)
    link = f"<a href={quoteattr(address)}>{escape(address)}</a>"
    return Item(
        id=withdrawn_id(site, channel, item),
        title=f"（已撤回）{what}",
        address=address,
        summary=f"这条记录已撤回：{item.reason}",
        content=f"<p>{escape(what)}的这条记录已撤回：{escape(item.reason)}</p><p>原来的网址：{link}</p>",
        author=host(site),
        published=item.date,
        updated=item.date,
    )


def withdrawn_name(site: Site, item: Withdrawn) -> str:
    """By what editors find the record among their own: its title must not stand any more."""
    unit = site.lists.units.get(item.unit)
    day = item.published
    return "，".join(
        [item.kind, unit.short if unit else item.unit, *([f"{day.year}年{day.month}月{day.day}日发布"] if day else [])]
    )


def _tombstones(site: Site, channel: Channel) -> Iterator[bytes]:
    """`at:deleted-entry` of RFC 6721: the id, when, why."""
    for item in channel.withdrawn:
        ref, when = quoteattr(withdrawn_id(site, channel, item)), quoteattr(item.date.isoformat())
        comment = f"<at:comment>{escape(withdrawn_name(site, item))}：{escape(item.reason)}</at:comment>"
        yield f"<at:deleted-entry ref={ref} when={when}>{comment}</at:deleted-entry>".encode()


def _json(site: Site, channel: Channel, shown: Sequence[Entry]) -> bytes:
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": site.url(channel.page),
        "feed_url": site.url(f"{channel.path}.json"),
        "description": site.config.notice or site.config.description,
        "language": site.config.language,
        "authors": [{"name": host(site)}],
    }
    if site.config.feeds.hub:
        head["hubs"] = [{"type": "WebSub", "url": site.config.feeds.hub}]
    if channel.withdrawn:
        # The format has no tombstones; what begins with a line is ours.
        head["_withdrawn"] = [
            {"id": withdrawn_id(site, channel, item), "date": item.date.isoformat(), "reason": item.reason}
            for item in channel.withdrawn
        ]
    start = json.dumps(head, ensure_ascii=False, indent=1).encode().rstrip(b"}\n")
    return start + b',\n "items": [\n' + b",\n".join(entry.json for entry in shown) + b"\n ]\n}\n"
