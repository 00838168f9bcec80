"""What the office sends out and signs: letters, briefs, ledgers, packs; opened again, and rendered to pages."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from machine import path_of
from openpyxl import load_workbook
from places import SITES
from pypdf import PdfReader

from generator.build.check import check
from generator.cli.main import cli
from generator.documents.docx import Grid, as_document
from generator.documents.tables import Column, Table
from generator.documents.xlsx import as_workbook
from generator.office.exports import candid, methods, paper
from generator.office.summary_table import Figure, summary_table
from generator.office_site.ledger_papers import ledger_files
from generator.office_site.letters import letter_files
from generator.office_site.summary import summary_files
from generator.site.site import Site

SOFFICE = shutil.which("soffice")
WRITER = path_of("LibreOffice Writer")
DAY = date(2020, 10, 28)
CONTACTS = """\
items:
  - unit: nanjing
    name: 密标南京
    telephone: 025-00000001
  - unit: suzhou
    name: 密标苏州
    telephone: 025-00000002
  - unit: jiangsu
    name: 省局联系人
    telephone: 025-00000003
"""
#: What only Suzhou is told of.
DECLARED = "received: 2020-10-01\nsource: 密标苏州总结\nvalues:\n  - {column: loans, value: 98765}\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers") / "root"
    shutil.copytree(SITES / "base", folder)
    shutil.copytree(SITES / "office", folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "content" / "office")
    for name, text in {"contacts.yml": CONTACTS, "declared/2020/suzhou.yml": DECLARED}.items():
        file = folder / "content" / "office" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    lists = folder / "content" / "lists" / "editions.yml"
    classed = lists.read_text(encoding="utf-8").replace("units: [nanjing]", "units: [nanjing, suzhou]", 1)
    lists.write_text(classed, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    found, problems = check(root, DAY)
    assert found, problems
    return found


@pytest.fixture(scope="module")
def papers(site: Site) -> dict[str, bytes]:
    made = (*letter_files(site), *ledger_files(site), *summary_files(site))
    return {file.path: file.content for file in made if not file.path.endswith((".md", ".csv"))}


@pytest.fixture(scope="module")
def packs(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    out = tmp_path_factory.mktemp("packs")
    words = ["edition", "pack", "2020", "--out", str(out), "--root", str(root), "--today", DAY.isoformat()]
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found = {}
    for file in out.glob("*.zip"):
        with zipfile.ZipFile(file) as archive:
            found[file.stem] = {name: archive.read(name) for name in archive.namelist()}
    return found


def words_of(name: str, content: bytes) -> str:
    """Everything that a file says, its properties too."""
    if not name.endswith((".docx", ".xlsx")):
        return re.sub(r"\r\n ", "", content.decode("utf-8-sig"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return unescape("\n".join(archive.read(part).decode("utf-8", "replace") for part in archive.namelist()))


def test_a_letter_says_what_is_missing_until_when_and_whom_to_ask(papers: dict[str, bytes]) -> None:
    made = Document(io.BytesIO(papers["letters/2020-suzhou.docx"]))
    text = [paragraph.text for paragraph in made.paragraphs]

    # The office gives the number; the title is broken before the name, not within it.
    assert text[0] == "　　　　〔2020〕　　　号"
    assert text[1] == "关于报送2020年江苏省\n“知识产权服务万里行”活动有关情况的函"
    assert text[2] == "苏州市知识产权局："
    assert any(
        re.match("1．每月一场（.+）：应于2020年[0-9]+月[0-9]+日前完成，未见报送。要求：“", line) for line in text
    )
    assert not any("逾期" in line for line in text)
    assert any("请于2020年11月4日前补报" in line for line in text)
    assert "联系人：省局联系人；电话：025-00000003。" in text
    assert text[-2:] == ["江苏省知识产权局", "2020年10月28日"]
    assert "letters/2020-shanghai.docx" not in papers


def test_every_paper_has_its_mark_its_author_its_language_and_its_fonts(papers: dict[str, bytes]) -> None:
    assert len(papers) > 12
    for name, content in papers.items():
        text = words_of(name, content)
        assert "内部" in text, name
        assert re.search(r"<dc:creator[^>]*>[^<]+知识产权局<", text), name
        assert re.search(r"<dc:language[^>]*>zh-CN<", text), name
        if name.endswith(".docx"):
            assert '<w:altName w:val="仿宋_GB2312"/>' in text, name
            assert " PAGE " in text, name
            assert Document(io.BytesIO(content)).paragraphs[-1].text.endswith("日"), name
        else:
            book: Any = load_workbook(io.BytesIO(content))
            for sheet in book.worksheets:
                assert sheet.oddHeader.right.text.endswith("内部"), name
                assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)


def test_a_ledger_names_whom_to_call_and_what_is_owed_first(papers: dict[str, bytes]) -> None:
    made = Document(io.BytesIO(papers["ledger/2020.docx"]))
    owed = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    suzhou = next(row for row in owed if row[0] == "苏州")
    assert "逾期" in suzhou[1]
    assert suzhou[2] == "密标苏州 025-00000002"
    sheet: Any = load_workbook(io.BytesIO(papers["ledger/2020-suzhou.xlsx"])).worksheets[0]
    states = [str(row[5].value) for row in sheet.iter_rows(min_row=4) if row[6].border.left.style]
    late = ["逾期" in state for state in states]
    assert late == sorted(late, reverse=True)
    assert any(late)
    assert not any("不作要求" in state for state in states)


def test_a_brief_says_how_many_of_the_events_it_lists(papers: dict[str, bytes]) -> None:
    text = [paragraph.text for paragraph in Document(io.BytesIO(papers["letters/2020-brief.docx"])).paragraphs]
    lines = [re.fullmatch(r"（.+）.+：([0-9]+)场(?:，列出最近([0-9]+)场)?", line) for line in text]
    heads = [number for number, found in enumerate(lines) if found]
    assert heads
    for number, following in zip(heads, [*heads[1:], text.index("三、成效")], strict=True):
        found = lines[number]
        assert found
        assert following - number - 1 == int(found[2] or found[1]), text[number]


def test_a_report_leaves_out_the_forms_that_nobody_chose(papers: dict[str, bytes]) -> None:
    rows = [
        [cell.text for cell in row.cells]
        for row in Document(io.BytesIO(papers["summary/2020-suzhou.docx"])).tables[0].rows
    ]
    assert [row for row in rows if "：" not in row[0]][1][0] == "供需对接"
    assert not [row for row in rows if "：" in row[0] and row[1] == "0"]


def test_a_nought_stands_only_where_something_was_counted(site: Site) -> None:
    """Of who reported nothing nobody knows, nor of enterprises whose names were not given."""
    table = summary_table(site, site.lists.editions["2020"])
    assert table
    none = {unit: records for unit, records in table.counted.by_unit.items() if unit not in ("suzhou", "jiangsu")}
    nought = Figure(Decimal(0))
    rows = [
        replace(row, figures=tuple(nought for _figure in row.figures)) if row.unit.id not in none else row
        for row in table.rows
    ]
    silent = replace(table, rows=tuple(rows), counted=replace(table.counted, by_unit=none))
    laid = candid(paper(silent, ""), silent)
    cells = {str(row[0]): set(row[1:]) for row in laid.rows}

    assert cells["苏州"] == {"未报"}
    assert cells["江苏（本级）"] == {0}
    assert "无名单" in cells["泰州"]
    assert "没有收到活动记录的单位写“未报”，不等于没有举办：苏州。" in methods(silent)


def test_a_narrow_table_is_as_wide_as_its_title_and_its_line_for_signatures() -> None:
    table = Table(
        "表", "2020年江苏省“知识产权服务万里行”活动成效汇总表", "", (Column("单位"), Column("数")), (("南京", 1),)
    )
    sheet: Any = load_workbook(io.BytesIO(as_workbook([table], "省局"))).worksheets[0]
    assert sum(sheet.column_dimensions[letter].width for letter in "AB") >= 119
    assert sheet.row_dimensions[1].height == 30


def test_the_head_of_a_grid_never_stands_alone_on_a_page() -> None:
    rows = tuple((str(number),) for number in range(4))
    grid = Document(io.BytesIO(as_document("表", [Grid(("数",), rows, keeps_head=True)], "省局"))).tables[0]
    kept = [cell.paragraphs[0].paragraph_format.keep_with_next for cell in grid.columns[0].cells]
    assert kept == [True, True, True, None, None]


def test_the_host_stands_apart_from_the_units(papers: dict[str, bytes]) -> None:
    sheet: Any = load_workbook(io.BytesIO(papers["summary/2020.xlsx"])).worksheets[0]
    assert "江苏（本级）" in [row[0].value for row in sheet.iter_rows()]


def test_a_number_is_as_wide_as_its_column_or_less() -> None:

    table = Table("表", "题", "", (Column("单位"), Column("金额", width=10)), (("南京", Decimal("791073327.14281")),))
    sheet: Any = load_workbook(io.BytesIO(as_workbook([table], "试验局"))).worksheets[0]
    assert sheet.column_dimensions["B"].width >= len("791,073,327.14281") + 2


def test_a_unit_gets_its_own_and_nothing_of_another(packs: dict[str, dict[str, bytes]]) -> None:
    assert set(packs) == {"2020-nanjing", "2020-suzhou", "2020-taizhou"}
    suzhou, nanjing = packs["2020-suzhou"], packs["2020-nanjing"]
    assert set(suzhou) == {
        *("说明.txt", "苏州任务台账.xlsx", "苏州期限.ics", "成效汇总表（空表）.xlsx", "书面总结提纲.docx"),
        *("活动记录填报表.xlsx", "网页填报.url", "催报函.docx", "短信和邮件.txt"),
    }
    said = {name: words_of(name, content) for name, content in suzhou.items()}
    others = {name: words_of(name, content) for name, content in nanjing.items()}
    assert "98765" in said["书面总结提纲.docx"]
    assert not [name for name, text in others.items() if "98765" in text or "密标苏州" in text]
    assert not [name for name, text in said.items() if "密标南京" in text]
    # Another city stands in none of them, but for the list of units from which a record's unit is chosen.
    own = {name: text for name, text in others.items() if name != "活动记录填报表.xlsx"}
    assert not [name for name, text in own.items() if "泰州" in text]
    assert "submit.html" in said["网页填报.url"]
    assert "【江苏省知识产权局】苏州：" in said["短信和邮件.txt"]
    assert "1．每月一场（" in said["短信和邮件.txt"]
    assert "BEGIN:VEVENT" in said["苏州期限.ics"]


def test_the_blank_table_of_a_pack_comes_back_as_what_was_filled_in(
    packs: dict[str, dict[str, bytes]], site: Site
) -> None:
    from generator.authoring.sheets.import_records import imported

    book: Any = load_workbook(io.BytesIO(packs["2020-nanjing"]["成效汇总表（空表）.xlsx"]))
    sheet = book.worksheets[0]
    line = next(row for row in sheet.iter_rows() if row[0].value == "南京市知识产权局")
    for cell, value in zip(line[1:], ["银企对接会4次、宣讲会1次", 3, "5笔", "1.52亿元", 340, "未报"], strict=True):
        cell.value = value
    out = io.BytesIO()
    book.save(out)
    made = imported(out.getvalue(), "汇总表.xlsx", site)
    text = made.office_files[0].content.decode()

    assert [problem for problem in made.problems if problem.severity == "error"] == []
    for column, value in {"matchings": 5, "trainings": 3, "loans": 5, "loan-amount": 15200, "visits": 340}.items():
        assert re.search(rf"column: {column}\n\s+value: '?{value}\b", text), (column, text)


def test_packs_go_nowhere_into_the_public_site(root: Path) -> None:
    words = ["edition", "pack", "2020", "--out", str(root / "site" / "packs"), "--root", str(root)]
    assert "公开网站的文件夹" in CliRunner().invoke(cli, words, standalone_mode=False).exception.format_message()  # type: ignore[union-attr]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None or WRITER is None, reason="没有 LibreOffice 的文字处理（libreoffice-writer）")
def test_every_page_on_paper_has_the_mark_and_shows_every_figure(papers: dict[str, bytes], tmp_path: Path) -> None:
    chosen = ["letters/2020-suzhou.docx", "letters/2020-brief.docx", "ledger/2020.docx", "ledger/2020.xlsx"]
    chosen += ["summary/2020.xlsx", "summary/2020-suzhou.docx", "ledger/2020-suzhou.xlsx"]
    files = []
    for number, name in enumerate(chosen):
        files.append(tmp_path / f"{number}{Path(name).suffix}")
        files[-1].write_bytes(papers[name])
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), *map(str, files)], check=True, capture_output=True)
    for name, file in zip(chosen, files, strict=True):
        for page in PdfReader(file.with_suffix(".pdf")).pages:
            text = page.extract_text()
            assert "内部" in text, name
            assert "###" not in text, name
            assert sorted(round(float(side)) for side in page.mediabox[2:]) == [595, 842], name
