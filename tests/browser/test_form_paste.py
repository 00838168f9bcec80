"""Press texts copied from other programs and pasted into the form, with a real browser's keys and clipboard."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from browser.served import Served, open_context
from places import TESTS, TODAY
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TABLE: dict[str, Any] = yaml.safe_load((TESTS / "tables" / "pasted.yml").read_text("utf-8"))
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)
#: The next copying puts this on the clipboard, as another program would: a page may not write HTML as it is.
COPIED = """([html, plain]) => document.addEventListener("copy", (event) => {
  event.preventDefault();
  event.clipboardData.setData("text/plain", plain);
  if (html) event.clipboardData.setData("text/html", html);
}, { once: true })"""
TOLD = """() => [...document.querySelectorAll("#part-out :is(.summary, .gate) li")]
  .map((line) => line.textContent).filter((line) => line.includes("正文"))"""


@pytest.fixture(scope="module")
def form(browser: Browser, complete_site: Served) -> Iterator[Page]:
    """The form for a highlight; it asks nobody, runs nothing of what is pasted and complains of nothing."""
    context = open_context(browser, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"{complete_site.url}submit.html?kind=highlight&unit=nanjing")
    page.locator("#f-body").wait_for()
    page.on("request", lambda request: heard.append(request.url))
    yield page
    context.close()
    assert heard == []


def paste(page: Page, field: str, plain: str, html: str = "") -> None:
    """Copy and paste with the keys, into a field that is empty or has its cursor somewhere."""
    page.evaluate(COPIED, [html, plain])
    page.focus(field)
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")


def emptied(page: Page, field: str = "#f-body") -> None:
    page.fill(field, "")


@pytest.mark.parametrize("case", TABLE["texts"], ids=lambda case: case["name"])
def test_a_press_text_is_right_at_the_first_try(form: Page, case: dict[str, Any]) -> None:
    emptied(form)
    paste(form, "#f-body", case["plain"], case.get("html", ""))
    form.locator("#bar-out").click()

    assert form.input_value("#f-body") == case["body"].strip()
    assert form.evaluate(TOLD) == []
    note = form.locator(".pasted")
    expect(note.locator("ins").first).to_be_visible()
    if case.get("pictures"):
        expect(note).to_contain_text(f"{case['pictures']} 张图片没有贴进来")


def test_one_click_brings_back_what_was_copied(form: Page) -> None:
    case = TABLE["texts"][0]
    emptied(form)
    paste(form, "#f-body", case["plain"], case["html"])
    form.get_by_role("button", name="照原样粘贴").click()

    assert form.input_value("#f-body") == case["plain"]
    assert form.locator(".pasted").count() == 0
    form.keyboard.press("Control+z")
    assert form.input_value("#f-body") == case["body"].strip()


def test_what_is_pasted_in_between_stands_by_itself(form: Page) -> None:
    form.fill("#f-body", "开头。结尾。")
    form.evaluate("document.getElementById('f-body').setSelectionRange(3, 3)")
    paste(form, "#f-body", "甲\n乙", "<ul><li>甲</li><li>乙</li></ul>")

    assert form.input_value("#f-body") == "开头。\n\n- 甲\n- 乙\n\n结尾。"


def test_a_word_in_a_sentence_stays_in_it(form: Page) -> None:
    form.fill("#f-body", "开头结尾。")
    form.evaluate("document.getElementById('f-body').setSelectionRange(2, 2)")
    paste(form, "#f-body", "中间", "<p class=MsoNormal><b>中间</b></p>")

    assert form.input_value("#f-body") == "开头**中间**结尾。"
    form.get_by_role("button", name="知道了").click()
    assert form.locator(".pasted").count() == 0


def test_a_title_of_two_lines_becomes_one(form: Page) -> None:
    emptied(form, "#f-title")
    paste(form, "#f-title", "试验市知识产权局\n举办银企对接会\n", "<p>试验市知识产权局</p><p>举办银企对接会</p>")

    assert form.input_value("#f-title") == "试验市知识产权局举办银企对接会"


@pytest.mark.parametrize("case", TABLE["pieces"], ids=lambda case: case["name"])
def test_pieces_become_what_they_mean(form: Page, case: dict[str, Any]) -> None:
    found = form.evaluate("([html, plain]) => wanlixing.pasting.text(html, plain).text", [case["html"], case["plain"]])

    assert found == case["body"].strip()


@pytest.mark.parametrize("case", TABLE["texts"], ids=lambda case: case["name"])
def test_what_was_pasted_needs_no_further_repair(form: Page, case: dict[str, Any]) -> None:
    assert form.evaluate("(text) => wanlixing.pasting.text('', text).text", case["body"]) == case["body"].strip()
