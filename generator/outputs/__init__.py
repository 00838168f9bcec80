"""What is made from the site: each output is a pure function that gives pages and files."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.outputs.feeds import feeds
from generator.outputs.home import home
from generator.outputs.hosting import headers
from generator.outputs.listings import directories, kind_listings, theme_listings, unit_listings, year_listings
from generator.outputs.pictures import pictures
from generator.outputs.records import records
from generator.outputs.search import search_index, search_page
from generator.site import File, Page, Site

Output: TypeAlias = Callable[[Site], Iterator[Page | File]]

OUTPUTS: tuple[Output, ...] = (
    home,
    records,
    kind_listings,
    unit_listings,
    theme_listings,
    year_listings,
    directories,
    search_page,
    search_index,
    feeds,
    pictures,
    headers,
)
