"""The office's ledger and summary table against a recomputation of their own, over made-up editions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from office_rules import MONTHLY, PAIRS, REPORT, THEMES, WHOLE, Campaign, Event, Rule, cell, sums, taking_part
from places import TODAY, MakeSite

from generator.checks.office import office_sound
from generator.loading.loader import load
from generator.loading.validation import read_model, read_record
from generator.model.editions import Edition
from generator.model.kinds import KINDS
from generator.model.office import Office, OfficeFile
from generator.model.office.declared_totals import Declared
from generator.model.office.received_reports import ReceivedList
from generator.office.ledger import ledger
from generator.office.summary_table import summary_table
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.site import Site
from generator.yaml_source.reader import Source, read_text

REGION = {"jiangsu": "省级", "nanjing": "设区市", "suzhou": "设区市", "taizhou": "设区市"}
THEME_NAMES = ("金融银企对接", "培训学习教育", "知识产权保护")
FORMS = ("银企对接会", "宣讲会", "实地走访")
#: A fixed choice, so that the same enterprise meets the same spelling.
NAMES = tuple(f"试验{sign}公司" for sign in "甲乙丙丁戊己")
COLUMNS = {
    "events": "活动",
    "matchings": "对接",
    "trainings": "培训",
    "heads": "参加",
    "loans": "融资笔数",
    "money": "融资金额",
    "visits": "企业家次",
    "enterprises": "企业家数",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The lists and settings of the test sites, without records."""
    import shutil

    from places import SITES

    root = tmp_path_factory.mktemp("office") / "root"
    shutil.copytree(SITES / "base", root)
    site, problems = load(root, TODAY)
    assert site is not None, problems
    return site


days = st.dates(date(2020, 4, 20), date(2021, 2, 10))


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    first = draw(st.dates(date(2020, 5, 1), date(2020, 8, 31)))
    if draw(st.booleans()):
        first = first.replace(day=1)
    last = first + timedelta(days=draw(st.integers(0, 190)))
    units = st.lists(st.sampled_from([*REGION]), max_size=3, unique=True).map(tuple)
    classes = {name: draw(units) for name in ("甲类", "乙类")}
    chosen = st.lists(st.sampled_from(["甲类", "乙类"]), max_size=2, unique=True).map(tuple)
    rules = [
        Rule(
            id=f"r{number}",
            rule=kind,
            classes=draw(chosen),
            theme=draw(st.sampled_from([None, *THEME_NAMES])) if kind in (MONTHLY, PAIRS, WHOLE) else None,
            at_least=draw(st.integers(1, 3)) if kind != REPORT else 1,
            principle=draw(st.booleans()),
            due=draw(days) if kind == REPORT else None,
        )
        for number, kind in enumerate(draw(st.permutations([MONTHLY, PAIRS, WHOLE, THEMES, REPORT])))
    ]
    due = draw(st.none() | days)
    remainder = draw(st.sampled_from(["单独要求", "不单独要求", "并入上一期"]))
    opening = draw(st.sampled_from(["单独要求", "不单独要求", "并入下一期"]))
    return Campaign("2020", first, last, due, remainder, THEME_NAMES[:2], classes, rules, opening=opening)


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        unit = draw(st.sampled_from([*REGION, "shanghai"]))
        joint = tuple(u for u in draw(st.sets(st.sampled_from([*REGION, "shanghai"]), max_size=3)) if u != unit)
        day = draw(days)
        forms = draw(st.dictionaries(st.sampled_from(FORMS), st.integers(1, 9), max_size=3))
        more = draw(st.none() | st.integers(0, 5))
        names = tuple(draw(st.lists(st.sampled_from(NAMES), max_size=5)))
        extra = draw(st.none() | st.integers(0, 40))
        found.append(
            Event(
                id=f"e{number}",
                unit=unit,
                theme=draw(st.sampled_from(THEME_NAMES)),
                day=str(day)[: draw(st.sampled_from([4, 7, 10, 10, 10]))],
                published=day + timedelta(days=draw(st.integers(0, 120))),
                editions=draw(st.sampled_from([("2020",), ("2020", "2021"), ("2021", "2020"), ("2021",), ()])),
                joint=joint,
                cancelled=draw(st.sampled_from([False, False, False, True])),
                matchings=None if more is None else sum(forms.values()) + more,
                forms=forms,
                trainings=draw(st.none() | st.integers(0, 9)),
                participants=draw(st.none() | st.integers(0, 3000)),
                loans=draw(st.none() | st.integers(0, 99)),
                # From a yuan to some hundred 亿元.
                millionths=draw(st.none() | st.integers(0, 5_000_000_000_000)),
                enterprises=None if extra is None else len(set(names)) + extra,
                names=names,
            )
        )
    return found


def amount(millionths: int) -> str:
    """万元 with as many digits behind as it takes."""
    whole, rest = divmod(millionths, 1_000_000)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")


def text_of(event: Event) -> str:
    """The event as an author's file."""
    main, *further = event.editions or ("",)
    results = {
        "matchings": event.matchings,
        "matching_forms": f"[{', '.join(f'{name} {count}' for name, count in event.forms.items())}]",
        "trainings": event.trainings,
        "participants": event.participants,
        "loans": event.loans,
        "loan_amount_wan": None if event.millionths is None else amount(event.millionths),
        "enterprises": event.enterprises,
    }
    return f"""\
title: 编造的活动
summary: 编造的活动，只供测试。
edition: {main and repr(main)}
further_editions: {further}
outside_window: 编造
theme: {event.theme}
event_date: {event.day if len(event.day) != 4 else repr(event.day)}
publish_date: {event.published} 09:00
joint_units: [{", ".join(event.joint)}]
place: 编造的会场
event_end: {event.end}
cancelled: {"编造的原因" if event.cancelled else ""}
enterprise_names: [{", ".join(event.names)}]
results:
{chr(10).join(f"  {name}: {'' if value is None else value}" for name, value in results.items())}
sources:
  - title: 编造
    publisher: 试验局
reviewed_by: 测试员
reviewed_on: {event.published}
"""


def entry_of(event: Event) -> Entry:
    """The event as an author's file, read by the program."""
    text = text_of(event)
    source, problems = read_text(text, f"{event.id}.yml")
    assert source is not None, problems
    entry, problems = read_record(KINDS["highlight"], source, event.id, event.unit)
    assert entry is not None, (problems, text)
    return entry


def edition_of(campaign: Campaign, **changes: Any) -> Edition:
    """The campaign as it stands in the list of editions, read by the program."""
    data = {
        "id": campaign.id,
        "name": "编造的一届",
        "theme": "编造的主题",
        "organiser": "试验局",
        "start": str(campaign.first),
        "end": str(campaign.last),
        "summary_due": str(campaign.entries_due) if campaign.entries_due else None,
        "host": "jiangsu",
        "themes": list(campaign.themes),
        "classes": [
            {"id": f"c{n}", "name": name, "units": list(units)}
            for n, (name, units) in enumerate(campaign.classes.items())
        ],
        "rules": [
            {
                "id": rule.id,
                "name": rule.id,
                "text": "编造的要求",
                "classes": list(rule.classes),
                "rule": rule.rule,
                "theme": rule.theme,
                "at_least": str(rule.at_least),
                "in_principle": "是" if rule.principle else "否",
                "due": str(rule.due) if rule.due else None,
            }
            for rule in campaign.rules
        ],
        "remainder": campaign.remainder,
        "opening": campaign.opening,
        "table": [
            {"id": key, "name": key, "counts": counts, "measure": "个", "split": "是" if key == "matchings" else "否"}
            for key, counts in COLUMNS.items()
        ],
    }
    edition, problems = read_model(Edition, Source("editions.yml", {**data, **changes}))
    assert edition is not None, problems
    return edition


def site_of(base: Site, campaign: Campaign, found: Sequence[Event], today: date, office: Office | None = None) -> Site:
    lists = replace(base.lists, editions={campaign.id: edition_of(campaign)})
    catalogue = Catalogue(map(entry_of, found), today)
    return replace(base, lists=lists, catalogue=catalogue, today=today, office=office or Office())


def reports(received: dict[tuple[str, str], date]) -> Office:
    items = [
        {"edition": "2020", "unit": unit, "duty": duty, "received": str(day)} for (unit, duty), day in received.items()
    ]
    form, problems = read_model(ReceivedList, Source("received.yml", {"items": items}))
    assert form is not None, problems
    return Office((OfficeFile("received", form, Source("received.yml", {})),))


MANY = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@MANY
@given(campaigns(), events(), days, st.dictionaries(st.sampled_from([*REGION]), days, max_size=3))
def test_every_cell_of_the_ledger_equals_the_recomputation(
    base: Site, campaign: Campaign, found: list[Event], today: date, received: dict[str, date]
) -> None:
    report = next(rule.id for rule in campaign.rules if rule.rule == REPORT)
    office = reports({(unit, report): day for unit, day in received.items()})
    site = site_of(base, campaign, found, today, office)
    made = ledger(site, site.lists.editions["2020"])
    assert made is not None
    held = taking_part(campaign, found, set(REGION), today)

    told = {unit: day for unit, day in received.items() if day <= today}
    # Every city, and no row for the province itself.
    assert {row.unit.id for row in made.rows} == set(REGION) - {"jiangsu"}
    for row in made.rows:
        expected = [
            one
            for rule in campaign.rules
            for one in cell(
                campaign,
                rule,
                (row.unit.id, REGION[row.unit.id]),
                held=held,
                reported=told.get(row.unit.id),
                today=today,
            )
        ]
        made_of = [(one.state, {r.id for r in one.records}, one.late) for one in row.cells]
        assert made_of == expected
        assert len({one.head.key for one in row.cells}) == len(row.cells)


@MANY
@given(campaigns(), events(), days)
def test_every_figure_of_the_table_equals_the_recomputation(
    base: Site, campaign: Campaign, found: list[Event], today: date
) -> None:
    site = site_of(base, campaign, found, today)
    table = summary_table(site, site.lists.editions["2020"])
    assert table is not None
    held = taking_part(campaign, found, set(REGION), today)
    rows = [(row, [event for event in held if row.unit.id in event.holders]) for row in table.rows]

    for row, mine in [*rows, (table.total, held)]:
        expected = {key: value for key, value in sums(mine).items() if value}
        told = {}
        for field, figure in zip(table.fields, row.figures, strict=True):
            key = f"{field.column.id}/{field.part}" if field.part else field.column.id
            exact = figure.value * 1_000_000 if key == "money" else figure.value
            assert exact == int(exact)
            if exact:
                told[key] = int(exact)
            # What a figure is said to be made of does make it.
            if field.column.counts != "企业家数":
                assert sum((value for _record, value in figure.parts), Decimal(0)) == figure.value
            ids = [record.id for record, _value in figure.parts]
            assert len(ids) == len(set(ids))
            assert set(ids) <= {event.id for event in mine}
        assert told == expected


@MANY
@given(st.integers(0, 10**15), st.integers(0, 10**15), st.sampled_from(["", "万元", "亿元", "元"]))
@example(15_000_000_000, 1, "亿元")
def test_declared_money_is_compared_to_the_last_digit(base: Site, counted: int, declared: int, measure: str) -> None:
    """`declared` is in millionths of its own measure."""
    event = Event("e", "nanjing", THEME_NAMES[0], "2020-06-03", date(2020, 6, 4), ("2020",), millionths=counted)
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 9, 30), None, "单独要求", (), {}, [])
    said = f"{amount(declared)}{measure}"
    data = {"received": "2020-10-19", "source": "编造", "values": [{"column": "money", "value": said}]}
    form, problems = read_model(Declared, Source("nanjing.yml", data))
    assert form is not None, problems
    office = Office((OfficeFile("declared/2020/nanjing", form, Source("nanjing.yml", {})),))
    site = site_of(base, campaign, [event], date(2021, 1, 1), office)
    table = summary_table(site, site.lists.editions["2020"])
    assert table is not None
    row = next(row for row in table.rows if row.unit.id == "nanjing")
    (found,) = table.differences(row)

    # Ten thousand times millionths of 万元, so that a 元 is still whole.
    factor = {"": 10_000, "万元": 10_000, "亿元": 100_000_000, "元": 1}[measure]
    assert found.difference * 10**10 == declared * factor - counted * 10_000


def test_the_words_never_say_that_an_event_was_not_held(base: Site) -> None:
    rule = Rule("m", MONTHLY, ("甲类",))
    classes = {"甲类": ("nanjing",), "乙类": ()}
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), None, "不单独要求", (), classes, [rule])
    site = site_of(base, campaign, [], date(2020, 8, 11))
    made = ledger(site, site.lists.editions["2020"])
    assert made is not None
    words = {row.unit.id: [cell.words for cell in row.cells] for row in made.rows}

    assert words["nanjing"] == ["逾期42天，未见报送", "逾期11天，未见报送", "差1场，还有20天", "未到期", "不作要求"]
    assert words["suzhou"] == ["未分类"] * 5
    assert [head.name for head in made.heads][-1] == "10月1—15日"


def test_nobody_is_late_with_an_edition_that_is_closed(base: Site) -> None:
    rule = Rule("m", MONTHLY, ("甲类",))
    campaign = Campaign(
        "2020", date(2020, 6, 1), date(2020, 10, 15), None, "不单独要求", (), {"甲类": ("nanjing",)}, [rule]
    )
    words = {}
    for today in (date(2020, 12, 31), date(2021, 1, 1)):
        site = site_of(base, campaign, [], today)
        made = ledger(site, site.lists.editions["2020"])
        assert made is not None
        words[today.year] = {cell.words for row in made.rows if row.unit.id == "nanjing" for cell in row.cells}

    assert any("逾期" in told for told in words[2020])
    assert words[2021] == {"活动已结束，未见报送", "不作要求"}


def test_closed_figures_stay_and_later_changes_show(make_site: MakeSite) -> None:
    from click.testing import CliRunner

    from generator.cli.main import cli
    from generator.office.frozen import corrections, frozen_of

    root = make_site("office")

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, [*arguments, "--root", str(root)])
        return done.exit_code, done.output

    assert "才结束" in run("edition", "close", "2020", "--today", "2020-10-15")[1]
    code, told = run("edition", "close", "2020", "--today", "2020-10-28")
    assert (code, "只能封存一次，还有没核对完的" in told) == (2, True)
    assert "南京：未见报送：" in told
    code, told = run("edition", "close", "2020", "--yes", "--today", "2020-10-28")
    assert code == 0, told
    assert "已经封存" in run("edition", "close", "2020", "--today", "2020-10-29")[1]

    def changed() -> list[tuple[str, str, str, str]]:
        site, problems = load(root, date(2020, 12, 1))
        assert site is not None, problems
        edition = site.lists.editions["2020"]
        table, closed = summary_table(site, edition), frozen_of(site, edition)
        assert table is not None
        assert closed is not None
        assert closed.sha256 in told
        assert closed.sound
        return [(item.unit, item.key, item.before, item.now) for item in corrections(site, table)]

    assert changed() == []
    record = root / "content" / "highlights" / "nanjing" / "bank-june.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("loans: 3", "loans: 4"), encoding="utf-8")
    assert changed() == [("nanjing", "loans", "11", "12"), ("全省合计", "loans", "12", "13")]

    file = root / "content" / "office" / "frozen" / "2020.yml"
    file.write_text(file.read_text(encoding="utf-8").replace('"11"', '"12"', 1), encoding="utf-8")
    assert "E314" in run("check", "--today", "2020-12-01")[1]


def test_what_is_only_announced_counts_when_it_has_begun(base: Site) -> None:
    """Entered on 10 June for 18 September: nothing of it counts before that day, in the ledger or in the table."""
    found = Event("e", "nanjing", "培训学习教育", "2020-09-18", date(2020, 6, 10), ("2020",), trainings=1)
    classes = {"甲类": ("nanjing",)}
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), None, "不单独要求", (), classes, [
        Rule("m", MONTHLY, ("甲类",))
    ])  # fmt: skip
    seen = {}
    for day in (date(2020, 6, 20), date(2020, 9, 17), date(2020, 9, 18)):
        site = site_of(base, campaign, [found], day)
        edition = site.lists.editions["2020"]
        made, table = ledger(site, edition), summary_table(site, edition)
        assert made
        assert table
        cell = next(row for row in made.rows if row.unit.id == "nanjing").cells[3]
        seen[day.isoformat()] = (cell.count, cell.words, len(table.total.figures[0].parts))
    assert seen == {
        "2020-06-20": (0, "未到期，已预告1场", 0),
        "2020-09-17": (0, "差1场，还有13天，已预告1场", 0),
        "2020-09-18": (1, "已完成", 1),
    }


@pytest.mark.parametrize(("day", "counts"), [(date(2020, 8, 31), False), (date(2020, 9, 30), True)])
def test_an_announcement_for_a_month_counts_when_the_month_is_over(base: Site, day: date, *, counts: bool) -> None:
    found = Event("e", "nanjing", "培训学习教育", "2020-09", date(2020, 6, 10), ("2020",))
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), None, "不单独要求", (), {}, [])
    table = summary_table(site_of(base, campaign, [found], day), edition_of(campaign))
    assert table
    assert (int(table.total.figures[0].value), len(table.counted.announced)) == ((1, 0) if counts else (0, 1))


def edited(base: Site, campaign: Campaign, found: Sequence[Event], today: date, **changes: Any) -> Site:
    """The site with an edition that says something else in some fields."""
    site = site_of(base, campaign, found, today)
    return replace(site, lists=replace(site.lists, editions={"2020": edition_of(campaign, **changes)}))


CHANGED: list[dict[str, Any]] = [
    {"id": "a", "name": "示范市", "changes": [{"unit": "taizhou", "from": "2020-09-01", "basis": "编造"}]},
    {"id": "b", "name": "其他设区市", "units": ["taizhou"], "basis": "编造"},
]


def test_a_class_that_changes_is_judged_by_the_first_day_of_each_period(base: Site) -> None:
    rules = [Rule("m", MONTHLY, ("示范市",)), Rule("p", PAIRS, ("其他设区市",))]
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), None, "不单独要求", (), {}, rules)
    site = edited(base, campaign, [], date(2020, 12, 1), classes=CHANGED)
    made = ledger(site, site.lists.editions["2020"])
    assert made
    row = next(row for row in made.rows if row.unit.id == "taizhou")

    # Monthly from September; in pairs for June and July, August and September, begun before that.
    assert [cell.state for cell in row.cells] == [*["free"] * 3, "missing", "free", "missing", "missing", "free"]
    assert row.classes == ("示范市", "其他设区市")


def test_two_classes_that_exclude_each_other_are_refused(base: Site) -> None:
    from generator.checks.editions import editions_sound

    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), None, "不单独要求", (), {}, [])

    def told(*classes: dict[str, Any]) -> list[str]:
        site = edited(base, campaign, [], date(2020, 12, 1), classes=list(classes))
        return [problem.message for problem in editions_sound(site)]

    assert told(*CHANGED) == []
    both = {**CHANGED[0], "units": ["taizhou"], "basis": "编造", "changes": []}
    assert told(both, CHANGED[1]) == ["泰州同时属于“示范市”和“其他设区市”，这两类的要求互相排斥。"]
    assert told(both, {**both, "id": "c", "name": "示范园区"}) == []


def test_an_event_over_several_months_counts_in_each_if_the_edition_says_so(base: Site) -> None:
    found = Event("e", "nanjing", "培训学习教育", "2020-06-28", date(2020, 6, 29), ("2020",), end="2020-08-02")
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 9, 30), None, "单独要求", (), {}, [Rule("m", MONTHLY)])
    counts = {}
    for way in ("开始的一期", "经过的每一期"):
        for day in (date(2020, 7, 1), date(2020, 9, 1)):
            site = edited(base, campaign, [found], day, long_events=way)
            made = ledger(site, site.lists.editions["2020"])
            assert made
            row = next(row for row in made.rows if row.unit.id == "nanjing")
            counts[way, day.month] = [cell.count for cell in row.cells]
    assert counts == {
        ("开始的一期", 7): [1, 0, 0, 0],
        ("开始的一期", 9): [1, 0, 0, 0],
        ("经过的每一期", 7): [1, 1, 0, 0],
        ("经过的每一期", 9): [1, 1, 1, 0],
    }


def test_the_summary_that_its_table_is_part_of_has_come_with_it(base: Site) -> None:
    data = {"received": "2020-10-19", "source": "编造", "values": [{"column": "loans", "value": "3"}]}
    form, problems = read_model(Declared, Source("nanjing.yml", data))
    assert form is not None, problems
    office = Office((OfficeFile("declared/2020/nanjing", form, Source("nanjing.yml", {})),))
    rule = Rule("s", REPORT, due=date(2020, 10, 20))
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), date(2020, 10, 20), "单独要求", (), {}, [rule])
    seen = {}
    for day in (date(2020, 10, 18), date(2020, 10, 21)):
        site = site_of(base, campaign, [], day, office)
        made = ledger(site, site.lists.editions["2020"])
        assert made
        seen[day.day] = [next(row for row in made.rows if row.unit.id == "nanjing").cells[0].words]
    assert seen == {18: ["差1份，还有2天"], 21: ["已完成"]}


def test_what_came_tomorrow_is_refused(make_site: MakeSite) -> None:
    from generator.build.check import check

    items = "items:\n  - {edition: '2020', unit: nanjing, duty: summary, received: 2020-10-30}\n"
    declared = "received: 2020-11\nsource: 编造\nvalues:\n  - {column: loans, value: 3}\n"
    files = {
        "content/office/received.yml": items,
        "content/office/declared/2020/suzhou.yml": declared,
    }
    _site, problems = check(make_site("office", files), date(2020, 10, 29))
    told = [(p.position.path, p.message) for p in problems if p.position.path.startswith("content/office/")]

    assert ("content/office/received.yml", "收到日期2020年10月30日在今天以后。") in told
    assert ("content/office/declared/2020/suzhou.yml", "收到日期2020年11月在今天以后。") in told


def closed_site(make_site: MakeSite) -> Any:
    """The office's site, closed on 28 October, with one record corrected since."""
    from click.testing import CliRunner

    from generator.cli.main import cli

    root = make_site("office")
    done = CliRunner().invoke(cli, ["edition", "close", "2020", "--yes", "--today", "2020-10-28", "--root", str(root)])
    assert done.exit_code == 0, done.output
    record = root / "content" / "highlights" / "nanjing" / "bank-june.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("loans: 3", "loans: 4"), encoding="utf-8")
    site, problems = load(root, date(2020, 12, 1))
    assert site is not None, problems
    return site


def test_what_goes_up_of_a_closed_edition_is_what_was_sealed(make_site: MakeSite) -> None:
    import io

    from openpyxl import load_workbook

    from generator.office_site.summary import summary_files

    files = {file.path: file.content for file in summary_files(closed_site(make_site))}
    book: Any = load_workbook(io.BytesIO(files["summary/2020.xlsx"]))
    assert book.sheetnames == ["成效汇总表", "封存以后的更正"]
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert "2020年10月28日封存的数字" in rows[1][0]
    # 南京 had 11 loans when it was closed, and has 12 now.
    assert 11 in next(row for row in rows if row[0] == "南京")
    assert 12 not in next(row for row in rows if row[0] == "南京")
    changes = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    assert ["南京", "质押融资笔数", 11, 12] in [row[:4] for row in changes]
    assert rows[-1][0].startswith("制表：")
    assert {sheet.oddHeader.right.text for sheet in book.worksheets} == {"内部"}
    compared: Any = load_workbook(io.BytesIO(files["summary/2020-compared.xlsx"]))
    assert compared.sheetnames == ["申报与记录对照"]


def test_a_report_says_no_nought_and_no_distinct_number_without_its_caveat(base: Site) -> None:
    import io

    from docx import Document

    from generator.office_site.narrative_report import report_document

    found = Event(
        "e", "nanjing", THEME_NAMES[0], "2020-06-03", date(2020, 6, 4), ("2020",),
        loans=10, millionths=1_250_000_000, enterprises=27, names=NAMES[:2],
    )  # fmt: skip
    outside = Event("o", "nanjing", THEME_NAMES[0], "2020-04-25", date(2020, 6, 4), ("2020",))
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), None, "单独要求", THEME_NAMES[:2], {}, [])
    site = site_of(base, campaign, [found, outside], date(2020, 10, 1))
    table = summary_table(site, site.lists.editions["2020"])
    assert table
    said = {}
    for row in table.rows:
        document = Document(io.BytesIO(report_document(site, table, row)))
        said[row.unit.id] = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert "共举办活动0场" not in said["suzhou"]
    assert "没有收到本届的活动记录" in said["suzhou"]
    assert "促成知识产权质押融资10个、金额1250个" in said["nanjing"]
    assert "惠及企业27个，按填报的企业名单去重为2个，另有25家次没有填名单，不能去重" in said["nanjing"]
    assert "其中1场在活动期以外，请核对是否计入" in said["nanjing"]
    assert said["nanjing"].endswith("年　　月　　日")


def test_one_event_that_two_units_sent_in_is_told(base: Site) -> None:
    from generator.office.counted_events import counted, twins

    made = [
        Event(name, unit, THEME_NAMES[0], day, date(2020, 6, 20), ("2020",))
        for name, unit, day in (
            ("a", "nanjing", "2020-06-03"),
            ("b", "suzhou", "2020-06-03"),
            ("c", "suzhou", "2020-06-04"),
        )
    ]
    campaign = Campaign("2020", date(2020, 6, 1), date(2020, 10, 15), None, "单独要求", (), {}, [])
    site = site_of(base, campaign, made, date(2020, 10, 1))
    found = counted(site, site.lists.editions["2020"])
    assert found
    assert [[record.id for record in group] for group in twins(found)] == [["a", "b"]]


PLAN = """\
title: 编造的活动方案
summary: 编造的活动方案，供台账的例子用。
status: 有效
openness: 主动公开
plan_for: '2020'
publish_date: 2020-06-10 09:00
sources:
  - title: 试验方案
    publisher: 试验机构
reviewed_by: 测试员
reviewed_on: 2020-06-10
"""
ASKED = """\
      - id: plan
        name: 活动方案
        text: 抓紧制订活动方案
        rule: 方案
      - id: summary
"""


def test_a_plan_has_come_as_a_record_or_as_a_report(make_site: MakeSite) -> None:
    come = "items:\n  - edition: '2020'\n    unit: suzhou\n    duty: plan\n    received: 2020-06-12\n"
    files = {"content/policies/nanjing/fangan.yml": PLAN, "content/office/received.yml": come}
    root = make_site("complete", files=files)
    lists = root / "content/lists/editions.yml"
    lists.write_text(lists.read_text(encoding="utf-8").replace("      - id: summary\n", ASKED, 1), encoding="utf-8")
    site, problems = load(root, TODAY)
    assert site is not None, problems
    found = ledger(site, site.lists.editions["2020"])
    assert found is not None

    cells = {row.unit.id: cell for row in found.rows for cell in row.cells if cell.head.key == "plan"}

    assert {name for name, cell in cells.items() if cell.state == "met"} == {"nanjing", "suzhou"}
    assert [record.id for record in cells["nanjing"].records] == ["fangan"]
    assert cells["nanjing"].measure == "份"
    assert list(office_sound(site)) == []
