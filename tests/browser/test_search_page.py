"""The search page as readers use it: by keyboard, by thumb, by ear, by address, without network, without storage."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from browser.axe import View, Viewer
from browser.served import Served, await_on, open_context
from playwright.sync_api import Browser, Dialog, Page, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

READY = "#search-results[aria-busy=false]"
OPTIONS = "#search-options [role=option]"
#: How many hits one press of 显示更多 adds.
MORE = 20
WIDTHS = (390, 1280)


def ask(page: Page, site: Served, **asked: str | list[str]) -> None:
    """The search page with these words and filters in its address, once it has answered."""
    page.goto(f"{site.url}search.html?{urlencode(asked, doseq=True)}")
    answered(page)


def answered(page: Page) -> None:
    page.wait_for_selector(READY, state="attached")


def found(page: Page) -> list[str]:
    """The addresses in the list, without what they carry to the record's page."""
    links: list[str] = page.eval_on_selector_all(
        "#search-results .row-title", "all => all.map(a => a.getAttribute('href'))"
    )
    return [link.split("?")[0] for link in links]


def asked_in(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def total(page: Page) -> int:
    told = re.search(r"(\d+) 条", page.inner_text("#search-status"))
    return int(told.group(1)) if told else 0


def selected(page: Page) -> str | None:
    """The text of the option that the field points to."""
    text: str | None = page.evaluate(
        "() => { const id = document.getElementById('search-q').getAttribute('aria-activedescendant');"
        " const option = id && document.getElementById(id);"
        " return option && option.getAttribute('aria-selected') === 'true'"
        " ? option.firstChild.textContent : null; }"
    )
    return text


def complaints(page: Page) -> list[str]:
    """Errors of scripts and dialogs: filled while the page lives."""
    heard: list[str] = []

    def note(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", note)
    return heard


def recent(page: Page) -> list[str]:
    kept: list[str] = page.evaluate("JSON.parse(localStorage.getItem('wanlixing.recent') || '[]')")
    return kept


# --- the field ------------------------------------------------------------------------------------


def test_suggestions_are_taken_by_keyboard_alone(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html")
    page.focus("#search-q")
    page.keyboard.type("江苏")
    expect(page.locator(OPTIONS).first).to_be_visible()
    assert page.get_attribute("#search-q", "aria-expanded") == "true"
    assert selected(page) is None

    page.keyboard.press("ArrowDown")
    first = selected(page)
    page.keyboard.press("ArrowUp")
    last = selected(page)
    page.keyboard.press("ArrowDown")
    assert first
    assert selected(page) == first
    assert last == page.inner_text(f"{OPTIONS} >> nth=-1 >> css=span >> nth=0")

    page.keyboard.press("Home")
    assert selected(page) is None
    assert page.evaluate("document.activeElement.selectionStart") == 0
    page.keyboard.press("Escape")
    assert page.get_attribute("#search-q", "aria-expanded") == "false"
    assert page.input_value("#search-q") == "江苏"

    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{OPTIONS}[aria-selected=true]")).to_have_count(1)
    taken = selected(page)
    page.keyboard.press("Enter")
    answered(page)
    assert page.input_value("#search-q") == taken
    assert asked_in(page)["q"] == [taken]
    assert page.get_attribute("#search-q", "aria-expanded") == "false"
    assert found(page)


def test_a_suggestion_is_taken_by_touch(real_site: Served, browser: Browser) -> None:
    context = open_context(browser, viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(real_site.url + "search.html")
    page.tap("#search-q")
    page.keyboard.type("苏")
    page.tap(f"{OPTIONS} >> nth=0")
    answered(page)
    chosen, list_open = page.input_value("#search-q"), page.is_visible("#search-options")
    hits = found(page)
    context.close()

    assert chosen != "苏"
    assert "苏" in chosen
    assert not list_open
    assert hits


def test_tab_leaves_the_field_and_closes_the_list(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html")
    page.focus("#search-q")
    page.keyboard.type("江苏")
    expect(page.locator(OPTIONS).first).to_be_visible()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.type") == "submit"
    assert not page.is_visible("#search-options")


def test_nothing_happens_while_a_word_is_composed(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html")
    page.focus("#search-q")
    typing = page.context.new_cdp_session(page)
    typing.send("Input.imeSetComposition", {"text": "jiangsu", "selectionStart": 7, "selectionEnd": 7})
    typing.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229})
    page.dispatch_event("#search-q", "keydown", {"key": "ArrowDown", "isComposing": True})
    page.wait_for_timeout(400)
    assert page.input_value("#search-q") == "jiangsu"
    assert asked_in(page) == {}
    assert not page.is_visible("#search-options")

    typing.send("Input.insertText", {"text": "江苏"})
    page.wait_for_selector("#search-results[aria-busy=false] li")
    assert asked_in(page) == {"q": ["江苏"]}


def test_results_come_while_typing_and_typing_is_one_step_back(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html")
    steps = page.evaluate("history.length")
    page.focus("#search-q")
    page.keyboard.type("专利质押", delay=200)
    page.wait_for_url("**q=" + quote("专利质押"))
    page.wait_for_selector("#search-results[aria-busy=false] li")
    assert asked_in(page) == {"q": ["专利质押"]}
    assert page.evaluate("history.length") == steps
    page.keyboard.press("Enter")
    page.fill("#search-q", "商标")
    page.keyboard.press("Enter")
    answered(page)
    page.wait_for_url("**q=%E5%95%86%E6%A0%87")

    page.go_back()
    answered(page)
    assert page.input_value("#search-q") == "专利质押"
    expect(page.locator("#search-results mark").first).to_have_text(re.compile("专利|质押"))


# --- recent searches --------------------------------------------------------------------------------


def search_for(page: Page, *queries: str) -> None:
    for query in queries:
        page.fill("#search-q", query)
        page.press("#search-q", "Enter")
        answered(page)


def test_recent_searches_are_offered_and_can_be_removed(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html")
    search_for(page, "质押融资", "地理标志", "商标", "质押融资")
    assert recent(page) == ["质押融资", "商标", "地理标志"]

    page.goto(real_site.url + "search.html")
    page.focus("#search-q")
    expect(page.locator(f"{OPTIONS}.is-recent")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(page.locator(f"{OPTIONS}.is-recent")).to_have_count(2)
    assert recent(page) == ["商标", "地理标志"]
    page.click(f"{OPTIONS} >> nth=0 >> css=.search-forget")
    expect(page.locator(f"{OPTIONS}.is-recent")).to_have_count(1)
    assert recent(page) == ["地理标志"]
    page.click(f"{OPTIONS}.is-clear")
    expect(page.locator(OPTIONS)).to_have_count(0)
    assert recent(page) == []


def test_no_more_than_eight_searches_are_kept(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html")
    search_for(page, *(f"专利{number}" for number in range(10)))

    assert recent(page) == [f"专利{number}" for number in range(9, 1, -1)]


@pytest.mark.parametrize("kept", ["not json", "{}", '[1, null, {"a": 1}, ""]', '"text"'])
def test_what_others_left_in_storage_does_no_harm(real_site: Served, page: Page, kept: str) -> None:
    heard = complaints(page)
    page.goto(real_site.url + "search.html")
    page.evaluate("kept => localStorage.setItem('wanlixing.recent', kept)", kept)
    page.focus("#search-q")
    page.keyboard.press("ArrowDown")
    search_for(page, "商标")

    assert heard == []
    assert recent(page) == ["商标"]


def test_without_storage_the_search_works_and_keeps_nothing(real_site: Served, page: Page) -> None:
    heard = complaints(page)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(real_site.url + "search.html")
    search_for(page, "质押融资")
    page.fill("#search-q", "")
    page.wait_for_timeout(300)

    assert heard == []
    assert not page.is_visible("#search-options")


# --- what is told -----------------------------------------------------------------------------------


def test_screen_readers_hear_the_number_when_the_typing_has_stopped(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "search.html")
    page.evaluate(
        "() => { window.said = []; const live = document.getElementById('search-said');"
        " new MutationObserver(() => window.said.push(live.textContent)).observe(live, { childList: true }); }"
    )
    page.focus("#search-q")
    page.keyboard.type("知识产权质押", delay=150)
    page.wait_for_selector("#search-results[aria-busy=false] li")
    expect(page.locator("#search-said")).to_contain_text("条")
    said = [text for text in page.evaluate("window.said") if text]

    assert len(said) == 1
    assert page.inner_text("#search-status") in said[0]


def test_a_wrong_character_is_mended_and_told(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="质压融资")

    assert "没有“质压融资”，按“质押融资”查找" in page.inner_text("#search-notes")
    assert page.inner_text("#search-results mark >> nth=0") == "质押融资"
    expect(page.locator("#search-said")).to_contain_text("按“质押融资”查找")


def test_pinyin_is_told_and_its_other_readings_are_links(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="zhiyarongzi")

    assert "按拼音“zhiyarongzi”查找" in page.inner_text("#search-notes")
    assert found(page)
    for other in page.locator("#search-notes a").all():
        assert "q=" in (other.get_attribute("href") or "")


def test_nothing_found_shows_the_parts_the_nearest_and_the_ways_in(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="麒麟貔貅饕餮 统一")

    assert "没有找到" in page.inner_text("#search-status")
    assert found(page) == []
    assert page.is_visible("#search-browse")
    assert page.locator("#search-nearest .row-title").count() > 0
    assert page.inner_text("#search-nothing h2") == "最接近的记录"
    page.click("#search-notes a:has-text('统一')")
    page.wait_for_selector("#search-results[aria-busy=false] li")
    assert asked_in(page) == {"q": ["统一"]}
    assert not page.is_visible("#search-nothing")


def test_signs_alone_ask_for_words(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="！？……")

    assert "请输入" in page.inner_text("#search-status")
    assert page.is_visible("#search-browse")


# --- filters and the address --------------------------------------------------------------------------


def test_filters_stand_in_the_address_and_come_from_it(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="知识产权")
    everything = total(page)
    page.check("#search-side input[value=case]")
    page.wait_for_url("**kind=case*")
    answered(page)
    cases = total(page)
    assert asked_in(page) == {"q": ["知识产权"], "kind": ["case"]}
    assert 0 < cases < everything
    assert all(address.startswith("cases/") for address in found(page))

    page.check("#search-side input[value=highlight]")
    page.wait_for_url("**kind=highlight*")
    answered(page)
    assert sorted(asked_in(page)["kind"]) == ["case", "highlight"]
    assert cases < total(page) < everything
    both = found(page)

    page.reload()
    answered(page)
    assert found(page) == both
    assert page.is_checked("#search-side input[value=case]")
    expect(page.locator("#search-chosen li")).to_have_count(3)

    page.go_back()
    answered(page)
    assert asked_in(page)["kind"] == ["case"]
    assert not page.is_checked("#search-side input[value=highlight]")
    assert total(page) == cases


def test_counts_say_how_many_records_a_tick_will_show(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="惩罚性赔偿")
    line = page.locator("#search-side label", has=page.locator("input[value=case]"))
    number = int(re.sub(r"\D", "", line.locator(".n").inner_text()))
    line.click()
    page.wait_for_url("**kind=case*")
    answered(page)

    assert total(page) == number


def test_only_open_groups_cost_a_file(real_site: Served, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    ask(page, real_site, q="商标")
    assert [path for path in fetched if "/search/facet-" in path] == ["/search/facet-kind.js"]

    page.click("#search-side summary:has-text('年份')")
    expect(page.locator("#search-side label:visible", has=page.locator("input[name=year]")).first).to_be_visible()
    assert "/search/facet-year.js" in fetched


def test_a_value_without_records_stays_while_it_has_the_focus(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="苏知发〔2020〕63号", kind="case")
    assert found(page) == []
    page.focus("#search-side input[value=case]")
    page.keyboard.press("Space")
    page.wait_for_selector("#search-results[aria-busy=false] li")
    answered(page)
    assert page.evaluate("document.activeElement.value") == "case"

    page.press("#search-q", "Enter")
    page.check("#search-side input[value=policy]")
    expect(page.locator("#search-side input[value=case]")).to_be_hidden()


def test_chosen_filters_can_be_taken_away_one_by_one_or_all(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="知识产权", kind="highlight", unit=["jiangsu", "nanjing"])
    expect(page.locator("#search-chosen button")).to_have_text(["活动亮点", "江苏", "南京", "清除筛选"])
    page.click("#search-chosen button:has-text('江苏')")
    page.wait_for_url("**unit=nanjing")
    assert page.evaluate("document.activeElement.textContent") == "活动亮点"
    page.click("#search-chosen button:has-text('清除筛选')")
    answered(page)

    assert asked_in(page) == {"q": ["知识产权"]}
    assert not page.is_visible("#search-chosen")
    assert page.evaluate("document.activeElement.id") == "search-status"


def test_long_groups_show_eight_values_until_all_are_asked_for(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="知识产权")
    page.click("#search-side summary:has-text('单位')")
    units = page.locator("#search-side label:visible", has=page.locator("input[name=unit]"))
    expect(units).to_have_count(8)
    group = page.locator("#search-side .facet", has=page.locator("input[name=unit]"))
    group.locator("button:has-text('显示全部')").click()

    assert units.count() > 8
    assert page.evaluate("document.activeElement.name") == "unit"


def test_filters_without_words_show_the_newest_first(real_site: Served, page: Page) -> None:
    ask(page, real_site, kind="policy")

    assert total(page) >= len(found(page)) > 0
    assert all(address.startswith("policies/") for address in found(page))
    assert not page.is_visible("#search-sort")


def test_the_order_stands_in_the_address(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="质押融资")
    best = found(page)
    page.check("#search-sort input[value=date]", force=True)
    page.wait_for_url("**sort=date")
    answered(page)
    assert sorted(found(page)[:3]) != sorted(best[:3])
    page.reload()
    answered(page)

    assert page.is_checked("#search-sort input[value=date]")


@pytest.mark.parametrize(("asked", "feed"), [({"kind": "case"}, "case"), ({"unit": "suzhou"}, "unit-suzhou")])
def test_the_only_chosen_value_offers_its_feed(
    real_site: Served, page: Page, asked: dict[str, str | list[str]], feed: str
) -> None:
    ask(page, real_site, **asked)
    links = page.eval_on_selector_all("#search-feeds a", "all => all.map(a => a.getAttribute('href'))")

    assert links == [f"feeds/index.html#{feed}"]
    page.click("#search-feeds a")
    expect(page.locator(f"#{feed}:target h3")).to_be_visible()


@pytest.mark.parametrize("asked", [{"kind": ["case", "policy"]}, {"kind": "case", "unit": "suzhou"}, {"year": "2023"}])
def test_no_feed_is_offered_for_what_has_none(real_site: Served, page: Page, asked: dict[str, str | list[str]]) -> None:
    ask(page, real_site, **asked)

    assert page.locator("#search-feeds a").count() == 0


def test_the_link_is_copied_or_shown_for_copying(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="商标", kind="case")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=real_site.url)
    page.click("#search-copy")
    expect(page.locator("#search-copy")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url

    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#search-copy")
    assert page.input_value("#search-address") == page.url
    assert page.evaluate("document.activeElement.id") == "search-address"


HOSTILE = (
    "q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&kind=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "q=%ED%A0%80%00%07%FF%E4&sort=%22%5D&unit=%22%5D%3Cb%3E",
    "__proto__=1&constructor=2&toString=3&kind=__proto__&kind=constructor&hasOwnProperty=kind",
    "q=" + "%E4%B8%93%E5%88%A9" * 2000,
    "&".join(f"kind=v{number}" for number in range(500)),
    "split=1&split=1&q&=&&kind",
)


@pytest.mark.parametrize("query", HOSTILE, ids=["markup", "bytes", "prototype", "long", "many", "empty"])
def test_a_hostile_address_does_nothing(real_site: Served, page: Page, query: str) -> None:
    heard = complaints(page)
    page.goto(f"{real_site.url}search.html?{query}")
    answered(page)
    page.wait_for_selector("#search-side input", state="attached")

    assert heard == []
    assert page.locator("#content :is(script:not([src]), img)").count() == 0
    assert page.locator("#search-chosen li").count() == 0
    assert set(asked_in(page)) <= {"q", "split"}
    assert len(page.url) < 3000


# --- the list -----------------------------------------------------------------------------------------


def test_what_was_shown_is_shown_again_after_a_reload(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="知识产权")
    first = len(found(page))
    page.evaluate("document.getElementById('search-more').click()")
    page.reload()
    page.wait_for_selector(f"#search-results li:nth-child({first + MORE})")


def test_more_is_shown_and_the_place_is_kept_on_going_back(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="知识产权")
    first = len(found(page))
    page.click("#search-more")
    page.wait_for_selector(f"#search-results li:nth-child({first + MORE})")
    assert page.evaluate("n => document.activeElement.closest('li')?.matches(`:nth-child(${n})`)", first + 1)
    before = found(page)
    wanted = f"#search-results li:nth-child({first + MORE - 6}) a"
    page.locator(wanted).scroll_into_view_if_needed()
    await_on(page, "history.state && Math.abs(history.state.scroll - scrollY) < 1")
    stood = page.evaluate("scrollY")
    page.click(wanted)
    page.wait_for_selector("h1")

    page.go_back()
    page.wait_for_selector(f"#search-results li:nth-child({first + MORE})")
    await_on(page, f"Math.abs(scrollY - {stood}) < 20")
    assert found(page) == before


@pytest.mark.parametrize("files", ["**/search/meta.js*", "**/search/pair-*", "**/search/text-*"])
def test_a_lost_connection_is_told_and_tried_again(real_site: Served, page: Page, files: str) -> None:
    page.route(files, lambda route: route.abort())
    ask(page, real_site, q="商标", kind="case")
    assert "没有取到" in page.inner_text("#search-status")
    assert page.is_visible("#search-browse")
    expect(page.locator("#search-said")).to_contain_text("没有取到")

    page.unroute(files)
    page.click("#search-notes button")
    page.wait_for_selector("#search-results[aria-busy=false] li")
    assert total(page) > 0
    assert asked_in(page) == {"q": ["商标"], "kind": ["case"]}


def test_the_same_words_are_asked_again_after_a_failure(real_site: Served, page: Page) -> None:
    page.route("**/search/pair-*", lambda route: route.abort())
    ask(page, real_site, q="商标")
    page.unroute("**/search/pair-*")
    page.press("#search-q", "Enter")
    page.wait_for_selector("#search-results[aria-busy=false] li")


def test_slow_files_are_waited_for_visibly(real_site: Served, page: Page) -> None:
    held: list[Route] = []
    page.route("**/search/pair-*", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(real_site.url + "search.html?q=" + quote("商标"))
    expect(page.locator("#search-progress")).to_be_visible()
    assert page.get_attribute("#search-results", "aria-busy") == "true"
    for route in held:
        route.continue_()
    answered(page)

    assert not page.is_visible("#search-progress")


def test_quick_changes_on_a_slow_line_show_the_last_answer(real_site: Served, page: Page) -> None:
    line = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 120, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
    line.send("Network.emulateNetworkConditions", slow)
    page.goto(real_site.url + "search.html")
    page.evaluate(
        "() => { window.told = []; const status = document.getElementById('search-status');"
        " new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true }); }"
    )
    page.evaluate(
        "async queries => { for (const query of queries) {"
        " document.getElementById('search-q').value = query;"
        " document.getElementById('search-form').requestSubmit();"
        " await new Promise(done => setTimeout(done, 40)); } }",
        ["质", "质押", "质押融", "质押融资", "质押融资企", "质押融资"],
    )
    answered(page)

    assert set(page.locator("#search-results mark").all_inner_texts()) == {"质押融资"}
    assert [told for told in page.evaluate("window.told") if "没有取到" in told] == []


#: A browser in which pages from a folder may not change their address.
REFUSING = """for (const name of ["pushState", "replaceState"]) {
  const change = history[name];
  history[name] = function (...given) {
    if (given.length > 2) throw new DOMException("no", "SecurityError");
    change.apply(history, given);
  };
}"""


@pytest.mark.parametrize("script", ["", REFUSING], ids=["willing", "refusing"])
def test_pages_from_a_folder_keep_the_question_in_the_history(real_site: Served, page: Page, script: str) -> None:
    heard = complaints(page)
    page.add_init_script(script)
    page.goto((real_site.folder / "search.html").as_uri())
    page.fill("#search-q", "知识产权")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results[aria-busy=false] li")
    page.check("#search-side input[value=case]")
    expect(page.locator("#search-chosen li")).to_have_count(1)
    answered(page)
    before = found(page)
    page.click("#search-results a")
    page.wait_for_selector(".marks-bar")
    page.go_back()
    page.wait_for_selector("#search-results[aria-busy=false] li")
    answered(page)

    assert heard == []
    assert found(page) == before
    assert page.input_value("#search-q") == "知识产权"
    assert page.is_checked("#search-side input[value=case]")


def test_without_script_the_lists_are_there(real_site: Served, browser: Browser) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(real_site.url + "search.html")
    told = page.inner_text("noscript")
    links = page.locator("#search-browse a").count()
    idle = page.locator("#content :is(button, input, progress, dialog):visible").count()
    context.close()

    assert "启用脚本" in told
    assert links > 10
    assert idle == 2


# --- on the phone -------------------------------------------------------------------------------------


def test_filters_on_the_phone_are_a_sheet(real_site: Served, browser: Browser) -> None:
    context = open_context(browser, viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    ask(page, real_site, q="知识产权")
    steps = page.evaluate("history.length")
    page.tap("#search-filter")
    expect(page.locator("#search-sheet label:visible").first).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog')?.id") == "search-sheet"
    small = page.eval_on_selector_all(
        "#search-sheet :is(label, summary, button)",
        "all => all.filter(e => e.checkVisibility() && e.offsetHeight < 44).map(e => e.textContent)",
    )
    assert small == []

    page.tap("#search-sheet label:has(input[value=case])")
    page.tap("#search-sheet label:has(input[value=policy])")
    page.wait_for_url("**kind=policy*")
    answered(page)
    number = total(page)
    expect(page.locator("#search-apply")).to_have_text(re.compile(rf"查看 约? ?{number} 条结果"))
    assert page.evaluate("history.length") == steps + 1
    page.tap("#search-apply")
    expect(page.locator("#search-sheet")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "search-filter"
    assert page.inner_text("#search-filter") == "筛选（2）"
    context.close()


# --- on the record's page -------------------------------------------------------------------------------


def test_a_result_leads_to_its_marked_places(real_site: Served, page: Page) -> None:
    ask(page, real_site, q="质押融资")
    page.click("#search-results a[href*='mark=']")
    page.wait_for_selector(".marks-bar")
    marks = page.locator(".record mark")
    number = marks.count()
    assert set(marks.all_inner_texts()) == {"质押融资"}
    assert f"标出了“质押融资” {number} 处" in page.inner_text(".marks-bar p")
    assert "is-current" in (marks.first.get_attribute("class") or "")

    page.focus(".marks-bar button >> nth=0")
    page.keyboard.press("Enter")
    assert page.inner_text(".marks-bar p") == f"第 2 处，共 {number} 处"
    assert "is-current" in (marks.nth(1).get_attribute("class") or "")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert marks.count() == 0
    assert page.locator(".marks-bar").count() == 0
    assert "mark=" not in page.url
    assert page.evaluate("document.activeElement.id") == "content"


def marked_page(page: Page, site: Served, address: str, *phrases: str) -> None:
    page.goto(f"{site.url}{address}?{urlencode([('mark', phrase) for phrase in phrases])}")
    page.wait_for_load_state("networkidle")


def test_marks_are_all_there_and_change_no_word_of_the_page(real_site: Served, page: Page) -> None:
    twice = re.compile("<p>[^<]*知识产权[^<]*知识产权")
    pages = sorted((real_site.folder / "highlights").glob("*.html"))
    address = next(f"highlights/{path.name}" for path in pages if twice.search(path.read_text(encoding="utf-8")))
    page.goto(real_site.url + address)
    before = page.evaluate("document.querySelector('.record').textContent")
    often = page.evaluate(
        "() => { const copy = document.querySelector('.record').cloneNode(true);"
        " copy.querySelectorAll('nav, .chips, .related, .visually-hidden').forEach(part => part.remove());"
        " return copy.textContent.split('知识产权').length - 1; }"
    )
    marked_page(page, real_site, address, "知识产权", "（2019）苏民终1316号")
    texts = page.locator(".record mark").all_inner_texts()
    after = page.evaluate("document.querySelector('.record').textContent")
    page.click(".marks-bar button >> nth=-1")

    assert texts == ["知识产权"] * often
    assert after == before
    assert page.evaluate("document.querySelector('.record').textContent") == before


def test_marks_cross_the_elements_inside_a_line(complete_site: Served, page: Page) -> None:
    address, words = across_elements(complete_site, page)
    marked_page(page, complete_site, address, words)
    pieces = page.locator(".record mark.is-current").all_inner_texts()

    assert len(pieces) > 1
    assert "".join(pieces) == words


def across_elements(site: Served, page: Page) -> tuple[str, str]:
    """A record of the site and words of it that begin outside a <strong> and end inside."""
    for path in sorted(site.folder.glob("*/*.html")):
        page.goto(site.url + path.relative_to(site.folder).as_posix())
        words = page.evaluate(
            "() => { for (const strong of document.querySelectorAll('.record .prose p > strong')) {"
            " const before = strong.previousSibling?.data?.trim().slice(-3) || '';"
            " if (/^\\p{Script=Han}{2,3}$/u.test(before)) return before + strong.textContent.slice(0, 2); }"
            " return ''; }"
        )
        if words:
            return path.relative_to(site.folder).as_posix(), words
    raise AssertionError("no record has words around a <strong>")


def test_the_first_place_is_scrolled_to_unless_the_address_names_another(real_site: Served, page: Page) -> None:
    address = "cases/panpan-door-trademark.html"
    page.set_viewport_size({"width": 800, "height": 400})
    page.goto(real_site.url + address)
    last = page.locator(".record .sources li").last.inner_text()[:8]
    marked_page(page, real_site, address, last)
    assert page.locator("mark").first.is_visible()
    assert page.evaluate("scrollY") > 0

    page.goto("about:blank")
    page.goto(f"{real_site.url}{address}?mark={quote(last)}#content")
    page.wait_for_selector("mark")
    assert page.evaluate("document.querySelector('mark').getBoundingClientRect().top > innerHeight")


@pytest.mark.parametrize(
    "phrases",
    [["<img src=x onerror=alert(1)>"], ["专" * 5000], ["的"] * 500, ["", " ", "\x00"], ["(((", "[a-z]+", "\\"]],
    ids=["markup", "long", "many", "blank", "pattern"],
)
def test_hostile_marks_do_nothing(real_site: Served, page: Page, phrases: list[str]) -> None:
    heard = complaints(page)
    marked_page(page, real_site, "cases/panpan-door-trademark.html", *phrases)

    assert heard == []
    assert page.locator(".record img").count() == 0


def test_a_page_without_marks_asks_for_nothing_more(real_site: Served, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(real_site.url + "cases/panpan-door-trademark.html", wait_until="networkidle")

    assert "/assets/js/marks.js" in fetched
    assert "/assets/js/text.js" not in fetched
    assert page.locator(".marks-bar").count() == 0


# --- for everybody ------------------------------------------------------------------------------------


def _typing(page: Page, site: Served) -> None:
    page.goto(site.url + "search.html")
    search_for(page, "江苏 商标")
    page.fill("#search-q", "江苏")
    page.wait_for_selector(OPTIONS)
    # Results of what was typed before are faint until others take their place.
    page.wait_for_url("**/search.html?q=" + quote("江苏"))
    page.wait_for_selector("#search-results[aria-busy=false]")
    page.keyboard.press("ArrowDown")


def _filters(page: Page, site: Served) -> None:
    ask(page, site, q="知识产权", kind="highlight", unit=["jiangsu", "nanjing"])
    if page.is_visible("#search-filter"):
        page.click("#search-filter")
    page.click(".search-facets summary:has-text('年份')")
    page.wait_for_selector(".search-facets input[name=year]:visible")


def _error(page: Page, site: Served) -> None:
    page.route("**/search/pair-*", lambda route: route.abort())
    ask(page, site, q="商标")


def _slow(page: Page, site: Served) -> None:
    page.route("**/search/pair-*", lambda _route: None)
    page.goto(site.url + "search.html?q=" + quote("商标"))
    page.wait_for_selector("#search-progress:visible")


def _record(page: Page, site: Served) -> None:
    marked_page(page, site, "cases/panpan-door-trademark.html", "商标")


STATES: dict[str, Callable[[Page, Served], None]] = {
    "empty": ask,
    "typing": _typing,
    "results": lambda page, site: ask(page, site, q="质押融资"),
    "filters": _filters,
    "nothing": lambda page, site: ask(page, site, q="麒麟 商标"),
    "mended": lambda page, site: ask(page, site, q="质压融资"),
    "feed": lambda page, site: ask(page, site, kind="case"),
    "error": _error,
    "slow": _slow,
    "record": _record,
}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_any_state(real_site: Served, browser: Browser, width: int) -> None:
    found = []
    for name, reach in STATES.items():
        context = open_context(browser, viewport={"width": width, "height": 800})
        page = context.new_page()
        reach(page, real_site)
        found += [f"{name}: {fault}" for fault in Viewer(page, (View(width), View(width, "dark"))).faults()]
        page.unroute_all(behavior="ignoreErrors")
        context.close()

    assert found == []
