"""What a reader waits for and what is sent: the real page, a profile of its own for every run."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from benchmarks.search.corpora import Corpus
from benchmarks.search.host import Host, hosted
from benchmarks.search.truth import Truth
from playwright.sync_api import Browser, Page

FIRST = ("质押融资", "专利", "南京 质押融资")
SECOND = "专利导航"
#: 40 ms there and back, 10 Mbit/s.
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}
#: No answer after so many ms counts as none.
PATIENCE = 60_000

#: Watches the list from the first letter typed until as many new items stand in it as are wanted.
_WATCH = """([wanted, patience]) => {
  const items = () => [...document.querySelectorAll("#search-results > li")];
  const old = new Set(items());
  let from = 0;
  window.waited = new Promise(resolve => {
    addEventListener("input", () => { from = from || performance.now(); }, { capture: true });
    const watcher = new MutationObserver(() => {
      if (from && items().filter(item => !old.has(item)).length >= wanted) {
        watcher.disconnect();
        resolve(performance.now() - from);
      }
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => resolve(-1), patience);
  });
}"""


@dataclass(frozen=True)
class Step:
    """One thing that the reader did: which, how long until the items stood there, what was sent for it."""

    name: str
    ms: float
    sent: int
    requests: int


@dataclass(frozen=True)
class Setting:
    """How the page comes: over a slow line or none, packed or not."""

    slow: bool
    packed: bool

    def __str__(self) -> str:
        return f"{'40 ms, 10 Mbit/s' if self.slow else 'localhost'}, {'gzip' if self.packed else 'plain'}"


def costs(browser: Browser, corpus: Corpus, runs: int) -> Iterator[tuple[Setting, list[Step]]]:
    """Every step of every run, by setting."""
    fragment = next(query.text for query in corpus.queries if query.type == "fragment")
    asked = {text: _wanted(corpus.truth, text) for text in (*FIRST, fragment)}
    second = _wanted(corpus.truth, SECOND)
    for slow, packed in product((False, True), repeat=2):
        steps: list[Step] = []
        with hosted(corpus.site, packed) as host:
            for _, (text, wanted) in product(range(runs), asked.items()):
                sequence = [("first", text, wanted), ("second", SECOND, second), ("again", text, wanted)]
                page, first, *rest = _run(browser, host, slow, sequence)
                both = (page.ms + first.ms, page.sent + first.sent, page.requests + first.requests)
                alone = replace(first, name=f"first `{text}`")
                steps += (page, first, Step("page and first", *both), *rest, alone)
        yield Setting(slow, packed), steps


def _wanted(truth: Truth, text: str) -> int:
    found = sum(all(part in words.text for part in text.split()) for words in truth.texts)
    return min(found, 10)


def _run(browser: Browser, host: Host, slow: bool, asked: list[tuple[str, str, int]]) -> Iterator[Step]:
    """The page alone, then the queries one after the other."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    if slow:
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
    before = (host.sent, host.requests)
    start = time.perf_counter()
    page.goto(host.url + "search.html", wait_until="load")
    loaded = (time.perf_counter() - start) * 1000
    _settle(page, host)
    yield Step("page", loaded, host.sent - before[0], host.requests - before[1])
    for name, text, wanted in asked:
        before = (host.sent, host.requests)
        page.evaluate(_WATCH, [wanted, PATIENCE])
        page.fill("#search-q", text)
        page.press("#search-q", "Enter")
        waited = float(page.evaluate("() => window.waited"))
        _settle(page, host)
        yield Step(name, waited, host.sent - before[0], host.requests - before[1])
    context.close()


def _settle(page: Page, host: Host) -> None:
    """Wait until nothing has been asked for during half a second."""
    quiet, seen = 0, host.requests
    while quiet < 5:
        page.wait_for_timeout(100)
        quiet, seen = (quiet + 1 if host.requests == seen else 0), host.requests
