"""Every type of page in a real browser: nothing foreign, nothing broken, nothing runs, nothing spills."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browser.axe import View, Viewer
from browser.served import Served, open_context
from lxml import html
from playwright.sync_api import Browser, Dialog, Page

from generator.model.kinds import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Every width, and every setting at one width at least: large text on phones, contrast in both schemes. One after the
#: other they change as little as possible, because each change draws the page anew.
VIEWS = (
    *(View(width) for width in (320, 390)),
    *(View(390, size=size) for size in ("large", "xlarge")),
    View(390, scheme="dark"),
    View(390, scheme="dark", contrast="high"),
    View(768),
    View(1280, scheme="dark"),
    View(1280),
    View(1280, contrast="high"),
    *(View(1280, size=size) for size in ("large", "xlarge")),
)


def page_types(folder: Path) -> list[str]:
    """One address of each type of page; of records the longest of each kind."""
    found = ["index.html", "search.html?q=%E8%B4%A8%E6%8A%BC%E8%9E%8D%E8%B5%84", "404.html", "units/index.html"]
    found += [
        "themes/index.html",
        "years/index.html",
        "progress/index.html",
        "units/jiangsu.html",
        "themes/protection.html",
    ]
    found += [
        name
        for name in ("about.html", "submit.html", "guide.html", "subscribe.html", "sources.html")
        if (folder / name).exists()
    ]
    for kind in KINDS.values():
        pages = sorted((folder / kind.folder).glob("*.html"), key=lambda path: path.stat().st_size)
        names = [pages[-1].name, pages[0].name] if pages else []
        found += [f"{kind.folder}/{name}" for name in ("index.html", *names) if pages]
    return [address for address in found if (folder / address.split("?")[0]).exists()]


def noises(page: Page) -> list[str]:
    """What a page complains about: filled while it lives."""
    heard: list[str] = []

    def note(what: str) -> None:
        heard.append(f"{page.url}: {what}")

    page.on("console", lambda message: note(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: note(str(error)))
    page.on("response", lambda response: note(f"{response.status} {response.url}") if response.status >= 400 else None)
    return heard


def test_pages_ask_no_other_host_and_complain_of_nothing(real_site: Served, browser: Browser) -> None:
    hosts = set()
    context = open_context(browser, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    heard = noises(page)
    for address in page_types(real_site.folder):
        page.goto(real_site.url + address, wait_until="networkidle" if "q=" in address else "load")
    context.close()

    assert heard == []
    assert hosts == {urlsplit(real_site.url).netloc}


@pytest.mark.parametrize(
    ("name", "views"),
    [
        ("complete_site", VIEWS),
        # Made of the same templates: what is longer or fuller there shows on the narrowest and in the dark.
        ("real_site", (View(320), View(1280, scheme="dark"))),
    ],
)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    request: pytest.FixtureRequest, name: str, views: tuple[View, ...], browser: Browser
) -> None:
    served: Served = request.getfixturevalue(name)
    found = []
    context = open_context(browser)
    page = context.new_page()
    viewer = Viewer(page, views)
    for address in page_types(served.folder):
        page.goto(served.url + address)
        if "q=" in address:
            page.wait_for_selector("#search-results[aria-busy=false] li")
        found += viewer.faults()
    context.close()

    assert found == []


def test_hostile_words_are_shown_and_never_run(complete_site: Served, browser: Browser) -> None:
    context = open_context(browser)
    page = context.new_page()
    ran: list[str] = []

    def note(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    for path in sorted(complete_site.folder.rglob("*.html")):
        page.goto(complete_site.url + path.relative_to(complete_site.folder).as_posix())
    page.goto(complete_site.url + "search.html?q=%3Cscript%3Ealert(1)%3C/script%3E")
    page.wait_for_load_state("networkidle")
    page.goto(complete_site.url + "highlights/hostile-title.html")
    title = page.inner_text("h1")
    context.close()

    assert ran == []
    assert title == "试验</title><script>alert(1)</script>&amp;“引号”' onload=x"


def test_readers_without_script_reach_every_record_from_the_home_page(complete_site: Served) -> None:
    folder = complete_site.folder.resolve()
    seen: set[Path] = set()
    todo = [folder / "index.html"]
    while todo:
        file = todo.pop()
        if file in seen or file.suffix != ".html":
            continue
        seen.add(file)
        links = [link.get("href", "") for link in html.document_fromstring(file.read_bytes()).iter("a")]
        inside = [urlsplit(link).path for link in links if not urlsplit(link).netloc]
        todo += [(file.parent / unquote(path)).resolve() for path in inside if path]

    # The only page that nothing leads to is the one for lost visitors.
    assert set(folder.rglob("*.html")) - seen == {folder / "404.html"}


def test_the_menu_skips_to_the_content_by_keyboard(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "cases/index.html")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert focused == "跳到正文"
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_reader_s_choice_of_dark_is_kept_on_the_next_page(real_site: Served, page: Page) -> None:
    page.goto(real_site.url)
    page.click("#scheme")
    page.goto(real_site.url + "cases/index.html")

    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


def test_pages_open_from_a_folder_without_a_server(complete_site: Served, page: Page) -> None:
    heard = noises(page)
    page.goto((complete_site.folder / "index.html").as_uri())
    page.fill("#home-q", "银企对接")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results[aria-busy=false] li")
    page.fill("#search-q", "没有这样的词")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-browse")
    page.fill("#search-q", "银企对接")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results[aria-busy=false] li")
    page.click("#search-results a")
    page.wait_for_selector("h1")

    assert "银企对接" in page.inner_text("h1")
    assert heard == []


def test_a_page_is_printed_without_the_frame(real_site: Served, page: Page) -> None:
    page.goto(real_site.url + "cases/panpan-door-trademark.html")
    page.emulate_media(media="print")

    assert not page.is_visible(".masthead")
    assert page.is_visible("h1")


def test_the_readme_s_picture_is_there() -> None:
    assert (Path(__file__).parents[2] / "docs" / "images" / "home.png").stat().st_size > 10_000
