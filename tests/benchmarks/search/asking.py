"""Asks the engine itself, in a real Chromium, on the search page of a built site."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.search.queries import Query
from browser.fixtures import ARGUMENTS
from machine import find
from playwright.sync_api import Browser, Page, sync_playwright

#: Of longer lists only so much is asked for, since every item's text has to be fetched.
LONGEST = 1_000

_ASK = """async ([text, options]) => {
  try {
    const answer = await window.wanlixing.search(text, options);
    const { total, exact, more, facets, notes, reason } = answer;
    const addresses = items => (items || []).map(item => item.address);
    return { total, exact, more, facets, notes, reason,
             items: addresses(answer.items), nearest: addresses(answer.nearest) };
  } catch (error) {
    return { error: String(error && error.stack || error) };
  }
}"""


@dataclass(frozen=True)
class Answer:
    """What the engine said; `items` and `nearest` as addresses."""

    total: int = 0
    exact: bool = False
    more: bool = False
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    notes: list[dict[str, Any]] = field(default_factory=list)
    reason: str = ""
    items: list[str] = field(default_factory=list)
    nearest: list[str] = field(default_factory=list)
    error: str = ""


@dataclass(frozen=True)
class Asked:
    """All answers to one query: as the page asks first, the whole list, and with parts apart, if offered."""

    first: Answer
    whole: Answer
    split: Answer


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium from the system."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        yield browser
        browser.close()


def facet_names(page: Page) -> list[str]:
    """The facets that the page offers."""
    found: list[str] = page.evaluate("async () => (await window.wanlixing.facets()).map(facet => facet.name)")
    return found


def ask(page: Page, query: Query, counts: list[str]) -> Asked:
    """One query in full."""
    first = _answer(page, query, {"counts": counts} if query.type == "facet" else {})
    whole = _answer(page, query, {"size": LONGEST}) if first.more else first
    hidden = any(note["type"] == "split" and note.get("hidden") for note in first.notes)
    split = _answer(page, query, {"size": LONGEST, "split": True}) if hidden else whole
    return Asked(first, whole, split)


def _answer(page: Page, query: Query, options: dict[str, Any]) -> Answer:
    return Answer(**page.evaluate(_ASK, [query.text, {"filters": query.filters, **options}]))
