"""What the public gets, by product.

An output takes the site and gives pages and files; it writes nothing, reads no clock, and gives the same for the
same site. A new one is a file here and a line in `OUTPUTS`, which says what it makes and where.

Read first: `pages/records.py`.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from generator.model.kinds import KINDS
from generator.model.kinds.figure import FIGURE
from generator.model.kinds.outlet import OUTLET
from generator.model.kinds.policy import POLICY
from generator.model.record import Kind
from generator.outputs.api.api import api
from generator.outputs.calendar import calendar_files, calendar_pages, event_note
from generator.outputs.feeds.feeds import feeds
from generator.outputs.feeds.opml import opml
from generator.outputs.feeds.text import entry_note
from generator.outputs.form.decap import admin
from generator.outputs.form.page import submit_form
from generator.outputs.hosting.headers import headers
from generator.outputs.pages.booklets import booklets
from generator.outputs.pages.bulletins import bulletin_files
from generator.outputs.pages.editions import edition_page
from generator.outputs.pages.error_index import error_index
from generator.outputs.pages.feeds import feeds_page
from generator.outputs.pages.figures import chart_note, figure_files, figure_pages
from generator.outputs.pages.home import home
from generator.outputs.pages.images import pictures
from generator.outputs.pages.listings import (
    directories,
    kind_listings,
    narrowed_kind_listings,
    narrowed_theme_listings,
    theme_listings,
    year_listings,
)
from generator.outputs.pages.moved import moved_articles, moved_pages
from generator.outputs.pages.outlets import outlet_directory
from generator.outputs.pages.policies import policy_library
from generator.outputs.pages.progress import progress_page
from generator.outputs.pages.records import record_page
from generator.outputs.pages.region_group import region_group_page
from generator.outputs.pages.results import result_files, result_pages
from generator.outputs.pages.rosters import roster_files
from generator.outputs.pages.series import series_pages
from generator.outputs.pages.site_map import site_map
from generator.outputs.pages.units import region_pages, unit_index, unit_pages
from generator.outputs.pages.withdrawn import withdrawn_pages
from generator.outputs.search.index import document_note, index_of_run, index_of_site, search_page
from generator.outputs.wechat.pages import article_page, digest_pages, style_sheet, withdrawn_articles
from generator.site.output import Output, whole

_FOLDERS = tuple(kind.folder for kind in KINDS.values())


def _lists_of(kinds: Iterable[Kind]) -> Iterator[str]:
    """Where the list of a kind lies, page by page."""
    for kind in kinds:
        yield from (f"{kind.folder}/index.html", f"{kind.folder}/page-*.html")


OUTPUTS: tuple[Output, ...] = (
    whole(home, "index.html"),
    Output(
        "records",
        tuple(f"{folder}/*.html" for folder in _FOLDERS),
        of_record=record_page,
        of_site=lambda site, _notes: chain(withdrawn_pages(site), moved_pages(site)),
    ),
    whole(booklets, "booklets/*.html", "assets/css/booklet-numbers.css"),
    whole(kind_listings, *_lists_of(kind for kind in KINDS.values() if not kind.own_list)),
    whole(narrowed_kind_listings, *(f"{kind.folder}/by_*.html" for kind in KINDS.values() if not kind.own_list)),
    whole(narrowed_theme_listings, "themes/by_*.html"),
    whole(site_map, "sitemap.html"),
    whole(region_group_page, "cooperation/index.html"),
    whole(unit_pages, "units/*.html"),
    whole(region_pages, "regions/*.html"),
    whole(unit_index, "units/index.html"),
    whole(outlet_directory, *_lists_of([OUTLET]), "outlets-by/"),
    whole(policy_library, *_lists_of([POLICY])),
    Output("figure_pages", (*_lists_of([FIGURE]),), notes=("charts",), of_record=chart_note, of_site=figure_pages),
    whole(figure_files, "figures/figures.csv", "figures/figures.json"),
    Output("bulletin_files", ("bulletins/*.xlsx", "bulletins/*.csv"), of_record=bulletin_files),
    Output("roster_files", ("rosters/*.csv",), of_record=roster_files),
    whole(result_pages, "results/*.html"),
    whole(result_files, "results/*.csv", "results/*.xlsx", "results/*.json"),
    whole(edition_page, "editions/index.html"),
    whole(progress_page, "progress/index.html"),
    whole(calendar_pages, "calendar/*.html"),
    Output("calendar_files", ("calendar/*.ics",), notes=("event",), of_record=event_note, of_site=calendar_files),
    whole(theme_listings, "themes/*.html"),
    whole(series_pages, "series/*.html"),
    whole(year_listings, "years/*.html"),
    whole(directories, "themes/index.html", "years/index.html"),
    whole(error_index, "errors.html"),
    whole(submit_form, "submit.html", "submit/"),
    whole(search_page, "search.html"),
    Output(
        "search_index",
        ("search/",),
        notes=("search.run",),
        of_record=document_note,
        of_run=index_of_run,
        of_site=index_of_site,
    ),
    Output(
        "feeds",
        ("feeds/*.xml", "feeds/*.json", "feeds/archive/"),
        notes=("entry",),
        of_record=entry_note,
        of_site=feeds,
    ),
    whole(feeds_page, "feeds/index.html"),
    whole(opml, "feeds.opml", "feeds-all.opml"),
    whole(api, "api/"),
    Output(
        "wechat_pages",
        ("wechat/",),
        notes=("article",),
        of_record=article_page,
        of_site=lambda site, _notes: chain(style_sheet(site), withdrawn_articles(site), moved_articles(site)),
    ),
    whole(digest_pages, "digest/"),
    whole(pictures, "images/"),
    whole(admin, "admin/"),
    whole(headers, "_headers", "_redirects"),
)
