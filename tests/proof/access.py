"""`make proof`: axe with all its rules over one page of each sort, in every way in which a reader may see it.

The tests look at what is new on a page alone; here each page is asked whole: in two widths, light and dark, with
usual and very large letters, with usual and high contrast. Takes minutes.
"""

import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from browser.axe import View, violations  # noqa: E402  # tests are not a package
from machine import find  # noqa: E402  # tests are not a package
from places import REPOSITORY  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from proof.hosted import hosted  # noqa: E402

from generator.build.pipeline import build  # noqa: E402
from generator.cli.console import today_in_china  # noqa: E402

VIEWS = [
    View(width, scheme, size, contrast)  # type: ignore[arg-type]
    for width, scheme, size, contrast in product((390, 1280), ("light", "dark"), ("", "xlarge"), ("", "high"))
]
#: A page in each folder is one sort; these have none of their kind beside them.
SINGLE = (
    "index.html",
    "search.html?q=%E8%B4%A8%E6%8A%BC%E8%9E%8D%E8%B5%84",
    "sitemap.html",
    "submit.html",
    "errors.html",
    "404.html",
)
#: Read by editors or machines in other programs, not by readers on the site.
APART = ("wechat", "assets", "search")
#: Lists cut by a facet or into pages look like the list itself.
PARTS = ("by_", "page-")


def main() -> None:
    """Look at every page in every view, and fail if axe finds anything."""
    with tempfile.TemporaryDirectory(prefix="wanlixing-access-") as folder:
        site = Path(folder, "site")
        build(REPOSITORY, site, today_in_china())
        with hosted(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find())
            looked = [address + page for page in pages(site)]
            found = [fault for page in looked for fault in faults(browser.new_page(bypass_csp=True), page)]
            browser.close()
    told = f"· {len(looked)} 种页面、每页 {len(VIEWS)} 种显示方式，axe 发现 {len(found)} 处问题\n"
    sys.stdout.write("\n".join([*found, told]))
    sys.exit(bool(found))


def pages(site: Path) -> Iterator[str]:
    """The single pages, the longest hand-written one; of each folder its list and the longest other page."""
    yield from SINGLE
    yield "bei-qinquan.html"
    for folder in sorted(path for path in site.iterdir() if path.is_dir() and path.name not in APART):
        found = sorted(folder.glob("*.html"), key=lambda page: page.stat().st_size)
        lists = [page for page in found if page.name == "index.html"]
        others = [page for page in found if page not in lists and not page.name.startswith(PARTS)]
        yield from (f"{folder.name}/{page.name}" for page in (*lists, *others[-1:]))


def faults(page: Page, address: str) -> Iterator[str]:
    """What axe finds on a page in each view."""
    page.goto(address, wait_until="networkidle")
    for view in VIEWS:
        view.show(page)
        yield from (f"{address} {view}: {fault}" for fault in violations(page))
    page.close()


if __name__ == "__main__":
    main()
