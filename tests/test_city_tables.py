"""Summary tables as cities send them: read right as they are, or told cell by cell; never a figure in silence."""

import io
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from city_crossed import CROSSED, DOUBLED
from city_doubts import DOUBTS, Doubt
from city_surroundings import AROUND
from city_tables import READ, REFUSED, SAID, SENT, TITLE, TOLD, Rows, Sheets
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from places import REPOSITORY, SITES

from generator.authoring.sheets.import_records import Imported, imported
from generator.authoring.sheets.import_reply import reply
from generator.authoring.sheets.summary_grid import is_figure
from generator.authoring.sheets.summary_signatures import is_signature
from generator.authoring.sheets.summary_words import MONEY, column_of, fits
from generator.cli.main import cli
from generator.diagnostics.problems import Problem, errors
from generator.loading.loader import load
from generator.model.editions import Measured, TableColumn
from generator.site.site import Site

DAY = date(2020, 10, 28)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cities") / "root"
    shutil.copytree(SITES / "base", folder)
    shutil.copytree(SITES / "office", folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "content" / "office")
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    found, problems = load(root, DAY)
    assert found, problems
    return found


def book_of(sheets: Sheets) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (rows, merged, formats) in sheets.items():
        sheet: Any = book.create_sheet(name)
        for row in rows:
            sheet.append([None if value == "" else value for value in row])
        for cells in merged:
            sheet.merge_cells(cells)
        for cell, form in formats.items():
            sheet[cell].number_format = form
    return saved(book)


def doubtful(case: Doubt) -> bytes:
    book = load_workbook(io.BytesIO(book_of({case.tab: (case.rows, list(case.merged), case.formats)})))
    sheet: Any = book.worksheets[0]
    for cell in case.struck:
        sheet[cell].font = Font(strike=True)
    for cell, text in case.comments.items():
        sheet[cell].comment = Comment(text, "某某")
    for column in case.hidden_columns:
        sheet.column_dimensions[column].hidden = True
    for row in case.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for cell, (ink, ground) in case.colours.items():
        sheet[cell].font = Font(color=ink)
        sheet[cell].fill = PatternFill("solid", fgColor=ground) if ground else PatternFill()
    for cell, text in case.prompts.items():
        sheet.add_data_validation(DataValidation(type="decimal", prompt=text, sqref=cell))
    sheet.oddHeader.right.text, sheet.oddFooter.center.text = case.page_head, case.page_foot
    return saved(book)


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one(rows: Rows) -> Sheets:
    return {"Sheet": (rows, [], {})}


def read(site: Site, sheets: Sheets) -> Imported:
    return imported(book_of(sheets), "汇总.xlsx", site)


def declared(made: Imported) -> dict[str, dict[str, float]]:
    found = {}
    for file in made.office_files:
        values = yaml.safe_load(file.content)["values"]
        found[Path(file.path).stem] = {item["column"]: float(item["value"]) for item in values}
    return found


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [*READ.values(), *CROSSED.values(), *((one(rows), {"nanjing": SAID}) for rows in SENT.values())],
    ids=[*READ, *CROSSED, *SENT],
)
def test_a_table_as_a_city_sends_it_is_read_right(
    site: Site, sheets: Sheets, expected: dict[str, dict[str, float]]
) -> None:
    made = read(site, sheets)

    assert errors(made.problems) == []
    assert declared(made) == expected


def test_the_measure_of_money_may_stand_beside_other_words_in_a_head(site: Site) -> None:
    made = read(site, one([[TITLE], ["单位", "质押融资笔数", "质押融资金额（含续贷，亿元）"], ["南京市", 5, 1.52]]))

    assert errors(made.problems) == []
    assert declared(made) == {"nanjing": {"loans": 5, "loan-amount": 15200}}


@pytest.mark.parametrize(
    ("above", "head", "words"),
    [
        ("（金额单位：亿元）", "质押融资金额（万元）", "金额的单位写得不一样：万元、亿元"),
        ("（金额单位：万元）", "质押融资金额（元）", "金额的单位写得不一样：元、万元"),
        ("", "质押融资金额（历年累计，万元）", "看不懂“质押融资金额”下面的“历年累计,万元”"),
        ("", "质押融资金额（含上年结转）", "看不懂“质押融资金额”下面的“含上年结转”"),
        ("", "质押融资金额（目标，亿元）", "看不懂“质押融资金额”下面的“目标,亿元”"),
    ],
)
def test_money_of_two_measures_or_of_other_years_is_refused(site: Site, above: str, head: str, words: str) -> None:
    made = read(site, one([[TITLE], [above], ["单位", "供需对接", head], ["南京市", 5, 1.52]]))

    assert [problem.message for problem in errors(made.problems) if words in problem.message]
    assert declared(made).get("nanjing", {}).keys() <= {"matchings"}


@pytest.mark.parametrize(
    ("sheets", "words"),
    [*TOLD.values(), *DOUBLED.values(), *((one([[TITLE], *rows]), words) for rows, words in REFUSED.values())],
    ids=[*TOLD, *DOUBLED, *REFUSED],
)
def test_a_figure_in_doubt_is_refused_with_its_place(site: Site, sheets: Sheets, words: str) -> None:
    made = read(site, sheets)

    assert any(words in problem.message for problem in errors(made.problems)), made.problems


@pytest.mark.parametrize("case", [*DOUBTS.values(), *AROUND.values()], ids=[*DOUBTS, *AROUND])
def test_no_figure_is_taken_for_another_in_silence(site: Site, case: Doubt) -> None:
    made = imported(doubtful(case), "汇总.xlsx", site)
    wrong = errors(made.problems)
    said = made.problems if case.expected is not None else wrong

    assert bool(wrong) == (case.expected is None), made.problems
    assert case.expected is None or declared(made) == case.expected
    assert any(case.words in problem.message for problem in said) if case.words else not said


@pytest.mark.parametrize(
    ("look", "words"), [("<strike/>", "有一部分带删除线"), ('<vertAlign val="superscript"/>', "带上标的注码")]
)
def test_a_figure_of_which_a_part_looks_otherwise_is_refused(site: Site, look: str, words: str) -> None:
    plain = book_of(one([[TITLE], ["单位", "培训（次）", "供需对接（次）"], ["南京", 3, "51"]]))
    rich = f"<is><r><t>5</t></r><r><rPr>{look}</rPr><t>1</t></r></is>"
    made = imported(edited(plain, {r"<is><t>51</t></is>": rich}), "汇总.xlsx", site)

    assert any(f"第 3 行 C 列，“51”{words}" in problem.message for problem in errors(made.problems))


def test_a_formula_counts_as_what_its_author_saw(site: Site) -> None:
    head = ["单位", "培训（次）", "质押融资金额（万元）"]
    plain = book_of(one([[TITLE], head, ["南京", "=1+2", "=15000+200"], ["合计", "=B3", "=C3"]]))
    assert [problem.code for problem in errors(imported(plain, "汇总.xlsx", site).problems)] == ["E702", "E702"]
    values = {"B3": 3, "C3": 15200, "B4": 3, "C4": 15200}
    saw = {rf'(r="{cell}"><f>[^<]*</f>)<v></v>': rf"\g<1><v>{value}</v>" for cell, value in values.items()}
    made = imported(edited(plain, saw), "汇总.xlsx", site)

    assert made.problems == []
    assert declared(made) == {"nanjing": {"trainings": 3, "loan-amount": 15200}}


def test_a_struck_or_rounded_formula_is_no_plain_figure(site: Site) -> None:
    """What its value loses of the cell's looks would be taken in silence."""
    case = Doubt(
        [[TITLE], ["单位", "培训（次）", "质押融资金额（万元）"], ["南京", "=1+2", "=15200.4"]], struck=("B3",)
    )
    book = load_workbook(io.BytesIO(doubtful(case)))
    book.worksheets[0]["C3"].number_format = "0"
    values = {"B3": "3", "C3": "15200.4"}
    saw = {
        rf'(r="{cell}"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?': rf"\g<1><v>{value}</v>" for cell, value in values.items()
    }
    messages = [problem.message for problem in imported(edited(saved(book), saw), "汇总.xlsx", site).problems]

    assert "第 3 行 B 列，“3”带删除线，看不出还算不算。" in messages
    assert any("显示的是“15200”，存着的是15200.4" in message for message in messages)


def test_a_format_that_depends_on_a_condition_is_reminded_of(site: Site) -> None:
    book = load_workbook(io.BytesIO(book_of(one([[TITLE], ["单位", "培训（次）"], ["南京", 3]]))))
    rule: Any = CellIsRule(operator="greaterThan", formula=["100"], font=Font(strike=True))  # type: ignore[no-untyped-call]
    book.worksheets[0].conditional_formatting.add("B3:B9", rule)
    made = imported(saved(book), "汇总.xlsx", site)

    assert declared(made) == {"nanjing": {"trainings": 3}}
    assert [problem.message for problem in made.problems] == [
        "第 3 行 B 列，B3:B9的条件格式会改变数字的样子、隐藏或划去内容，程序看不到。"
    ]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("质押融资金额更正为13345.6万元", "E307", "文本框里写着“更正为13345.6万元”"),
        ("江北新区的另附", "W701", "文本框里写着“江北新区的另附”，没有读"),
    ],
)
def test_a_text_box_over_the_cells_is_said(site: Site, text: str, code: str, words: str) -> None:
    book = load_workbook(io.BytesIO(book_of(one([[TITLE], ["单位", "培训（次）"], ["南京", 3]]))))
    book.worksheets[0].add_chart(BarChart(), "D3")
    box = f"<xdr:sp><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    names = (
        'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    drawing = f"<xdr:wsDr {names}><xdr:oneCellAnchor>{box}</xdr:oneCellAnchor></xdr:wsDr>"
    made = imported(edited(saved(book), {r"(?s)<(?:\w+:)?wsDr .*": drawing}), "汇总.xlsx", site)

    assert [(problem.code, words in problem.message) for problem in made.problems] == [(code, True)]


@pytest.mark.parametrize(
    ("tabs", "words"), [(("汇总", "另一张"), "几个工作表都有数：“汇总”、“另一张”"), (("南京", "苏州"), "")]
)
def test_figures_on_several_sheets_are_reminded_of(site: Site, tabs: tuple[str, str], words: str) -> None:
    rows: list[Rows] = [[[TITLE], ["单位", "培训（次）"], [unit, 3]] for unit in ("南京", "苏州")]
    made = read(site, {tab: (there, [], {}) for tab, there in zip(tabs, rows, strict=True)})

    assert set(declared(made)) == {"nanjing", "suzhou"}
    assert [words in problem.message for problem in made.problems] == [True] * bool(words)


def edited(raw: bytes, changes: dict[str, str]) -> bytes:
    """A workbook with its markup as Excel writes it where the library can't."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            for pattern, new in changes.items():
                content = re.sub(pattern, new, content)
            target.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("sheets", [sheets for sheets, _said in (*READ.values(), *TOLD.values())])
def test_no_figure_disappears(site: Site, sheets: Sheets) -> None:
    """From the first row that is read on, each stands among what was understood or among what is told."""
    made = read(site, sheets)
    shown = {(said.position.path, said.position.line, said.position.column) for said in made.shown}
    known = shown | {(p.position.path, p.position.line, p.position.column) for p in made.problems}
    for sheet in load_workbook(io.BytesIO(book_of(sheets))).worksheets:
        path = f"汇总.xlsx〔{sheet.title}〕"
        first = min((line for place, line, _column in shown if place == path), default=sheet.max_row + 1)
        numbers = {cell.column for row in sheet.iter_rows() for cell in row if cell.value == "序号"}
        cells = [cell for row in sheet.iter_rows(min_row=first) for cell in row if is_figure(str(cell.value or ""))]
        # Telephones and days of those who sign are none of the table's.
        cells = [cell for cell in cells if not is_signature(str(cell.value), beside=True)]
        lost = [c for c in cells if c.column not in numbers and (path, c.row, c.column) not in known]
        assert [c.coordinate for c in lost] == []


def test_what_was_understood_goes_back_as_a_workbook(root: Path) -> None:
    file, answer = root.parent / "南京汇总.xlsx", root.parent / "核对.xlsx"
    rows: Rows = [
        [TITLE],
        ["单位", "培训（次）", "质押融资金额（亿元）", "备注"],
        ["南京", "0.5次", 1.52, "含贷款贴息"],
    ]
    file.write_bytes(book_of(one(rows)))
    words = ["import", "--reply", str(answer), "--root", str(root), "--today", DAY.isoformat(), str(file)]
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    sheet: Any = load_workbook(answer).worksheets[0]
    told = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3)]

    assert done.exit_code == 1
    assert told[0] == ["工作表", "格子", "表里写的", "单位", "项目", "理解为", "要核对、改正的"]
    assert not any(row[1] == "合计" for row in told)
    assert ["Sheet", "第 3 行 C 列", "1.52", "南京", "质押融资金额", "15200万元", ""] in told
    wrong = next(row for row in told if row[1] == "第 3 行 B 列")
    assert wrong[5] == "没有收下"
    assert wrong[6].startswith("请改正：第 3 行 B 列，“0.5次”不是整数")
    assert any(row[1] == "第 3 行 D 列" and "请核对" in row[6] for row in told)
    assert not (root / "content" / "office").exists()
    assert "已经存在" in CliRunner().invoke(cli, words).output


def test_the_totals_that_will_be_written_stand_behind_the_cells(root: Path) -> None:
    file, answer = root.parent / "分区.xlsx", root.parent / "分区核对.xlsx"
    file.write_bytes(book_of(CROSSED["total of forms by districts"][0]))
    words = ["import", "--show", "--reply", str(answer), "--root", str(root), "--today", DAY.isoformat(), str(file)]
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    rows = [[cell.value or "" for cell in row] for row in load_workbook(answer).worksheets[0].iter_rows()]

    assert "第 4 行 B 列：南京，供需对接：银企对接会（玄武区），“2” → 2次" in done.output
    assert "分区.xlsx〔Sheet〕 将要写出的合计：南京，供需对接 → 7次" in done.output
    assert ["Sheet", "合计", "", "南京", "供需对接", "7次", ""] in rows


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["制表：某某", "审核：李某某", "日期：2020年10月12日"], 0),
        (["单位负责人（签字）：", "填表人：某某  联系电话：025-83279968", "2020.10.12"], 0),
        (["分管负责人（签字）：", "", "经办人：", "13800000000"], 0),
        (["填报单位（章）：南京市知识产权局", "", "报送时间：2020-10-12"], 0),
        (["审核：金额为合同金额", "制表：某某"], 1),
        (["制表：某某", "31"], 1),
        (["说明：8月没有举办"], 1),
    ],
)
def test_who_signed_a_table_is_no_reminder(site: Site, line: list[str], told: int) -> None:
    made = read(site, one([[TITLE], ["单位", "供需对接", "培训"], ["南京市", 5, 3], line]))

    assert declared(made) == {"nanjing": {"matchings": 5, "trainings": 3}}
    assert ["这一行是表下的说明" in problem.message for problem in made.problems] == [True] * told


def test_a_row_of_last_year_is_left_and_said(site: Site) -> None:
    rows: Rows = [[TITLE], ["单位", "供需对接", "培训"], ["南京市", 5, 3], ["上年同期", 4, 2]]
    made = read(site, one(rows))

    assert declared(made) == {"nanjing": {"matchings": 5, "trainings": 3}}
    assert sum("这一行不是本届的数" in problem.message for problem in made.problems) == 3


def test_what_was_left_open_is_said_column_by_column(site: Site) -> None:
    head = ["单位", "供需对接", "培训", "质押融资笔数", "质押融资金额（万元）", "惠及企业家次"]
    made = read(site, one([[TITLE], head, ["南京市", 5, "未统计", "/", "", "未报"]]))

    assert [problem.message for problem in made.problems] == [
        "第 3 行 C 列，南京，培训（“未统计”）按没有填理解，不算作 0。",
        "第 3 行 D 列，南京，质押融资笔数（“/”）按没有填理解，不算作 0。",
        "第 3 行 E 列，南京，质押融资金额（空着）按没有填理解，不算作 0。",
    ]
    assert declared(made) == {"nanjing": {"matchings": 5}}


def test_a_city_is_not_told_what_only_the_office_can_do(site: Site) -> None:
    made = read(site, one([[TITLE], ["单位", "培训"], ["南京市", 3]]))
    there = Problem(made.shown[0].position, "E301", "申报的数已经有了。", "就删去这一份再来。")
    sheet: Any = load_workbook(io.BytesIO(reply("汇总.xlsx", made.shown, [there], "某某"))).worksheets[0]

    assert not [cell.value for row in sheet.iter_rows() for cell in row if "已经有了" in str(cell.value)]


def test_the_words_that_the_document_lists_are_those_that_are_read() -> None:
    """Each name in `docs/office.md` is taken for its column, and none of those that count something else."""
    text = (REPOSITORY / "docs" / "office.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:5] for row in text.split("| `counts` |")[1].split("\n\n")[0].splitlines()[2:]]
    measures = {"参加": "人次", "企业家次": "家次", "企业家数": "家", "融资金额": "万元", "融资笔数": "笔"}
    columns = tuple(
        TableColumn(
            id=f"c{number}", name=f"第{number}列", counts=row[0].strip(), measure=measures.get(row[0].strip(), "次")
        )
        for number, row in enumerate(rows)
    )
    assert {column.counts for column in columns} == set(get_args(Measured))
    for column, (_counts, names, words, others) in zip(columns, rows, strict=True):
        taken = {name: column_of(name, columns) for name in re.split("[、；]", names.strip())}
        assert {name: found and found.counts for name, found in taken.items()} == dict.fromkeys(taken, column.counts)
        for other in re.split("[、；，]", others.strip()):
            found = column_of(other, columns)
            assert found is None or found.counts != column.counts, other
        if column.counts != "参加":
            assert all(word in MONEY or fits(column, word) for word in words.strip().split("、"))
