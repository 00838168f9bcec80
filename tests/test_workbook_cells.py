"""Cells as people fill them in: what a cell shows is what arrives, or it is refused with its row and column."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from places import TODAY, MakeSite

from generator.authoring.sheets.import_records import imported
from generator.loading.loader import load


class Put(NamedTuple):
    """A value with the format of its cell."""

    value: Any
    form: str = "General"


def when(*parts: int) -> datetime:
    """A moment as a spreadsheet has it, which knows no zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


EVENT = {
    "单位": "nanjing",
    "编号": "bianzao",
    "标题": "试验市举办银企对接会",
    "摘要": "试验市知识产权局举办一场银企对接会，三家银行到场。",
    "任务": "金融银企对接",
    "发布时间": "2020-06-20 09:30",
    "来源1：来源标题": "试验消息",
    "来源1：发布者": "试验市知识产权局",
}
FIGURE = {
    "单位": "nanjing",
    "编号": "bianzao-shu",
    "标题": "试验市专利授权统计",
    "摘要": "编造的数据：试验市某年专利授权件数。",
    "性质": "统计",
    "时期": "2020年",
    "统计范围": "试验市",
    "数据1：指标": "试验指标同比增长",
    "发布时间": "2020-06-20 09:30",
    "来源1：来源标题": "试验消息",
    "来源1：发布者": "试验市知识产权局",
}
WAN = '0!.0,"万"'

#: What stands in one column of an event, and what the record says or with which code it is refused.
EVENT_CELLS: list[tuple[str, Any, str]] = [
    ("发生日期", Put(date(2020, 6, 18), "yyyy-mm-dd"), "2020-06-18"),
    ("发生日期", Put(when(2020, 6, 18), "yyyy/m/d"), "2020-06-18"),
    ("发生日期", Put(when(2020, 6, 1), 'yyyy"年"m"月"'), "2020-06"),
    ("发生日期", Put(when(2020, 6, 1), 'e"年"m"月"'), "2020-06"),
    ("发生日期", Put(when(2020, 6, 1), "mmm-yy"), "2020-06"),
    ("发生日期", Put(when(2020, 1, 1), "yyyy"), "2020"),
    ("发生日期", Put(when(2020, 1, 1), 'yyyy"年"'), "2020"),
    ("发生日期", Put(when(2020, 6, 18), '[$-804]yyyy"年"m"月"d"日";@'), "2020-06-18"),
    ("发生日期", Put(when(2020, 6, 18), 'm"月"d"日"'), "E207"),
    ("发生日期", Put(when(2020, 6, 18, 9, 30), "yyyy-mm-dd"), "2020-06-18"),
    ("发生日期", Put(when(2020, 6, 18, 9, 30), "yyyy-mm-dd hh:mm"), "E207"),
    ("发生日期", Put(time(9, 30), "h:mm"), "E207"),
    ("发生日期", "2020年6月18日", "2020-06-18"),
    ("发生日期", "2020.6.18", "2020-06-18"),
    ("发生日期", "2020/6", "2020-06"),
    ("发生日期", Put(20200618), "2020-06-18"),
    ("发生日期", Put(2020), "2020"),
    ("发生日期", Put(43423), "E207"),
    ("发生日期", Put(2020.1), "E207"),
    ("发布时间", Put(when(2020, 6, 20, 9, 30), "yyyy/m/d h:mm"), "2020-06-20 09:30"),
    ("发布时间", "2020年6月20日 9时30分", "2020-06-20 09:30"),
    ("发布时间", Put(when(2020, 6, 20), "yyyy/m/d"), "E207"),
    ("本场成效：参加人数", Put(120), "120"),
    ("本场成效：参加人数", Put(120.0, "0.00"), "120"),
    ("本场成效：参加人数", Put(1200, "#,##0"), "1200"),
    ("本场成效：参加人数", Put(120, '0"人"'), "120"),
    ("本场成效：参加人数", Put(12000, '0.0,"千"'), "12000"),
    ("本场成效：参加人数", "1,200", "1,200"),
    ("本场成效：参加人数", Put(0.5, "0%"), "E206"),
    ("本场成效：参加人数", Put(12.5), "E206"),
    ("本场成效：参加人数", Put(-5), "E206"),
    ("本场成效：参加人数", "3-5", "E206"),
    ("本场成效：促成质押融资金额（万元）", Put(395.3), "395.3"),
    ("本场成效：促成质押融资金额（万元）", Put(395.333, "0.00"), "395.33"),
    ("本场成效：促成质押融资金额（万元）", Put(37380000, WAN), "3738"),
    ("本场成效：促成质押融资金额（万元）", Put(12000, '0"元"'), "1.2"),
    ("本场成效：促成质押融资金额（万元）", Put(2, '0.0"亿元"'), "20000"),
    ("本场成效：促成质押融资金额（万元）", Put(1200, "￥#,##0.00"), "1200"),
    ("本场成效：促成质押融资金额（万元）", Put(12, '0"美元"'), "E206"),
    ("本场成效：促成质押融资金额（万元）", "1.5亿元", "E206"),
    ("地点", Put(2020), "2020"),
    ("地点", Put(True), "是"),
]
#: The number and the measure of a figure, and what the record's number is.
FIGURE_CELLS: list[tuple[Any, str, str]] = [
    (Put(0.3871, "0.00%"), "%", "38.71"),
    (Put(0.387142857, "0.00%"), "%", "38.71"),
    (Put(0.5, "0%"), "%", "50"),
    (Put(-0.032, "0.0%"), "%", "-3.2"),
    (Put(-3.2, "0.0_);[Red](0.0)"), "%", "-3.2"),
    (Put(-3.2, "0.0;[Red]0.0"), "%", "-3.2"),
    (Put(0.3871, "0.00%"), "件", "E206"),
    (Put(0.3871, "0.00"), "%", "0.39"),
    (Put(37380000, WAN), "万元", "3738"),
    (Put(37380000, WAN), "元", "E206"),
    (Put(12345678, '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0'), "万件", "1234.6"),
    (Put(120, '0"件"'), "件", "120"),
    (Put(1234567, "#,##0"), "件", "1234567"),
    (Put(17829000000), "元", "17829000000"),
    ("3000万", "元", "E206"),
    ("-3.2", "%", "-3.2"),
]


def book(title: str, rows: list[dict[str, Any]]) -> bytes:
    made = Workbook()
    sheet: Any = made.active
    sheet.title = title
    headers = list(dict.fromkeys(header for row in rows for header in row))
    sheet.append(headers)
    for at, row in enumerate(rows, start=2):
        for column, header in enumerate(headers, start=1):
            put = row.get(header)
            cell = sheet.cell(at, column)
            cell.value = put.value if isinstance(put, Put) else put
            if isinstance(put, Put):
                cell.number_format = put.form
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def brought(root: Path, title: str, row: dict[str, Any], header: str) -> tuple[Any, list[str]]:
    """What one row becomes, and what is told at the column of the header."""
    site, _problems = load(root, TODAY)
    assert site
    made = imported(book(title, [row]), "a.xlsx", site)
    column = list(row).index(header) + 1
    told = [p.code for p in made.problems if (p.position.line, p.position.column) == (2, column)]
    data = yaml.load(made.files[0].content, yaml.BaseLoader) if made.files else None  # noqa: S506  # text only
    return data, told


@pytest.mark.parametrize(("header", "put", "meant"), EVENT_CELLS, ids=str)
def test_a_cell_of_an_event_says_what_it_shows(make_site: MakeSite, header: str, put: Any, meant: str) -> None:
    data, told = brought(make_site(), "活动亮点", {**EVENT, header: put}, header)
    if meant.startswith("E"):
        assert told == [meant]
        return
    names = {"发生日期": "event_date", "发布时间": "publish_date", "地点": "place"}
    inner = {"参加人数": "participants", "促成质押融资金额（万元）": "loan_amount_wan"}
    group, _colon, name = header.partition("：")

    assert told == []
    assert (data["results"][inner[name]] if name else data[names[group]]) == meant


@pytest.mark.parametrize(("put", "measure", "meant"), FIGURE_CELLS, ids=str)
def test_a_figure_says_what_its_cell_shows(make_site: MakeSite, put: Any, measure: str, meant: str) -> None:
    header = "数据1：数值"
    data, told = brought(make_site(), "数据", {**FIGURE, header: put, "数据1：单位": measure}, header)
    if meant.startswith("E"):
        assert (data, told) == (None, [meant])
    else:
        assert (data["values"][0]["value"], told) == (meant, [])


def test_there_are_cells_enough() -> None:
    assert len(EVENT_CELLS) + len(FIGURE_CELLS) >= 40


def bring(root: Path, change: Any) -> tuple[list[str], list[str]]:
    """Two sound rows, changed as a sheet; the ids of the records, and what is told."""
    site, _problems = load(root, TODAY)
    assert site
    made = load_workbook(
        io.BytesIO(book("活动亮点", [EVENT, {**EVENT, "编号": "bianzao-er", "标题": "试验市第二场会"}]))
    )
    change(made["活动亮点"])
    out = io.BytesIO()
    made.save(out)
    got = imported(out.getvalue(), "a.xlsx", site)
    return [file.path.rsplit("/", 1)[1] for file in got.files], [f"{p.code} {p.message}" for p in got.problems]


def test_a_merged_cell_holds_for_all_its_rows(make_site: MakeSite) -> None:
    def merge(sheet: Any) -> None:
        sheet["A3"] = None
        sheet.merge_cells("A2:A3")

    assert bring(make_site(), merge) == (["bianzao.yml", "bianzao-er.yml"], [])


def test_a_remark_below_the_table_is_told_once_and_is_no_record(make_site: MakeSite) -> None:
    files, told = bring(make_site(), lambda sheet: sheet.append(["备注：以上活动均已审核", None, None]))

    assert len(files) == 2
    assert [words.split("，")[1] for words in told] == ["这一行没有标题"]


def test_hidden_rows_are_read_and_told(make_site: MakeSite) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    files, told = bring(make_site(), hide)

    assert len(files) == 2
    assert [words for words in told if "隐藏" in words] == ["W701 第 3 行 A 列，有 1 行是隐藏的（第 3 行），也读了。"]


def test_rows_without_unit_and_id_are_not_said_to_be_taken(make_site: MakeSite) -> None:
    def empty(sheet: Any) -> None:
        for cell in ("A2", "A3", "B2", "B3"):
            sheet[cell] = None

    _files, told = bring(make_site(), empty)

    assert {words.split()[0] for words in told} == {"E202"}


TWO = [{**EVENT, "编号": f"bianzao-{n}", "标题": f"试验市第{n}场会议", "发生日期": "2020.6.18"} for n in "12"]
HEADS = list(TWO[0])
ROWS = [list(row.values()) for row in TWO]
LOAN = "本场成效：促成质押融资金额"
#: Sheets as people make them: rows, merged cells, how many records, the loan of the first, what is told.
SHEETS: dict[str, tuple[list[list[Any]], list[str], int, str, set[str]]] = {
    "大标题和备注": ([["活动汇总"], HEADS, *ROWS, [], ["注：由各处室提供"]], ["A1:H1"], 2, "", {"W701"}),
    "列名带必填和冒号": ([[f"{head}（必填）：" for head in HEADS], *ROWS], [], 2, "", set()),
    "亿元写在列名里": ([[*HEADS, f"{LOAN}（亿元）"], *([*row, 1.52] for row in ROWS)], [], 2, "15200", set()),
    "文本格的亿元": ([[*HEADS, f"{LOAN}(亿元)"], *([*row, "1.52"] for row in ROWS)], [], 2, "15200", set()),
    "列名里的元": ([[*HEADS, "促成质押融资金额（元）"], *([*row, 15200] for row in ROWS)], [], 2, "1.52", set()),
    "看不懂的单位": ([[*HEADS, f"{LOAN}（万美元）"], *([*row, 1.52] for row in ROWS)], [], 0, "", {"E206"}),
    "不写组名": ([[*HEADS, "参加人数（人）"], *([*row, 120] for row in ROWS)], [], 2, "", set()),
    "空行和第二张表": ([HEADS, ROWS[0], [], HEADS, ROWS[1]], [], 2, "", set()),
    "第二张表次序不同": ([HEADS, ROWS[0], [], HEADS[::-1], ROWS[1][::-1]], [], 2, "", set()),
    "两行表头": (
        [[*HEADS[:-3], "来源", None, HEADS[-1]], [*[None] * (len(HEADS) - 3), *HEADS[-3:-1], None], *ROWS],
        [*(f"{chr(65 + at)}1:{chr(65 + at)}2" for at in range(len(HEADS) - 3)), "G1:H1", "I1:I2"],
        *(2, "", set()),
    ),
    "别的叫法": (
        [["单位名称", "编号", "活动标题", "内容摘要", "任务", "发布时间", "来源", "发布者", "活动时间"], *ROWS],
        *([], 2, "", set()),
    ),
    "约数": ([[*HEADS, "惠及企业数"], *([*row, "约120家"] for row in ROWS)], [], 0, "", {"E206"}),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_as_people_make_it(make_site: MakeSite, name: str) -> None:
    rows, merged, records, loan, codes = SHEETS[name]
    site, _problems = load(make_site(), TODAY)
    assert site
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "活动亮点"
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    got = imported(out.getvalue(), "a.xlsx", site)
    data = [yaml.load(file.content, yaml.BaseLoader) for file in got.files]  # noqa: S506  # text only

    assert {problem.code for problem in got.problems} == codes
    assert (len(data) if "E206" not in codes else 0) == records
    assert [one["event_date"] for one in data] == ["2020-06-18"] * len(data)
    assert not loan or data[0]["results"]["loan_amount_wan"] == loan


def test_a_strict_workbook_is_told_as_that(make_site: MakeSite) -> None:
    raw = book("活动亮点", [EVENT])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            new.writestr(part.filename, content)
    site, _problems = load(make_site(), TODAY)
    assert site
    (told,) = imported(out.getvalue(), "a.xlsx", site).problems

    assert told.code == "E701"
    assert "Strict" in told.message
