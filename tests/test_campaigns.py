"""A few rounds of every campaign against publishing; `make soak` runs many."""

from pathlib import Path

import campaigns
import pytest

pytestmark = pytest.mark.slow


def test_killed_builds_leave_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    assert campaigns.kills(tmp_path, 2, 1).total() == 2


def test_builds_at_once_leave_one_of_their_sites(tmp_path: Path) -> None:
    assert campaigns.pairs(tmp_path, 2, 1).total() == 2


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    if not campaigns.can_mount(tmp_path / "try"):
        pytest.skip("the right to mount is needed")
    assert campaigns.full_disks(tmp_path, 2, 1).total() == 2


def test_a_read_only_disk_leaves_the_old_site(tmp_path: Path) -> None:
    if not campaigns.can_mount(tmp_path / "try"):
        pytest.skip("the right to mount is needed")
    assert campaigns.read_only(tmp_path, 1) == {"refused": 1}


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path) -> None:
    assert campaigns.clocks(tmp_path, 2, 1) == {"new": 2}


def test_a_rollback_takes_less_than_a_second(tmp_path: Path) -> None:
    # Twice the bar: tests share the machine. `make soak` holds the bar itself.
    assert campaigns.rollbacks(tmp_path, 3) < 2
