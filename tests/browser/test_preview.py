"""The preview in a real browser: an open page loads itself anew and says what is wrong."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import HIGHLIGHT
from places import MakeSite
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
WANLIXING = Path(sys.executable).with_name("wanlixing")


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    return make_site(files={"content/highlights/nanjing/a.yml": HIGHLIGHT})


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    command = [str(WANLIXING), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout
        found = None
        while not found:
            found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        yield found[0]
        process.terminate()


def test_a_page_loads_itself_anew_and_shows_what_is_wrong(root: Path, address: str, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    record = root / "content/highlights/nanjing/a.yml"
    page.goto(f"{address}highlights/a.html")
    expect(page.locator("h1")).to_have_text("试验市举办银企对接会")
    expect(page.locator(".preview-shelf")).to_have_count(0)

    record.write_text(HIGHLIGHT.replace("试验市举办银企对接会", "试验市又举办银企对接会"), encoding="utf-8")
    expect(page.locator("h1")).to_have_text("试验市又举办银企对接会")

    record.write_text(HIGHLIGHT.replace("summary:", "sumary:"), encoding="utf-8")
    shelf = page.locator(".preview-shelf")
    expect(shelf).to_contain_text("1 个错误，页面没有更新")
    expect(shelf).to_contain_text("content/highlights/nanjing/a.yml:2:1")
    expect(page.locator("h1")).to_have_text("试验市又举办银企对接会")

    record.write_text(HIGHLIGHT, encoding="utf-8")
    expect(page.locator("h1")).to_have_text("试验市举办银企对接会")
    expect(shelf).to_have_count(0)
    assert said == []
