"""Builds that take parts from a store: after any change the same bytes as a build that has none."""

import random
from pathlib import Path
from typing import Any

import pytest
from conftest import HIGHLIGHT
from edits import changed, sequence
from places import TODAY, MakeSite

from generator.build.pipeline import build, render
from generator.build.stored_parts import Kept, StoredParts
from generator.loading.loader import load
from generator.model.record import Record
from generator.outputs import OUTPUTS
from generator.rendering.templates import environment
from generator.runtime.store import Store
from generator.site.site import Site


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the records whose parts were made and not taken."""
    found: list[str] = []
    make = StoredParts._make  # what is counted

    def counted(self: StoredParts, record: Record, *rest: Any) -> Any:
        found.append(record.id)
        return make(self, record, *rest)

    monkeypatch.setattr(StoredParts, "_make", counted)
    return found


def test_all_parts_of_all_records_can_be_kept(site: Site, tmp_path: Path, made: list[str]) -> None:
    """Also when what was asked has to be found first."""
    store = Store(tmp_path / "s")
    parts = StoredParts(site, OUTPUTS, store)
    first = []
    for record in site.catalogue.records:
        kept = Kept()
        one = parts.of(record, kept)
        first.append((one.notes, one.files()))
        assert kept.new, record.id
        parts.keep(kept)
    made.clear()
    parts.save()
    again = StoredParts(site, OUTPUTS, Store(tmp_path / "s"))

    assert [(one.notes, one.files()) for one in (again.of(r, Kept()) for r in site.catalogue.records)] == first
    assert made == []


def test_a_typo_in_a_text_makes_the_parts_of_one_record(make_site: MakeSite, tmp_path: Path, made: list[str]) -> None:
    root = make_site("complete", files={"content/highlights/nanjing/new.yml": HIGHLIGHT})
    stores = Store(tmp_path / "s")
    render(root, TODAY, store=stores)
    made.clear()
    render(root, TODAY, store=Store(tmp_path / "s"))
    assert made == []
    changed(root, "content/highlights/nanjing/new.yml", "第一段", "第二段")
    render(root, TODAY, store=Store(tmp_path / "s"))

    assert made == ["new"]


def test_after_any_edits_a_build_is_what_a_cold_one_is(make_site: MakeSite, tmp_path: Path) -> None:
    told = sequence(make_site("complete", templates=True), tmp_path, random.Random(16), steps=5)

    assert told


def test_a_template_that_changes_meanwhile_is_not_taken_for_the_old_one(make_site: MakeSite, tmp_path: Path) -> None:
    """Otherwise pages of the new template would be found under the old one."""
    root = make_site("complete", templates=True)
    file = root / "templates/pages/record.html"
    before = file.read_text(encoding="utf-8")
    site, _problems = load(root, TODAY)
    assert site
    parts = StoredParts(site, OUTPUTS, Store(tmp_path / "s"))
    file.write_text(f"{before}<!-- changed -->", encoding="utf-8")
    environment.cache_clear()
    kept, again = Kept(), Kept()
    parts.of(site.catalogue.records[0], kept)
    parts.keep(kept)
    parts.save()
    file.write_text(before, encoding="utf-8")
    environment.cache_clear()

    StoredParts(site, OUTPUTS, Store(tmp_path / "s")).of(site.catalogue.records[0], again)
    assert again.new, "made again"


def test_what_processes_found_stays(make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what nobody asks for the store lets go; what was asked for in another process was asked for."""
    root = make_site("complete")
    monkeypatch.setattr("generator.runtime.store.SPARE", 0)
    sizes = []
    for _time in range(3):
        build(root, tmp_path / "site", TODAY, jobs=2, store=Store(tmp_path / "s"))
        sizes.append(sum(path.stat().st_size for path in tmp_path.glob("s-parts/pack-*")))

    assert sizes[0] > 0
    assert sizes == sizes[:1] * 3
