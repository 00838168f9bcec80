"""Maps, charts, calendars, booklets and data blocks as a browser shows and prints them."""

import io
import json
import re

import pytest
from browser.axe import BOTH_SCHEMES, Viewer
from browser.served import Served, open_context
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = (
    "units/index.html",
    "units/nanjing.html",
    "units/taizhou.html",
    "regions/index.html",
    "regions/jiangsu.html",
    "regions/shanghai.html",
    "outlets/index.html",
    "outlets-by/level.html",
    "outlets-by/service.html",
    "policies/index.html",
    "policies/city-2021.html",
    "figures/index.html",
    "figures/loans-2019.html",
    "calendar/index.html",
    "calendar/2020.html",
    "collections/joint-2021.html",
    "booklets/joint-2021.html",
)


def test_axe_finds_nothing_on_pages_of_places_and_nothing_is_wider_than_the_screen(
    complete_site: Served, real_site: Served, browser: Browser
) -> None:
    found = []
    context = open_context(browser)
    page = context.new_page()
    viewer = Viewer(page, BOTH_SCHEMES)
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    urls = [complete_site.url + address for address in PAGES]
    urls += [real_site.url + name for name in ("units/index.html", "figures/index.html", "outlets/index.html")]
    for url in urls:
        page.goto(url)
        found += viewer.faults()
    context.close()

    assert found == []


def test_a_tile_of_the_map_leads_to_its_unit_and_stands_where_the_list_says(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "units/index.html")
    boxes = {
        name: page.locator(".map-cities li", has_text=name).bounding_box()
        for name in ("徐州", "连云港", "南京", "苏州")
    }
    north, east, west, south = (boxes[name] for name in ("徐州", "连云港", "南京", "苏州"))
    assert north
    assert east
    assert west
    assert south
    assert north["y"] == east["y"] < west["y"] < south["y"]
    assert north["x"] < west["x"] < east["x"] < south["x"]
    page.click(".map-cities a:has-text('南京')")

    assert page.inner_text("h1") == "南京"


def test_bars_are_drawn_in_our_colours_and_as_long_as_their_values(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "figures/index.html")
    bars = page.locator(".column-figures .chart").first.locator(".rect")
    widths = [box["width"] for bar in bars.all() if (box := bar.bounding_box())]

    assert len(widths) == 13
    assert max(widths) > 100
    # Drawn from the bottom up, the most in the first line.
    assert widths == sorted(widths)
    assert page.evaluate("getComputedStyle(document.querySelector('.chart .rect')).fill") != "rgb(0, 0, 0)"
    page.click(".column-figures summary")
    assert page.locator(".column-figures details table").first.is_visible()


def test_the_data_block_is_read_and_never_run(complete_site: Served, browser: Browser) -> None:
    context = open_context(browser)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto(complete_site.url + "highlights/hostile-title.html")
    block = page.text_content("script[type='application/ld+json']")
    context.close()

    # No complaint of the policy, no alert.
    assert heard == []
    assert json.loads(block or "")["@graph"][0]["headline"].startswith("试验</title><script>alert(1)</script>")


def printed(page: Page, url: str) -> list[str]:
    """The text of each page of paper, without spaces; the older forms of some characters as the usual ones."""
    page.goto(url)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} <= {(595, 842), (596, 842)}
    radicals = str.maketrans("⼀⼆⼈⼗⽬⾥⾏⼤⻚⻓⻅⾼⼄⽤⽂⼯⽅⽇⽉⾄", "一二人十目里行大页长见高乙用文工方日月至")
    return [re.sub(r"\s", "", p.extract_text()).translate(radicals) for p in reader.pages]


def test_a_booklet_is_printed_with_cover_contents_page_numbers_and_sources(complete_site: Served, page: Page) -> None:
    papers = printed(page, complete_site.url + "booklets/joint-2021.html")
    cover, contents, case, *_rest = papers

    assert cover.startswith("试验专栏两地联合发布的试验案例集（编造）")
    assert "江苏试验甲机构" in cover
    assert not re.search(r"\d$|^1", cover)
    assert "目录" in contents
    assert all(number in contents for number in ("11", "20"))
    assert [re.search(rf"{n}", text) is not None for n, text in enumerate(papers[1:], start=2)] == [True] * len(
        papers[1:]
    )
    # Each case begins a page that has its number at the head.
    assert "案例11" in case
    assert case.count("案例11") == 2
    assert "甲公司诉乙公司侵害发明专利权纠纷案" in case
    assert any("案例20" in text for text in papers)
    assert "资料来源" in papers[-1]
    assert "https://test.example.org/zt/wlx/collections/joint-2021.html" in papers[-1]
    assert not any("主菜单" in text or "打印" in text for text in papers)


def test_a_long_booklet_keeps_its_pages_apart(real_site: Served, page: Page) -> None:
    papers = printed(page, real_site.url + "booklets/nanjing-court-top10-2023.html")

    assert len(papers) >= 4
    assert "南京" in papers[0]
    assert papers[-1].find("资料来源") >= 0
