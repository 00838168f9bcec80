"""The portal in a real browser: a word that one province wrote leads to that province; every page is sound."""

import pytest
from browser.served import Served
from playwright.sync_api import Page
from provinces import PROVINCES, secret

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
READY = "#search-results[aria-busy=false]"


@pytest.mark.parametrize(("place", "number"), [("jia", 1), ("jia", 3), ("yi", 4), ("bing", 5)])
def test_a_word_of_one_record_finds_it_and_leads_to_its_column(
    portal_site: Served, page: Page, place: str, number: int
) -> None:
    word = secret(PROVINCES[place], number)
    page.goto(f"{portal_site.url}search.html?q={word}")
    page.wait_for_selector(READY)
    links = page.locator("#search-results a.row-title")

    assert links.count() == 1
    target = str(links.first.get_attribute("href"))
    assert target.startswith(f"https://{place}.example.org/highlights/{place}-{number}.html?mark=")


def test_a_word_of_all_is_found_in_all_and_narrowed_by_column(portal_site: Served, page: Page) -> None:
    page.goto(f"{portal_site.url}search.html?q=对接会&unit=bing")
    page.wait_for_selector(READY)
    links = page.locator("#search-results a.row-title")

    assert {str(link.get_attribute("href")).split(".")[0] for link in links.all()} == {"https://bing"}
    assert links.count() == 5


@pytest.mark.parametrize("address", ["index.html", "columns/index.html", "columns/bing.html", "highlights/index.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_stand_without_a_message_or_a_sideways_scroll(
    portal_site: Served, page: Page, address: str, width: int
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(portal_site.url + address)

    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
