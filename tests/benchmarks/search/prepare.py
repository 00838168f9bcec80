"""One corpus made ready: the search page with all that it asks for, its truth, and what the index cost.

A process of its own, so that its memory and its time are its own:  prepare.py ROOT FOLDER
"""

import gc
import gzip
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.search import truth
from outputs_made import made, made_files
from places import content_day

from generator.build.check import check
from generator.diagnostics.problems import errors
from generator.outputs import OUTPUTS
from generator.outputs.pages.sections import sections
from generator.rendering.engines import make_theme
from generator.rendering.frames import render_page
from generator.site.site import File, Page, Site

#: The scripts that the search page loads begin so.
SCRIPTS = "assets/js/search"


@dataclass
class Costs:
    """What the index took, and what is sent of it; MB are 10⁶ bytes."""

    records: int
    wall: float = 0.0
    cpu: float = 0.0
    #: Peak of the process while the index was made, above what the loaded site took.
    grown_mb: float = 0.0
    peak_mb: float = 0.0
    files: int = 0
    raw_mb: float = 0.0
    packed_mb: float = 0.0
    largest_kb: float = 0.0
    script_bytes: int = 0


def message_for(text: str) -> None:
    sys.stderr.write(f"[{time.strftime('%H:%M:%S')}] {text}\n")


def memory(figure: str) -> float:
    """`VmRSS` or `VmHWM` of this process in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(figure)) * 1024 / 1e6


def put(folder: Path, file: File) -> None:
    path = folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)


def timed_index(site: Site, costs: Costs) -> Iterator[File]:
    """The files of the index; only the time inside of the outputs counts."""
    for output in OUTPUTS:
        if output.name == "search_index":
            left = made_files(site, output.name)
            while True:
                wall, cpu = time.perf_counter(), sum(os.times()[:4])
                file = next(left, None)
                costs.wall += time.perf_counter() - wall
                costs.cpu += sum(os.times()[:4]) - cpu
                if file is None:
                    break
                yield file


def index(site: Site, folder: Path) -> Costs:
    """Write the index and say what it cost."""
    costs = Costs(len(site.catalogue))
    gc.collect()
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    for file in timed_index(site, costs):
        put(folder, file)
        costs.files += 1
        costs.raw_mb += len(file.content) / 1e6
        packed = len(gzip.compress(file.content, 6, mtime=0))
        costs.packed_mb += packed / 1e6
        costs.largest_kb = max(costs.largest_kb, packed / 1e3)
    costs.peak_mb = memory("VmHWM")
    costs.grown_mb = costs.peak_mb - before
    return costs


def page(root: Path, site: Site, folder: Path) -> int:
    """Write the search page and the theme; the size of its scripts, packed."""
    theme = make_theme(root, site.config, sections(site), site.guides)
    for found in made(site, "search_page"):
        put(folder, render_page(found, theme.frames["search"], site.config.title) if isinstance(found, Page) else found)
    for file in theme.files:
        put(folder, file)
    scripts = [file.content for file in theme.files if file.path.startswith(SCRIPTS) and file.path.endswith(".js")]
    return sum(len(gzip.compress(script, 6, mtime=0)) for script in scripts)


def main() -> None:
    root, folder = Path(sys.argv[1]), Path(sys.argv[2])
    message_for(f"reading {root}")
    site, problems = check(root, content_day())
    if site is None or errors(problems):
        raise SystemExit("\n".join(map(str, errors(problems)[:5])))
    message_for(f"index of {len(site.catalogue)} records")
    costs = index(site, folder / "site")
    message_for("page and truth")
    costs.script_bytes = page(root, site, folder / "site")
    truth.keep(site, folder / "truth")
    (folder / "costs.json").write_text(json.dumps(asdict(costs)), encoding="utf-8")


if __name__ == "__main__":
    main()
