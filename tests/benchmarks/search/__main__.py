"""Measures the search: what it finds and what it costs.

    python tests/benchmarks/search [N …] [--content] [--quality] [--costs] [--runs R] [--work DIR] [--out FILE.md]

N records are those of `content/`, filled up with made-up ones. Without --quality and --costs both are
measured. Corpora lie in DIR and are built again only when code or content has changed. Bytes, counts
and marks are firm; milliseconds hang on what else the machine does, so its load is told.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.search.asking import ask, chromium, facet_names
from benchmarks.search.corpora import CONTENT, Corpus, alone, ready
from benchmarks.search.costing import Step, costs
from benchmarks.search.host import hosted
from benchmarks.search.judging import Verdict, judge
from benchmarks.search.prepare import message_for
from benchmarks.search.reporting import load, middle, quality, table
from playwright.sync_api import Browser

#: Steps in their order; each first query for itself comes after them.
STEPS = ("page", "first", "page and first", "second", "again")


def judged(browser: Browser, corpus: Corpus) -> Iterator[Verdict]:
    """Every query asked and judged."""
    with hosted(corpus.site) as host:
        page = browser.new_page()
        page.goto(host.url + "search.html")
        known = [facet for facet in facet_names(page) if facet in corpus.truth.texts[0].values]
        for number, query in enumerate(corpus.queries):
            if number % 50 == 0:
                message_for(f"{corpus.name}: query {number} of {len(corpus.queries)}")
            yield judge(query, ask(page, query, known), corpus.truth, known)
        page.close()


def build_costs(corpora: list[Corpus]) -> Iterator[str]:
    """What the index took and takes."""
    head = ("corpus", "records", "wall s", "CPU s", "grown MB", "peak MB", "files", "MB", "gzip MB", "largest gzip kB")
    rows = []
    for corpus in corpora:
        c = corpus.costs
        sizes = (f"{c.raw_mb:.1f}", f"{c.packed_mb:.1f}", f"{c.largest_kb:.1f}")
        seconds = (f"{c.wall:.1f}", f"{c.cpu:.1f}", f"{c.grown_mb:.0f}", f"{c.peak_mb:.0f}")
        rows.append((corpus.name, str(c.records), *seconds, f"{c.files:,}", *sizes))
    yield "### The index alone"
    yield ""
    yield from table(head, rows)
    yield f"Scripts of the search, gzip: {corpora[-1].costs.script_bytes:,} bytes"
    yield ""


def reader_costs(browser: Browser, corpus: Corpus, runs: int) -> Iterator[str]:
    """What a reader waits for, by setting and step."""
    rows = []
    for setting, steps in costs(browser, corpus, runs):
        message_for(f"{corpus.name}: {setting}, {load()}")
        names = dict.fromkeys((*STEPS, *(step.name for step in steps)))
        rows += [(str(setting), name, *_figures([step for step in steps if step.name == name])) for name in names]
    yield f"### In Chromium, {corpus.name}: median (max) of {runs} runs of 4 first queries, {load()}"
    yield ""
    yield from table(("line", "step", "kB sent", "requests", "ms"), rows)


def _figures(steps: list[Step]) -> tuple[str, str, str]:
    answered = [step.ms for step in steps if step.ms >= 0]
    lost = f", {len(steps) - len(answered)} without answer" if len(answered) < len(steps) else ""
    kilobytes = middle([step.sent / 1000 for step in steps], 1)
    return kilobytes, middle([step.requests for step in steps]), middle(answered) + lost


def report(corpora: list[Corpus], wanted: argparse.Namespace) -> Iterator[str]:
    """All that was asked for, as Markdown."""
    yield f"## Search benchmark, {load()}"
    yield ""
    if wanted.costs:
        yield from build_costs(corpora)
    with chromium() as browser:
        for corpus in corpora:
            if wanted.quality:
                yield from quality(corpus.name, list(judged(browser, corpus)))
            if wanted.costs:
                yield from reader_costs(browser, corpus, wanted.runs)
    yield f"At the end: {load()}"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("counts", nargs="*", type=int, help="records, as 1000 10000")
    parser.add_argument("--content", action="store_true", help="content/ itself")
    parser.add_argument("--quality", action="store_true", help="only what is found")
    parser.add_argument("--costs", action="store_true", help="only what it costs")
    parser.add_argument("--runs", type=int, default=3, help="runs of each first query")
    parser.add_argument("--work", type=Path, help="where corpora are kept; else a temporary folder")
    parser.add_argument("--out", type=Path, help="also write the report to this file")
    given = parser.parse_args()
    if not given.quality and not given.costs:
        given.quality = given.costs = True
    return given


def main() -> None:
    given = arguments()
    names = [CONTENT] * given.content + [str(count) for count in given.counts]
    with tempfile.TemporaryDirectory(prefix="wanlixing-search-") as folder, alone(work := given.work or Path(folder)):
        corpora = [ready(name, work) for name in names or [CONTENT, "1000"]]
        lines = []
        for line in report(corpora, given):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
            lines.append(line)
        if given.out:
            given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
