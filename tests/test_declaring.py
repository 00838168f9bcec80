"""A summary table that comes back: the totals that units declare, from the workbook that the office sends out."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from places import TODAY, MakeSite

from generator.build.check import check
from generator.cli.main import cli
from generator.office.summary_table import summary_table
from generator.office_site.summary import summary_files
from generator.site.site import Site


def site_of(root: Path) -> Site:
    site, problems = check(root, TODAY)
    assert site, problems
    return site


def sent_out(site: Site) -> bytes:
    """The workbook of the edition of 2020, as the office hands it on."""
    return next(file.content for file in summary_files(site) if file.path == "summary/2020.xlsx")


def bring(root: Path, raw: bytes) -> Result:
    file = root.parent / "汇总.xlsx"
    file.write_bytes(raw)
    words = ["import", "--root", str(root), "--today", TODAY.isoformat(), str(file)]
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
        assert declared(root, row.unit.id) == sums
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
    sheet.append(["苏州市", "三笔", ""])
    sheet.append(["没有的市", 1, ""])
    sheet.append(["合计", 4, ""])
    done = bring(root, saved(book))

    assert done.exit_code == 1
    assert "第 4 行 B 列，“三笔”不是数字" in done.output
    assert "第 2 行 C 列，汇总表里没有这一列，“满意度”没有收下" in done.output
    assert "第 3 行 C 列，汇总表里没有这一列，“98%”没有收下" in done.output
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


TITLE = "2020年江苏省“知识产权服务万里行”活动成效汇总表"
#: What every table below says of 南京, however it says it.
SAID = {"loans": 5, "loan-amount": 15200, "trainings": 3, "matchings": 5}

Rows = list[list[Any]]
#: Tables as cities send them.
SENT: dict[str, Rows] = {
    "measures in heads, the amount in 亿元": [
        [TITLE],
        ["单位", "供需对接（次）", "培训（次）", "质押融资笔数\n（笔）", "质押融资金额\n（亿元）"],
        ["南京市", 5, 3, 5, 1.52],
    ],
    "the measure of money above the table": [
        [TITLE],
        ["", "", "", "", "（单位：亿元）"],
        ["序号", "设区市", "供需对接次数", "培训场次", "促成知识产权质押融资数量", "质押融资金额"],
        [1, "南京", 5, 3, 5, 1.52],
        ["", "合计", 5, 3, 5, 1.52],
    ],
    "measures in the cells, full-width figures": [
        [TITLE],
        ["填报单位", "供需对接", "培训次数", "质押融资笔数", "质押融资金额"],
        ["南京市知识产权局（盖章）", "5次", "３期", "5笔", "１５，２００万元"],
    ],
    "a line a measure": [
        ["南京市" + TITLE],
        ["序号", "项目", "数量", "计量单位", "备注"],
        [1, "供需对接次数", 5, "次", ""],
        [2, "培训次数", "3次", "次", ""],
        [3, "促成知识产权质押融资笔数", 5, "笔", ""],
        [4, "质押融资金额", 1.52, "亿元", ""],
    ],
    "a line a form, its name in merged cells": [
        [TITLE],
        ["报送单位：南京市知识产权局", "", "填报日期：2020年10月19日"],
        ["项目", "形式", "数量"],
        ["供需对接", "银企对接会", "4次"],
        ["", "宣讲会", "1次"],
        ["", "合计", "5次"],
        ["培训", "知识产权运营培训", 3],
        ["质押融资笔数", "", "5笔"],
        ["质押融资金额", "", "1.52亿"],
    ],
    "groups in the head": [
        [TITLE],
        ["序号", "单位", "供需对接", "", "", "培训", "质押融资", ""],
        ["", "", "银企对接会", "宣讲会", "小计", "", "笔数（笔）", "金额（万元）"],
        [1, "南京", 4, 1, 5, 3, 5, "15,200"],
    ],
    "no head at all": [
        ["南京市知识产权局" + TITLE],
        ["供需对接", "5次"],
        ["培训", "3期"],
        ["质押融资笔数", "5笔"],
        ["质押融资金额", "1.52亿元"],
    ],
}


def book_of(rows: Rows) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    return saved(book)


@pytest.mark.parametrize("name", SENT)
def test_a_table_as_a_city_sends_it_is_read_right(root: Path, name: str) -> None:
    done = bring(root, book_of(SENT[name]))

    assert done.exit_code == 0, done.output
    assert declared(root, "nanjing") == SAID


#: What no figure is read of, and what is told instead, with row and column.
REFUSED: dict[str, tuple[Rows, str]] = {
    "money under a number": (
        [["单位", "质押融资笔数（笔）"], ["南京", "2亿元"]],
        "第 3 行 B 列，“2亿元”是金额，“质押融资笔数”要写笔数",
    ),
    "half an event": ([["单位", "培训（次）"], ["南京", "0.5次"]], "第 3 行 B 列，“0.5次”不是整数"),
    "two rows": (
        [["单位", "培训（次）"], ["南京", 3], ["苏州", 2], ["南京市", 4]],
        "第 5 行 A 列，南京写了两行，前面一行是第 3 行",
    ),
    "a row without a unit": (
        [["单位", "培训（次）"], ["南京", 3], ["", 4]],
        "第 4 行 B 列，这一行没有单位，“4”没有收下",
    ),
    "a group that does not add up": (
        [["单位", "供需对接", "", ""], ["", "银企对接会", "宣讲会", "合计"], ["南京", 2, 1, 5]],
        "第 4 行 D 列，南京，供需对接合计是5，各项相加是3",
    ),
    "another measure": ([["单位", "培训（次）"], ["南京", "3家"]], "第 3 行 B 列，“3家”的单位不是“次”"),
    "another money": ([["单位", "质押融资金额（万美元）"], ["南京", 3]], "看不懂列名里的单位“万美元”"),
    "about": ([["单位", "质押融资金额（万元）"], ["南京", "约500万"]], "“约500万”不是数字"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_figure_in_doubt_is_refused_with_its_place(root: Path, name: str) -> None:
    rows, words = REFUSED[name]
    done = bring(root, book_of([[TITLE], *rows]))

    assert done.exit_code == 1
    assert words in done.output
    assert not (root / "content" / "office" / "declared" / "2020" / "nanjing.yml").exists()


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
