"""The newest of all columns as feeds; an entry keeps the address of its column, and an id of the portal's own."""

from collections.abc import Iterator, Sequence

from generator.outputs.feeds.channel import Channel, files, since
from generator.outputs.feeds.entries import Item, entries
from generator.outputs.feeds.feeds import fitting
from generator.outputs.feeds.items import tag_of
from generator.outputs.feeds.links import ALL
from generator.portal.fetch_columns import Column, Found
from generator.portal.pages import column_feed
from generator.site.site import File, Site


def feeds(site: Site, columns: Sequence[Column], found: Sequence[Found]) -> Iterator[File]:
    """All columns together, and each alone."""
    yield from _feed(site, ALL.path, site.config.title, "index.html", found)
    for column in columns:
        link = column_feed(column)
        title = f"{site.config.title}·{link.title}"
        page = f"columns/{column.place.id}.html" if column.records else "columns/index.html"
        yield from _feed(site, link.path, title, page, column.records)


def _feed(site: Site, path: str, title: str, page: str, found: Sequence[Found]) -> Iterator[File]:
    items = {entry.record.url: _item(site, entry) for entry in found[: site.config.feeds.length]}
    updated = max((item.updated for item in items.values()), default=since(site))
    shown = fitting(list(entries(site, items).values())) if items else []
    yield from files(site, Channel(path, title, page, updated), shown)


def _item(site: Site, entry: Found) -> Item:
    record = entry.record
    return Item(
        id=tag_of(site, f"{entry.column.id}/{record.kind}/{record.id}"),
        title=record.title,
        address=record.url,
        summary=record.summary,
        author=entry.column.name,
        published=record.published,
        updated=record.updated,
        categories=(
            (record.kind, entry.kind.label, tag_of(site, "kind")),
            (entry.column.id, entry.column.short, tag_of(site, "column")),
        ),
        content="".join(text.html for text in entry.texts) or f"<p>{record.summary}</p>",
    )
