"""Builds killed at random moments: always the old site or the new one, whole, and the next build works."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.corpus import make_root
from places import REPOSITORY

WANLIXING = Path(sys.executable).with_name("wanlixing")
ROUNDS = 100

pytestmark = pytest.mark.soak


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(root: Path) -> float:
    start = time.perf_counter()
    subprocess.run([str(WANLIXING), "build", "--root", str(root)], check=True, capture_output=True)
    return time.perf_counter() - start


def test_a_killed_build_leaves_the_old_site_or_the_new_one_whole(tmp_path: Path) -> None:
    root = make_root(tmp_path / "root", REPOSITORY, 60)
    record = next((root / "content" / "highlights").rglob("*.yml"))
    text = record.read_text(encoding="utf-8")
    trees, seconds = {}, 0.0
    for name in ("甲", "乙"):
        record.write_text(text.replace("title: ", f"title: {name}", 1), encoding="utf-8")
        seconds = build(root)
        trees[name] = tree(root / "site")
    shown = "乙"
    dice = random.Random(20201015)
    outcomes = {"old": 0, "new": 0}
    for _ in range(ROUNDS):
        wanted = "甲" if shown == "乙" else "乙"
        record.write_text(text.replace("title: ", f"title: {wanted}", 1), encoding="utf-8")
        process = subprocess.Popen(
            [str(WANLIXING), "build", "--root", str(root)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Half of the kills fall into the last part, where files are written and the link is changed.
        time.sleep(seconds * (dice.uniform(0.0, 1.05) if dice.random() < 0.5 else dice.uniform(0.6, 1.05)))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = tree(root / "site")
        assert now in (trees[shown], trees[wanted])
        outcomes["new" if now == trees[wanted] else "old"] += 1
        shown = wanted if now == trees[wanted] else shown
    sys.stdout.write(f"\n{ROUNDS} kills: {outcomes['old']} times the old site, {outcomes['new']} times the new one\n")

    record.write_text(text, encoding="utf-8")
    build(root)
    left = [path.name for path in (root / "site.versions").iterdir() if path.name.startswith(".staging")]
    assert left == []
