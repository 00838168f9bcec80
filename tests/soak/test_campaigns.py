"""The campaigns against publishing and the measuring of every hostile case: `ROUNDS=1000 SEED=1 make soak`.

`ROUNDS` counts kills; full disks and pairs are a tenth of them.
"""

import os
import sys
from pathlib import Path

import campaigns
import pytest
from hostile.measuring import measured, too_much, too_slow
from hostile.measuring import tell as tell_dearest

ROUNDS = int(os.environ.get("ROUNDS", "100"))
SEED = int(os.environ.get("SEED", "20201015"))
TENTH = max(1, ROUNDS // 10)

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> campaigns.Column:
    """Published twice."""
    return campaigns.column(tmp_path_factory.mktemp("campaigns"))


def tell(what: str, rounds: int, seen: object) -> None:
    sys.stdout.write(f"\n{what}: {rounds} rounds, seed {SEED}: {seen}; 0 damaged sites\n")


def test_kills(made: campaigns.Column, tmp_path: Path) -> None:
    tell("kills", ROUNDS, dict(campaigns.kills(made, tmp_path, ROUNDS, SEED)))


def test_pairs_of_builds(made: campaigns.Column, tmp_path: Path) -> None:
    tell("builds at once", TENTH, dict(campaigns.pairs(made, tmp_path, TENTH, SEED)))


def test_full_disks(made: campaigns.Column, tmp_path: Path) -> None:
    if not campaigns.can_mount(tmp_path / "try"):
        pytest.skip("没有挂载磁盘的权限")
    tell("full disks", TENTH, dict(campaigns.full_disks(made, tmp_path, TENTH, SEED)))


def test_read_only_disks(made: campaigns.Column, tmp_path: Path) -> None:
    if not campaigns.can_mount(tmp_path / "try"):
        pytest.skip("没有挂载磁盘的权限")
    tell("read-only disks", 5, dict(campaigns.read_only(made, tmp_path, 5)))


def test_clocks_that_jump(made: campaigns.Column, tmp_path: Path) -> None:
    tell("jumping clocks", TENTH, dict(campaigns.clocks(made, tmp_path, TENTH, SEED)))


def test_rollbacks(made: campaigns.Column, tmp_path: Path) -> None:
    slowest = campaigns.rollbacks(made, tmp_path, 20)
    sys.stdout.write(f"\n20 rollbacks: the slowest took {slowest:.2f} s\n")


def test_every_hostile_case_within_its_limits(tmp_path: Path) -> None:
    found = measured(tmp_path, 1)
    assert too_much(found) == []
    assert too_slow(found) == []
    tell_dearest(found)
