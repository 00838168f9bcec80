"""What is handed on: workbooks that LibreOffice opens with equal values, CSV, documents; the same bytes each time."""

import csv
import io
import shutil
import subprocess
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from generator.documents.docx import Grid, Heading, Items, Paragraph, Signature, as_document, as_markdown
from generator.documents.docx_blank import LINE
from generator.documents.tables import Column, Table, Value, as_csv, written
from generator.documents.xlsx import as_workbook

SOFFICE = shutil.which("soffice")
TABLE = Table(
    tab="成效汇总表",
    title="编造的成效汇总表",
    subtitle="截至2020年10月20日",
    columns=(
        Column("单位", width=14),
        Column("合计", "次", "供需对接"),
        Column("银企对接会", "次", "供需对接"),
        Column("质押融资金额", "万元", width=16),
    ),
    rows=(
        ("=SUM(B1:B9)", 3, 2, Decimal("1250.55")),
        ("+86", 0, 0, Decimal(15000)),
        ("-1", 1234567, 1, Decimal("0.000001")),
        ("@now", None, 4, Decimal("123456789.123456")),
        ("合计", 1234570, 7, Decimal("123473040.673457")),
    ),
    notes=("数字由记录逐条相加得出。", "=注意：这也不是公式。"),
    totalled=True,
)
#: The head takes four rows: title, subtitle, groups, names.
FIRST = 5


def values(rows: int = len(TABLE.rows)) -> list[list[Value]]:
    return [list(row) for row in TABLE.rows[:rows]]


@pytest.mark.parametrize(
    ("columns", "rows", "paper", "pages"), [(6, 10, 9, 1), (18, 13, 8, 1), (6, 35, 8, 1), (18, 60, 8, 0), (6, 60, 9, 0)]
)
def test_a_table_is_printed_on_the_paper_on_which_it_can_be_read(
    columns: int, rows: int, paper: int, pages: int
) -> None:
    """A3 for what would be smaller than three quarters on A4; several pages for what is too long for either."""
    table = replace(
        TABLE, columns=(Column("单位"),) * columns, rows=((*("一",) * columns,),) * rows, notes=(), signed="制表："
    )
    setup = load_workbook(io.BytesIO(as_workbook([table], "试验局"))).worksheets[0].page_setup

    assert (setup.paperSize, setup.fitToHeight) == (paper, pages)


@pytest.mark.parametrize(
    ("items", "closer"), [(5, False), (15, False), (17, True), (19, True), (21, False), (39, True)]
)
def test_a_few_lines_are_not_left_for_a_last_page(items: int, closer: bool) -> None:
    blocks = (Items(tuple(f"第{number}项，没有报送。" for number in range(items))), Signature("试验局", "2020年"))
    spacing = (
        Document(io.BytesIO(as_document("函", blocks, "试验局", fitted=True)))
        .styles["Normal"]
        .paragraph_format.line_spacing
    )

    assert (spacing < LINE) == closer


def test_openpyxl_reads_back_every_value_and_no_formula() -> None:
    sheet = load_workbook(io.BytesIO(as_workbook([TABLE], "试验局"))).active
    assert sheet is not None
    read = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 4)]

    assert [[_exact(value) for value in row] for row in read] == [[_exact(value) for value in row] for row in values()]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    # Digits that are there are shown.
    assert [sheet.cell(FIRST + n, 4).number_format for n in range(3)] == ["#,##0.00", "#,##0", "#,##0.000000"]


def _exact(value: object) -> str:
    """A number of a workbook is binary; fifteen digits of it are what was written."""
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value or "")


def test_it_prints_on_a4_across_with_its_head_on_every_page() -> None:
    long = replace(TABLE, tab="长表", rows=TABLE.rows * 20)
    sheet, longer = load_workbook(io.BytesIO(as_workbook([TABLE, long], "试验局"))).worksheets

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert (longer.page_setup.fitToWidth, longer.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area == "'成效汇总表'!$A$1:$D$11"
    assert sheet.print_title_rows == "$1:$4"


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="没有 LibreOffice")
def test_libreoffice_reads_equal_values_and_prints_them_on_a4(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(as_workbook([TABLE], "试验局"))
    # 44,34,76: commas, quotes, UTF-8; the rest: cells as shown no, formulas as such yes.
    for form in ("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true", "pdf"):
        command = [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", form]
        subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True)
    read = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()))
    # A formula that had been run would show its result, one that had not would show as such and be no text before.
    found = [row[:4] for row in read[FIRST - 1 : FIRST + 4]]
    assert [[_number(text) for text in row] for row in found] == [[written(value) for value in row] for row in values()]

    (page,) = PdfReader(tmp_path / "a.pdf").pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [842, 595]
    assert "编造的成效汇总表" in page.extract_text()


def _number(text: str) -> str:
    """A number as LibreOffice shows it, without its thousands: 1,250.55."""
    try:
        return f"{Decimal(text.replace(',', '')).normalize():f}" if text[:1].isdigit() else text
    except ArithmeticError:
        return text


SIGNS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12), min_size=1)
)
def test_no_text_becomes_a_formula_in_a_workbook_or_in_csv(texts: list[str]) -> None:
    table = Table("表", "题", "", (Column("名"),), tuple((text,) for text in texts))
    sheet = load_workbook(io.BytesIO(as_workbook([table], "试验局"))).active
    assert sheet is not None
    cells = [sheet.cell(number, 1) for number in range(4, 4 + len(texts))]

    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    rows = list(csv.reader(as_csv(table).decode("utf-8-sig").splitlines()))[1:]
    assert [row[0] for row in rows if row[0].startswith(("=", "+", "-", "@"))] == []
    assert [row[0].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]


def test_numbers_of_csv_stay_numbers() -> None:
    text = as_csv(TABLE)

    assert text.startswith("\ufeff".encode())
    assert (
        text.decode("utf-8-sig").splitlines()[0]
        == "单位,供需对接：合计（次）,供需对接：银企对接会（次）,质押融资金额（万元）"
    )
    assert "'-1,1234567,1,0.000001" in text.decode()


BLOCKS = (
    Heading("一、总体情况"),
    Paragraph("共举办活动 3 场*不是强调*。"),
    Items(("第一条", "第二条")),
    Heading("（一）金融银企对接", 2),
    Grid(("项目", "数量"), (("质押|融资", "12"),)),
)


def test_a_report_is_a_document_and_markdown_with_the_same_words() -> None:
    made = Document(io.BytesIO(as_document("编造的总结", BLOCKS, "试验局")))
    text = [paragraph.text for paragraph in made.paragraphs]

    assert text == [
        "编造的总结",
        "一、总体情况",
        "共举办活动 3 场*不是强调*。",
        "1．第一条",
        "2．第二条",
        "（一）金融银企对接",
    ]
    assert [cell.text for row in made.tables[0].rows for cell in row.cells] == ["项目", "数量", "质押|融资", "12"]
    width, height = made.sections[0].page_width, made.sections[0].page_height
    assert width is not None
    assert height is not None
    assert (round(width.cm, 1), round(height.cm, 1)) == (21.0, 29.7)
    plain = as_markdown("编造的总结", BLOCKS)
    assert plain.startswith("# 编造的总结\n\n## 一、总体情况\n\n共举办活动 3 场\\*不是强调\\*。\n\n- 第一条\n- 第二条")
    assert "| 质押\\|融资 | 12 |" in plain


def test_a_document_has_its_mark_its_page_numbers_its_sender_and_its_language() -> None:
    blocks = (*BLOCKS, Signature("试验局", "2020年10月20日"))
    made = Document(io.BytesIO(as_document("编造的总结", blocks, "试验局", mark="内部")))
    section, styles = made.sections[0], made.styles.element.xml

    assert section.header.paragraphs[0].text == "内部"
    assert "PAGE" in section.footer.paragraphs[0].part.element.xml
    assert [paragraph.text for paragraph in made.paragraphs][-2:] == ["试验局", "2020年10月20日"]
    assert (made.core_properties.author, made.core_properties.language) == ("试验局", "zh-CN")
    assert 'w:eastAsia="zh-CN"' in styles
    assert "w:tblHeader" in made.element.xml
    assert "<w:pBdr>" not in made.styles["Title"].element.xml


def test_the_same_tables_and_reports_give_the_same_bytes_later() -> None:
    before = (as_workbook([TABLE], "试验局"), as_document("编造的总结", BLOCKS, "试验局"))
    # The archive's own clock has steps of two seconds.
    time.sleep(2.1)
    assert (as_workbook([TABLE], "试验局"), as_document("编造的总结", BLOCKS, "试验局")) == before
