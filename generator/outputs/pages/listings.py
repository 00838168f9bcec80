"""Lists by kind, theme and year: paged, newest first, never empty; and the indexes of themes and years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model.kinds import KINDS
from generator.model.record import Kind, Record
from generator.model.vocabularies import Term
from generator.outputs.feeds.links import ALL, kind_feed, theme_feed
from generator.outputs.pages.json_ld import trail
from generator.outputs.pages.narrowing import Groups, Narrowing, Part, narrowing, query_of
from generator.outputs.pages.pagination import leaves
from generator.rendering.templates import FeedLink, Meta, compose, environment, newest
from generator.site import facets
from generator.site.derived import derived
from generator.site.details import row_facts
from generator.site.site import Page, Site
from generator.site.surroundings import pictures_of

#: Rows that are kept: those of 100,000 records would be the largest thing in memory.
MOST_ROWS = 20_000

#: How many tones the style sheet has for the cards of task lines.
TONES = 8

Crumbs = Sequence[tuple[str, str]]


class Rows:
    """List rows as HTML; a record's row is the same on every list of its sort, so it is made once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        parts = environment(site.templates).get_template("_parts.html").make_module()
        self._macro = getattr(parts, "row")  # noqa: B009  # a template macro, unknown to the type checker
        self._tones = {name: number % TONES for number, name in enumerate(site.lists.names("themes"))}
        self._made: dict[tuple[int, str, bool], Markup] = {}

    def row(self, record: Record, root: str, show_kind: bool = True) -> Markup:
        """A record's row, seen from a page that lies below `root`."""
        key = (id(record), root, show_kind)
        if key not in self._made:
            if len(self._made) >= MOST_ROWS:
                del self._made[next(iter(self._made))]
            unit, facts = self._site.unit(record), row_facts(self._site, record)
            # Where kinds stand side by side, a card beside one of them alone would make the list ragged.
            card = None if show_kind or not record.kind.event else self._card(record)
            row = self._macro(record, unit, root, show_kind, facts, card)
            self._made[key] = Markup(row)  # noqa: S704  # autoescaped by the macro
        return self._made[key]

    def _card(self, record: Record) -> tuple[Any, int]:
        """Its first picture with what is on it, if it has one; and the tone of its task line for the card otherwise."""
        return next(pictures_of(self._site, record), None), self._tones.get(record.theme or "", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of records with what stands around it, before it is cut into pages."""

    records: Sequence[Record]
    #: The address of its first page.
    first: str
    section: str
    title: str
    feeds: tuple[FeedLink, ...]
    crumbs: Crumbs
    intro: str = ""
    #: The kind of all its records; without one each row says its own.
    kind: Kind | None = None
    #: What leads to its parts, and to the same list in the search.
    groups: Groups = ()
    query: str = ""


@derived
def rows_of(site: Site) -> Rows:
    """The rows of a site, shared by all its lists."""
    return Rows(site)


def kind_listings(site: Site) -> Iterator[Page]:
    """`cases/index.html` and further pages."""
    for kind in KINDS.values():
        if not kind.own_list:
            listing = Listing(
                records=site.catalogue.of(kind),
                first=f"{kind.folder}/index.html",
                section=kind.folder,
                title=kind.label,
                intro=f"{kind.about.description}。",
                kind=kind,
                feeds=(kind_feed(kind), ALL),
                groups=_kind_list(site, kind).groups,
                crumbs=[(kind.label, "")],
                query=query_of({"kind": kind.name}),
            )
            yield from _paged(site, listing)


def theme_listings(site: Site) -> Iterator[Page]:
    """`themes/finance.html`: the records of a task line."""
    for name, found in site.catalogue.by(facets.theme).items():
        term = site.lists.term("themes", name)
        if term:
            listing = Listing(
                records=found,
                first=f"themes/{term.id}.html",
                section="themes",
                title=term.name,
                intro=f"{term.description}。" if term.description else "",
                feeds=(theme_feed(term), ALL),
                groups=_theme_list(site, term, found).groups,
                crumbs=[("任务", "themes/index.html"), (term.name, "")],
                query=query_of({"theme": term.id}),
            )
            yield from _paged(site, listing)


def year_listings(site: Site) -> Iterator[Page]:
    """`years/2024.html`: by the year in which it happened."""
    for year, found in site.catalogue.by(facets.year).items():
        title = _year_title(year)
        listing = Listing(
            records=found,
            first=f"years/{year}.html",
            section="years",
            title=title,
            intro="按事情发生的年份排列。",
            feeds=(ALL,),
            crumbs=[("年份", "years/index.html"), (title, "")],
        )
        yield from _paged(site, listing)


def directories(site: Site) -> Iterator[Page]:
    """The indexes of themes and years."""
    years = site.catalogue.by(facets.year)
    rows = [
        (_year_title(y), f"years/{y}.html", len(years[y]), "") for y in sorted(years, key=_year_order, reverse=True)
    ]
    yield _directory(site, "themes", "任务", "活动实施方案部署的任务。", [("", theme_tiles(site))])
    yield _directory(site, "years", "年份", "按事情发生的年份查看。", [("", rows)])


#: Label, address, number of records if it is a list, and a note.
Tile = tuple[str, str, int | None, str]


def theme_tiles(site: Site) -> list[Tile]:
    """Every task line with its count; those without records are shown but lead nowhere."""
    counts = {name: len(found) for name, found in site.catalogue.by(facets.theme).items()}
    # What is left over stands last, wherever a task was added.
    terms = sorted(site.lists.items("themes"), key=lambda term: term.id == "other")
    return [
        (t.name, f"themes/{t.id}.html" if counts.get(t.name) else "", counts.get(t.name, 0), t.description or "")
        for t in terms
    ]


def _directory(site: Site, section: str, title: str, intro: str, groups: Sequence[tuple[str, Sequence[Tile]]]) -> Page:
    return compose(
        site,
        "directory.html",
        address=f"{section}/index.html",
        section=section,
        title=title,
        meta=Meta(intro, feeds=(ALL,)),
        changed=newest(site.catalogue.records),
        intro=intro,
        groups=groups,
    )


def _paged(site: Site, listing: Listing) -> Iterator[Page]:
    """Its pages; what leads to its parts stands on the first one."""
    rows, records = rows_of(site), listing.records
    changed = newest(records)
    about = listing.intro or listing.title
    for leaf in leaves(records, site.config.display.page_size, listing.first):
        is_first = leaf.number == 1
        yield compose(
            site,
            "listing.html",
            address=leaf.address,
            section=listing.section,
            title=leaf.titled(listing.title),
            meta=Meta(about, listing.kind, feeds=listing.feeds, graph=(trail(site, listing.crumbs),)),
            changed=changed,
            intro=listing.intro if is_first else "",
            total=len(records),
            pages=leaf.last,
            near=leaf.near,
            current=leaf.number,
            page_name=leaf.name,
            rows=[rows.row(record, "../", listing.kind is None) for record in leaf.items],
            groups=listing.groups if is_first else (),
            feeds=listing.feeds,
            crumbs=listing.crumbs,
            query=listing.query,
            amounts=any(record.amount for record in records),
            # Who narrows by amount has to know what is left out.
            unsaid=sum(not record.amount for record in records) if listing.kind and is_first else 0,
        )


def _kind_list(site: Site, kind: Kind) -> Narrowing:
    """A kind's list by place, by year and by what only this kind says of its records."""
    own = [detail.facet for detail in kind.details if detail.facet and (detail.values or kind.list_of(detail))]
    theme = ("theme",) if "theme" in kind.model.model_fields else ()
    return narrowing(
        site,
        site.catalogue.of(kind),
        folder=kind.folder,
        stem="",
        asked={"kind": kind.name},
        names=("unit", "year", *theme, *own),
    )


def _theme_list(site: Site, term: Term, found: Sequence[Record]) -> Narrowing:
    """What there is of a task line, and which units have taken part in it."""
    return narrowing(site, found, folder="themes", stem=f"{term.id}-", asked={"theme": term.id}, names=("kind", "unit"))


def narrowed_kind_listings(site: Site) -> Iterator[Page]:
    """`cases/by_unit-suzhou.html`: what a chip of a kind's list leads to."""
    for kind in KINDS.values():
        if not kind.own_list:
            for part in _kind_list(site, kind).parts:
                above = kind.label, f"{kind.folder}/index.html"
                yield from _narrowed(site, part, above, (kind_feed(kind), ALL), kind)


def narrowed_theme_listings(site: Site) -> Iterator[Page]:
    """`themes/by_finance-kind-case.html`."""
    for name, found in site.catalogue.by(facets.theme).items():
        term = site.lists.term("themes", name)
        if term:
            for part in _theme_list(site, term, found).parts:
                yield from _narrowed(site, part, (term.name, f"themes/{term.id}.html"), (theme_feed(term), ALL))


def _narrowed(
    site: Site, part: Part, above: tuple[str, str], feeds: tuple[FeedLink, ...], kind: Kind | None = None
) -> Iterator[Page]:
    """A part of the list `above`, which is its title and address."""
    listing = Listing(
        records=part.records,
        first=part.address,
        section=kind.folder if kind else "themes",
        title=f"{above[0]}：{part.label}",
        feeds=feeds,
        crumbs=[above, (part.label, "")],
        kind=kind,
        query=part.query,
    )
    return _paged(site, listing)


def _year_title(year: str) -> str:
    return "日期不详" if year == facets.UNDATED else f"{year}年"


def _year_order(year: str) -> str:
    return "0000" if year == facets.UNDATED else year
