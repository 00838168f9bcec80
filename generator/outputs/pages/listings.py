"""Lists by kind, theme and year: paged, newest first, never empty; and the indexes of themes and years."""

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.model.kinds import KINDS
from generator.model.record import Kind, Record
from generator.outputs.feeds.links import ALL, kind_feed, theme_feed
from generator.outputs.pages.json_ld import trail
from generator.outputs.pages.pagination import leaves
from generator.rendering.templates import FeedLink, Meta, compose, environment, newest
from generator.site import facets
from generator.site.derived import derived
from generator.site.site import Page, Site

#: Rows that are kept: those of 100,000 records would be the largest thing in memory.
MOST_ROWS = 20_000

Links = Sequence[tuple[str, str, int]]
Groups = Sequence[tuple[str, Links]]
Crumbs = Sequence[tuple[str, str]]


class Rows:
    """List rows as HTML; a record's row is the same on every list of its sort, so it is made once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        parts = environment(site.templates).get_template("_parts.html").make_module()
        self._macro = getattr(parts, "row")  # noqa: B009  # a template macro, unknown to the type checker
        self._made: dict[tuple[int, str, bool], Markup] = {}

    def row(self, record: Record, root: str, show_kind: bool = True) -> Markup:
        """A record's row, seen from a page that lies below `root`."""
        key = (id(record), root, show_kind)
        if key not in self._made:
            if len(self._made) >= MOST_ROWS:
                del self._made[next(iter(self._made))]
            row = self._macro(record, self._site.unit(record), root, show_kind)
            self._made[key] = Markup(row)  # noqa: S704  # autoescaped by the macro
        return self._made[key]


@derived
def rows_of(site: Site) -> Rows:
    """The rows of a site, shared by all its lists."""
    return Rows(site)


def kind_listings(site: Site) -> Iterator[Page]:
    """`cases/index.html` and further pages."""
    for kind in KINDS.values():
        if not kind.own_list:
            found = site.catalogue.of(kind)
            yield from _paged(
                site,
                found,
                first=f"{kind.folder}/index.html",
                section=kind.folder,
                title=kind.label,
                intro=f"{kind.about.description}。",
                column=kind,
                feeds=(kind_feed(kind), ALL),
                groups=_kind_groups(site, found),
                crumbs=[(kind.label, "")],
            )


def theme_listings(site: Site) -> Iterator[Page]:
    """`themes/finance.html`: the records of a task line."""
    for name, found in site.catalogue.by(facets.theme).items():
        term = site.lists.term("themes", name)
        if term:
            yield from _paged(
                site,
                found,
                first=f"themes/{term.id}.html",
                section="themes",
                title=term.name,
                intro=f"{term.description}。" if term.description else "",
                feeds=(theme_feed(term), ALL),
                groups=_theme_groups(site, found),
                crumbs=[("任务", "themes/index.html"), (term.name, "")],
            )


def year_listings(site: Site) -> Iterator[Page]:
    """`years/2024.html`: by the year in which it happened."""
    for year, found in site.catalogue.by(facets.year).items():
        title = _year_title(year)
        yield from _paged(
            site,
            found,
            first=f"years/{year}.html",
            section="years",
            title=title,
            intro="按事情发生的年份排列。",
            feeds=(ALL,),
            groups=[],
            crumbs=[("年份", "years/index.html"), (title, "")],
        )


def directories(site: Site) -> Iterator[Page]:
    """The indexes of themes and years."""
    years = site.catalogue.by(facets.year)
    rows = [
        (_year_title(y), f"years/{y}.html", len(years[y]), "") for y in sorted(years, key=_year_order, reverse=True)
    ]
    yield _directory(site, "themes", "任务", "活动实施方案部署的任务。", [("", theme_tiles(site))])
    yield _directory(site, "years", "年份", "按事情发生的年份查看。", [("", rows)])


Tile = tuple[str, str, int, str]


def theme_tiles(site: Site) -> list[Tile]:
    """Every task line with its count; those without records are shown but lead nowhere."""
    counts = {name: len(found) for name, found in site.catalogue.by(facets.theme).items()}
    terms = site.lists.terms["themes"].items if "themes" in site.lists.terms else ()
    return [
        (t.name, f"themes/{t.id}.html" if counts.get(t.name) else "", counts.get(t.name, 0), t.description or "")
        for t in terms
    ]


def _directory(site: Site, section: str, title: str, intro: str, groups: list[tuple[str, list[Tile]]]) -> Page:
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


def _paged(
    site: Site,
    found: Sequence[Record],
    *,
    first: str,
    section: str,
    title: str,
    intro: str,
    feeds: tuple[FeedLink, ...],
    groups: Groups,
    crumbs: Crumbs,
    column: Kind | None = None,
) -> Iterator[Page]:
    rows = rows_of(site)
    changed = newest(found)
    for leaf in leaves(found, site.config.display.page_size, first):
        yield compose(
            site,
            "listing.html",
            address=leaf.address,
            section=section,
            title=leaf.titled(title),
            meta=Meta(intro or title, column, feeds=feeds, graph=(trail(site, crumbs),)),
            changed=changed,
            intro=intro if leaf.number == 1 else "",
            total=len(found),
            pages=leaf.last,
            near=leaf.near,
            current=leaf.number,
            page_name=leaf.name,
            rows=[rows.row(record, "../", column is None) for record in leaf.items],
            groups=groups if leaf.number == 1 else [],
            feeds=feeds,
            crumbs=crumbs,
        )


def _kind_groups(site: Site, found: Sequence[Record]) -> Groups:
    """Ways on from a kind's list: by place and by year."""
    units = {record.unit for record in found}
    years = {year for record in found for year in facets.year(record)}
    places = [(unit.short, f"units/{unit.id}.html", 0) for unit in site.lists.units.values() if unit.id in units]
    dated = [(_year_title(year), f"years/{year}.html", 0) for year in sorted(years, key=_year_order, reverse=True)]
    return [("地区", places), ("年份", dated)]


def _theme_groups(site: Site, found: Sequence[Record]) -> Groups:
    """What there is of a task line, and which units have taken part in it."""
    kinds = [(k.label, f"{k.folder}/index.html", _count(found, k)) for k in KINDS.values() if _count(found, k)]
    counts = Counter(unit for record in found for unit in facets.unit(record))
    places = [(u.short, f"units/{u.id}.html", counts[u.id]) for u in site.lists.units.values() if counts[u.id]]
    return [("栏目", kinds), ("单位", places)]


def _count(found: Sequence[Record], kind: Kind) -> int:
    return sum(record.kind is kind for record in found)


def _year_title(year: str) -> str:
    return "日期不详" if year == facets.UNDATED else f"{year}年"


def _year_order(year: str) -> str:
    return "0000" if year == facets.UNDATED else year
