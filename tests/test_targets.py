"""Targets, tasks and coverage: exact figures, plain words where nothing is known, every count from its records."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from places import TODAY, MakeSite

from generator.build.check import check
from generator.documents.tables import written
from generator.model.kinds.figure import FIGURE
from generator.model.kinds.highlight import Highlight
from generator.model.office.targets import Target
from generator.office.coverage import matrices
from generator.office.extract import extract
from generator.office.targets import Progress, converted, progress, progress_of
from generator.office.tasks import task_lists
from generator.office_site.period_paper import period_document, period_words
from generator.outputs.pages.progress import progress_page
from generator.site import facets
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.site import Site
from generator.yaml_source.reader import Source

YUAN = {"元": 1, "万元": 10**4, "亿元": 10**8, "万亿元": 10**12}


@given(
    value=st.decimals(min_value=0, max_value=10**9, places=6),
    measure=st.sampled_from([*YUAN]),
    into=st.sampled_from([*YUAN]),
)
def test_amounts_are_converted_exactly(value: Decimal, measure: str, into: str) -> None:
    made = converted(value, measure, into)

    assert made is not None
    assert Fraction(made) == Fraction(value) * YUAN[measure] / YUAN[into]


@pytest.mark.parametrize(("measure", "into"), [("亿元", "万家"), ("家", "个"), ("%", "件"), ("亿", "元")])
def test_what_measures_different_things_is_not_compared(measure: str, into: str) -> None:
    assert converted(Decimal(1), measure, into) is None


def target(**further: Any) -> Target:
    data = {
        "id": "zhiya",
        "name": "全年知识产权质押融资额",
        "unit": "anhui",
        "value": "15",
        "measure": "亿元",
        "above": "超过",
        "due": "2020",
        "wording": "全年知识产权质押融资额超过15亿元",
        "source": "mubiao",
        "figure": {"unit": "anhui", "name": "全年知识产权质押融资额", "period": "2020年"},
    }
    return Target.model_validate({**data, **further})


def told(site: Site, given: dict[str, str], today: date = TODAY) -> Progress:
    """What is said of a target when a published figure states this value."""
    value = dict(given)
    figure = {
        "id": "shuju",
        "unit": "anhui",
        "title": "编造的统计数据",
        "summary": "编造的统计数据，供测试用。",
        "nature": value.pop("nature", "统计"),
        "period": value.pop("period", "2020年"),
        "scope": "试验省",
        "values": [{"name": "全年知识产权质押融资额", "measure": "亿元", **value}],
        "publish_date": "2021-01-05 09:00",
        "sources": [{"title": "试验统计", "publisher": "试验机构"}],
        "reviewed_by": "测试员",
        "reviewed_on": "2021-01-05",
    }
    entry = Entry(FIGURE.model.model_validate(figure), Source("x.yml", {}))
    return progress_of(replace(site, today=today, catalogue=Catalogue([entry], today)), target())


@pytest.mark.parametrize(
    ("value", "state", "amount", "share"),
    [
        ({"value": "15.000001"}, "完成", "15.000001", "100.0"),
        ({"value": "15"}, "逾期未完成", "15", "100.0"),  # 超过15亿元 is more than 15.
        ({"value": "15", "qualifier": "超过"}, "完成", "15", "100.0"),
        ({"value": "15", "qualifier": "多"}, "完成", "15", "100.0"),
        ({"value": "15", "qualifier": "以上"}, "要核对", "15", "100.0"),
        ({"value": "14", "qualifier": "超过"}, "要核对", "14", "93.3"),
        ({"value": "15", "qualifier": "近"}, "逾期未完成", "15", "100.0"),
        ({"value": "16", "qualifier": "约"}, "要核对", "16", "106.6"),
        ({"value": "149999.9999", "measure": "万元"}, "逾期未完成", "14.99999999", "99.9"),
        ({"value": "1500000001", "measure": "元"}, "完成", "15.00000001", "100.0"),
    ],
)
def test_a_target_is_reached_by_what_the_words_of_the_figure_say(
    base_site: Site, value: dict[str, str], state: str, amount: str, share: str
) -> None:
    found = told(base_site, value)

    assert (found.state, found.value, str(found.share)) == (state, Decimal(amount), share)
    assert [record.id for record in found.records] == ["shuju"]


@pytest.mark.parametrize(
    "value", [{"nature": "目标"}, {"period": "2019年"}, {"name": "专利质押登记额"}, {"nature": "要求"}]
)
def test_without_a_fitting_statistic_nothing_is_said_of_progress(base_site: Site, value: dict[str, str]) -> None:
    found = told(base_site, {"value": "99", **value})

    assert (found.state, found.value, found.share, found.records) == ("没有数据", None, None, ())
    assert found.words == "还没有安徽2020年的“全年知识产权质押融资额”统计数据，不能说完成了多少。"


def test_a_target_is_late_only_after_its_last_day(base_site: Site) -> None:
    assert told(base_site, {"value": "3"}, date(2020, 12, 31)).state == "未完成"
    assert told(base_site, {"value": "3"}, date(2021, 1, 1)).state == "逾期未完成"


def test_a_figure_of_another_measure_is_shown_and_not_compared(base_site: Site) -> None:
    found = told(base_site, {"value": "20", "measure": "笔"})

    assert (found.state, found.value) == ("要核对", None)
    assert "不能和亿元比较" in found.words


def test_outlets_and_districts_are_counted_from_the_directory(site: Site) -> None:
    found = {item.target.id: item for item in progress(site)}

    assert (found["zhiya"].state, found["zhiya"].value) == ("完成", Decimal(373800))
    assert (found["wangdian"].state, found["wangdian"].value) == ("逾期未完成", Decimal(1))
    assert [record.id for record in found["wangdian"].records] == ["service-point"]
    assert (found["quanfugai"].state, found["quanfugai"].value, found["quanfugai"].gaps) == (
        "未完成",
        Decimal(1),
        ("编造县",),
    )
    assert "另有1个来源没有写出名称" in found["quanfugai"].words
    assert (found["shujuku"].state, found["shujuku"].goal) == ("没有数据", "3至4个")


def test_tasks_say_what_is_done_and_never_that_it_was_not(site: Site) -> None:
    sheet = next(found for found in task_lists(site) if found.id == "shiyan")
    states = {item.task.id: (item.state, item.when) for item in sheet.everything}

    assert states == {
        "zong": ("进行中", "还有39天"),
        "nanjing": ("快到期", "还有9天"),
        "suzhou": ("完成", "2026年10月20日"),
        "yanqi": ("到期未见办结", "过了22天"),
    }
    assert [item.task.id for item in sheet.items] == ["zong", "yanqi"]
    assert [part.task.id for part in sheet.items[0].parts] == ["nanjing", "suzhou"]
    assert sheet.items[0].roll_up == (1, 2)


@pytest.mark.parametrize("days", [-1, 0, 1, 13, 14, 15])
def test_a_task_is_due_for_a_fortnight(site: Site, days: int) -> None:
    day = date(2026, 12, 1) - timedelta(days=days)
    sheet = next(found for found in task_lists(replace(site, today=day)) if found.id == "shiyan")
    (item,) = [found for found in sheet.everything if found.task.id == "nanjing"]

    assert item.state == ("到期未见办结" if days < 0 else "快到期" if days <= 14 else "进行中")


def test_every_cell_of_a_matrix_equals_a_count_of_the_records(site: Site) -> None:
    by_task, by_level = matrices(site)
    every = [r for r in site.catalogue.records if isinstance(r, Highlight)]
    # What is only announced has reached nobody yet.
    events = [r for r in every if not r.cancelled and (r.event_date is None or r.event_date.first <= TODAY)]
    assert len(events) < len(every)

    assert [row.id for row in by_task.rows] == ["nanjing", "suzhou", "taizhou"]
    assert sum(len(cell) for row in by_task.rows for cell in row.cells) > 0
    for row in by_task.rows:
        for column, cell in zip(by_task.columns, row.cells, strict=True):
            expected = [r.id for r in events if r.theme == column and row.id in facets.unit(r)]
            assert [record.id for record in cell] == expected
    assert by_level.columns == ("国家级", "省级", "市级", "县级")
    assert [[len(cell) for cell in row.cells] for row in by_level.rows] == [[0, 0, 1, 0], [0, 0, 0, 0]]
    assert (by_level.any, by_level.full, by_level.unnamed, by_level.sums) == (1, 0, 1, (0, 0, 1, 0))


def test_every_count_on_the_page_leads_to_as_many_records(office_files: Mapping[str, bytes]) -> None:
    page: Any = html.fromstring(office_files["coverage/index.html"].decode())
    cells = page.xpath("//table//td/a")

    assert len(cells) > 3
    for cell in cells:
        (heading,) = page.xpath(f"//*[@id='{cell.get('href')[1:]}']")
        assert len(heading.getnext().findall("li")) == int(cell.text)


def test_names_that_do_not_exist_and_ids_used_twice_are_told_at_their_place(make_site: MakeSite) -> None:
    root = make_site("complete")
    file = root / "content/office/targets.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("source: loans-2019", "source: loans-2018", 1).replace("levels: [市级]", "levels: [地市级]")
    file.write_text(text.replace("id: quanfugai", "id: wangdian"), encoding="utf-8")
    told_of = {
        (p.code, p.position.line) for p in check(root, TODAY)[1] if p.position.path.startswith("content/office/")
    }

    assert told_of == {("E302", 10), ("E304", 25), ("E310", 27)}


SHEET = """\
title: 编造的方案
publish: {publish}
items:
  - id: gongkai
    title: 编造的任务
    owner: 试验处室
    due: 2020-12
    records: [bank-fair-2020]
"""


@pytest.mark.parametrize("publish", ["是", "否"])
def test_the_public_reads_what_the_office_gives_and_nothing_of_what_is_held_back(
    make_site: MakeSite, publish: str
) -> None:
    root = make_site("complete", files={"content/office/tasks/shiyan.yml": SHEET.format(publish=publish)})
    site, _problems = check(root, TODAY)
    assert site is not None
    held = Catalogue(site.catalogue.entries, TODAY)
    held.records = tuple(record for record in held.records if record.id != "bank-fair-2020")

    (page,) = progress_page(site)
    (without,) = progress_page(replace(site, catalogue=held))

    assert ("编造的任务" in page.article) == (publish == "是")
    assert "县（市、区）网点全覆盖" not in page.article, "this target has no mark"
    assert "highlights/bank-fair-2020.html" in page.article
    assert "bank-fair-2020" not in without.article
    assert "过了" not in page.article, "days late are the office's business"


def test_the_paper_of_a_period_says_what_the_tables_say(site: Site) -> None:
    tables = {table.tab: table for table in extract(site, date(2020, 1, 1), date(2020, 6, 30))}
    made = Document(io.BytesIO(period_document(site, date(2020, 1, 1), date(2020, 6, 30))))
    text = [paragraph.text for paragraph in made.paragraphs]
    units = [[cell.text for cell in row.cells] for row in made.tables[1].rows]

    assert text[0] == "江苏省知识产权局2020年上半年\n“知识产权服务万里行”工作情况"
    assert any(f"举办活动{tables['活动'].rows[-1][2]}" in line for line in text)
    assert units[1:] == [[written(value) for value in row] for row in tables["按单位"].rows]
    assert text[-2:] == ["江苏省知识产权局", f"{site.today.year}年{site.today.month}月{site.today.day}日"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
        (date(2026, 7, 1), date(2026, 12, 31), "2026年下半年"),
        (date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        (date(2026, 2, 1), date(2026, 7, 31), "2026年2月1日至7月31日"),
        (date(2026, 12, 1), date(2027, 1, 15), "2026年12月1日至2027年1月15日"),
    ],
)
def test_a_period_is_called_as_an_office_calls_it(first: date, last: date, words: str) -> None:
    assert period_words(first, last) == words


def test_an_extract_holds_what_lies_in_its_days_and_adds_it_up(site: Site) -> None:
    counted = [r for r in site.catalogue.events(counted=True) if not r.event.cancelled and r.event_date]
    inside = [
        r for r in counted if "2020-06-01" <= str(r.event_date) <= "2020-06-30" and r.event_date and r.event_date.day
    ]

    tables = {table.tab: table for table in extract(site, date(2020, 6, 1), date(2020, 6, 30))}
    rows = tables["活动"].rows

    assert sorted(str(row[2]) for row in rows[:-1]) == sorted(r.title for r in inside)
    assert rows[-1][2] == f"{len(inside)}场"
    amounts = [r.event.achieved.loan_amount_wan for r in inside]
    assert rows[-1][-2] == sum(amount for amount in amounts if amount is not None)
    assert tables["按任务"].rows[-1][1] == len(inside), "the total counts each event once"
    assert {row[0] for row in tables["按单位"].rows[:-1]} == {
        site.lists.units[u].short for r in inside for u in facets.unit(r)
    }
    order = [unit.short for unit in site.lists.units.values()]
    named = [str(row[0]) for row in tables["按单位"].rows[:-1]]
    assert named == sorted(named, key=order.index)
    assert extract(site, date(1990, 1, 1), date(1990, 1, 2)) == []
    only = extract(site, date(2020, 1, 1), date(2020, 12, 31), "suzhou")
    assert all("苏州" in str(row[1]) for table in only if table.tab == "活动" for row in table.rows[:-1])
