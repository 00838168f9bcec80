"""Builds the same made-up records with this program and with its neighbours, in turn, and writes docs/performance.md.

    python tests/benchmarks/compare [N …] [--rounds R] [--only NAME …] [--work DIR] [--write]

Times on a busy machine say little, so all run in turn in one sitting and each round gives its own ratios; the table
holds their medians. Without --write the table is only shown.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.compare.converting import CONVERT
from benchmarks.compare.peers import PAST, PINS, Peer, Run, environment, measured, peers, set_aside
from benchmarks.corpus import make_root
from places import REPOSITORY, TODAY

from generator.build.check import check

PAGE = REPOSITORY / "docs" / "performance.md"
#: What the table is put between.
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"


def prepare(count: int, chosen: Sequence[Peer], work: Path) -> tuple[Path, dict[str, Path]]:
    """The records, once in our form and once in that of each neighbour."""
    base = work / str(count)
    root = base / "root"
    # Templates and lists may have changed since the last time; records are the same for the same seed.
    set_aside(root)
    make_root(root, REPOSITORY, count)
    site, problems = check(root, TODAY)
    if site is None:
        raise SystemExit(str(problems[0]))
    folders = {}
    for peer in chosen:
        folder = folders[peer.name] = base / (peer.form or "ours")
        if peer.form and not folder.exists():
            CONVERT[peer.form](site, folder)
        folder.mkdir(exist_ok=True)
        for name in peer.installs:
            environment(work, name)
    return root, folders


def compare(count: int, rounds: int, chosen: Sequence[Peer], work: Path) -> dict[str, list[Run]]:
    """All in turn, round by round."""
    root, folders = prepare(count, chosen, work)
    runs: dict[str, list[Run]] = {peer.name: [] for peer in chosen}
    for number in range(rounds):
        for peer in chosen:
            run = measured(peer, root, folders[peer.name])
            runs[peer.name].append(run)
            figures = f"{run.wall:.1f} s, {run.cpu:.1f} s CPU, {run.peak:.0f} MiB"
            sys.stdout.write(f"{count} {number + 1}/{rounds} {peer.name}: {figures}\n")
            sys.stdout.flush()
    return runs


def table(count: int, runs: Mapping[str, Sequence[Run]]) -> str:
    """Medians, and the medians of the ratios of each round."""
    ours = next(iter(runs.values()))
    lines = [
        f"### {count:,} 条记录，{len(ours)} 轮",
        "",
        "| 程序 | 时间（秒） | 处理器时间（秒） | 内存（MiB） | 我们是它的几倍：时间 | 处理器时间 | 内存 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, theirs in runs.items():
        cells = [_spread([getattr(run, figure) for run in theirs]) for figure in ("wall", "cpu", "peak")]
        cells += [f"{_ratio(ours, theirs, figure):.2f}" for figure in ("wall", "cpu", "peak")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _ratio(ours: Sequence[Run], theirs: Sequence[Run], figure: str) -> float:
    ratios = [float(getattr(a, figure) / getattr(b, figure)) for a, b in zip(ours, theirs, strict=True)]
    return statistics.median(ratios)


def _spread(values: Sequence[float]) -> str:
    form = ".0f" if min(values) >= 100 else ".1f"
    return f"{statistics.median(values):{form}}（{min(values):{form}}–{max(values):{form}}）"


def surroundings() -> str:
    """The machine, how busy it was, and the versions."""
    pins = "、".join(pin.replace("==", " ") for pin in (*PINS["hugo"], *PINS["pagefind"], *PINS["mkdocs"]))
    ours = "、".join(f"{name} {version(name)}" for name in ("mkdocs-material", "markdown-it-py", "Jinja2", "numpy"))
    load = "、".join(f"{value:.1f}" for value in os.getloadavg())
    machine = f"{platform.system()} {platform.machine()}，{len(os.sched_getaffinity(0))} 个处理器"
    return f"{machine}，Python {platform.python_version()}；测完时的负载 {load}。邻居：{pins}。我们用的：{ours}。\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("counts", nargs="*", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--work", type=Path, default=Path("/tmp/wanlixing-compare"))  # noqa: S108  # kept on purpose
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    chosen = [peer for peer in peers(arguments.work) if not arguments.only or peer.name in arguments.only]
    tables = [
        table(count, compare(count, arguments.rounds, chosen, arguments.work))
        for count in arguments.counts or [1000, 10_000]
    ]
    text = "\n".join([surroundings(), *tables])
    sys.stdout.write(text)
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        head, rest = page.split(BEGIN, 1)
        PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")
    for past in (*arguments.work.glob(f"*/{PAST}"), *arguments.work.glob(f"*/*/{PAST}")):
        shutil.rmtree(past)


if __name__ == "__main__":
    main()
