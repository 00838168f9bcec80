"""What became of records: who sent, took in, reviewed, corrected and sealed them, from git and from the files."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml.html import document_fromstring
from places import MakeSite

from generator.build.pipeline import render_office
from generator.cli.main import cli
from generator.loading.loader import load
from generator.model.office.frozen_totals import as_text
from generator.office.frozen import closing, frozen_of
from generator.runtime.git import git

DAY = date(2020, 12, 1)


def saved(root: Path, who: str, words: str) -> None:
    git(root, "add", "-A")
    git(root, "-c", f"user.name={who}", "-c", "user.email=a@example.org", "commit", "-qm", words)


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    """Sent in by one, corrected by another, sealed by a third."""
    folder = make_site("office")
    git(folder, "init", "-q")
    saved(folder, "南京报送员", "报送")
    record = folder / "content/highlights/nanjing/bank-june.yml"
    told = "corrections:\n  - date: 2020-10-20 10:00\n    note: 更正笔数\n"
    record.write_text(record.read_text(encoding="utf-8").replace("loans: 3", "loans: 4") + told, encoding="utf-8")
    saved(folder, "省局编辑", "更正")
    git(folder, "config", "user.name", "省局封存人")
    words = ["edition", "close", "2020", "--yes", "--today", "2020-10-28", "--root", str(folder)]
    assert CliRunner().invoke(cli, words, catch_exceptions=False).exit_code == 0
    saved(folder, "省局封存人", "封存")
    return folder


def test_a_page_tells_the_way_of_each_record(root: Path) -> None:
    files = {
        file.path: file.content.decode() for file in render_office(root, DAY).files if file.path.startswith("traces/")
    }
    page: Any = document_fromstring(files["traces/2020.html"])
    (row,) = [said for line in page.xpath("//tbody/tr") if "bank-june" in (said := line.xpath("string()"))]

    for words in ("南京报送员", "更正笔数", "省局编辑改动", "2020-10-20 10:00更正"):
        assert words in row, (words, row)
    assert "2020年10月28日由省局封存人封存" in page.xpath("string()")
    assert "frozen/2020" in files["traces/index.html"]
    assert "省局封存人新增" in files["traces/index.html"]


def test_the_seal_holds_who_sealed_which_version_and_what_was_counted(root: Path) -> None:
    site, problems = load(root, DAY)
    assert site, problems
    sealed = frozen_of(site, site.lists.editions["2020"])
    assert sealed
    version = git(root, "rev-parse", "--short=12", "HEAD~1").strip()

    assert (sealed.closed_by, sealed.version) == ("省局封存人", version)
    assert len(sealed.basis) == int(sealed.records)
    assert "bank-june｜" in "".join(sealed.basis)
    (line,) = [line for line in sealed.basis if line.startswith("bank-june｜")]
    assert line.endswith("｜2020-10-20")
    assert sealed.sound
    assert not sealed.model_copy(update={"closed_by": "别人"}).sound
    assert not sealed.model_copy(update={"basis": sealed.basis[1:]}).sound


def test_a_seal_from_before_holds_without_them_and_so_does_one_without_git(make_site: MakeSite) -> None:
    site, problems = load(make_site("office"), date(2020, 10, 28))
    assert site, problems
    form = closing(site, site.lists.editions["2020"])
    assert form
    assert (form.closed_by, form.version) == (None, None)
    # As it was written before these fields were there: their names are no part of what is sealed.
    said = {
        **form.model_dump(mode="json", exclude={"sha256", "closed_by", "version", "basis"}),
        "closed_on": "2020-10-28",
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    old = form.model_copy(update={"basis": (), "sha256": hashlib.sha256(text.encode()).hexdigest()})
    assert old.sound
    assert "basis" not in as_text(old)
    pages = [
        file for file in render_office(make_site("office", name="bare"), DAY).files if file.path == "traces/2020.html"
    ]
    assert "这里没有版本记录" in pages[0].content.decode()
