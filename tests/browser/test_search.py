"""The search page in a real browser: every substring finds its pages, hostile queries do nothing."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from browser.served import Served
from places import REPOSITORY, TODAY
from playwright.sync_api import Page, Route

from generator.checking import check
from generator.outputs.search import plain
from generator.record import Record
from generator.text.folding import fold

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Words that people ask for, in every class that other engines miss.
QUERIES = (
    *("质押融资", "押融", "权质押", "63号", "15亿元", "苏知发〔2020〕63号", "苏知发[2020]63号", "（2019）苏民终1316号"),
    *(
        "(2019)苏民终1316号",
        "南京 惩罚性赔偿",
        "“服务万里行”",
        "ＭＯＴＲ",
        "motr",
        "OpenWRT",
        "2019年4月19日",
        "地理标志",
    ),
)


READY = "#search-results[aria-busy=false]"


@pytest.fixture(scope="module")
def records() -> tuple[Record, ...]:
    site, _problems = check(REPOSITORY, TODAY)
    assert site is not None
    return site.catalogue.records


def words_of(record: Record) -> str:
    lines = "\n".join((record.title, record.summary, plain(record), *record.words())).split("\n")
    return "\n".join(map(fold, lines))


def ask(page: Page, query: str) -> list[str]:
    """The addresses that a query finds, all of them."""
    page.fill("#search-q", query)
    page.press("#search-q", "Enter")
    page.wait_for_selector(READY, state="attached")
    while page.is_visible("#search-more"):
        page.click("#search-more")
        page.wait_for_selector(READY, state="attached")
    found: list[str] = page.eval_on_selector_all(
        "#search-results .row-title", "all => all.map(a => a.getAttribute('href'))"
    )
    return found


def drawn(records: tuple[Record, ...]) -> Iterator[str]:
    """Substrings of two to eight characters from titles, summaries and bodies."""
    dice = random.Random(7)
    for record in dice.sample(records, 40):
        for text in (record.title, record.summary, plain(record)):
            folded = fold(text.split("\n")[0])
            if len(folded) >= 2:
                length = dice.randint(2, min(8, len(folded)))
                start = dice.randint(0, len(folded) - length)
                piece = folded[start : start + length]
                if any(a.isalnum() and b.isalnum() for a, b in pairwise(piece)) and '"' not in piece:
                    yield piece.strip("“”")


def test_every_substring_finds_every_page_that_holds_it(
    real_site: Served, page: Page, records: tuple[Record, ...]
) -> None:
    page.goto(real_site.url + "search.html")
    wrong = []
    for query in (*QUERIES, *drawn(records)):
        parts = [fold(part.strip("“”")) for part in query.split()]
        truth = {r.address for r in records if all(part in words_of(r) for part in parts)}
        if not truth:
            continue
        found = ask(page, query)
        if set(found) != truth or len(found) != len(set(found)):
            wrong.append((query, sorted(truth ^ set(found))))

    assert wrong == []


def test_a_title_comes_first_for_its_own_words(real_site: Served, page: Page, records: tuple[Record, ...]) -> None:
    page.goto(real_site.url + "search.html")
    for record in random.Random(11).sample(records, 12):
        assert ask(page, record.title)[0] == record.address


def test_the_box_in_the_header_leads_to_the_answers_and_marks_them(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "cases/index.html")
    page.fill("#header-q", "惩罚性赔偿")
    page.press("#header-q", "Enter")
    page.wait_for_selector("#search-results li mark")

    assert page.url == real_site.url + "search.html?q=%E6%83%A9%E7%BD%9A%E6%80%A7%E8%B5%94%E5%81%BF"
    assert page.inner_text("#search-results mark >> nth=0") == "惩罚性赔偿"
    assert "条" in page.inner_text("#search-status")
    assert not page.is_visible("#search-browse")


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        "%",
        "%%%41",
        "\\",
        "(((",
        "[a-z]+",
        "\ud800专利",
        "\x00\x07专利",
        "专利" * 5000,
        "💡💡",
        " 　 ",
    ],
    ids=[
        "script",
        "percent",
        "escape",
        "backslash",
        "brackets",
        "pattern",
        "surrogate",
        "controls",
        "long",
        "emoji",
        "blank",
    ],
)
def test_a_hostile_query_does_nothing(real_site: Served, page: Page, query: str) -> None:
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.goto(real_site.url + "search.html")
    page.evaluate(
        "q => { const field = document.getElementById('search-q'); field.value = q;"
        " field.dispatchEvent(new Event('input')); }",
        query,
    )
    page.wait_for_timeout(400)

    assert heard == []
    assert page.locator("#search-results script").count() == 0


def test_nothing_found_says_so_and_offers_the_lists(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html?q=%E9%BA%92%E9%BA%9F%E7%81%AB%E9%94%85")
    page.wait_for_selector(READY, state="attached")

    assert "没有找到" in page.inner_text("#search-status")
    assert page.locator("#search-results li").count() == 0
    assert page.is_visible("#search-browse")


def test_a_lost_connection_is_told(real_site: Served, page: Page) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/search/pair-*.js", refuse)
    page.goto(real_site.url + "search.html?q=%E4%B8%93%E5%88%A9")
    page.wait_for_selector(READY, state="attached")

    assert "没有取到" in page.inner_text("#search-status")
