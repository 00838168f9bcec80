"""Pages in a browser whose younger functions are taken away: search, form and articles go on working."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.served import Served, open_context
from places import REPOSITORY
from playwright.sync_api import Browser, Page, expect

#: What Chrome 80 or Safari 14 lack.
OLDER = """
for (const owner of [Element, Document, DocumentFragment]) delete owner.prototype.replaceChildren;
for (const owner of [Array, String, Object.getPrototypeOf(Uint8Array)]) delete owner.prototype.at;
for (const name of ["findLast", "findLastIndex", "toSorted", "toReversed", "with"]) delete Array.prototype[name];
delete String.prototype.replaceAll;
delete AbortSignal.prototype.throwIfAborted;
for (const name of ["any", "timeout", "abort"]) delete AbortSignal[name];
for (const name of ["structuredClone", "DecompressionStream", "CompressionStream"]) delete window[name];
delete Intl.Segmenter;
delete Object.hasOwn;
for (const name of ["showModal", "show", "close"]) delete HTMLDialogElement.prototype[name];
delete HTMLDialogElement.prototype.open;
const strict = window.RegExp;
window.RegExp = new Proxy(strict, {
  construct(target, [pattern, flags]) {
    if (/\\(\\?<[=!]/.test(pattern)) throw new SyntaxError("look-behind");
    return new target(pattern, flags);
  },
});
"""


@pytest.fixture
def old(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page in an older browser, and the errors that its scripts threw."""
    context = open_context(browser, viewport={"width": 390, "height": 844}, locale="zh-CN")
    context.add_init_script(OLDER)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, errors
    context.close()


def test_the_search_answers(real_site: Served, old: tuple[Page, list[str]]) -> None:
    page, errors = old
    page.goto(f"{real_site.url}search.html?q=质押融资")

    expect(page.locator("#search-results li").first).to_be_visible()
    page.click("#search-filter")
    expect(page.locator("#search-sheet")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search-sheet")).to_be_hidden()
    assert errors == []


def test_the_form_checks_while_people_type(real_site: Served, old: tuple[Page, list[str]]) -> None:
    page, errors = old
    page.goto(f"{real_site.url}submit.html")
    page.locator(".kind").first.click()

    expect(page.locator("#parts input").first).to_be_attached()
    assert errors == []


def test_a_record_is_read_and_its_editor_panel_opens(real_site: Served, old: tuple[Page, list[str]]) -> None:
    page, errors = old
    page.goto(f"{real_site.url}highlights/csj-xinwen-fabuhui-2023.html?mark=专利")

    expect(page.locator("mark").first).to_be_attached()
    assert errors == []


def test_a_fault_of_the_program_is_not_called_one_of_the_network(real_site: Served, page: Page) -> None:
    page.add_init_script("TextDecoder.prototype.decode = () => { throw new TypeError('made up'); };")
    page.goto(f"{real_site.url}search.html?q=质押融资")

    expect(page.locator("#search-said")).to_contain_text("更新浏览器")


def test_the_ways_in_are_there_where_the_search_does_not_run(real_site: Served, page: Page) -> None:
    page.route("**/assets/js/search*.js*", lambda route: route.fulfill(body="a ?. ? ?", content_type="text/javascript"))
    page.goto(f"{real_site.url}search.html?q=质押融资")

    expect(page.locator("#search-status")).to_contain_text("更新浏览器")
    expect(page.locator("#search-browse")).to_be_visible()


@pytest.mark.parametrize("level", [0, 1, 6, 9])
def test_unpacking_by_script_gives_what_was_packed(page: Page, level: int) -> None:
    texts = ["", "专", "万里行" * 5_000, json.dumps(list(range(3_000))), Path(__file__).read_text(encoding="utf-8")]
    page.goto("about:blank")
    page.evaluate("window.wanlixing = {}")
    page.evaluate((REPOSITORY / "templates/assets/js/floor/inflate.js").read_text(encoding="utf-8"))
    for text in texts:
        packed = list(zlib.compress(text.encode(), level))
        assert page.evaluate("p => new TextDecoder().decode(wanlixing.inflate(Uint8Array.from(p)))", packed) == text


def test_broken_data_are_refused(page: Page) -> None:
    page.goto("about:blank")
    page.evaluate("window.wanlixing = {}")
    page.evaluate((REPOSITORY / "templates/assets/js/floor/inflate.js").read_text(encoding="utf-8"))
    packed = list(zlib.compress("万里行".encode() * 50))
    ask = "p => { try { wanlixing.inflate(Uint8Array.from(p)); return ''; } catch (e) { return e.name; } }"

    assert page.evaluate(ask, packed[: len(packed) // 2]) == "RangeError"
    assert page.evaluate(ask, [*packed[:2], 7, *packed[3:]]) == "RangeError"
