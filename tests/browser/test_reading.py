"""The reading tools, copying, and the word before leaving, in a real browser."""

import shutil
from pathlib import Path

import pytest
from browser.served import Served, open_context
from places import SITES, TODAY
from playwright.sync_api import Browser, Page, expect

from generator.build.pipeline import render
from generator.publishing.versions import put
from generator.rendering import mkdocs_theme
from generator.rendering.theme import STYLESHEET

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CASE = "cases/loan-guarantee.html"
#: The machine that runs the tests has no voice, so one is lent to its browser: it says each sentence into a list.
VOICE = """
window.said = [];
const voice = {
  speaking: null,
  getVoices: () => [{ lang: 'en-US', name: 'a' }, { lang: 'zh-CN', name: 'b' }],
  speak(words) {
    window.said.push([words.text, words.lang, words.voice.name]);
    this.speaking = setTimeout(() => words.onend({}), SLOW ? 1e6 : 20);
  },
  cancel() { clearTimeout(this.speaking); },
};
Object.defineProperty(window, 'speechSynthesis', { value: voice });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"))


def test_text_grows_in_two_steps_and_stays_so_on_the_next_page(complete_site: Served, page: Page) -> None:
    page.goto(complete_site.url + CASE)
    sizes = [size(page)]
    for name in ("大字", "特大"):
        page.get_by_role("button", name=name).click()
        sizes.append(size(page))
    page.goto(complete_site.url + "highlights/bank-fair-2020.html")

    assert sizes == sorted(sizes)
    assert sizes[0] >= 16
    assert sizes[1] >= 18
    assert size(page) == sizes[2]
    assert page.get_by_role("button", name="特大").get_attribute("aria-pressed") == "true"
    assert page.get_by_role("button", name="标准").get_attribute("aria-pressed") == "false"


def test_contrast_is_a_switch(complete_site: Served, page: Page) -> None:
    page.goto(complete_site.url + CASE)
    button = page.get_by_role("button", name="高对比")
    button.click()
    colour = page.evaluate("getComputedStyle(document.querySelector('.prose p')).color")
    pressed = button.get_attribute("aria-pressed")
    button.click()

    assert (colour, pressed) == ("rgb(0, 0, 0)", "true")
    assert page.evaluate("document.documentElement.dataset.contrast") is None


@pytest.mark.parametrize("settings", [{}, {"size": "xlarge", "contrast": "high", "scheme": "dark"}])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_a_page_comes(
    complete_site: Served, real_site: Served, browser: Browser, width: int, settings: dict[str, str]
) -> None:
    context = open_context(browser, viewport={"width": width, "height": 800})
    for key, value in settings.items():
        context.add_init_script(f"localStorage.setItem('wanlixing.{key}', '{value}')")
    context.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {window.shift += "
        "entry.value})).observe({type: 'layout-shift', buffered: true})"
    )
    page = context.new_page()
    shifts = {}
    for url in (
        complete_site.url + "highlights/bank-fair-2020.html",
        complete_site.url + CASE,
        real_site.url,
        real_site.url + "cases/index.html",
    ):
        page.goto(url, wait_until="networkidle")
        shifts[url] = page.evaluate("window.shift")
    context.close()

    assert {url: shift for url, shift in shifts.items() if shift > 0.02} == {}


def test_every_control_is_large_enough_to_hit(complete_site: Served, browser: Browser) -> None:
    """WCAG 2.5.8 asks 24 px; words inside a sentence are exempt."""
    context = open_context(browser, viewport={"width": 390, "height": 800})
    page = context.new_page()
    small = []
    for address in ("index.html", CASE, "cases/index.html", "search.html"):
        page.goto(complete_site.url + address)
        small += page.eval_on_selector_all(
            "button, input, .menu a, .foot a, .chips a, .pager a, .jump a, .tools button, .search-link",
            "all => all.filter(e => e.getClientRects().length).filter(e => {const b = e.getBoundingClientRect();"
            "return b.width < 24 || b.height < 24}).map(e => e.outerHTML.slice(0, 80))",
        )
    context.close()

    assert small == []


def test_focus_is_seen_on_everything_that_the_keyboard_reaches(complete_site: Served, page: Page) -> None:
    page.goto(complete_site.url + CASE)
    unseen, reached = [], 0
    for _press in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => {const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();"
            "return [e.tagName, e.textContent.slice(0, 20), s.outlineStyle, parseFloat(s.outlineWidth),"
            "b.bottom > 0 && b.top < innerHeight]}"
        )
        if told[0] == "BODY":
            break
        reached += 1
        if told[2] == "none" or told[3] < 2 or not told[4]:
            unseen.append(told)

    assert unseen == []
    assert reached > 40


def test_the_page_is_read_sentence_by_sentence_in_chinese(complete_site: Served, page: Page) -> None:
    page.add_init_script(VOICE.replace("SLOW", "false"))
    page.goto(complete_site.url + CASE)
    page.get_by_role("button", name="朗读").click()
    page.wait_for_selector(".reader", state="attached")
    page.wait_for_selector(".reader", state="detached")
    said = page.evaluate("window.said")
    texts = [text for text, _language, _voice in said]

    assert {(language, voice) for _text, language, voice in said} == {("zh-CN", "b")}
    assert texts[0] == "甲公司诉乙公司侵害发明专利权纠纷案（编造）"
    assert "编造的基本案情。" in texts
    assert "其一" in texts
    assert not [text for text in texts if "复制" in text or "首页" in text]
    # Each sentence once.
    assert texts.count("编造的基本案情。") == 1


def test_reading_pauses_moves_and_stops_by_keyboard(complete_site: Served, page: Page) -> None:
    page.add_init_script(VOICE.replace("SLOW", "true"))
    page.goto(complete_site.url + CASE)
    page.get_by_role("button", name="朗读").press("Enter")
    reader = page.get_by_role("region", name="朗读")
    reader.get_by_role("button", name="下一句").press("Enter")
    reader.get_by_role("button", name="暂停").press("Enter")
    marked = " ".join(page.inner_text(".aloud-block").split())
    reader.get_by_role("button", name="继续").press("Enter")
    said = [text for text, _language, _voice in page.evaluate("window.said")]
    page.keyboard.press("Escape")

    assert said[1] == said[2]
    assert said[1] in marked
    assert reader.count() == 0
    assert page.evaluate("document.activeElement.id") == "aloud"
    assert page.locator(".aloud-block").count() == 0


def test_a_browser_without_a_voice_says_so(complete_site: Served, page: Page) -> None:
    page.add_init_script(
        VOICE.replace("SLOW", "true").replace(
            "this.speaking =", "setTimeout(() => words.onerror({error: 'x'})); return;"
        )
    )
    page.goto(complete_site.url + CASE)
    page.get_by_role("button", name="朗读").click()

    expect(page.locator(".reader-told")).to_have_text("这台设备没有可用的中文语音，读不出来。")


def test_numbers_and_the_citation_are_copied_and_the_result_is_told(complete_site: Served, browser: Browser) -> None:
    context = open_context(browser, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(complete_site.url + CASE)
    page.get_by_role("button", name="复制专利号ZL201710601862.3").click()
    expect(page.locator(".copy[data-told]")).to_have_text("已复制")
    number = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="复制引用文本").click()
    expect(page.locator(".cite .copy")).to_have_text("已复制")
    cited = page.evaluate("navigator.clipboard.readText()")
    day = page.evaluate("new Date().toLocaleDateString('sv')")
    context.close()

    assert number == "ZL201710601862.3"
    assert cited == (
        f"试验专栏. 甲公司诉乙公司侵害发明专利权纠纷案（编造）[EB/OL]. (2020-06-23)[{day}]. "
        "https://test.example.org/zt/wlx/cases/loan-guarantee.html."
    )


def test_a_refused_copy_is_not_called_a_success(complete_site: Served, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(1)}});"
        "document.execCommand = () => false"
    )
    page.goto(complete_site.url + CASE)
    page.locator(".case-numbers .copy").first.click()

    expect(page.locator(".copy[data-told]")).to_have_text("未能复制")


def test_a_reader_is_told_before_leaving_and_may_stay(complete_site: Served, page: Page) -> None:
    page.goto(complete_site.url + "highlights/bank-fair-2020.html")
    here = page.url
    link = page.locator(".sources a").first
    link.click()
    box = page.get_by_role("dialog", name="您将离开本专栏")
    host = box.locator(".leaving-host").inner_text()
    target = box.get_by_role("link", name="继续访问").get_attribute("href")
    box.get_by_role("button", name="返回").click()

    assert target == link.get_attribute("href")
    assert host in (target or "")
    assert page.url == here
    assert page.get_by_role("dialog").count() == 0


def test_without_script_no_tool_is_shown_that_would_do_nothing(complete_site: Served, browser: Browser) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(complete_site.url + CASE)

    assert not page.is_visible(".tools")
    assert page.locator(".copy:visible").count() == 0
    assert page.is_visible("#citation")
    assert page.is_visible(".sources")
    context.close()


def test_the_reduced_styles_draw_what_the_whole_ones_draw(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    put(render(root, TODAY).files, tmp_path / "reduced", 1)
    monkeypatch.setattr(mkdocs_theme, "reduce", lambda css, _classes, _own: css)
    put(render(root, TODAY).files, tmp_path / "whole", 1)
    context = open_context(browser, viewport={"width": 1000, "height": 800})
    page = context.new_page()
    drawn = []
    for address in ("index.html", CASE, "highlights/bank-fair-2020.html", "guide.html", "about.html", "404.html"):
        pictures = []
        for name in ("reduced", "whole"):
            page.goto((tmp_path / name / address).as_uri())
            pictures.append(page.screenshot(full_page=True))
        drawn.append((address, pictures[0] == pictures[1]))
    context.close()
    sizes = [(tmp_path / name / STYLESHEET).stat().st_size for name in ("reduced", "whole")]

    assert [address for address, same in drawn if not same] == []
    assert sizes[0] < sizes[1] / 2
