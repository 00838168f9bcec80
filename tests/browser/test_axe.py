"""Pages that look like one before are passed over, and no other."""

import pytest
from browser.axe import Looker
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_page_with_nothing_new_is_passed_over_and_a_fault_in_a_new_element_is_found(page: Page) -> None:
    looker = Looker(page)
    sound = "<!doctype html><html lang='zh-CN'><title>试验</title><main><h1>试验</h1><p>{}</p></main>"
    page.set_content(sound.format("甲"))
    assert looker.faults() == []
    page.set_content(sound.format("乙"))
    assert looker.faults() == []
    assert looker.looks == 1
    page.set_content(sound.format("乙<img src='data:,'>"))
    assert [fault.split()[0] for fault in looker.faults()] == ["image-alt"]
