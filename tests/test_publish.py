"""Publishing: one step, old versions, rollback, two at once, full disks, and nobody else's folders."""

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from places import TODAY, MakeSite

from generator.build.pipeline import build
from generator.publishing import published_files
from generator.publishing.claims import claimed
from generator.publishing.versions import (
    PublishError,
    WrongTargetError,
    current,
    hold,
    is_held,
    manifest,
    put,
    roll_back,
    stored,
)
from generator.site.site import File


def site(words: str) -> list[File]:
    files = [File("index.html", words.encode()), File("a/b.html", b"b")]
    return [*files, manifest(map(stored, files))]


def publish(files: list[File], target: Path, keep: int, waiting: Callable[[], None] = lambda: None) -> Path:
    with claimed(target, waiting):
        return put(files, target, keep)


def shown(target: Path) -> str:
    return (target / "index.html").read_text(encoding="utf-8")


def test_a_new_version_is_shown_and_the_old_ones_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for number in range(1, 6):
        publish(site(f"第{number}版"), target, keep=2)

    assert shown(target) == "第5版"
    kept = sorted(path.name for path in (tmp_path / "site.versions").iterdir() if path.name[0] != ".")
    assert kept == ["000003", "000004", "000005"]


def test_who_builds_by_hand_lifts_what_was_held(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(site("第1版"), target, keep=2)
    hold(target)
    publish(site("第1版"), target, keep=2)
    assert is_held(target), "nothing else is shown"
    publish(site("第2版"), target, keep=2)
    assert not is_held(target)


def test_a_version_is_on_disk_before_the_link_leads_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    publish(site("第1版"), target, keep=2)
    led_to: list[str] = []
    monkeypatch.setattr("os.sync", lambda: led_to.append(shown(target)))
    publish(site("第2版"), target, keep=2)

    assert led_to == ["第1版"]
    assert shown(target) == "第2版"


def test_what_stays_the_same_is_not_written_again(tmp_path: Path) -> None:
    target = tmp_path / "site"
    first = publish(site("第1版"), target, keep=2)
    second = publish(site("第2版"), target, keep=2)

    assert (second / "a/b.html").stat().st_ino == (first / "a/b.html").stat().st_ino
    assert (second / "index.html").stat().st_ino != (first / "index.html").stat().st_ino
    assert (first / "index.html").read_text(encoding="utf-8") == "第1版"


def test_what_somebody_changed_in_a_version_is_written_anew(tmp_path: Path) -> None:
    target = tmp_path / "site"
    first = publish(site("第1版"), target, keep=2)
    (first / "a/b.html").write_bytes(b"c")
    publish(site("第2版"), target, keep=2)

    assert (target / "a/b.html").read_bytes() == b"b"


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"x")]
)
def test_a_damaged_version_is_replaced_though_nothing_has_changed(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    files = [*site("one")[:-1], File("sub/other.html", b"other")]
    files.append(manifest(stored(file) for file in files))
    first = publish(files, tmp_path / "site", 3)
    assert publish(files, tmp_path / "site", 3) == first
    damage(first / "sub/other.html")
    second = publish(files, tmp_path / "site", 3)

    assert second != first
    assert (second / "sub/other.html").read_bytes() == b"other"
    assert publish(files, tmp_path / "site", 3) == second


def test_damage_that_the_disk_does_not_tell_of_is_noticed_when_its_turn_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file as large and as old as it was."""
    first = publish(site("1"), tmp_path / "site", 3)
    before = (first / "a/b.html").stat()
    (first / "a/b.html").write_bytes(b"x")
    os.utime(first / "a/b.html", ns=(before.st_atime_ns, before.st_mtime_ns))
    monkeypatch.setattr(published_files, "_PART", 1)

    assert (publish(site("1"), tmp_path / "site", 3) / "a/b.html").read_bytes() == b"b"


def test_a_disk_without_second_names_gets_the_bytes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    target = tmp_path / "site"
    publish(site("第1版"), target, keep=2)
    second = publish(site("第2版"), target, keep=2)

    assert (second / "a/b.html").stat().st_nlink == 1
    assert (second / "a/b.html").read_bytes() == b"b"


def test_rollback_goes_back_one_version_or_to_the_named_one(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for number in range(1, 4):
        publish(site(f"第{number}版"), target, keep=5)
    roll_back(target)
    assert shown(target) == "第2版"
    roll_back(target)
    assert shown(target) == "第1版"
    with pytest.raises(WrongTargetError, match="现在就是最早的版本 000001"):
        roll_back(target)
    roll_back(target, "000003")

    assert shown(target) == "第3版"


def test_a_build_after_a_rollback_gets_a_number_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(site("第1版"), target, keep=5)
    publish(site("第2版"), target, keep=5)
    roll_back(target)
    version = publish(site("第3版"), target, keep=5)

    assert version.name == "000003"
    assert shown(target) == "第3版"


def test_rollback_without_a_site_says_so(tmp_path: Path) -> None:
    with pytest.raises(WrongTargetError, match="还没有发布过"):
        roll_back(tmp_path / "site")


def test_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "precious.txt").write_text("别动")
    with pytest.raises(WrongTargetError, match="不是本程序发布的"):
        publish(site("新"), target, keep=1)

    assert (target / "precious.txt").read_text() == "别动"


def test_a_file_where_old_versions_would_lie_is_told(tmp_path: Path) -> None:
    (tmp_path / "site.versions").write_text("别动")
    with pytest.raises(WrongTargetError, match="不是文件夹"):
        publish(site("新"), tmp_path / "site", keep=1)

    assert (tmp_path / "site.versions").read_text() == "别动"


@pytest.mark.parametrize("place", ["content/site", "content/pages/site", "templates/site", "linked/site"])
def test_nothing_is_published_into_what_a_site_is_made_of(make_site: MakeSite, place: str) -> None:
    root = make_site(templates=True)
    (root / "linked").symlink_to("content")
    there = sorted(root.rglob("*"))
    with pytest.raises(WrongTargetError, match="请换一个 --out"):
        build(root, root / place, TODAY)

    assert sorted(root.rglob("*")) == there


def test_a_link_to_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    theirs, target = tmp_path / "theirs", tmp_path / "site"
    theirs.mkdir()
    target.symlink_to(theirs)
    with pytest.raises(WrongTargetError, match="不是本程序发布的"):
        publish(site("新"), target, keep=1)
    theirs.rmdir()
    with pytest.raises(WrongTargetError, match="不是本程序发布的"):
        publish(site("新"), target, keep=1)

    assert target.readlink() == theirs


def test_the_published_folder_can_be_moved_with_its_versions(tmp_path: Path) -> None:
    publish(site("第1版"), tmp_path / "a" / "site", keep=1)
    (tmp_path / "a").rename(tmp_path / "b")

    assert shown(tmp_path / "b" / "site") == "第1版"


def test_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(site("第1版"), target, keep=1)
    left = tmp_path / "site.versions" / ".staging-99999"
    left.mkdir()
    (left / "half.html").write_text("半")
    publish(site("第2版"), target, keep=1)

    assert not left.exists()
    assert shown(target) == "第2版"


@pytest.mark.skipif(os.geteuid() == 0, reason="管理员到处都能写")
def test_a_read_only_target_leaves_the_site_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(site("第1版"), target, keep=1)
    (tmp_path / "site.versions").chmod(0o500)
    with pytest.raises(PublishError, match="没有改动"):
        publish(site("第2版"), target, keep=1)

    assert shown(target) == "第1版"


def test_a_file_that_cannot_be_written_leaves_the_site_alone(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the write fails half way."""
    program = textwrap.dedent("""
        import resource, signal, sys
        from pathlib import Path
        from generator.publishing.claims import claimed
        from generator.publishing.versions import PublishError, put
        from generator.site.site import File
        target = Path(sys.argv[1])
        with claimed(target, lambda: None):
            put([File("index.html", "旧".encode())], target, keep=1)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        try:
            with claimed(target, lambda: None):
                put([File("index.html", "新".encode()), File("large", b"x" * 10_000)], target, keep=1)
        except PublishError as error:
            print(error)
    """)
    target = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=True, encoding="utf-8"
    )

    assert "已发布的网站没有改动" in done.stdout
    assert shown(target) == "旧"
    assert not list((tmp_path / "site.versions").glob(".staging-*"))


def test_a_second_build_says_that_it_waits_and_then_has_the_last_word(tmp_path: Path) -> None:
    target = tmp_path / "site"
    holding = threading.Event()
    program = (
        "import fcntl,sys; f=open(sys.argv[1],'w'); fcntl.flock(f,fcntl.LOCK_EX); print('held',flush=True); input()"
    )
    publish(site("第1版"), target, keep=3)
    lock = tmp_path / "site.versions" / ".lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    waited: list[str] = []

    def message_for() -> None:
        waited.append("等")
        holding.set()

    second = threading.Thread(target=lambda: publish(site("第2版"), target, keep=3, waiting=message_for))
    second.start()
    assert holding.wait(10)
    before = shown(target)
    holder.stdin.write("\n")
    holder.stdin.close()
    second.join(10)
    holder.wait(10)
    holder.stdout.close()

    assert (before, waited, shown(target)) == ("第1版", ["等"], "第2版")


def test_current_knows_the_published_version(tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert current(target) is None
    version = publish(site("第1版"), target, keep=1)

    assert current(target) == version.resolve()
