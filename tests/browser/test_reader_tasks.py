"""What a reader comes for, in at most three steps from the home page or a search; and the tools of a page."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from browser.axe import BOTH_SCHEMES, View, Viewer
from browser.served import Served, open_context
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Step = Callable[[Page], None]


def open_menu(name: str) -> Step:
    return lambda page: page.locator(".menu").get_by_role("link", name=name, exact=True).click()


def open_footer(name: str) -> Step:
    return lambda page: page.locator(".foot").get_by_role("link", name=name, exact=True).click()


def seek(words: str) -> Step:
    def step(page: Page) -> None:
        page.locator(".header-search input").fill(words)
        page.keyboard.press("Enter")
        page.wait_for_selector("#search-results[aria-busy=false] li")

    return step


def follow(selector: str) -> Step:
    return lambda page: page.locator(selector).first.click()


#: What a reader wants, the steps, and what is there at the end.
TASKS = {
    "an outlet and its telephone": ([open_menu("服务网点")], "a[href^='tel:']"),
    "trade-mark cases of more than a million": ([seek("商标 赔偿100万元以上")], "#search-results .row-facts"),
    "Nanjing in 2023": ([seek("2023年南京")], "#search-results .row"),
    "where to report a mistake": ([open_footer("资料来源与更正")], "h2:has-text('差错的更正')"),
    "print a record": ([seek("盼盼"), follow("#search-results a")], "[data-do=print]"),
    "pass a record on": ([seek("盼盼"), follow("#search-results a")], ".page-tools .qr"),
    "subscribe to a city": ([open_footer("订阅")], "#unit-nanjing [data-copy$='unit-nanjing.rss.xml']"),
    "how to register a trade mark": ([open_menu("办事指南"), follow(".group a[href='shangbiao-zhuce.html']")], "h1"),
    "what to do about an infringement": (
        [seek("商标被侵权怎么办"), follow("#search-results a")],
        "h1:has-text('被侵权')",
    ),
    "what happens on which day": ([open_footer("活动日历")], "h1"),
    "every list there is": ([open_footer("网站地图")], "h1"),
}


@pytest.mark.parametrize("task", TASKS)
def test_a_reader_gets_there_in_three_steps(real_site: Served, page: Page, task: str) -> None:
    steps, there = TASKS[task]
    assert len(steps) <= 3
    page.goto(real_site.url)
    for step in steps:
        step(page)

    expect(page.locator(there).first).to_be_visible()


RECORD = "cases/loan-guarantee.html"
ADDRESS = f"https://test.example.org/zt/wlx/{RECORD}"
#: A device with a share sheet and a printer, both of which only say what they were given.
DEVICE = """
window.given = [];
navigator.share = (what) => { window.given.push(what); return Promise.resolve(); };
window.print = () => window.given.push("print");
"""


def test_a_mistake_is_reported_with_the_page_filled_in(complete_site: Served, page: Page) -> None:
    page.goto(complete_site.url + RECORD)
    links = {
        place: page.get_attribute(f"{place} a[href^='mailto:']", "href") or "" for place in (".page-tools", ".foot")
    }
    mails = {place: parse_qs(urlsplit(link).query) for place, link in links.items()}

    assert urlsplit(links[".page-tools"]).path == "jiucuo@test.example.org"
    assert mails[".page-tools"]["subject"] == ["纠错：甲公司诉乙公司侵害发明专利权纠纷案（编造）"]
    assert ADDRESS in mails[".page-tools"]["body"][0]
    # The frame of a list does not know which page it is on: the script does.
    assert page.url in mails[".foot"]["body"][0]


def test_a_page_is_printed_and_passed_on(complete_site: Served, page: Page) -> None:
    page.add_init_script(DEVICE)
    page.goto(complete_site.url + RECORD)
    page.get_by_role("button", name="打印").press("Enter")
    page.get_by_role("button", name="分享到……").press("Enter")

    assert page.evaluate("given") == ["print", {"title": "甲公司诉乙公司侵害发明专利权纠纷案（编造）", "url": ADDRESS}]
    assert page.get_attribute(".page-tools .copy", "data-copy") == ADDRESS


def test_without_script_or_on_paper_no_button_is_dead(complete_site: Served, browser: Browser) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(complete_site.url + RECORD)
    shown = [page.is_visible(f".page-tools {one}") for one in ("a", ".qr", "button")]
    page.emulate_media(media="print")
    printed = [page.is_visible(f".page-tools {one}") for one in ("a", ".qr", "button")]
    context.close()

    assert shown == [True, True, False]
    assert printed == [False, True, False]


def test_a_facet_that_no_record_has_is_not_offered(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html?q=%E5%95%86%E6%A0%87")
    expect(page.locator("#search-side summary").first).to_be_visible()

    assert "公众号" not in page.locator("#search-side summary:visible").all_inner_texts()


def test_axe_finds_nothing_on_the_pages_of_guides_and_feeds(real_site: Served, browser: Browser) -> None:
    context = open_context(browser)
    viewer = Viewer(context.new_page(), (*BOTH_SCHEMES, View(390, size="xlarge")))
    found = []
    for address in (
        "feeds/index.html",
        "bei-qinquan.html",
        "shangbiao-zhuce.html",
        "booklets/js-court-top10-2023.html",
    ):
        viewer.page.goto(real_site.url + address)
        found += viewer.faults()
    context.close()

    assert found == []
