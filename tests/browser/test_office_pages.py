"""The office's site, the public results and bulletins, and the portal: axe finds nothing, nothing is too wide."""

import pytest
from browser.axe import BOTH_SCHEMES, Viewer
from browser.served import Served, open_context
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def addresses(site: Served, *folders: str) -> list[str]:
    """The pages in these folders of a site, each list with its first few."""
    found = [site.folder / "index.html"] if "" in folders else []
    for folder in filter(None, folders):
        found += sorted((site.folder / folder).glob("*.html"))[:4]
    return [site.url + page.relative_to(site.folder).as_posix() for page in found]


OFFICE_OUTPUTS = (
    *("", "contacts", "coverage", "deadlines", "editions", "inspection", "ledger", "queue", "records"),
    *("selections", "summary", "targets", "tasks"),
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
