"""A record as what a feed says of it: with its whole text, in short, or as 公众号 material."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zlib import crc32

from generator.model.record import Record
from generator.outputs.feeds.entries import Item
from generator.outputs.feeds.text import EntryText
from generator.outputs.questions import article_address, article_name
from generator.outputs.wechat.article import Article
from generator.site.catalogue import Key, key_of
from generator.site.derived import derived
from generator.site.moved import first_id
from generator.site.site import Site
from generator.text.wechat_elements import for_feeds

#: What the ids of articles begin with.
ARTICLES = "wechat/"


def full_item(site: Site, record: Record, text: EntryText) -> Item:
    """A record with its whole text."""
    return replace(short_item(site, record), content=text.html, cover=text.cover)


def short_item(site: Site, record: Record) -> Item:
    """A record without its text, as archives have it."""
    return Item(
        id=tag_of(site, f"{record.kind.name}/{first_id(site, *key_of(record))}"),
        title=record.title,
        address=site.url(record.address),
        summary=record.summary,
        author=record.origin,
        published=record.publish_date,
        updated=distinct_moment(site, *key_of(record)),
        categories=tuple(_categories(site, record)),
    )


def wechat_item(site: Site, record: Record, made: Article) -> Item:
    """What a 公众号 editor needs: the title and the digest for the account; its link leads to the layout."""
    return replace(
        short_item(site, record),
        id=tag_of(site, f"{ARTICLES}{record.kind.name}/{first_id(site, *key_of(record))}"),
        title=made.title,
        address=site.url(wechat_address(site, record)),
        summary=made.digest,
        author=made.author,
        content=for_feeds(made.html),
        cover=made.cover,
    )


@derived
def _moments(site: Site) -> dict[Key, datetime]:
    found: dict[Key, datetime] = {}
    taken: set[datetime] = set()
    for record in sorted(site.catalogue.records, key=key_of):
        moment = record.updated + timedelta(microseconds=crc32("/".join(key_of(record)).encode()) % 1_000_000)
        while moment in taken:
            moment += timedelta(microseconds=1)
        taken.add(moment)
        found[key_of(record)] = moment
    return found


def distinct_moment(site: Site, kind: str, record_id: str) -> datetime:
    """When a record last changed, with a fraction of that second which no other record has.

    Many records are published in the same minute, and a reader that sorts by time would mix them (the W3C's validator
    warns of it). The fraction comes of the id, so that it stays; to the second the time is what the record says.
    """
    return _moments(site)[kind, record_id]


def wechat_address(site: Site, record: Record) -> str:
    """The page that holds a record's article and nothing else."""
    return article_address(article_name(site, *key_of(record)))


def _categories(site: Site, record: Record) -> Iterator[tuple[str, str, str]]:
    """One for each dimension, which is named by the scheme."""
    unit = site.unit(record)
    yield record.kind.name, record.kind.label, tag_of(site, "kind")
    yield record.unit, unit.short, tag_of(site, "unit")
    yield unit.region, unit.region, tag_of(site, "region")
    if record.theme and (term := site.lists.term("themes", record.theme)):
        yield term.id, term.name, tag_of(site, "theme")
    if record.edition and (edition := site.lists.editions.get(record.edition)):
        yield edition.id, edition.name, tag_of(site, "edition")


def tag_of(site: Site, specific: str) -> str:
    """A tag URI (RFC 4151): the same for ever, wherever the site moves."""
    return f"tag:{site.config.feeds.authority}:{specific}"
