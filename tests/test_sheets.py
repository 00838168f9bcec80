"""Workbooks: what stands in a row becomes a record, and what can't is told by sheet, row and column."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from places import REPOSITORY, TODAY, MakeSite, content_day

from generator.authoring.sheets.cells import read_sheets
from generator.authoring.sheets.columns import MOST, Column, columns
from generator.authoring.sheets.import_records import Imported, imported
from generator.authoring.sheets.list_cells import values_in
from generator.authoring.sheets.template import template
from generator.cli.main import cli
from generator.loading.loader import load, load_lists
from generator.model.kinds import KINDS
from generator.yaml_source.reader import read_text

#: A sound row, by column. Made up.
ROW = {
    "单位": "南京市知识产权局",
    "编号": "bianzao",
    "标题": "试验市举办银企对接会",
    "摘要": "试验市知识产权局举办一场银企对接会，三家银行到场。",
    "任务": "金融银企对接",
    "发生日期": "2020年6月18日",
    "发布时间": "2020-06-20 09:30",
    "来源1：来源标题": "试验消息",
    "来源1：发布者": "试验市知识产权局",
    "审核人或审核岗位": "测试员",
    "审核日期": "2020/6/20",
}


def book(*rows: dict[str, Any], title: str = "活动亮点", **more: Any) -> bytes:
    """A workbook with these rows under the columns that any of them has."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = title
    headers = list(dict.fromkeys(header for row in rows for header in row))
    sheet.append(headers)
    for row in rows:
        sheet.append([row.get(header) for header in headers])
    for name, value in more.items():
        sheet[name] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cell_of(values: list[str]) -> str:
    """Several values in one cell, as the column's advice says."""
    return "\n".join('"' + value.replace('"', '""') + '"' if set(value) & set('、；;"') else value for value in values)


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [words[0], "--root", str(root), *words[1:]], catch_exceptions=False)


def bring(root: Path, raw: bytes, *options: str) -> Result:
    file = root.parent / "活动.xlsx"
    file.write_bytes(raw)
    return run(root, "import", "--today", TODAY.isoformat(), str(file), *options)


def unit_name(root: Path) -> str:
    lists, _problems = load_lists(root)
    assert lists
    return str(lists.units["nanjing"].name)


@pytest.fixture
def row(make_site: MakeSite) -> tuple[Path, dict[str, Any]]:
    root = make_site()
    return root, ROW | {"单位": unit_name(root)}


def test_a_row_becomes_a_record_that_check_accepts(row: tuple[Path, dict[str, Any]]) -> None:
    root, cells = row
    more = {
        "标签": "质押融资、对接",
        "正文": "第一段。\n\n第二段有A: B和 #井号。",
        "本场成效：培训次数": 3,
        "来源3：来源标题": "第二个来源",
        "来源3：发布者": "试验报社",
        "来源3：来源日期": "2020.6.19",
    }
    found = bring(root, book(cells | more))

    assert (found.stdout, found.exit_code) == ("已写出 1 个文件。\n", 0)
    text = (root / "content/highlights/nanjing/bianzao.yml").read_text(encoding="utf-8")
    source, problems = read_text(text, "")
    assert source
    assert problems == []
    assert source.data["event_date"] == "2020-06-18"
    assert source.data["tags"] == ["质押融资", "对接"]
    assert source.data["results"] == {"trainings": "3"}
    assert source.data["body"] == more["正文"]
    assert [s.get("date", "") for s in source.data["sources"]] == ["", "2020-06-19"]
    assert run(root, "check", "--today", TODAY.isoformat()).exit_code == 0


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"标题": None}, "活动.xlsx〔活动亮点〕:2:1: 错误 E202 第 2 行 A 列，缺少标题（title）。"),
        ({"任务": "没有的任务"}, "活动.xlsx〔活动亮点〕:2:5: 错误 E304 第 2 行 E 列，"),
        ({"发生日期": "去年夏天"}, "活动.xlsx〔活动亮点〕:2:6: 错误 E207 第 2 行 F 列，"),
        ({"单位": "没有的局"}, "活动.xlsx〔活动亮点〕:2:1: 错误 E307 第 2 行 A 列，没有“没有的局”这个单位。"),
        ({"单位": None}, "活动.xlsx〔活动亮点〕:2:1: 错误 E202 第 2 行 A 列，缺少单位。"),
        ({"编号": "试验一"}, "活动.xlsx〔活动亮点〕:2:2: 错误 E004 第 2 行 B 列，编号“试验一”不合规定。"),
        (
            {"摘要": "联系人电话13800138000，欢迎来电。"},
            "〔活动亮点〕:2:4: 错误 E602 第 2 行 D 列，这里有手机号码：“138****8000”。",
        ),
        (
            {"摘要": "国知局举办一场银企对接会，银行到场。"},
            "〔活动亮点〕:2:4: 提醒 W423 第 2 行 D 列，“国知局”的写法不对。",
        ),
        ({"标题": "试 验 市 举 办 对 接 会"}, "〔活动亮点〕:2:3: 提醒 W422 第 2 行 C 列，"),
        ({"标题": "试验市\u200b举办对接会"}, "〔活动亮点〕:2:3: 错误 E003 第 2 行 C 列，这里有不可见的字符"),
        ({"标题": "=1+1"}, "〔活动亮点〕:2:3: 错误 E702 第 2 行 C 列是公式。"),
        (
            {"联系处室": "服务处"},
            "〔活动亮点〕:2:12: 提醒 W701 第 2 行 L 列，没有“联系处室”这一列，“服务处”没有放进记录。",
        ),
        ({"来源31：来源标题": "太多"}, "〔活动亮点〕:2:12: 提醒 W701 第 2 行 L 列，"),
    ],
)
def test_a_mistake_is_told_at_its_cell(changed: dict[str, Any], told: str, row: tuple[Path, dict[str, Any]]) -> None:
    root, cells = row
    found = bring(root, book(cells | changed))

    assert told in found.stdout
    assert found.exit_code == int(": 错误 " in told)
    assert (root / "content/highlights/nanjing/bianzao.yml").exists() == (found.exit_code == 0)


def test_one_wrong_row_writes_nothing_and_all_are_told(row: tuple[Path, dict[str, Any]]) -> None:
    root, cells = row
    rows = [cells, cells | {"编号": "er", "任务": "不是任务"}, cells | {"编号": "san", "审核日期": "不是日期"}, cells]
    found = bring(root, book(*rows))

    assert [line.split("〕:")[1].split(": ")[0] for line in found.stdout.splitlines() if "错误 E" in line] == [
        "3:5",
        "4:11",
        "5:2",
    ]
    assert not (root / "content/highlights/nanjing").exists()


def test_rows_without_an_id_get_one_of_unit_and_day(row: tuple[Path, dict[str, Any]]) -> None:
    root, cells = row
    bring(root, book(cells | {"编号": None}, cells | {"编号": None, "标题": "试验市举办第二场会"}))
    names = sorted(path.name for path in (root / "content/highlights/nanjing").iterdir())

    assert names == ["nanjing-20200618-2.yml", "nanjing-20200618.yml"]
    assert "E301" in bring(root, book(cells | {"编号": "nanjing-20200618"})).stdout


def test_only_checking_writes_nothing(row: tuple[Path, dict[str, Any]]) -> None:
    root, cells = row

    assert bring(root, book(cells), "--check").stdout == "可以写出 1 个文件。\n"
    assert not (root / "content/highlights/nanjing").exists()


def test_what_lies_elsewhere_in_the_workbook_is_told(row: tuple[Path, dict[str, Any]]) -> None:
    root, cells = row
    raw = book(cells, N7="角落里的字")
    made = load_workbook(io.BytesIO(raw))
    made.create_sheet("汇总").append(["培训次数", 3])
    hidden = made.create_sheet("藏起来")
    hidden.append(["字"])
    hidden.sheet_state = "hidden"
    made["活动亮点"].insert_rows(1)
    made["活动亮点"]["A1"] = "大标题"
    out = io.BytesIO()
    made.save(out)
    found = bring(root, out.getvalue())

    for told in (
        "〔汇总〕:1:1: 提醒 W701",
        "〔藏起来〕:1:1: 提醒 W701",
        "“大标题”没有放进记录",
        "“角落里的字”没有放进记录",
    ):
        assert told in found.stdout
    assert found.exit_code == 0


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"", "E701"), (b"PK\x03\x04 broken", "E701"), (b"title: 1", "E701"), (b"\0" * (5 * 1024 * 1024 + 1), "E005")],
)
def test_what_is_no_workbook_is_refused(raw: bytes, code: str) -> None:
    sheets, problems = read_sheets(raw, "a.xlsx")

    assert (sheets, [problem.code for problem in problems]) == ([], [code])


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    out = io.BytesIO(book(ROW))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * 70_000_000)
    assert len(out.getvalue()) < 200_000

    assert [problem.code for problem in read_sheets(out.getvalue(), "a.xlsx")[1]] == ["E005"]


def test_a_sheet_with_too_many_rows_is_refused() -> None:
    assert [problem.code for problem in read_sheets(book(*[ROW] * 3001), "a.xlsx")[1]] == ["E005"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_template_has_every_field_its_lists_and_no_formula(kind: Any, make_site: MakeSite) -> None:
    root = make_site()
    lists, _problems = load_lists(root)
    assert lists
    raw = template(kind, lists)
    sheet: Any = load_workbook(io.BytesIO(raw))[kind.label]
    headers = [cell.value.rstrip("*") for cell in sheet[1]]

    assert raw == template(kind, lists)
    assert headers == ["单位", "编号", *(column.header for column in columns(kind, lists))]
    assert len(headers) == len(set(headers))
    assert all(cell.comment.text for cell in sheet[1])
    assert len(sheet.data_validations.dataValidation) == 1 + sum(bool(c.choices) for c in columns(kind, lists))
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml")
    file = root / "空.xlsx"
    found = run(root, "template", kind.name, "--xlsx", str(file))
    assert (found.exit_code, file.read_bytes()) == (0, raw)
    # Nothing was filled in, and that is no success.
    empty = run(root, "import", str(file))
    assert ("表格里没有可以变成记录的行" in empty.stdout, empty.exit_code) == (True, 1)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("甲、乙", ["甲", "乙"]),
        ("甲、乙；丙；", ["甲、乙", "丙"]),
        ("甲；乙\n丙；", ["甲", "乙", "丙"]),
        ('"甲；乙"、丙', ["甲；乙", "丙"]),
        ('"甲；乙"', ["甲；乙"]),
        ('"放管服"、"双随机"', ['"放管服"', '"双随机"']),
        ("甲公司（原乙、丙公司）、丁公司", ["甲公司（原乙、丙公司）", "丁公司"]),
        ("《专利法；商标法》、“一、二”", ["《专利法；商标法》", "“一、二”"]),
        ("（甲、乙", ["（甲", "乙"]),
        ("甲（中国）公司（原乙、丙（中国）公司）、丁", ["甲（中国）公司（原乙、丙（中国）公司）", "丁"]),
        (" ；\n", []),
    ],
)
def test_a_cell_of_several_values_is_parted_where_its_author_parts_it(cell: str, values: list[str]) -> None:
    assert values_in(cell) == values


@settings(derandomize=True, deadline=None, database=None)
@given(st.lists(st.text('甲乙、；;，"“”（）()《》 -', min_size=1, max_size=8).map(str.strip).filter(bool)))
def test_values_go_through_a_cell_unchanged(values: list[str]) -> None:
    assert values_in(cell_of(values)) == values


def filled(data: dict[str, Any], laid: list[Column]) -> dict[str, Any]:
    """What of a record's data stands in which column."""
    cells = {}
    for column in laid:
        value: Any = data
        for step in column.steps:
            there = step in value if isinstance(step, str) else step < len(value)
            value = value[step] if there else {}
        if value not in ({}, None):
            cells[column.header] = cell_of(value) if column.many else value
    return cells


def test_every_published_record_goes_through_a_workbook_unchanged() -> None:
    site, _problems = load(REPOSITORY, content_day())
    assert site
    lost: list[Any] = []
    for kind in KINDS.values():
        entries = [entry for entry in site.catalogue.entries if entry.record.kind is kind]
        laid = list(columns(kind, site.lists, MOST))
        rows = [
            {"单位": e.record.unit, "编号": f"x{at}-{e.record.unit}"} | filled(e.source.data, laid)
            for at, e in enumerate(entries)
        ]
        made = imported(book(*rows, title=kind.label), "a.xlsx", site) if rows else Imported()
        lost += [problem for problem in made.problems if problem.code not in ("E301", "E308")]
        written = {Path(file.path).stem: yaml.load(file.content, yaml.BaseLoader) for file in made.files}  # noqa: S506
        for row, entry in zip(rows, entries, strict=True):
            meant = {k: v.strip() if isinstance(v, str) else v for k, v in entry.source.data.items() if v is not None}
            if written.get(row["编号"]) != meant:
                lost.append((entry.source.path, written.get(row["编号"])))

    assert lost == []
