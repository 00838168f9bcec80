"""Tables sent as csv or xls: read as if they had been saved as xlsx, within the same bounds."""

import csv
import io
from pathlib import Path

import pytest
from city_doubts import Doubt
from city_tables import READ, TITLE, Rows
from openpyxl import load_workbook
from test_city_tables import book_of, declared, doubtful, root, site  # noqa: F401  # fixtures

from generator.authoring.sheets.cells import MAX_BYTES, MAX_ROWS, read_sheets
from generator.authoring.sheets.import_records import imported
from generator.authoring.sheets.saved_anew import saved_anew
from generator.diagnostics.problems import errors
from generator.site.site import Site

#: `looks.xls` is this table, saved by LibreOffice as “Excel 97–2003”.
LOOKS = Doubt(
    [
        [TITLE],
        ["单位", "供需对接（次）", "培训（次）", "质押融资笔数（笔）", "质押融资金额"],
        ["南京市", 5, 3, 5, 1.52],
        ["苏州市", 2, "1", 0, 0],
        ["无锡市", 1, 1, 1, 0.25],
        ["合计", 8, 5, 6, 1.77],
    ],
    merged=("A1:E1",),
    formats={"E3": "0.0", "D3": "#,##0"},
    struck=("B4",),
    comments={"D3": "含续贷"},
    hidden_rows=(5,),
    hidden_columns=("D",),
    colours={"C5": ("FFFFFFFF", "")},
    prompts={"E3": "请按亿元填写"},
    page_head="数据为初稿",
)
XLS = (Path(__file__).parent / "tables" / "looks.xls").read_bytes()
PLAIN: Rows = [[TITLE], ["填报单位：南京市"], ["单位", "供需对接", "质押融资金额（万元）"], ["南京市", 5, "1,234.5"]]


def as_csv(rows: Rows, encoding: str, separator: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ","),
        ("gb18030", ","),
        ("utf-16", "\t"),
        ("gb18030", "\t"),
        ("utf-8", ";"),
        ("gb18030", "，"),
    ],
)
def test_a_csv_is_read_in_any_form_that_offices_write(site: Site, encoding: str, separator: str) -> None:  # noqa: F811
    made = imported(as_csv(PLAIN, encoding, separator), "南京.csv", site)

    assert not errors(made.problems)
    assert declared(made) == {"nanjing": {"matchings": 5, "loan-amount": 1234.5}}


def test_an_xls_says_what_the_same_xlsx_says(site: Site) -> None:  # noqa: F811
    newer, older = (imported(raw, "汇总", site) for raw in (doubtful(LOOKS), XLS))

    assert older.problems == newer.problems
    assert len(newer.problems) > 5
    assert [said.line for said in older.shown] == [said.line for said in newer.shown]
    assert any("带删除线" in problem.message for problem in older.problems)
    assert any("初稿" in problem.message for problem in older.problems)


def test_forms_of_tables_beyond_csv_and_xls_are_named() -> None:
    said = {
        name: [problem.message for problem in saved_anew(raw, name).problems]
        for name, raw in {
            "a.xls": b"<table><tr><td>1",
            "b.xls": XLS[:512] + "EncryptedPackage".encode("utf-16-le"),
            "c.xls": XLS[:3000],
            "d.csv": b"a\x00b",
            "e.csv": "一,二\x07".encode(),
        }.items()
    }

    assert said == {
        "a.xls": ["打不开：这是网页（HTML 或 XML）改了名的表格。"],
        "b.xls": ["打不开：这份表格加了打开密码。"],
        "c.xls": ["打不开：这不是完好的 xls 文件，或者加了密码。"],
        "d.csv": ["打不开：这不是完好的 xlsx、xls 或 csv 文件。"],
        "e.csv": ["这里有不可见的字符 U+0007，通常是从别处粘贴带来的。"],
    }


@pytest.mark.parametrize(
    "raw", [b"1," * 500, b"1\n" * (MAX_ROWS + 1), b"," * (MAX_BYTES + 1), b"1,1\n\n" * 60_000], ids=len
)
def test_a_csv_has_the_bounds_of_a_workbook(raw: bytes) -> None:
    assert [problem.code for problem in saved_anew(raw, "a.csv").problems] == ["E005"]


@pytest.mark.parametrize("place", range(0, 512, 31))
def test_a_damaged_xls_is_told_and_never_followed_for_ever(place: int) -> None:
    broken = bytearray(XLS)
    broken[place * 4 : place * 4 + 3] = b"\1\0\0"
    anew = saved_anew(bytes(broken), "a.xls")

    assert bool(anew.raw) != any(problem.code == "E701" for problem in anew.problems)


def test_short_streams_in_a_ring_are_refused() -> None:
    """The library would follow them until memory ends."""
    # The table of short sectors stands where the header says; its first entry is made to point to itself.
    start = 512 + int.from_bytes(XLS[60:64], "little") * 512
    ringed = XLS[:start] + bytes(128 * 4) + XLS[start + 128 * 4 :]

    assert [problem.code for problem in saved_anew(ringed, "a.xls").problems] == ["E701"]


def test_a_formula_in_a_csv_is_no_figure() -> None:
    rows = read_sheets(saved_anew(as_csv([["=1+2", "3"]], "utf-8"), "a.csv").raw, "a")[0][0].rows

    assert [cell.doubt for cell in rows[0]] == ["是公式", ""]


def test_a_number_typed_as_text_by_a_system_is_a_number(site: Site) -> None:  # noqa: F811
    raw = b"\xef\xbb\xbf" + f'{TITLE}\n单位,供需对接\n南京市,="5"\n'.encode()

    assert declared(imported(raw, "汇总.csv", site)) == {"nanjing": {"matchings": 5}}


def test_every_table_without_merged_cells_reads_alike_as_csv(site: Site) -> None:  # noqa: F811
    for sheets, expected in READ.values():
        (_name, (rows, merged, formats)) = next(iter(sheets.items()))
        if len(sheets) > 1 or merged or formats:
            continue
        values = load_workbook(io.BytesIO(book_of(sheets))).worksheets[0].iter_rows(values_only=True)
        laid = [["" if value is None else value for value in row] for row in values]
        assert rows
        assert declared(imported(as_csv(laid, "gb18030"), "汇总.csv", site)) == expected
