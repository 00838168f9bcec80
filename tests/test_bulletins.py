"""Bulletins: shares, totals and changes equal a recomputation; the table stays as it was sealed."""

import csv
import io
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook
from outputs_made import made_files
from places import TODAY, MakeSite

from generator.build.check import check
from generator.model.kinds.bulletin import Bulletin
from generator.office.summary_table import summary_table
from generator.office_site.bulletin_drafts import of_table
from generator.outputs.pages.bulletins import table_of
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.look import look_at
from generator.site.site import Site
from generator.yaml_source.reader import Source

WANLIXING = Path(sys.executable).with_name("wanlixing")
UNITS = ("jiangsu", "nanjing", "suzhou", "taizhou", "shanghai", "anhui")
SECOND = "content/bulletins/jiangsu/beian-2.yml"


Cells = dict[str, tuple[str, str, str]]
amounts = st.decimals(min_value=0, max_value=99999, places=2).map(str)
cell = st.one_of(st.just("未报"), amounts)


@st.composite
def tables(draw: st.DrawFn) -> Cells:
    """By unit: a whole, a part of it, and a figure that is not summed."""
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, unique=True))
    made = {}
    for unit in units:
        whole, part = draw(cell), draw(cell)
        if "未报" not in (whole, part) and Decimal(part) > Decimal(whole):
            whole, part = part, whole
        made[unit] = (whole, part, draw(cell))
    return made


def bulletin(number: int, cells: Cells) -> Bulletin:
    return Bulletin.model_validate(
        {
            "id": f"b-{number}",
            "unit": "jiangsu",
            "title": "编造的通报",
            "summary": "编造的通报，供测试用。",
            "series": "shiyan",
            "number": str(number),
            "as_of": f"2022-{number:02}",
            "columns": [
                {"name": "应备案", "measure": "家"},
                {"name": "已备案", "measure": "家", "share_of": "应备案"},
                {"name": "均值", "measure": "万元", "summed": "否"},
            ],
            "rows": [{"unit": unit, "values": list(values)} for unit, values in cells.items()],
            "publish_date": "2022-12-31 09:00",
            "sources": [{"title": "试验统计", "publisher": "试验机构"}],
            "reviewed_by": "测试员",
            "reviewed_on": "2022-12-01",
        }
    )


def with_bulletins(site: Site, *found: Bulletin) -> Site:
    return replace(site, catalogue=Catalogue([Entry(b, Source("x.yml", {})) for b in found], TODAY))


def tenth(part: Fraction, whole: Fraction) -> Fraction:
    """Per cent rounded half up to one place, by whole numbers."""
    return Fraction((part * 1000 * 2 / whole + 1) // 2, 10)


def shares(pairs: list[tuple[str, str]]) -> Fraction | None:
    known = [(Fraction(w), Fraction(p)) for w, p in pairs if "未报" not in (w, p)]
    whole = sum((w for w, _p in known), Fraction(0))
    return tenth(sum((p for _w, p in known), Fraction(0)), whole) if whole else None


def same(figure: Decimal | None, expected: Fraction | None) -> bool:
    return (None if figure is None else Fraction(figure)) == expected


def number(text: str) -> Fraction | None:
    return None if text == "未报" else Fraction(text)


def less(now: Fraction | None, was: Fraction | None) -> Fraction | None:
    return None if now is None or was is None else now - was


@settings(max_examples=150, deadline=None)
@given(now=tables(), was=tables(), gap=st.integers(1, 3))
def test_every_cell_equals_a_recomputation(base_site: Site, now: Cells, was: Cells, gap: int) -> None:
    later = bulletin(gap + 1, now)
    table = table_of(look_at(with_bulletins(base_site, later, bulletin(1, was))), later)

    assert [line.unit for line in table.lines] == list(now)
    for line in table.lines:
        whole, part, mean = now[line.unit]
        old_whole, old_part, old_mean = was.get(line.unit, ("未报",) * 3)
        share, old_share = shares([(whole, part)]), shares([(old_whole, old_part)])
        wanted: list[tuple[Fraction | None, Fraction | None]] = [
            (number(whole), less(number(whole), number(old_whole))),
            (number(part), less(number(part), number(old_part))),
            (share, less(share, old_share) if number(part) is not None and number(old_part) is not None else None),
            (number(mean), less(number(mean), number(old_mean))),
        ]
        for figure, (value, change) in zip(line.figures, wanted, strict=True):
            assert same(figure.value, value)
            assert same(figure.change, change)


@settings(max_examples=150, deadline=None)
@given(now=tables(), was=tables())
def test_the_total_counts_what_was_reported_and_compares_only_like_with_like(
    base_site: Site, now: Cells, was: Cells
) -> None:
    later = bulletin(2, now)
    table = table_of(look_at(with_bulletins(base_site, later, bulletin(1, was))), later)
    if len(now) == 1:
        assert table.total is None
        return
    assert table.total
    for place in (0, 1):
        known = [Fraction(cells[place]) for cells in now.values() if cells[place] != "未报"]
        figure = table.total.figures[place]
        assert same(figure.value, sum(known, Fraction(0)) if known else None)
        old = [Fraction(cells[place]) for cells in was.values() if cells[place] != "未报"]
        alike = now.keys() == was.keys() and len(known) == len(now) and len(old) == len(was)
        assert same(figure.change, sum(known, Fraction(0)) - sum(old, Fraction(0)) if alike else None)
    assert same(table.total.figures[2].value, shares([(w, p) for w, p, _m in now.values()]))
    assert table.total.figures[3].value is None


def test_the_last_bulletin_is_the_next_lower_number_of_the_same_series(base_site: Site) -> None:
    cells: Cells = {"nanjing": ("10", "5", "1")}
    latest = bulletin(7, cells)
    other = bulletin(6, {"nanjing": ("99", "9", "9")}).model_copy(update={"series": "bieshi", "id": "other"})
    earlier = bulletin(3, {"nanjing": ("8", "5", "1")})
    site = with_bulletins(base_site, latest, other, earlier, bulletin(1, cells))
    table = table_of(look_at(site), latest)

    assert table.previous
    assert table.previous.number == 3
    assert [figure.change_text for figure in table.lines[0].figures] == ["+2", "持平", "−12.5个百分点", "持平"]


def test_a_bulletin_goes_out_as_page_workbook_feed_and_article(complete_files: Mapping[str, bytes]) -> None:
    files = complete_files
    page: Any = html.fromstring(files["bulletins/beian-2.html"].decode())
    (shown,) = page.find_class("by-unit")
    rows = [[" ".join(str(c.text_content()).split()) for c in row] for row in shown.iter("tr")]

    assert rows[1] == ["南京", "1,315+115", "40持平", "36+16", "90.0%+40.0个百分点", "12.5"]
    assert rows[3] == ["泰州", "15", "7持平", "2", "28.6%", "未报"]
    assert rows[4] == ["合计", "1,408", "107持平", "71", "66.4%", "—"]
    assert "2022年12月底前，目标100%" in rows[0][4]
    assert "bulletins/beian-1.html" in files
    assert "beian-1.html" in [a.get("href") for a in page.find_class("issues")[0].iter("a")]
    feed = files["feeds/bulletin.rss.xml"].decode()
    assert "占重点企业的比例：90.0%（+40.0个百分点）" in feed
    assert "占重点企业的比例：90.0%（+40.0个百分点）" in files["wechat/beian-2.html"].decode()


def test_the_workbook_holds_numbers_that_one_can_go_on_with(site: Site) -> None:
    made = {file.path: file.content for file in made_files(site, "bulletin_files")}
    sheet: Any = load_workbook(io.BytesIO(made["bulletins/beian-2.xlsx"])).active

    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    assert rows[2][:5] == ["单位", "备案产品", None, "重点企业", None]
    assert rows[3][:3] == [None, "本期\n（件）", "较上期\n（件）"]
    assert rows[4] == ["南京", 1315, 115, 40, 0, 36, 16, 90, 40, 12.5, None]
    assert rows[6][:3] == ["泰州", 15, None]
    assert rows[7][:2] == ["合计", 1408]
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    plain = list(csv.reader(io.StringIO(made["bulletins/beian-1.csv"].decode("utf-8-sig"))))
    assert plain[3] == ["泰州", "未报", "7", "未报", "—"]


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(WANLIXING), *words, "--root", str(root), "--today", TODAY.isoformat()]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_a_sealed_table_cannot_be_changed_without_a_correction(make_site: MakeSite) -> None:
    root = make_site("complete")
    file = root / "content/bulletins/jiangsu/beian-1.yml"
    assert run(root, "bulletin", "seal", "beian-1").returncode == 0
    assert check(root, TODAY)[1] == check(make_site("complete", name="fresh"), TODAY)[1]
    file.write_text(file.read_text(encoding="utf-8").replace("[80, 60, 33]", "[81, 60, 33]"), encoding="utf-8")

    assert [p.code for p in check(root, TODAY)[1] if p.position.path.endswith("beian-1.yml")] == ["E316"]
    refused = run(root, "bulletin", "seal", "beian-1")
    assert refused.returncode == 2
    assert "corrections" in refused.stderr
    with file.open("a", encoding="utf-8") as more:
        more.write("corrections:\n  - date: 2022-12-05 09:00\n    note: 更正了苏州的数。\n")
    assert run(root, "bulletin", "seal", "beian-1").returncode == 0
    assert "E316" not in [p.code for p in check(root, TODAY)[1]]
    assert file.read_text(encoding="utf-8").count("seal:") == 1


def test_words_may_be_mended_under_the_seal(make_site: MakeSite) -> None:
    root = make_site("complete")
    run(root, "bulletin", "seal", "beian-2")
    file = root / SECOND
    file.write_text(file.read_text(encoding="utf-8").replace("请未达到目标的市抓紧", "请抓紧办理"), encoding="utf-8")

    assert "E316" not in [p.code for p in check(root, TODAY)[1]]


def test_the_next_bulletin_begins_with_the_table_of_the_last(make_site: MakeSite) -> None:
    root = make_site("complete")
    done = run(root, "bulletin", "new", "beian-3", "--series", "shiyan-beian")
    file = root / "content/bulletins/jiangsu/beian-3.yml"
    text = file.read_text(encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert "number: 3" in text
    assert text.count("未报") == 12
    # What people have to write is asked for, and nothing else.
    told = [p for p in check(root, TODAY)[1] if p.position.path.endswith("beian-3.yml")]
    assert {p.code for p in told} <= {"E202", "E205", "E207"}
    assert run(root, "bulletin", "new", "beian-3", "--series", "shiyan-beian").returncode == 2
    assert run(root, "bulletin", "new", "beian-4", "--series", "meiyou").returncode == 2


def test_a_bulletin_can_begin_with_what_the_summary_table_says(make_site: MakeSite) -> None:
    root = make_site("complete")
    words = ("bulletin", "new", "chengxiao-1", "--series", "chengxiao", "--edition", "2020")
    refused = run(root, *words)
    assert (refused.returncode, "只公开到“合计”" in refused.stderr) == (2, True)
    lists = root / "content/lists/editions.yml"
    text = lists.read_text(encoding="utf-8")
    shown = text.replace("    host: jiangsu\n", "    host: jiangsu\n    publish: 分单位\n", 1)
    lists.write_text(shown, encoding="utf-8")
    done = run(root, *words)
    text = (root / "content/bulletins/jiangsu/chengxiao-1.yml").read_text(encoding="utf-8")
    site, _problems = check(make_site("complete", name="fresh"), TODAY)
    assert site
    table = summary_table(site, site.lists.editions["2020"])
    assert table

    assert done.returncode == 0, done.stderr
    assert text.count("- unit: ") == len(table.rows) - sum(row.unit.id == table.total.unit.id for row in table.rows)
    for row in table.rows:
        if row.unit.id != table.total.unit.id:
            block = text.split(f"- unit: {row.unit.id}\n")[1].split("- unit:")[0]
            said = [line.strip("- ").strip() for line in block.splitlines() if line.strip().startswith("- ")]
            whole = [figure.value for field, figure in zip(table.fields, row.figures, strict=True) if not field.part]
            assert [Decimal(value) for value in said] == whole


def test_a_unit_without_a_record_has_not_reported_which_is_no_nought(site: Site) -> None:
    table = summary_table(site, site.lists.editions["2020"])
    assert table
    silent = {name: found for name, found in table.counted.by_unit.items() if name != "suzhou"}
    made = of_table(replace(table, counted=replace(table.counted, by_unit=silent)), "chengxiao", 1, TODAY)
    said = {row["unit"]: set(row["values"]) for row in made["rows"]}

    assert said["suzhou"] == {"未报"}
    assert "未报" not in said["nanjing"]
