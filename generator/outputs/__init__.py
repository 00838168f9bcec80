"""What the public gets, by product.

An output takes the site and gives pages and files; it writes nothing, reads no clock, and gives the same for the
same site.

Read first: `pages/records.py`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.model.record import Record
from generator.outputs.api.api import api
from generator.outputs.calendar import calendar_files, calendar_pages
from generator.outputs.feeds.feeds import feeds
from generator.outputs.feeds.opml import opml
from generator.outputs.form.decap import admin
from generator.outputs.form.page import submit_form
from generator.outputs.hosting.headers import headers
from generator.outputs.pages.booklets import booklets
from generator.outputs.pages.bulletins import bulletin_files
from generator.outputs.pages.error_index import error_index
from generator.outputs.pages.feeds import feeds_page
from generator.outputs.pages.figures import figure_files, figure_pages
from generator.outputs.pages.home import home
from generator.outputs.pages.images import pictures
from generator.outputs.pages.listings import directories, kind_listings, theme_listings, year_listings
from generator.outputs.pages.outlets import outlet_directory
from generator.outputs.pages.policies import policy_library
from generator.outputs.pages.records import pages_of, records
from generator.outputs.pages.results import result_files, result_pages
from generator.outputs.pages.units import region_pages, unit_index, unit_pages
from generator.outputs.pages.withdrawn import withdrawn_pages
from generator.outputs.search.index import index_of_all, index_of_run, search_index, search_page
from generator.outputs.wechat.pages import articles_of, digest_pages, style_sheet, wechat_pages
from generator.site.site import File, Page, Share, Site

Output: TypeAlias = Callable[[Site], Iterator[Page | File]]


@dataclass(frozen=True, slots=True)
class Split:
    """How an output can be made in parts: of each run of records by itself, then of what all runs gave."""

    of_run: Callable[[Site, int, Sequence[Record]], Iterator[Page | File | Share]]
    of_all: Callable[[Site, Sequence[Share]], Iterator[File]] = lambda _site, _shares: iter(())


OUTPUTS: tuple[Output, ...] = (
    home,
    records,
    booklets,
    kind_listings,
    unit_pages,
    region_pages,
    unit_index,
    outlet_directory,
    policy_library,
    figure_pages,
    figure_files,
    bulletin_files,
    result_pages,
    result_files,
    calendar_pages,
    calendar_files,
    theme_listings,
    year_listings,
    directories,
    error_index,
    submit_form,
    search_page,
    search_index,
    feeds,
    feeds_page,
    opml,
    api,
    wechat_pages,
    digest_pages,
    withdrawn_pages,
    pictures,
    admin,
    headers,
)

#: Most of the work is about single records: these outputs can be made run by run, in any process.
SPLIT: Mapping[Output, Split] = {
    records: Split(pages_of),
    wechat_pages: Split(articles_of, style_sheet),
    search_index: Split(index_of_run, index_of_all),
}
#: Records in a run: as many as a process holds in its hands; whole text files of the search, see `search.BLOCK`.
RUN = 300
