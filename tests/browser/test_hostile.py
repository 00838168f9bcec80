"""No vector runs in a real Chromium, though the security policy of the pages is switched off: escaping alone holds.

On each page that is opened every element is focused and hovered, every link and button clicked. With `EVERY_PAGE=1`, as
in `make soak`, these are all pages and all frames; otherwise each vector is opened on one page of the four of records
that say it, of other pages those that say one in a line that no page before had, and a frame is touched once.
"""

import os
import random
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from browser.fixtures import served_folder
from browser.served import Served, open_context
from hostile.case import CASE_FIELDS, record
from hostile.markup import everywhere, quoted
from hostile.pictures import JPEG
from hostile.running import make_root
from hostile.vectors import VECTORS
from lxml import etree
from places import TODAY
from playwright.sync_api import Browser, Dialog, Page

from generator.build.pipeline import build
from generator.text.search_folding import fold

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser-hostile")]

EVERY_PAGE = bool(os.environ.get("EVERY_PAGE"))
#: How the addresses of pages begin of which each record has its own.
OF_RECORDS = ("highlights/v-", "cases/v-", "wechat/v-", "wechat/case_v-")

#: Focus, hover, click: on everything. What leads to another page is not followed; what is no address runs here.
#: What was chosen is taken back, or each click would draw all choices before it again. What is within `known` was
#: touched before, and so was a part of the frame that is letter for letter that of a page before.
TOUCH = """(known) => {
  const frame = [...document.querySelectorAll("body > header, body > nav, body > footer, body > .reader")];
  const before = frame.length ? JSON.parse(sessionStorage.getItem("touched") ?? "[]") : [];
  const texts = new Map(frame.map((part) => [part, part.outerHTML]));
  const isNew = (element) => ![...texts].some(([part, text]) => before.includes(text) && part.contains(element));
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a");
    if (link && /^(https?|file|tel|mailto|webcal):$/.test(link.protocol)) event.preventDefault();
  }, true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  for (const element of [...document.querySelectorAll("*")].filter(isNew)) {
    if (known && element.closest(known)) continue;
    if (element.focus) element.focus();
    for (const name of ["mouseover", "mouseenter", "mousemove", "pointerover", "animationstart", "toggle"])
      element.dispatchEvent(new Event(name, { bubbles: true }));
    if (element.matches("a, button, summary, label, [onclick]")) {
      const clicks = element.matches("label") ? 2 : 1;
      for (let click = 0; click < clicks; click += 1)
        element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
    }
  }
  if (frame.length) sessionStorage.setItem("touched", JSON.stringify([...new Set([...before, ...texts.values()])]));
  return document.querySelectorAll("a, button, summary, label, [onclick]").length;
}"""

#: What was to be loaded has failed, what was to be drawn and told next has been: a picture that failed later is told.
SETTLED = """() => new Promise((done) => {
  const last = new Image();
  last.onerror = () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
  last.src = "x:x";
})"""


def case_record(vector: str) -> str:
    """A case that says the vector wherever only cases have words."""
    value, short = quoted(vector[:200]), quoted(vector[:40])
    return (
        record(title=quoted(("试验" + vector)[:64]), theme=None, body=None)
        + "".join(f"{name}: {text}\n" for name, text in CASE_FIELDS.items() if name == "type")
        + f"outcome: {value}\ncause: {quoted(vector[:80])}\nprocedure: {short}\ncountries: [{short}]\n"
        + f"proceedings:\n  - stage: {short}\n    authority: {quoted(vector[:80])}\n    outcome: {value}\n"
        + f"facts: |\n  正文 `` {vector} `` 里。\n"
    )


def pictured(vector: str) -> str:
    value = quoted(vector[:200])
    images = (
        f"images:\n  - file: huichang.jpg\n    alt: {value}\n    caption: {value}\n    credit: {quoted(vector[:80])}\n"
    )
    return everywhere(vector) + images


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A column in which every record says a vector in every field."""
    folder = tmp_path_factory.mktemp("vectors")
    root = make_root(folder / "root")
    for number, vector in enumerate(VECTORS):
        for kind, text in (("highlights", pictured(vector)), ("cases", case_record(vector))):
            file = root / "content" / kind / "nanjing" / f"v-{number:03d}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    picture = root / "content" / "images" / "nanjing" / "huichang.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(JPEG)
    target = folder / "served" / "zt" / "wlx"
    build(root, target, TODAY)
    for served in served_folder(folder / "served"):
        yield Served(target, f"{served.url}zt/wlx/")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Page]:
    """A page without the policy."""
    context = open_context(browser, bypass_csp=True, locale="zh-CN")
    yield context.new_page()
    context.close()


class Ears:
    """What ran (each vector calls `alert`), what broke, who else was asked."""

    def __init__(self, page: Page) -> None:
        self.ran: list[str] = []
        self.broke: list[str] = []
        self.asked: list[str] = []
        page.on("dialog", self._ran)
        page.on("pageerror", lambda error: self.broke.append(f"{page.url} {error}"))
        page.on("request", lambda request: self._note(request.url))

    def _ran(self, dialog: Dialog) -> None:
        self.ran.append(dialog.message)
        dialog.dismiss()

    def _note(self, url: str) -> None:
        # An article for 公众号 names its pictures by their public address.
        if not re.match(r"http://127\.0\.0\.1:\d+/|https://test\.example\.org/|data:|about:|blob:", url):
            self.asked.append(url)

    @property
    def heard(self) -> list[str]:
        return [*self.ran, *self.broke, *self.asked]


def addresses(site: Served, pattern: str) -> list[str]:
    found = [path.relative_to(site.folder.resolve()).as_posix() for path in site.folder.resolve().rglob(pattern)]
    assert found
    return sorted(found)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    if EVERY_PAGE:
        page.evaluate("sessionStorage.removeItem('touched')")
    assert page.evaluate(TOUCH) > 3, address


def test_there_are_enough_vectors_and_bare_they_do_run(open_page: Page) -> None:
    ears = Ears(open_page)
    bare = 0
    for vector in VECTORS:
        before = len(ears.ran)
        open_page.set_content(f"<!doctype html><body><p>{vector}</p>")
        open_page.evaluate(TOUCH)
        open_page.evaluate(SETTLED)
        bare += len(ears.ran) > before

    assert len(VECTORS) >= 100
    assert bare >= 40


@pytest.mark.parametrize("turn", range(len(OF_RECORDS)), ids=OF_RECORDS)
def test_nothing_runs_on_pages_of_records_and_articles(hostile_site: Served, open_page: Page, turn: int) -> None:
    ears = Ears(open_page)
    pages = addresses(hostile_site, f"{OF_RECORDS[turn]}*.html")
    assert len(pages) >= len(VECTORS)
    for path in pages:
        number = int(path.removesuffix(".html").rpartition("v-")[2])
        if EVERY_PAGE or number % len(OF_RECORDS) == turn:
            visit(open_page, hostile_site.url + path)

    assert ears.heard == []


def with_new_lines(folder: Path, paths: list[str]) -> Iterator[str]:
    """Pages with a vector in a line that no page before had; what does not say `alert` can't call it."""
    seen: set[str] = set()
    for path in paths:
        lines = {line.strip() for line in (folder / path).read_text(encoding="utf-8").split("\n") if "alert" in line}
        if EVERY_PAGE or not lines or not lines <= seen:
            yield path
        seen |= lines


def test_nothing_runs_on_any_other_page(hostile_site: Served, open_page: Page) -> None:
    ears = Ears(open_page)
    others = [path for path in addresses(hostile_site, "*.html") if not path.startswith(OF_RECORDS)]
    chosen = list(with_new_lines(hostile_site.folder, others))
    assert len(chosen) > 50
    for path in chosen:
        visit(open_page, hostile_site.url + path)

    assert ears.heard == []


#: Back to a question by the history, which reads the address as the page does when it is loaded.
COME_BACK = """(address) => {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""


def test_nothing_runs_in_the_search_whatever_is_asked(hostile_site: Served, open_page: Page) -> None:
    ears = Ears(open_page)
    for number, vector in enumerate(VECTORS):
        name = ("q", "q", "unit", "kind", "sort", "mark")[number % 6]
        more = "" if name == "q" else f"&{name}={quote(vector)}"
        address = f"{hostile_site.url}search.html?q={quote(vector)}{more}#{quote(vector)}"
        # Loaded with each name of the address.
        if EVERY_PAGE or number % 7 == 0:
            open_page.goto(address)
        else:
            open_page.evaluate(COME_BACK, address)
        open_page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
        # Each name of the address once; the filters, hundreds of elements, are the same for all.
        if number % (3 if EVERY_PAGE else 19) == 0:
            open_page.evaluate(TOUCH, ".search-facets" if number and not EVERY_PAGE else "")

    assert ears.heard == []


def test_nothing_runs_while_words_are_typed_and_what_is_found_is_opened(hostile_site: Served, open_page: Page) -> None:
    ears = Ears(open_page)
    open_page.goto(f"{hostile_site.url}search.html")
    for vector in VECTORS[::6]:
        open_page.fill("#search-q", vector)
        open_page.keyboard.press("Enter")
        open_page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
    for vector in VECTORS[::6]:
        open_page.goto(f"{hostile_site.url}search.html?q={quote(vector)}")
        open_page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
        first = open_page.query_selector("#search-results .row-title")
        if first:
            first.click()
            open_page.wait_for_load_state()

    assert ears.heard == []


def html_of_feeds(folder: Path) -> Iterator[str]:
    """What readers of feeds take for HTML, as they get it."""
    for path in sorted(folder.rglob("*.xml")):
        rss = path.name.endswith(".rss.xml")
        for node in etree.fromstring(path.read_bytes()).iter(
            "{*}title", "{*}description", "{*}encoded", "{*}content", "{*}summary"
        ):
            if rss or node.get("type") == "html":
                yield node.text or ""


def test_nothing_runs_in_readers_of_feeds_and_outlines(hostile_site: Served, open_page: Page) -> None:
    ears = Ears(open_page)
    texts = list(dict.fromkeys(html_of_feeds(hostile_site.folder / "feeds")))
    outlines = etree.fromstring((hostile_site.folder / "feeds.opml").read_bytes()).iter("outline")
    texts += [str(node.get(name, "")) for node in outlines for name in ("text", "title")]
    assert len(texts) > 2 * len(VECTORS)
    assert any("alert(1)" in unescape(text) for text in texts)
    for start in range(0, len(texts), 20):
        few = "".join(f"<article>{text}</article>" for text in texts[start : start + 20])
        open_page.set_content(f"<!doctype html><body>{few}")
        open_page.evaluate(TOUCH)
        open_page.evaluate(SETTLED)

    assert ears.ran == []


#: What queries are made of: marks of the search, hostile words, words that are there, sounds, long and empty ones.
PIECES = (
    *(
        '"',
        "“",
        "”",
        "-",
        "|",
        "*",
        " ",
        "\u3000",
        "\n",
        "(",
        ")",
        "NOT ",
        "OR ",
        "\\",
        "/",
        "[",
        "{",
        "$",
        "^",
        ".*",
        "(?",
        "%00",
        "&q=",
    ),
    *(
        "质押",
        "融资",
        "专利",
        "银企对接",
        "南京",
        "2020",
        "苏知发〔2020〕63号",
        "zhiya",
        "nj",
        "ＩＰＯ",
        "𠮷",
        "😀",
        "\u200b",
        "\u202e",
        "\0",
    ),
    *(
        "<b>",
        "__proto__",
        "constructor",
        "toString",
        "null",
        "字" * 300,
        "a" * 2_000,
        "1e9",
        "-1",
        "é",
        "e\u0301",
        "\ud800",
    ),
)
#: Every query, and how often a fixed piece of work would have been done meanwhile if that is more than 200 times.
ASK = """async (queries) => {
  const wrong = [];
  const clock = async (work) => { const start = performance.now(); await work(); return performance.now() - start; };
  const yard = () => {
    const counts = new Map();
    for (let number = 0; number < 60_000; number += 1) counts.set(`${number % 997}`, number);
    return [...counts].sort().length;
  };
  for (const query of queries) {
    const before = await clock(yard);
    const took = await clock(async () => {
      const answer = await wanlixing.search(query, { counts: ["kind"], size: 20 });
      await wanlixing.suggest(query);
      if (!(answer.total >= 0) || answer.items.length > 20) wrong.push([query, answer.total]);
    });
    const yards = took / Math.max(before, await clock(yard));
    if (yards > 200) wrong.push([query, yards]);
  }
  return wrong;
}"""


def test_queries_of_chance_are_answered_in_time(complete_site: Served, open_page: Page) -> None:
    """`FUZZ` and `SEED` as in tests/test_fuzzing.py."""
    ears, dice = Ears(open_page), random.Random(int(os.environ.get("SEED", "1")))
    open_page.goto(f"{complete_site.url}search.html")
    queries = ["".join(dice.choices(PIECES, k=dice.randint(0, 8))) for _ in range(int(os.environ.get("FUZZ", "100")))]
    queries = [query.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") for query in queries]

    assert open_page.evaluate(ASK, queries) == []
    # A field has one line; in texts the two keep line ends each in its own way.
    queries = [query.replace("\n", "") for query in queries]
    folded = open_page.evaluate("(queries) => queries.map((query) => wanlixing.text.fold(query))", queries)
    assert [pair for pair in zip(queries, folded, map(fold, queries), strict=True) if pair[1] != pair[2]] == []
    assert ears.heard == []
