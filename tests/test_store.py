"""What is kept between runs: the same answers as without it, whatever happens to it."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import HIGHLIGHT
from places import REPOSITORY, SITES, TODAY, MakeSite, content_day

from generator.build.check import check
from generator.diagnostics.problems import Problem
from generator.loading.loader import load
from generator.loading.records import PictureAt, Reading, RecordFile
from generator.loading.stored_reads import as_bytes, from_bytes
from generator.model.record import Record
from generator.runtime import store as store_module
from generator.runtime.store import MOST_PACKS, Store, digest, folder_of
from generator.site.entry import Entry


def filled(folder: Path, values: dict[bytes, bytes]) -> None:
    store = Store(folder)
    for key, value in values.items():
        store.put(digest(key), value)
    store.save()
    store.close()


def kept(folder: Path, key: bytes) -> bytes | None:
    store = Store(folder)
    found = store.get(digest(key))
    store.close()
    return found


def test_what_was_put_is_found_by_the_next_run(tmp_path: Path) -> None:
    filled(tmp_path / "s", {b"a": b"one", b"b": b""})

    assert kept(tmp_path / "s", b"a") == b"one"
    assert kept(tmp_path / "s", b"b") == b""
    assert kept(tmp_path / "s", b"c") is None
    assert (tmp_path / "s").stat().st_mode & 0o777 == 0o700


def test_whatever_bit_is_wrong_nothing_false_is_found(tmp_path: Path) -> None:
    """Everywhere in a pack: in an entry, in the index, behind it."""
    values = {b"a": b"one", b"b": b"two and more"}
    filled(tmp_path / "s", values)
    (pack,) = (tmp_path / "s").glob("pack-*")
    sound = pack.read_bytes()
    lost = 0
    for place in range(len(sound)):
        pack.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        found = {key: kept(tmp_path / "s", key) for key in values}
        assert all(found[key] in (None, value) for key, value in values.items()), place
        lost += None in found.values()
    assert lost == len(sound)
    for end in range(len(sound)):
        pack.write_bytes(sound[:end])
        assert kept(tmp_path / "s", b"a") is None


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "s"), Store(tmp_path / "s")
    one.put(digest(b"a"), b"one")
    one.save()
    child = os.fork()
    if not child:
        other.put(digest(b"b"), b"two")
        other.save()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    one.close()

    assert kept(tmp_path / "s", b"a") == b"one"
    assert kept(tmp_path / "s", b"b") == b"two"


def test_a_store_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "SPARE", 100)
    folder = tmp_path / "s"
    for run in range(5 * MOST_PACKS):
        store = Store(folder)
        for key in (b"always", b"run %d" % run):
            if store.get(digest(key)) is None:
                store.put(digest(key), b"." * 50)
        store.save()
        store.close()

        assert len(list(folder.glob("pack-*"))) <= MOST_PACKS
        assert sum(path.stat().st_size for path in folder.iterdir()) < 1000
    assert kept(folder, b"always")
    assert kept(folder, b"run 0") is None


def test_what_killed_runs_left_and_forgotten_sites_are_swept(tmp_path: Path) -> None:
    filled(tmp_path / "forgotten", {b"a": b"one"})
    filled(tmp_path / "recent", {b"a": b"one"})
    os.utime(tmp_path / "forgotten", (1, 1))
    child = os.fork()
    if not child:
        Store(tmp_path / "s").put(digest(b"a"), b"one")
        os._exit(0)
    os.waitpid(child, 0)
    assert list((tmp_path / "s").glob(".new-*"))
    filled(tmp_path / "s", {b"b": b"two"})

    assert [path.name for path in sorted(tmp_path.iterdir())] == ["recent", "s"]
    assert [path.name[:5] for path in (tmp_path / "s").iterdir()] == ["pack-"]


def test_a_store_of_somebody_else_is_not_read(tmp_path: Path) -> None:
    filled(tmp_path / "s", {b"a": b"one"})
    (tmp_path / "s").chmod(0o770)
    assert kept(tmp_path / "s", b"a") is None
    (tmp_path / "s").chmod(0o700)
    assert kept(tmp_path / "s", b"a") == b"one"
    (tmp_path / "link").symlink_to(tmp_path / "s")

    assert kept(tmp_path / "link", b"a") is None


def test_a_full_disk_is_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    filled(tmp_path / "s", {b"a": b"one"})

    assert list((tmp_path / "s").iterdir()) == []


def test_a_store_lies_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert folder_of(Path("/a")).parent == tmp_path / "wanlixing"
    assert folder_of(Path("/a")) != folder_of(Path("/b"))


def test_a_user_without_a_folder_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    store = Store(folder_of(Path("/a")))
    store.put(digest(b"a"), b"one")
    store.save()

    assert store.get(digest(b"a")) is None


def test_a_record_is_the_same_when_it_comes_back(make_site: MakeSite) -> None:
    """Every kind, every type of field, and every place that a check may ask for."""
    for root, today in ((make_site("complete"), TODAY), (REPOSITORY, content_day())):
        for entry, again in entries_there_and_back(root, today):
            assert again.record == entry.record
            assert type(again.record) is type(entry.record)
            assert again.order == entry.order
            assert (again.source.keys, again.source.values, again.source.blocks) == (
                *(entry.source.keys, entry.source.values),
                entry.source.blocks,
            )


def entries_there_and_back(root: Path, today: date) -> Iterator[tuple[Entry, Entry]]:
    site, _problems = load(root, today)
    assert site
    for record in (entry.record for entry in site.catalogue.entries):
        read = Reading(root)(RecordFile(record.kind, record.unit, record.id))
        kept_of_it = as_bytes(read)
        assert read.entry
        assert kept_of_it
        again = from_bytes(kept_of_it)
        assert again.problems == read.problems
        assert again.entry
        yield read.entry, again.entry


def test_a_picture_is_the_same_when_it_comes_back(make_site: MakeSite) -> None:
    root = make_site("complete")
    site, _problems = load(root, TODAY)
    assert site
    for unit, file in site.pictures:
        read = Reading(root)(PictureAt(unit, file))
        kept_of_it = as_bytes(read)
        assert kept_of_it
        assert from_bytes(kept_of_it) == read


def checked(root: Path, today: date, folder: Path | None) -> tuple[list[Problem], list[Record], int]:
    """Problems, records, and how many files had to be read."""
    store = Store(folder) if folder else None
    site, problems = check(root, today, store=store)
    assert site
    added = sum(path.stat().st_size for path in folder.glob("pack-*")) if folder else 0
    return problems, [entry.record for entry in site.catalogue.entries], added


def test_what_judges_a_record_comes_into_its_key(make_site: MakeSite, tmp_path: Path) -> None:
    """Lists, settings, the style, the day and the program: after a change of each the answer is that of a first run."""
    root = make_site("complete", files={"content/highlights/nanjing/new.yml": HIGHLIGHT})
    checked(root, TODAY, tmp_path / "s")
    for path, before, after in (
        ("content/lists/themes.yml", "name: 金融银企对接", "name: 金融银企对接会"),
        ("content/lists/themes.yml", "name: 金融银企对接会", "name: 金融银企对接"),
        ("site_config.yml", "title:", "title: 又一个"),
    ):
        file = root / path
        file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
        assert checked(root, TODAY, tmp_path / "s")[:2] == checked(root, TODAY, None)[:2], after
    for day in (date(2000, 1, 1), date(2030, 1, 1)):
        assert checked(root, day, tmp_path / "s")[:2] == checked(root, day, None)[:2]


def test_another_program_reads_everything_again(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site("complete")
    first = checked(root, TODAY, tmp_path / "s")[2]
    assert checked(root, TODAY, tmp_path / "s")[2] == first
    monkeypatch.setattr("generator.loading.loader.program_digest", lambda: b"another")

    assert checked(root, TODAY, tmp_path / "s")[2] > first


@pytest.mark.parametrize("site", sorted(path.name for path in (SITES / "broken").iterdir())[::6])
def test_the_same_is_told_with_a_store(site: str, make_site: MakeSite, tmp_path: Path) -> None:
    """Once by who fills it, once by who takes from it."""
    root = make_site(f"broken/{site}")
    expected = check(root, TODAY)[1]

    for _time in range(2):
        assert check(root, TODAY, store=Store(tmp_path / "s"))[1] == expected


def test_a_damaged_store_changes_no_answer(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site("complete")
    expected = checked(root, TODAY, None)[:2]
    checked(root, TODAY, tmp_path / "s")
    (pack,) = (tmp_path / "s").glob("pack-*")
    content = bytearray(pack.read_bytes())
    for place in range(0, len(content) // 2, 997):
        content[place] ^= 1
    pack.write_bytes(content)

    assert checked(root, TODAY, tmp_path / "s")[:2] == expected
