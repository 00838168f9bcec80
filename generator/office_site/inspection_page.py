"""The inspection as a page and as JSON."""

from collections.abc import Iterator

from generator.office_site.compose import office_page
from generator.office_site.inspection_report import SORTS, as_json, inspect
from generator.site.site import File, Page, Site


def inspection_page(site: Site) -> Iterator[Page | File]:
    """`inspection/index.html` and `inspection/inspection.json`."""
    found = inspect(site, site.told)
    yield office_page(
        site,
        "inspection.html",
        address="inspection/index.html",
        section="inspection",
        title="巡查",
        found=found,
        sorts=SORTS,
    )
    yield File("inspection/inspection.json", f"{as_json(found)}\n".encode())
