"""The portal's pages: its front, what each column has, what there is of each kind, the search."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from generator.model.kinds import KINDS
from generator.model.record import Kind
from generator.outputs.feeds.links import ALL
from generator.outputs.pages.pagination import leaves
from generator.portal.fetch_columns import Column, Found
from generator.rendering.templates import FeedLink, Meta, compose
from generator.site.site import Page, Section, Site

#: Entries on the front page.
LATEST = 12


def everything(columns: Sequence[Column]) -> list[Found]:
    """All records of all columns, newest first; of the same minute in the order of the columns."""
    order = {column.place.id: number for number, column in enumerate(columns)}
    found = [found for column in columns for found in column.records]
    return sorted(found, key=lambda f: (-f.published.timestamp(), order[f.column.id], f.record.kind, f.record.id))


def column_feed(column: Column) -> FeedLink:
    """The portal's feed of one column."""
    return FeedLink(column.place.short, f"feeds/unit-{column.place.id}")


def portal_sections(found: Sequence[Found]) -> tuple[Section, ...]:
    """The menu: the front, the kinds that there are, the columns."""
    there = {entry.record.kind for entry in found}
    kinds = [Section(kind.folder, kind.label) for kind in KINDS.values() if kind.name in there]
    hidden = [Section("columns", "各专栏"), Section("search", "搜索", in_menu=False)]
    return (Section("home", "首页"), *kinds, *hidden)


def pages(site: Site, columns: Sequence[Column], found: Sequence[Found]) -> Iterator[Page]:
    """Every page that has a frame; what has no records has no list."""
    yield _front(site, columns, found)
    for kind in KINDS.values():
        if of_kind := [entry for entry in found if entry.record.kind == kind.name]:
            yield from _listing(site, kind.label, of_kind, kind)
    yield _directory(site, columns)
    for column in columns:
        if column.records:
            yield from _listing(site, column.place.short, column.records, column)
    yield _search(site, columns, found)


def _counts(found: Sequence[Found]) -> list[tuple[str, str, int]]:
    """Kinds with where they are listed and how many there are."""
    counts = [(kind, sum(f.record.kind == kind.name for f in found)) for kind in KINDS.values()]
    return [(kind.label, f"{kind.folder}/index.html", count) for kind, count in counts if count]


def _front(site: Site, columns: Sequence[Column], found: Sequence[Found]) -> Page:
    return compose(
        site,
        "portal-home.html",
        address="index.html",
        section="home",
        title=site.config.title,
        meta=Meta(site.config.description, feeds=(ALL,), styles=("pages", "home")),
        changed=_changed(found),
        columns=columns,
        latest=found[:LATEST],
        kinds=_counts(found),
        total=len(found),
    )


def _directory(site: Site, columns: Sequence[Column]) -> Page:
    intro = "每个专栏由当地主办，内容以各专栏为准。"
    return compose(
        site,
        "portal-columns.html",
        address="columns/index.html",
        section="columns",
        title="各专栏",
        meta=Meta(intro, feeds=(ALL,), styles=("pages",)),
        changed=_changed(list(chain.from_iterable(column.records for column in columns))),
        columns=[(column, column_feed(column), _counts(column.records)) for column in columns],
        intro=intro,
    )


def _listing(site: Site, title: str, found: Sequence[Found], of: Kind | Column) -> Iterator[Page]:
    """The records of a kind, or of a column, page by page."""
    column = of if isinstance(of, Column) else None
    kind = of if isinstance(of, Kind) else None
    section = kind.folder if kind else "columns"
    first = f"columns/{column.place.id}.html" if column else f"{section}/index.html"
    feeds = (column_feed(column), ALL) if column else (ALL,)
    for leaf in leaves(found, site.config.display.page_size, first):
        yield compose(
            site,
            "portal-listing.html",
            address=leaf.address,
            section=section,
            title=leaf.titled(title),
            meta=Meta(f"{title}：共{len(found)}条。", kind, feeds=feeds),
            changed=_changed(found),
            leaf=leaf,
            total=len(found),
            column=column,
            feeds=feeds,
            crumbs=[("各专栏", "columns/index.html"), (title, "")] if column else [(title, "")],
        )


def _search(site: Site, columns: Sequence[Column], found: Sequence[Found]) -> Page:
    return compose(
        site,
        "search.html",
        address="search.html",
        section="search",
        title="搜索",
        meta=Meta("搜索各专栏的全部内容。", feeds=(ALL,), styles=("search",)),
        changed=_changed(found),
        kinds=_counts(found),
        units=[(c.place.short, f"columns/{c.place.id}.html", len(c.records)) for c in columns if c.records],
    )


def _changed(found: Sequence[Found]) -> date | None:
    return max((f.record.updated.date() for f in found), default=None)
