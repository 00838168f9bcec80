"""Times full builds of made-up records: wall, CPU, peak memory, output.

    python tests/benchmarks/build.py [N …] [--runs R] [--vs 'COMMAND with {n}']

With `--vs` another command is run in turn with the build (A B A B …) and the ratio is given; `{n}`
stands for the number of records. Times say little by themselves on a busy machine, ratios do.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import make_root

REPOSITORY = Path(__file__).parents[2]
WANLIXING = Path(sys.executable).with_name("wanlixing")


@dataclass(frozen=True)
class Run:
    """One finished process: seconds and MiB; the peak is that of the largest single process."""

    wall: float
    cpu: float
    peak: float


def timed(command: list[str]) -> Run:
    """Run a command, its output thrown away; the figures are the operating system's own."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{shlex.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def size(folder: Path) -> tuple[int, float]:
    """Files and MB below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes) / 1e6


def middle(runs: list[Run], figure: str) -> str:
    values = sorted(getattr(run, figure) for run in runs)
    return f"{statistics.median(values):.2f} ({values[0]:.2f}-{values[-1]:.2f})"


def measure(count: int, runs: int, other: str | None) -> None:
    with tempfile.TemporaryDirectory(prefix="wanlixing-bench-") as folder:
        root = make_root(Path(folder, "root"), REPOSITORY, count)
        out = Path(folder, "out", "site")
        command = [str(WANLIXING), "build", "--root", str(root), "--out", str(out)]
        timed(command)
        mine, theirs = [], []
        for _ in range(runs):
            mine.append(timed(command))
            if other:
                theirs.append(timed(shlex.split(other.format(n=count))))
        files, megabytes = size(out.resolve())
        show("wanlixing", count, mine)
        sys.stdout.write(f"{'':12}{files} files, {megabytes:.1f} MB\n")
        if theirs:
            show("other", count, theirs)
            for figure in ("wall", "cpu", "peak"):
                ratios = [getattr(a, figure) / getattr(b, figure) for a, b in zip(mine, theirs, strict=True)]
                sys.stdout.write(f"{'ratio':12}{figure} {statistics.median(ratios):.2f}\n")


def show(name: str, count: int, runs: list[Run]) -> None:
    figures = ", ".join(f"{figure} {middle(runs, figure)}" for figure in ("wall", "cpu", "peak"))
    sys.stdout.write(f"{name:12}{count} records, {len(runs)} runs, median (min-max): {figures}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--vs", default=None)
    arguments = parser.parse_args()
    for count in arguments.counts or [1000, 10_000]:
        measure(count, arguments.runs, arguments.vs)


if __name__ == "__main__":
    main()
