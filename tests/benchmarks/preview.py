"""From a record's edit to the page that shows it, in a real browser before a preview of 10,000 records.

    .venv/bin/python tests/benchmarks/preview.py [N] [--rounds R] [--work DIR]

Each round changes a title and waits until the open page has it, the search finds it and the feed says it. The bar is
0.3 seconds for the page; in a calm minute, because wall time is what a writer feels.
"""

import argparse
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import make_root
from browser.fixtures import ARGUMENTS
from machine import find
from places import REPOSITORY
from playwright.sync_api import Page, sync_playwright

WANLIXING = Path(sys.executable).with_name("wanlixing")
#: When the browser first showed the page, in seconds since 1970; whoever asks from outside learns it much later.
_PAINTED = """new Promise((tell) => new PerformanceObserver((list) => {
  const [painted] = list.getEntriesByName("first-contentful-paint");
  if (painted) tell((performance.timeOrigin + painted.startTime) / 1000);
}).observe({ type: "paint", buffered: true }))"""
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)


def newest(root: Path) -> Path:
    """The record that stands first in every list and feed."""
    files = (root / "content").glob("*/*/*.yml")
    dated = (
        (re.search(r"^publish_date: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE), file) for file in files
    )
    return max((found[1].strip("\"'"), file) for found, file in dated if found)[1]


def edited(page: Page, address: str, record: Path, number: int) -> dict[str, float]:
    """Seconds until page, search and feed have a new title."""
    title = f"编造的活动改了第{number}次标题"
    text = _TITLE.sub(f"title: {title}", record.read_text(encoding="utf-8"))
    start = time.time()
    record.write_text(text, encoding="utf-8")
    page.locator("h1", has_text=title).wait_for()
    seconds = {"页面": page.evaluate(_PAINTED) - start}
    with urlopen(f"{address}feeds/all.rss.xml") as answer:  # noqa: S310  # our own preview
        assert title in answer.read().decode(), "the feed has the old title"
    seconds["订阅源"] = time.time() - start
    finder = page.context.new_page()
    finder.goto(f"{address}search.html?q={title}")
    finder.locator("#search-results[aria-busy=false] li", has_text=title).first.wait_for()
    seconds["搜索"] = time.time() - start
    finder.close()
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--work", type=Path, default=Path("/tmp/wanlixing-preview"))  # noqa: S108  # kept on purpose
    arguments = parser.parse_args()
    root = arguments.work / str(arguments.count)
    if not root.exists():
        make_root(root, REPOSITORY, arguments.count)
    command = [str(WANLIXING), "serve", "--port", "0", "--root", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            measure(process, newest(root), arguments.rounds)
        finally:
            process.terminate()


def measure(process: "subprocess.Popen[str]", record: Path, rounds: int) -> None:
    """Round by round, and the medians; the first round makes what later ones use again."""
    assert process.stdout
    address = ""
    while not address:
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        address = found[0] if found else ""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        page = browser.new_context(locale="zh-CN").new_page()
        page.goto(f"{address}{record.parent.parent.name}/{record.stem}.html")
        runs = [edited(page, address, record, number) for number in range(rounds + 1)]
        browser.close()
    sys.stdout.write("第一次：" + _said(runs[0]) + "\n")
    medians = {name: statistics.median(run[name] for run in runs[1:]) for name in runs[0]}
    sys.stdout.write(f"之后 {rounds} 次的中位数：{_said(medians)}\n")


def _said(seconds: dict[str, float]) -> str:
    return "，".join(f"{name} {value:.2f} 秒" for name, value in seconds.items())


if __name__ == "__main__":
    main()
