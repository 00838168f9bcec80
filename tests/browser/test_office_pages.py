"""The office's site, the public results and bulletins, and the portal: axe finds nothing, nothing is too wide."""

import io
import re

import pytest
from browser.axe import BOTH_SCHEMES, Viewer
from browser.served import Served, open_context
from playwright.sync_api import Browser
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def addresses(site: Served, *folders: str) -> list[str]:
    """The pages in these folders of a site, each list with its first few."""
    found = [site.folder / "index.html"] if "" in folders else []
    for folder in filter(None, folders):
        found += sorted((site.folder / folder).glob("*.html"))[:4]
    return [site.url + page.relative_to(site.folder).as_posix() for page in found]


OFFICE_OUTPUTS = (
    *("", "contacts", "coverage", "deadlines", "editions", "inspection", "ledger", "queue", "records"),
    *("selections", "summary", "targets", "tasks", "traces"),
)


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    office_site: Served,
    complete_site: Served,
    portal_site: Served,
    browser: Browser,
) -> None:
    urls = addresses(office_site, *OFFICE_OUTPUTS)
    urls += addresses(complete_site, "results", "bulletins")
    urls += addresses(portal_site, "", "columns", "highlights")
    assert len(urls) > 30
    found = []
    context = open_context(browser)
    page = context.new_page()
    viewer = Viewer(page, BOTH_SCHEMES)
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    for url in urls:
        page.goto(url)
        found += viewer.faults()
    context.close()

    assert found == []


def test_every_sheet_of_paper_says_that_it_is_internal(office_site: Served, browser: Browser) -> None:
    """The last sheet as well, which a mark above the page would leave out."""
    context = open_context(browser)
    page = context.new_page()
    sheets = 0
    for url in addresses(office_site, "ledger", "selections", "summary"):
        page.goto(url)
        for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages:
            sheets += 1
            assert re.search(r"内\s*部", sheet.extract_text()), url
    context.close()

    assert sheets > 8
