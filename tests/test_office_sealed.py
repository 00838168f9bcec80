"""Sealing an edition: what has to be seen before, and what papers say after it, with what was amended since."""

import io
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook
from places import SITES, MakeSite

from generator.cli.main import cli
from generator.loading.loader import load
from generator.office.extract import extract, sealed_notes
from generator.office.frozen import frozen_of
from generator.office.ledger import ledger
from generator.office.periods import periods
from generator.office.summary_table import summary_table
from generator.office_site.ledger import ledger_pages
from generator.office_site.ledger_papers import ledger_files
from generator.office_site.letters import letter_files
from generator.office_site.summary import summary_files
from generator.runtime.git import git
from generator.site.site import Site

SEALED, AFTER = date(2020, 10, 28), date(2020, 12, 1)


def close(root: Path, *more: str) -> tuple[int, str]:
    words = ["edition", "close", "2020", "--today", SEALED.isoformat(), "--root", str(root), *more]
    done = CliRunner().invoke(cli, words)
    return done.exit_code, done.output


def seen(root: Path, today: date = AFTER) -> Site:
    site, problems = load(root, today)
    assert site is not None, problems
    return site


def saved(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "-c", "user.name=某", "-c", "user.email=a@example.org", "commit", "-qm", "报送")


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Sealed; after that a loan more in Nanjing, and Suzhou's summary came."""
    root = tmp_path_factory.mktemp("sealed") / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "office", root, dirs_exist_ok=True)
    code, told = close(root, "--yes")
    assert code == 0, told
    record = root / "content/highlights/nanjing/bank-june.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("loans: 3", "loans: 4"), encoding="utf-8")
    received = root / "content/office/received.yml"
    late = "  - {edition: '2020', unit: suzhou, duty: summary, received: 2020-10-27}\n"
    received.write_text(received.read_text(encoding="utf-8") + late, encoding="utf-8")
    return seen(root)


def lines(content: bytes) -> list[str]:
    made = Document(io.BytesIO(content))
    rows = [" ".join(cell.text for cell in row.cells) for table in made.tables for row in table.rows]
    return [paragraph.text for paragraph in made.paragraphs] + rows


def paper(site: Site, name: str) -> list[str]:
    files = (*letter_files(site), *ledger_files(site), *summary_files(site))
    return lines(next(file.content for file in files if file.path == name))


def states(site: Site) -> dict[tuple[str, str], str]:
    made = ledger(site, site.lists.editions["2020"])
    assert made
    return {(row.unit.id, cell.head.key): cell.state for row in made.rows for cell in row.cells}


def test_what_was_asked_in_principle_is_not_called_missing_after_the_sealing(amended: Site) -> None:
    before, after = states(replace(amended, today=SEALED)), states(amended)
    for then, now in (("below", "unreached"), ("missing", "closed")):
        found = [cell for cell, state in before.items() if state == then]
        assert len(found) > 1
        assert {after[cell] for cell in found} == {now}
    made = ledger(amended, amended.lists.editions["2020"])
    assert made
    (bank,) = [cell for cell in made.cells if (cell.unit, cell.head.key) == ("taizhou", "bank")]
    assert bank.words == "活动已结束，原则上未达到，差1场"


def test_papers_count_it_apart_and_say_what_stood_at_the_sealing(amended: Site) -> None:
    told = paper(amended, "ledger/2020.docx")
    made = ledger(amended, amended.lists.editions["2020"])
    assert made
    below = sum(cell.state == "unreached" for cell in made.cells if cell.unit == "taizhou")
    (row,) = [line for line in told if line.startswith("泰州 ") and line[-1].isdigit()]
    assert below == 1
    assert row.endswith(" 1")
    assert "一、2020年10月28日封存时未见报送的" in told
    assert not any("没有到期未见报送的" in line for line in told)
    assert any(line.startswith("苏州 书面总结（封存以后已补报）") for line in told)
    assert any(line == "苏州 书面总结：书面总结 未见报送（已有0） 已完成（已有1）" for line in told)


def test_the_brief_names_who_had_not_handed_in_at_the_sealing(amended: Site) -> None:
    told = paper(amended, "letters/2020-brief.docx")
    assert "四、2020年10月28日封存时未见报送的" in told
    assert "没有到期未见报送的。" not in told
    assert any(line.endswith("苏州：书面总结（封存以后已补报）") for line in told)
    # On the day itself it is still open.
    assert "四、未见报送" in paper(replace(amended, today=SEALED), "letters/2020-brief.docx")


@pytest.mark.parametrize("name", ["letters/2020-brief.docx", "summary/2020-nanjing.docx"])
def test_a_figure_that_was_amended_stands_beside_the_sealed_one(amended: Site, name: str) -> None:
    told = paper(amended, name)
    table = next(made for edition in amended.lists.editions.values() if (made := summary_table(amended, edition)))
    row = table.total if "brief" in name else next(row for row in table.rows if row.unit.id == "nanjing")
    now = next(f.value for field, f in zip(table.fields, row.figures, strict=True) if field.key == "loans")
    assert "项目 封存时 更正后 单位" in told
    assert f"质押融资笔数 {now - 1} {now} 笔" in told
    assert any(line.startswith("数字以2020年10月28日封存的为准。封存以后记录有更正、补报") for line in told)
    if "brief" not in name:
        assert any(f"促成知识产权质押融资{now - 1}笔（更正后{now}笔）" in line for line in told)


def test_the_first_sheet_alone_tells_of_amendments(amended: Site) -> None:
    files = {file.path: file.content for file in summary_files(amended)}
    book: Any = load_workbook(io.BytesIO(files["summary/2020.xlsx"]))
    said = "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    assert "封存以后有更正2处，全部列在“封存以后的更正”一页：全省合计质押融资笔数封存时" in said
    assert "南京质押融资笔数封存时11，更正后12" in said
    last = files["summary/2020.csv"].decode("utf-8-sig").splitlines()[-2:]
    assert "2020年10月28日封存的数字" in last[0]
    assert "封存以后有更正2处" in last[1]


def test_an_extract_says_that_other_figures_were_sealed(amended: Site) -> None:
    notes = {note for table in extract(amended, date(2020, 6, 1), date(2020, 6, 30)) for note in table.notes}
    said = "已在2020年10月28日封存，上报以封存的数字为准；这里按现在的记录相加，封存以后有更正2处。"

    assert [said in note for note in notes if "封存" in note] == [True]
    assert sealed_notes(amended, date(2019, 1, 1), date(2019, 12, 31)) == []


def test_what_is_open_is_listed_and_who_seals_can_be_named(make_site: MakeSite) -> None:
    root = make_site("office")
    code, told = close(root, "--by", "张某")
    assert code == 2
    assert "泰州：需协调事项没有答复：编造的事项，等上级协调" in told
    assert "未见报送：" in told
    assert "封存人写作“张某”" in told
    assert close(root, "--yes", "--by", "张某")[0] == 0
    sealed = frozen_of(seen(root), seen(root).lists.editions["2020"])
    assert sealed
    assert sealed.closed_by == "张某"


def test_the_version_that_is_named_holds_the_records_as_counted(make_site: MakeSite) -> None:
    root = make_site("office")
    git(root, "init", "-q")
    saved(root)
    record = root / "content/highlights/nanjing/bank-june.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("loans: 3", "loans: 4"), encoding="utf-8")
    code, told = close(root, "--yes")
    assert code == 2
    assert "还没有提交" in told
    assert "content/highlights/nanjing/bank-june.yml" in told
    saved(root)
    code, told = close(root, "--yes")
    assert code == 0, told
    version = git(root, "rev-parse", "--short=12", "HEAD").strip()
    assert f"内容的版本：{version}" in told
    assert "loans: 4" in git(root, "show", f"{version}:content/highlights/nanjing/bank-june.yml")


def test_office_files_of_a_repository_apart_are_asked_for_too(make_site: MakeSite) -> None:
    root = make_site("office")
    apart = root.parent / "office"
    shutil.move(root / "content/office", apart)
    for folder in (root, apart):
        git(folder, "init", "-q")
        saved(folder)
    (apart / "contacts.yml").write_text("items: []\n", encoding="utf-8")
    code, told = close(root, "--yes", "--office-root", str(apart))
    assert (code, "contacts.yml" in told) == (2, True)
    # What git leaves out has no version to be named.
    (root / ".git/info/exclude").write_text("/content/\n", encoding="utf-8")
    git(root, "rm", "-rqf", "--cached", "content")
    saved(apart)
    saved(root)
    code, told = close(root, "--yes", "--office-root", str(apart))
    assert "内容的版本：没有版本记录" in told


@pytest.mark.parametrize(
    ("opening", "monthly", "pairs", "said"),
    [
        ("", ["4月26日—5月31日", "6月"], ["4月26日—6月30日"], "这几天办的算在下一期"),
        ("不单独要求", ["4月26—30日", "5月", "6月"], ["4月26—30日", "5—6月"], "这里不作要求"),
        ("单独要求", ["4月26—30日", "5月", "6月"], ["4月26日—5月31日", "6月"], "按单独一期要求"),
    ],
)
def test_days_before_the_first_whole_month_are_asked_for_as_the_edition_says(
    make_site: MakeSite, opening: str, monthly: list[str], pairs: list[str], said: str
) -> None:
    text = (SITES / "office/content/lists/editions.yml").read_text(encoding="utf-8")
    text = text.replace("start: 2020-06-01", "start: 2020-04-26").replace("end: 2020-10-15", "end: 2020-06-30", 1)
    if opening:
        text = text.replace("    remainder:", f"    opening: {opening}\n    remainder:")
    site = seen(make_site("office", {"content/lists/editions.yml": text}), date(2020, 6, 15))
    edition = site.lists.editions["2020"]
    assert [piece.name for piece in periods(edition, "每月")] == monthly
    assert [piece.name for piece in periods(edition, "每两月")] == pairs
    assert periods(edition, "每月")[0].owed is (opening != "不单独要求")
    page = next(page for page in ledger_pages(site) if page.address == "ledger/2020.html")
    assert said in page.article
