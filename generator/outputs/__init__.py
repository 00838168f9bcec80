"""What is made from the site: each output is a pure function that gives pages and files."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.outputs.admin import admin
from generator.outputs.api import api
from generator.outputs.calendar import calendar_files, calendar_pages
from generator.outputs.collections import booklets
from generator.outputs.error_index import error_index
from generator.outputs.feeds import feeds
from generator.outputs.feeds_page import feeds_page
from generator.outputs.figures import figure_files, figure_pages
from generator.outputs.home import home
from generator.outputs.hosting import headers
from generator.outputs.listings import directories, kind_listings, theme_listings, year_listings
from generator.outputs.opml import opml
from generator.outputs.outlets import outlet_directory
from generator.outputs.pictures import pictures
from generator.outputs.policies import policy_library
from generator.outputs.records import records
from generator.outputs.search import search_index, search_page
from generator.outputs.submit_form import submit_form
from generator.outputs.units import region_pages, unit_index, unit_pages
from generator.outputs.wechat import digest_pages, wechat_pages
from generator.outputs.withdrawn import withdrawn_pages
from generator.site import File, Page, Site

Output: TypeAlias = Callable[[Site], Iterator[Page | File]]

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
