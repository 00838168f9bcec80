"""A record as what a feed says of it: with its whole text, in short, or as 公众号 material."""

from collections.abc import Iterator
from dataclasses import replace

from generator.model.record import Record
from generator.outputs.feeds.entries import Item
from generator.outputs.questions import article_address, article_name
from generator.outputs.wechat.article import Article
from generator.site.catalogue import key_of
from generator.site.site import Site


def full_item(site: Site, record: Record, made: Article) -> Item:
    """A record with its whole text, the article that was made of it."""
    return replace(short_item(site, record), content=made.html, cover=made.cover)


def short_item(site: Site, record: Record) -> Item:
    """A record without its text, as archives have it."""
    return Item(
        id=tag_of(site, f"{record.kind.name}/{record.id}"),
        title=record.title,
        address=site.url(record.address),
        summary=record.summary,
        author=record.origin,
        published=record.publish_date,
        updated=record.updated,
        categories=tuple(_categories(site, record)),
    )


def wechat_item(site: Site, record: Record, made: Article) -> Item:
    """What a 公众号 editor needs: the title and the digest for the account; its link leads to the layout."""
    return replace(
        short_item(site, record),
        id=tag_of(site, f"wechat/{record.kind.name}/{record.id}"),
        title=made.title,
        address=site.url(wechat_address(site, record)),
        summary=made.digest,
        author=made.author,
        content=made.html,
        cover=made.cover,
    )


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
