"""A few rounds of every campaign against publishing; `make soak` runs many."""

from pathlib import Path

import campaigns
import pytest

# One worker makes the column for all.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("campaigns")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> campaigns.Column:
    """Published twice."""
    return campaigns.column(tmp_path_factory.mktemp("campaigns"))


def test_killed_builds_leave_the_old_site_or_the_new_one(made: campaigns.Column, tmp_path: Path) -> None:
    assert campaigns.kills(made, tmp_path, 2, 1).total() == 2


def test_builds_at_once_leave_one_of_their_sites(made: campaigns.Column, tmp_path: Path) -> None:
    assert campaigns.pairs(made, tmp_path, 2, 1).total() == 2


def test_a_full_disk_leaves_the_old_site(made: campaigns.Column, tmp_path: Path) -> None:
    if not campaigns.can_mount(tmp_path / "try"):
        pytest.skip("没有挂载磁盘的权限")
    assert campaigns.full_disks(made, tmp_path, 2, 1).total() == 2


def test_a_read_only_disk_leaves_the_old_site(made: campaigns.Column, tmp_path: Path) -> None:
    if not campaigns.can_mount(tmp_path / "try"):
        pytest.skip("没有挂载磁盘的权限")
    assert campaigns.read_only(made, tmp_path, 1) == {"refused": 1}


def test_a_clock_that_jumps_changes_nothing(made: campaigns.Column, tmp_path: Path) -> None:
    assert campaigns.clocks(made, tmp_path, 2, 1) == {"new": 2}


def test_rollbacks_lead_back_and_forth(made: campaigns.Column, tmp_path: Path) -> None:
    # How long they take is told by `make soak`.
    assert campaigns.rollbacks(made, tmp_path, 3) > 0


def test_a_full_disk_for_temporary_files_leaves_the_old_site(made: campaigns.Column, tmp_path: Path) -> None:
    if not campaigns.can_mount(tmp_path / "try"):
        pytest.skip("没有挂载磁盘的权限")
    with campaigns.small_disk(tmp_path / "disk", "40k") as disk:
        done = made.copied(tmp_path).build(TMPDIR=str(disk))

    assert done.returncode == 3, done.stderr
    assert "已发布的网站没有改动：存放临时文件的磁盘写不进去（磁盘满了）。" in done.stderr
    assert "Traceback" not in done.stderr
