"""The search page in a real browser: every substring finds its pages, hostile queries do nothing."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import yaml
from browser.served import Served, open_context
from places import TESTS
from playwright.sync_api import Browser, Page, Route

from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs.search.index import plain, searched
from generator.outputs.search.pages import page_documents
from generator.site import facets
from generator.site.site import Site
from generator.text.search_folding import LINE, fold, fold_codes

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
def records(content_site: Site) -> tuple[Record, ...]:
    return content_site.catalogue.records


@pytest.fixture(scope="module")
def asked(real_site: Served, browser: Browser) -> Iterator[Page]:
    """The search page, for questions to the engine itself."""
    page = open_context(browser).new_page()
    page.goto(real_site.url + "search.html")
    yield page
    page.close()


def words_of(record: Record) -> str:
    lines = "\n".join((record.title, record.summary, plain(record), *searched(record))).split("\n")
    return "\n".join(map(fold, lines))


def ask(page: Page, query: str, **options: Any) -> dict[str, Any]:
    """The engine's answer, with everything that was found."""
    answer: dict[str, Any] = page.evaluate("([q, o]) => wanlixing.search(q, o)", [query, {"size": 1000, **options}])
    return answer


def addresses(answer: dict[str, Any]) -> list[str]:
    return [item["address"] for item in answer["items"]]


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
                # Nobody begins or ends a question with a comma.
                piece = re.sub(r"^\W+|\W+$", "", piece)
                # Quotation marks are a request of their own.
                if any(a.isalnum() and b.isalnum() for a, b in pairwise(piece)) and not re.search('["“”]', piece):
                    yield piece


def test_every_substring_finds_every_page_that_holds_it(asked: Page, content_site: Site) -> None:
    records = content_site.catalogue.records
    guides = ((made, row[0]) for made, row in page_documents(content_site))
    words = {record.address: words_of(record) for record in records} | {
        address: "\n".join(map(fold, f"{made.title}\n{made.summary}\n{made.body}".split("\n")))
        for made, address in guides
    }
    wrong = []
    for query in (*QUERIES, *drawn(records)):
        parts = [fold(part.strip("“”")) for part in query.split()]
        truth = {address for address, text in words.items() if all(part in text for part in parts)}
        found = addresses(ask(asked, query))
        # What stands across punctuation, or has other names or parts, comes after what was asked for.
        if set(found[: len(truth)]) != truth or len(found) != len(set(found)):
            wrong.append((query, sorted(truth ^ set(found[: len(truth)]))))

    assert wrong == []


def test_a_title_comes_first_for_its_own_words(asked: Page, records: tuple[Record, ...]) -> None:
    for record in random.Random(11).sample(records, 12):
        assert addresses(ask(asked, record.title))[0] == record.address


@pytest.mark.parametrize(
    "text", ["１５亿元ＴＩＳＣ", "苏知发〔2020〕63号", "ﬁ ⅷ㎏①", "1,500万元", "e\u0301À 甲　乙\t丙", "İΣς", "𠮷💡"]
)
def test_script_and_program_fold_alike(asked: Page, text: str) -> None:
    assert asked.evaluate("text => wanlixing.text.fold(text)", text) == fold(text)


def test_script_and_program_know_the_same_words(asked: Page) -> None:
    """Every character of the basic plane that stands for itself is a word on both sides, or on neither."""
    alone = [chr(c) for c in range(0x20, 0xD800) if fold(chr(c)) == chr(c)]
    codes = fold_codes("".join(alone))
    here = {char for char, code in zip(alone, codes, strict=True) if code > LINE}
    there = set(asked.evaluate("all => all.filter(char => wanlixing.text.bare(char) === char)", alone))
    # The two know different versions of Unicode; what both know is alike.
    assert {char for char in here ^ there if unicodedata.category(char) != "Cn"} == set()


@pytest.mark.parametrize(
    ("query", "kind", "to"),
    [
        ("质压融资", "typo", "质押融资"),
        ("惩罚性陪偿", "typo", "惩罚性赔偿"),
        ("zyrz", "pinyin", "质押融资"),
        ("chengfaxing", "pinyin", "惩罚性"),
        ("nanjing", "pinyin", "南京"),
        ("南京质押融资", "split", ["南京", "质押融资"]),
        ("知产", "names", ["知识产权"]),
    ],
)
def test_what_does_not_stand_there_is_read_in_another_way_and_told(
    asked: Page, query: str, kind: str, to: object
) -> None:
    answer = ask(asked, query)

    assert answer["total"] > 0
    assert [(note["type"], note["from"], note["to"]) for note in answer["notes"]] == [(kind, query, to)]


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("15 亿元", "15亿元"),
        ("2019-04-19", "2019年4月19日"),
        ("２０１９．４．１９", "2019年4月19日"),
        ("苏知发【2020】63号", "苏知发〔2020〕63号"),
        ("阳澄湖大闸蟹", "“阳澄湖”大闸蟹"),
        ("ＴＩＳＣ", "tisc"),
    ],
)
def test_ways_of_writing_the_same_find_the_same(asked: Page, query: str, same: str) -> None:
    found = addresses(ask(asked, query))

    assert found
    assert set(found) >= set(addresses(ask(asked, same)))


def test_single_characters_are_found(asked: Page, records: tuple[Record, ...]) -> None:
    for query in ("蟹", "昆", "x"):
        assert set(addresses(ask(asked, query))) == {r.address for r in records if query in words_of(r)}


def test_filters_and_counts_are_true(asked: Page, content_site: Site) -> None:
    records = [r for r in content_site.catalogue.records if "质押融资" in words_of(r)]
    answer = ask(asked, "质押融资", filters={"unit": ["suzhou", "yangzhou"]}, counts=["unit", "kind", "year"])
    chosen = [r for r in records if {"suzhou", "yangzhou"} & set(facets.unit(r))]

    assert set(addresses(answer)) == {r.address for r in chosen}
    counts = {
        name: Counter({one["value"]: one["count"] for one in values}) for name, values in answer["facets"].items()
    }
    assert counts["kind"] == Counter(r.kind.name for r in chosen)
    assert counts["year"] == Counter(year for r in chosen for year in facets.year(r))
    # A facet's own choice does not narrow its own counts.
    assert counts["unit"] == Counter(unit for r in records for unit in facets.unit(r))


def test_without_words_filters_alone_answer(asked: Page, content_site: Site) -> None:
    answer = ask(asked, "", filters={"kind": ["policy"]})

    assert addresses(answer) == [r.address for r in content_site.catalogue.of(KINDS["policy"])]
    assert answer["exact"]


def test_by_date_is_latest_first_and_the_same_records(asked: Page, content_site: Site) -> None:
    by_date = ask(asked, "专利", sort="date")
    found = {record.address: record.event_date for record in content_site.catalogue.records}
    days = [day.first for address in addresses(by_date) if (day := found.get(address))]

    assert days == sorted(days, reverse=True)
    assert all(found.get(address) for address in addresses(by_date)[: len(days)])
    assert set(addresses(by_date)) == set(addresses(ask(asked, "专利")))


def test_a_longer_list_begins_like_a_shorter_one(asked: Page) -> None:
    for query in ("专利", "南京 专利", "知识产权保护", "专利商标"):
        assert addresses(ask(asked, query, size=10)) == addresses(ask(asked, query, size=40))[:10]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("专利被侵权怎么办", ["专利", "侵权"]),
        ("怎么申请专利", ["申请专利"]),
        ("2023年南京发生了什么", ["2023年南京"]),
        ("最近的服务网点", ["服务网点"]),
        ("how to register a trademark", ["register", "trademark"]),
    ],
)
def test_a_question_is_asked_without_what_only_asks(asked: Page, query: str, words: list[str]) -> None:
    answer = ask(asked, query, size=5)

    assert answer["total"] > 0
    assert answer["notes"][0] == {"type": "question", "from": query, "to": words}


@pytest.mark.parametrize(
    ("query", "unit"), [("无锡 网点", "wuxi"), ("南通的网点在哪里", "nantong"), ("苏州有哪些网点", "suzhou")]
)
def test_kinds_and_places_are_words_of_a_record(asked: Page, query: str, unit: str) -> None:
    found = ask(asked, query)["items"]
    outlets = [item for item in found if item["kind"] == "outlet"]

    assert unit in {item["unit"] for item in outlets}
    assert found[: len(outlets)] == outlets


def test_what_the_public_types_finds_what_it_means(asked: Page) -> None:
    """The bar is 95 of 100; each that fails is named."""
    groups = yaml.safe_load((TESTS / "tables" / "questions.yml").read_text(encoding="utf-8"))
    wrong, table = [], {query: right for group in groups.values() for query, right in group.items()}
    for query, right in table.items():
        answer = ask(asked, query, size=5)
        first = [address.rpartition("/")[2].removesuffix(".html") for address in addresses(answer)]
        if not (set(first[:5]) & set(right) if right else answer["total"] == 0):
            wrong.append((query, answer["total"], first[:5]))

    assert len(wrong) <= len(table) * 0.02, wrong


def test_an_amount_is_a_range_and_an_order(asked: Page) -> None:
    answer = ask(asked, "赔偿500万元以上")
    facts = [" ".join(item["facts"]) for item in answer["items"]]

    assert answer["notes"][0]["type"] == "range"
    assert facts
    assert all("判赔金额" in fact for fact in facts)
    amounts = asked.evaluate("async () => Object.fromEntries(await wanlixing.store.amounts())")
    assert all(amounts[str(item["number"])] >= 500 for item in answer["items"])
    ordered = [amounts.get(str(item["number"]), 0) for item in ask(asked, "商标", sort="amount")["items"]]
    assert ordered == sorted(ordered, reverse=True)
    assert ordered[0] > 0


def test_a_figure_is_never_repaired_into_another(asked: Page) -> None:
    assert not [note for note in ask(asked, "7倍惩罚性赔偿")["notes"] if note["type"] == "typo"]


def test_a_figure_at_the_end_of_a_longer_one_is_another_figure(asked: Page) -> None:
    texts = [item["title"] + item["excerpt"] for item in ask(asked, "2亿元", size=3)["items"]]

    assert "2亿余元" in texts[0]


def test_what_is_new_is_asked_for_by_date_and_an_outlet_by_place(asked: Page) -> None:
    days = [item["date"] for item in ask(asked, "最近的案例", size=5)["items"]]

    assert days == sorted(days, reverse=True)
    assert days[0] > "2025"
    assert {item["kind"] for item in ask(asked, "最近的服务网点", size=5)["items"]} == {"outlet"}


@pytest.mark.parametrize(
    ("query", "page", "lacking"),
    [
        ("最近的服务网点", "outlets/index.html", None),
        ("宿迁 网点", "units/suqian.html", ["宿迁", "服务网点"]),
        ("南京", "units/nanjing.html", None),
        ("长三角", "cooperation/index.html", None),
        ("报错", "sources.html", None),
    ],
)
def test_words_that_name_a_page_lead_to_it(asked: Page, query: str, page: str, lacking: object) -> None:
    ways = ask(asked, query, size=1)["ways"]

    assert page in [address for _title, address in ways["pages"]]
    assert ways["lacking"] == lacking


def test_records_with_most_of_the_words_stand_for_all_of_them(asked: Page) -> None:
    answer = ask(asked, "直播带货商标侵权", size=5)

    assert answer["total"] > 0
    assert answer["notes"][0]["type"] == "some"
    assert all(
        any(word in item["title"] + item["excerpt"] for word in answer["notes"][0]["to"]) for item in answer["items"]
    )


def test_sound_words_are_not_taken_for_others(asked: Page) -> None:
    assert [note for note in ask(asked, "海关备案")["notes"] if note["type"] == "typo"] == []
    assert ask(asked, "质压融资")["notes"][0]["to"] == "质押融资"


def test_what_is_quoted_is_never_understood_otherwise(asked: Page) -> None:
    assert ask(asked, "“最近的服务网点”")["total"] == 0


def test_nothing_found_says_what_is_found_and_what_comes_near(asked: Page) -> None:
    answer = ask(asked, "麒麟大飞火锅")

    assert (answer["total"], answer["items"]) == (0, [])
    assert answer["parts"] == [{"text": "火锅", "count": 3}]
    assert all("火锅" in item["title"] + item["excerpt"] for item in answer["nearest"])


def test_what_is_no_longer_wanted_is_given_up(real_site: Served, page: Page) -> None:
    asked_for: list[str] = []

    def hold(route: Route) -> None:
        asked_for.append(route.request.url)

    page.route("**/search/pair-*.js*", hold)
    page.goto(real_site.url + "search.html")
    told = page.evaluate(
        """async () => {
          const stop = new AbortController();
          setTimeout(() => stop.abort(), 200);
          return wanlixing.search("质押融资", { signal: stop.signal }).then(() => "answered", (error) => error.name);
        }"""
    )

    assert asked_for
    assert told == "AbortError"


def test_the_box_in_the_header_leads_to_the_answers_and_marks_them(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "cases/index.html")
    page.fill("#header-q", "惩罚性赔偿")
    page.press("#header-q", "Enter")
    page.wait_for_selector("#search-results[aria-busy=false] li mark")

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
    page.evaluate("document.getElementById('search-form').requestSubmit()")
    page.wait_for_selector(READY, state="attached")

    assert heard == []
    assert page.locator("#search-results script").count() == 0


def test_a_lost_connection_is_told(real_site: Served, page: Page) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/search/pair-*.js*", refuse)
    page.goto(real_site.url + "search.html?q=%E4%B8%93%E5%88%A9")
    page.wait_for_selector(READY, state="attached")

    assert "没有取到" in page.inner_text("#search-status")
