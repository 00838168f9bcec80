"""A summary table that comes back: the totals that units declare, from the workbook that the office sends out."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from city_tables import SENT, TITLE, Rows
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from places import TODAY, MakeSite

from generator.build.check import check
from generator.cli.main import cli
from generator.office.summary_table import summary_table, unnamed_visits
from generator.office_site.summary import summary_files
from generator.site.site import Site


def site_of(root: Path) -> Site:
    site, problems = check(root, TODAY)
    assert site, problems
    return site


def sent_out(site: Site) -> bytes:
    """The workbook of the edition of 2020, as the office hands it on."""
    return next(file.content for file in summary_files(site) if file.path == "summary/2020.xlsx")


def bring(root: Path, raw: bytes, *more: str) -> Result:
    file = root.parent / "汇总.xlsx"
    file.write_bytes(raw)
    words = ["import", "--root", str(root), "--today", TODAY.isoformat(), *more, str(file)]
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def declared(root: Path, unit: str) -> dict[str, Decimal]:
    text = (root / "content" / "office" / "declared" / "2020" / f"{unit}.yml").read_text(encoding="utf-8")
    return {item["column"]: Decimal(str(item["value"])) for item in yaml.safe_load(text)["values"]}


@pytest.fixture
def root(make_site: MakeSite) -> Path:
    folder = make_site("complete")
    for file in (folder / "content" / "office").glob("declared/*/*.yml"):
        file.unlink()
    return folder


def test_what_was_sent_out_comes_back_as_the_same_totals(root: Path) -> None:
    site = site_of(root)
    table = summary_table(site, site.lists.editions["2020"])
    assert table
    done = bring(root, sent_out(site))

    assert done.exit_code == 0, done.output
    for row in table.rows:
        sums: dict[str, Decimal] = {}
        for figure_field, figure in zip(table.fields, row.figures, strict=True):
            if not figure_field.part:
                sums[figure_field.column.id] = figure.value
        if unnamed_visits(table.counted.by_unit.get(row.unit.id, ())) and not sums["enterprises"]:
            # Enterprises of whom no names came are not none.
            del sums["enterprises"]
        if any(sums.values()) or row.unit is table.counted.host:
            assert declared(root, row.unit.id) == sums
        else:
            # Of a unit that reported nothing nothing is declared, no nought either.
            assert not (root / "content" / "office" / "declared" / "2020" / f"{row.unit.id}.yml").exists()
    again = site_of(root)
    compared = summary_table(again, again.lists.editions["2020"])
    assert compared
    items = [item for row in compared.rows for item in compared.differences(row)]
    assert items
    assert [item for item in items if item.declared != item.counted] == []


def test_a_change_in_the_workbook_shows_as_a_difference(root: Path) -> None:
    site = site_of(root)
    book = load_workbook(io.BytesIO(sent_out(site)))
    sheet: Any = book.worksheets[0]
    head = {
        str(cell.value).split("\n")[0]: cell.column for row in sheet.iter_rows(max_row=5) for cell in row if cell.value
    }
    line = next(row[0].row for row in sheet.iter_rows() if row[0].value == "南京")
    sheet.cell(line, head["质押融资金额"]).value = "1.5亿元"
    done = bring(root, saved(book))

    assert done.exit_code == 0, done.output
    assert declared(root, "nanjing")["loan-amount"] == Decimal(15_000)


def test_what_can_not_be_placed_is_told_and_what_is_no_number_is_refused(root: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["2020年成效汇总表"])
    sheet.append(["单位", "质押融资笔数", "满意度"])
    sheet.append(["南京市", 3, "98%"])
    sheet.append(["苏州市", "数笔", ""])
    sheet.append(["没有的市", 1, ""])
    sheet.append(["合计", 4, ""])
    done = bring(root, saved(book))

    assert done.exit_code == 1
    assert "第 4 行 B 列，“数笔”不是数字" in done.output
    assert "第 2 行 C 列，汇总表里没有“满意度”这一列" in done.output
    assert "“满意度”没有收下。这一列还有 1 格也是这样：第 3 行" in done.output
    assert "第 5 行 A 列，这一行不是单位，“没有的市”没有收下" in done.output
    assert "合计" not in done.output
    assert not (root / "content" / "office" / "declared" / "2020" / "nanjing.yml").exists()


def test_what_was_declared_before_is_not_overwritten(root: Path) -> None:
    raw = sent_out(site_of(root))
    assert bring(root, raw).exit_code == 0
    done = bring(root, raw)

    assert done.exit_code == 1
    assert "申报的数已经有了" in done.output


def test_a_table_of_no_edition_is_told(root: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["1999年成效汇总表"])
    sheet.append(["单位", "质押融资笔数"])
    sheet.append(["南京", 3])
    done = bring(root, saved(book))

    assert done.exit_code == 1
    assert "E701" in done.output


def book_of(rows: Rows) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    return saved(book)


def test_a_total_over_another_sum_and_a_guessed_measure_are_told(root: Path) -> None:
    rows: Rows = [
        [TITLE],
        ["单位", "培训（次）", "质押融资金额"],
        ["南京", 3, 500],
        ["苏州", 2, "1亿元"],
        ["合计", 6, 10500],
    ]
    done = bring(root, book_of(rows))

    assert done.exit_code == 0, done.output
    assert "第 5 行 B 列，合计一行“培训”是6，各单位相加是5" in done.output
    assert "第 3 行 C 列，“500”没有写单位，按“万元”理解" in done.output
    assert declared(root, "suzhou") == {"trainings": 2, "loan-amount": 10_000}


def test_the_same_fault_in_a_column_is_told_once(root: Path) -> None:
    cities = ["南京", "苏州", "泰州"]
    done = bring(
        root, book_of([[TITLE], ["单位", "培训（次）"], *([city, f"约{n}"] for n, city in enumerate(cities, 3))])
    )

    assert done.output.count("错误 E206") == 1
    assert "第 3 行 B 列，“约3”不是数字。这一列还有 2 格也是这样：第 4、5 行。" in done.output


def test_what_was_understood_is_shown_cell_by_cell_and_nothing_is_written(root: Path) -> None:
    file = root.parent / "汇总.xlsx"
    file.write_bytes(book_of(SENT["measures in heads, the amount in 亿元"]))
    words = ["import", "--show", "--root", str(root), "--today", TODAY.isoformat(), str(file)]
    done = CliRunner().invoke(cli, words, catch_exceptions=False)

    assert done.exit_code == 0, done.output
    assert "第 3 行 E 列：南京，质押融资金额，“1.52” → 15200万元" in done.output
    assert not (root / "content" / "office" / "declared" / "2020" / "nanjing.yml").exists()


def test_a_table_without_figures_is_no_success(root: Path) -> None:
    done = bring(root, book_of([[TITLE], ["单位", "培训（次）"], ["南京", "未报"]]))

    assert done.exit_code == 1
    assert "一个文件也没有写" in done.output


def test_a_table_stands_as_received_on_the_day_that_is_given(root: Path) -> None:
    raw = sent_out(site_of(root))
    assert "晚于2020年10月20日，台账里会标“迟报”" in bring(root, raw, "--show").output
    assert "在今天以后" in bring(root, raw, "--received", "2099-01-01").output
    done = bring(root, raw, "--received", "2020-10-19")
    assert done.exit_code == 0, done.output
    assert "迟报" not in done.output
    file = root / "content" / "office" / "declared" / "2020" / "nanjing.yml"
    assert str(yaml.safe_load(file.read_text(encoding="utf-8"))["received"]) == "2020-10-19"


def test_a_table_that_nobody_filled_in_is_called_so(root: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (["2020年江苏省“知识产权服务万里行”活动成效汇总表"], ["单位", "供需对接（次）"], ["南京市"]):
        sheet.append(row)
    done = bring(root, saved(book))
    assert done.exit_code == 1
    assert "这份成效汇总表里没有一个数可以收下" in done.output


def test_the_answer_says_on_which_day_a_table_stands_as_received(root: Path) -> None:
    raw = sent_out(site_of(root))
    assert f"收到日期写作 {TODAY}（今天；早收到的加 --received 日期）" in bring(root, raw, "--show").output
    assert "收到日期写作 2020-10-19。" in bring(root, raw, "--received", "2020-10-19").output
