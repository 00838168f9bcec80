"""Publishing under bad luck, at the command line: kills, full disks, builds at once, read-only folders, jumping clocks.

Each campaign counts what it saw and fails on the first damaged site. `tests/test_campaigns.py` runs a few rounds of
each, `make soak` (`ROUNDS=1000`) many.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.corpus import make_root
from places import REPOSITORY

WANLIXING = Path(sys.executable).with_name("wanlixing")
#: Put before the program: every look at the clock on the wall shows another time, years forth or back. (What counts
#: seconds since the start never jumps on any machine.)
JUMPS = """
import random, time
_dice, _real = random.Random(7), time.time
time.time = lambda: _real() + _dice.choice((-1, 1)) * _dice.random() * 1e8
"""


def tree(folder: Path) -> str:
    """One sum over all that is published, names and bytes."""
    total = hashlib.sha256()
    for path in sorted(folder.resolve().rglob("*")):
        if path.is_file():
            total.update(
                f"{path.relative_to(folder.resolve())}\0".encode() + hashlib.sha256(path.read_bytes()).digest()
            )
    return total.hexdigest()


def words(*arguments: object) -> list[str]:
    return [str(WANLIXING), *map(str, arguments)]


@dataclass
class Column:
    """A small column with two states, and what each looks like when it is published."""

    root: Path
    #: The folder that `--out` names.
    out: Path
    record: Path
    text: str
    trees: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def write(self, state: str) -> None:
        self.record.write_text(self.text.replace("title: ", f"title: {state}", 1), encoding="utf-8")

    def command(self) -> list[str]:
        return words("build", "--root", self.root, "--out", self.out, "--today", "2026-11-22")

    def build(self, **settings: str) -> subprocess.CompletedProcess[str]:
        """Build with further variables of the environment."""
        environment = os.environ | settings
        return subprocess.run(self.command(), capture_output=True, encoding="utf-8", check=False, env=environment)

    def shown(self) -> str:
        """Which state is published; anything else is damage."""
        seen = tree(self.out)
        names = [name for name, expected in self.trees.items() if expected == seen]
        assert names, f"a damaged site in {self.out}"
        return names[0]

    def copied(self, folder: Path, out: Path | None = None) -> "Column":
        """The same column in another folder, published there or at `out`: to build it takes longer than all else."""
        root = shutil.copytree(self.root, folder / "root", symlinks=True)
        there = root / self.out.relative_to(self.root)
        if out:
            for one in (there, versions(there)):
                shutil.move(one, out.with_name(one.name))
        return replace(self, root=root, out=out or there, record=root / self.record.relative_to(self.root))

    def is_clean(self) -> bool:
        """Nothing half done is left behind."""
        return not list(versions(self.out).glob(".staging*"))


def versions(out: Path) -> Path:
    """The folder of all versions of a published site."""
    return out.with_name(f"{out.name}.versions")


def column(folder: Path, records: int = 6) -> Column:
    """Made and published in both states; every campaign takes a copy."""
    root = make_root(folder / "root", REPOSITORY, records)
    record = min((root / "content" / "highlights").rglob("*.yml"))
    made = Column(root, root / "site", record, record.read_text(encoding="utf-8"))
    for state in ("甲", "乙"):
        made.write(state)
        start = time.perf_counter()
        done = made.build()
        assert done.returncode == 0, done.stdout + done.stderr
        made.seconds = time.perf_counter() - start
        made.trees[state] = tree(made.out)
    assert len(set(made.trees.values())) == 2
    return made


def kills(made: Column, folder: Path, rounds: int, seed: int) -> Counter[str]:
    """A build is killed at a moment of chance; most of them while it writes."""
    site, dice, seen = made.copied(folder), random.Random(seed), Counter[str]()
    state = site.shown()
    for _ in range(rounds):
        wanted = "甲" if state == "乙" else "乙"
        site.write(wanted)
        process = subprocess.Popen(site.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(site.seconds * (dice.uniform(0, 1.1) if dice.random() < 0.3 else dice.uniform(0.6, 1.1)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = site.shown()
        seen["new" if now == wanted else "old"] += 1
        state = now
    last = site.build()
    assert last.returncode == 0, last.stderr
    assert site.is_clean()
    return seen


def pairs(made: Column, folder: Path, rounds: int, seed: int) -> Counter[str]:
    """Two builds of different content into one place, begun nearly at once: both end well, one of them is shown."""
    site, dice, seen = made.copied(folder / "a"), random.Random(seed), Counter[str]()
    other = replace(made.copied(folder / "b"), out=site.out)
    for _ in range(rounds):
        states = dice.sample(["甲", "乙"], 2)
        processes = []
        for one, state in zip((site, other), states, strict=True):
            one.write(state)
            processes.append(subprocess.Popen(one.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE))
            time.sleep(dice.random() * 0.3)
        for process in processes:
            _said, told = process.communicate(timeout=120)
            assert process.returncode == 0, told.decode()
        seen[site.shown()] += 1
        assert site.is_clean()
    return seen


@contextmanager
def small_disk(folder: Path, size: str = "200m") -> Iterator[Path]:
    """A disk of its own in memory, which can be made full; needs the right to mount."""
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


def can_mount(folder: Path) -> bool:
    try:
        with small_disk(folder):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def _remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True, capture_output=True)


def full_disks(made: Column, folder: Path, rounds: int, seed: int) -> Counter[str]:
    """The disk, or the number of files that it takes, runs out at a place of chance."""
    dice, seen = random.Random(seed), Counter[str]()
    with small_disk(folder / "disk") as disk:
        site = made.copied(folder, disk / "site")
        for _ in range(rounds):
            wanted = "甲" if site.shown() == "乙" else "乙"
            site.write(wanted)
            use = os.statvfs(disk)
            used, files = (use.f_blocks - use.f_bfree) * use.f_bsize // 1024, use.f_files - use.f_ffree
            # A version takes a third to a half of what is used: there are two or three.
            part = dice.uniform(0, 0.9)
            by_files = dice.random() < 0.4
            _remount(
                disk,
                f"nr_inodes={files + int(files * part) + 1}" if by_files else f"size={used + int(used * part) + 8}k",
            )
            done = site.build()
            now = site.shown()
            if done.returncode:
                assert done.returncode == 3, done.stderr
                assert "没有改动" in done.stderr, done.stderr
                assert now != wanted
            else:
                assert now == wanted
            seen["refused" if done.returncode else "room enough"] += 1
            _remount(disk, "size=200m,nr_inodes=100000")
        assert site.build().returncode == 0
        assert site.is_clean()
    return seen


def read_only(made: Column, folder: Path, rounds: int) -> Counter[str]:
    """The disk can't be written on at all."""
    seen = Counter[str]()
    with small_disk(folder / "disk") as disk:
        site = made.copied(folder, disk / "site")
        for _ in range(rounds):
            before = site.shown()
            site.write("甲" if before == "乙" else "乙")
            _remount(disk, "ro")
            done = site.build()
            assert (done.returncode, "没有改动" in done.stderr, "Traceback" in done.stderr) == (3, True, False), (
                done.stderr
            )
            assert site.shown() == before
            seen["refused"] += 1
            _remount(disk, "rw")
        assert site.build().returncode == 0
    return seen


def clocks(made: Column, folder: Path, rounds: int, seed: int) -> Counter[str]:
    """The clock jumps by years while a build runs, and files seem to come from the future."""
    site, dice, seen = made.copied(folder), random.Random(seed), Counter[str]()
    (folder / "jumps").mkdir()
    (folder / "jumps" / "sitecustomize.py").write_text(JUMPS, encoding="utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(folder / "jumps")}
    for _ in range(rounds):
        wanted = "甲" if site.shown() == "乙" else "乙"
        site.write(wanted)
        moment = dice.randrange(0, 4_000_000_000)
        os.utime(site.record, (moment, moment))
        done = subprocess.run(site.command(), capture_output=True, encoding="utf-8", check=False, env=surroundings)
        assert done.returncode == 0, done.stderr
        assert site.shown() == wanted
        seen["new"] += 1
    assert site.is_clean()
    return seen


def rollbacks(made: Column, folder: Path, rounds: int) -> float:
    """Back and forth between two versions; the slowest, in seconds, from the start of the command to its end."""
    site, slowest = made.copied(folder), 0.0
    numbers = sorted(path.name for path in versions(site.out).iterdir() if path.name.isdigit())
    for number in range(rounds):
        start = time.perf_counter()
        back = words("rollback", "--root", site.root, "--out", site.out, numbers[number % 2])
        done = subprocess.run(back, capture_output=True, encoding="utf-8", check=False)
        slowest = max(slowest, time.perf_counter() - start)
        assert done.returncode == 0, done.stderr
        assert site.shown() == ("甲", "乙")[number % 2]
    return slowest
