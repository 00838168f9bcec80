"""Selections: the ranking equals a recomputation, conflicts stand back, a result needs everything, no vote leaks."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import TODAY, MakeSite

from generator.build.check import check
from generator.build.pipeline import render, render_office
from generator.model.kinds.case import CASE
from generator.model.kinds.collection import Collection
from generator.model.office import Office, OfficeFile
from generator.model.office.selections import Ballot, Selection
from generator.office.selections import Outcome, result, selections
from generator.office_site.selections import decimal
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.site import Site
from generator.yaml_source.reader import Source

WANLIXING = Path(sys.executable).with_name("wanlixing")
UNITS = ("jiangsu", "nanjing", "suzhou", "taizhou", "shanghai", "anhui")
CASES = tuple(f"case-{number}" for number in range(7))


def case(name: str, unit: str, published: date = date(2020, 1, 1)) -> Entry:
    data = {
        "id": name,
        "unit": unit,
        "title": f"编造的案例{name}",
        "summary": "编造的案例，供测试用。",
        "type": "司法",
        "publish_date": f"{published} 09:00",
        "sources": [{"title": "试验来源", "publisher": "试验机构"}],
        "reviewed_by": "测试员",
        "reviewed_on": "2019-01-01",
    }
    return Entry(CASE.model.model_validate(data), Source(f"content/cases/{unit}/{name}.yml", {}))


def with_votes(
    site: Site, form: dict[str, Any], ballots: Mapping[str, dict[str, Any]], owners: Mapping[str, str]
) -> Site:
    whole = {
        "title": "编造的评选结果",
        "summary": "编造的评选，供测试用。",
        "unit": "jiangsu",
        "year": "2020",
        "issuers": ["江苏省知识产权局"],
        "embargo_until": "2026-12-31",
        "publish_date": "2027-01-04 09:00",
        "reviewed_by": "测试员",
        "reviewed_on": "2026-11-02",
        "source_title": "试验通知",
        "source_publisher": "江苏省知识产权局",
        "least_ballots": "1",
        **form,
    }
    files = [OfficeFile("selections/shiyan/selection", Selection.model_validate(whole), Source("s.yml", {}))]
    files += [
        OfficeFile(f"selections/shiyan/ballots/{judge}", Ballot.model_validate(ballot), Source(f"{judge}.yml", {}))
        for judge, ballot in ballots.items()
    ]
    entries = [case(name, unit) for name, unit in owners.items()]
    return replace(site, office=Office(tuple(files)), catalogue=Catalogue(entries, TODAY))


@st.composite
def votes(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, dict[str, Any]], dict[str, str]]:
    """A selection with what can go wrong: absent, late, partial and unknown ballots, conflicts of all sorts."""
    criteria = draw(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 10)), min_size=1, max_size=3))
    cases = draw(st.lists(st.sampled_from(CASES), min_size=2, max_size=6, unique=True))
    owners = {name: draw(st.sampled_from(UNITS)) for name in cases}
    nominated = {name: draw(st.sampled_from([owners[name], "jiangsu"])) for name in cases}
    judges, ballots = [], {}
    points = st.sampled_from(["0", "1", "2", "2.5", "5", "7.25", "10"])
    for number in range(draw(st.integers(1, 4))):
        name = f"judge-{number}"
        units = draw(st.lists(st.sampled_from(UNITS), max_size=2, unique=True))
        known = draw(st.lists(st.sampled_from(cases), max_size=1))
        judges.append(
            {"id": name, "name": name, "units": units, "conflicts": [{"case": c, "reason": "编造"} for c in known]}
        )
        if draw(st.integers(0, 5)):
            marked = draw(st.lists(st.sampled_from(CASES), max_size=7, unique=True))
            ballots[name] = {
                "cast_on": draw(st.sampled_from(["2026-10-01", "2026-11-05"])),
                "conflicts": [
                    {"case": c, "reason": "编造"} for c in draw(st.lists(st.sampled_from(cases), max_size=1))
                ],
                "marks": [{"case": c, "points": [draw(points) for _ in criteria]} for c in marked],
            }
    if draw(st.booleans()):
        ballots["stranger"] = {"cast_on": "2026-10-01", "marks": [{"case": cases[0], "points": ["1"] * len(criteria)}]}
    form = {
        "places": str(draw(st.integers(1, 3))),
        "ballots_until": "2026-10-31",
        "criteria": [
            {"id": f"c-{n}", "name": f"标准{n}", "weight": str(weight), "most": str(most)}
            for n, (weight, most) in enumerate(criteria)
        ],
        "nominations": [{"case": name, "unit": unit} for name, unit in nominated.items()],
        "judges": judges,
    }
    return form, ballots, owners


def recomputed(
    form: dict[str, Any], ballots: Mapping[str, dict[str, Any]], owners: Mapping[str, str]
) -> dict[str, tuple[Fraction | None, int]]:
    """Score and number of ballots of every case, from the rules, with lists instead of the models."""
    found: dict[str, tuple[Fraction | None, int]] = {}
    weights = [int(c["weight"]) for c in form["criteria"]]
    mosts = [int(c["most"]) for c in form["criteria"]]
    for nomination in form["nominations"]:
        name = nomination["case"]
        scores = []
        for judge in form["judges"]:
            ballot = ballots.get(judge["id"])
            if ballot is None or ballot["cast_on"] > form["ballots_until"]:
                continue
            stands_back = [c["case"] for c in (*judge["conflicts"], *ballot["conflicts"])]
            if name in stands_back or nomination["unit"] in judge["units"] or owners[name] in judge["units"]:
                continue
            for marks in ballot["marks"]:
                values = [Fraction(p) for p in marks["points"]]
                if marks["case"] == name and all(v <= m for v, m in zip(values, mosts, strict=True)):
                    total = sum(v * w * 100 / m for v, w, m in zip(values, weights, mosts, strict=True))
                    scores.append(Fraction(total) / sum(weights))
        found[name] = (sum(scores, Fraction(0)) / len(scores) if scores else None, len(scores))
    return found


@settings(max_examples=300, deadline=None)
@given(data=votes())
def test_scores_ranks_and_ties_equal_a_recomputation(base_site: Site, data: Any) -> None:
    form, ballots, owners = data
    (outcome,) = selections(with_votes(base_site, form, ballots, owners))
    expected = recomputed(form, ballots, owners)

    assert {s.case: (s.score, len(s.counted)) for s in outcome.standings} == expected
    scored = [score for score, _count in expected.values() if score is not None]
    for standing in outcome.standings:
        if standing.score is None:
            assert standing.rank is None
        else:
            assert standing.rank == 1 + sum(other > standing.score for other in scored)
            assert standing.tied == (scored.count(standing.score) > 1)


@settings(max_examples=300, deadline=None)
@given(data=votes())
def test_a_result_is_given_only_when_nothing_is_open(base_site: Site, data: Any) -> None:
    form, ballots, owners = data
    (outcome,) = selections(with_votes(base_site, form, ballots, owners))
    expected = recomputed(form, ballots, owners)
    places = int(form["places"])
    valid = {j["id"] for j in form["judges"] if ballots.get(j["id"], {}).get("cast_on", "9") <= form["ballots_until"]}
    order = sorted((score for score, _n in expected.values() if score is not None), reverse=True)
    # A ballot that came late is set aside; nobody waits for it.
    absent = any(judge["id"] not in ballots for judge in form["judges"])
    assert valid <= set(ballots)
    unmarked = any(score is None for score, _n in expected.values())
    cut = len(order) > places and order[places - 1] == order[places]

    if absent or unmarked or cut or len(expected) < places:
        assert outcome.open
        assert outcome.chosen == ()
    elif not outcome.open:
        assert [s.score for s in outcome.chosen] == order[:places]
        assert {s.case for s in outcome.chosen} == {
            name for name, (score, _n) in expected.items() if score is not None and score >= order[places - 1]
        }


def test_a_late_ballot_is_set_aside_and_stops_nothing(base_site: Site) -> None:
    judges = [{"id": "jia", "name": "评委甲"}, {"id": "yi", "name": "评委乙"}]
    form = {**SIMPLE, "judges": judges, "ballots_until": "2026-10-31"}
    marks = [{"case": "case-0", "points": ["5"]}, {"case": "case-1", "points": ["9"]}]
    late = [{"case": "case-0", "points": ["10"]}, {"case": "case-1", "points": ["1"]}]
    ballots = {"jia": {"cast_on": "2026-10-01", "marks": marks}, "yi": {"cast_on": "2026-11-01", "marks": late}}
    found = outcome_of(base_site, form, ballots)

    assert found.open == ()
    assert [standing.case for standing in found.chosen] == ["case-1"]
    assert found.remarks == ("选票“yi”是2026年11月1日投的，已过截止日，另行存放，没有计入。",)
    few = outcome_of(base_site, {**form, "least_ballots": "2"}, ballots)
    assert few.open[0] == "案例“case-1”只有1张有效选票，至少要2张。"


def test_a_result_is_held_back_until_the_day_before_it_is_published(base_site: Site) -> None:
    ballots = {
        "jia": {
            "cast_on": "2026-10-01",
            "marks": [{"case": c, "points": [p]} for c, p in zip(OWNERS, "59", strict=True)],
        }
    }
    site = with_votes(base_site, SIMPLE, ballots, OWNERS)
    (outcome,) = selections(site)
    made = result(site, outcome)
    # The embargo of the form ends on 31 December, and it is published on 4 January.
    assert (made["embargo_until"], made["publish_date"]) == ("2027-01-03", "2027-01-04 09:00")


def test_a_result_is_not_to_be_published_while_it_is_held_back(base_site: Site) -> None:
    from generator.checks.office import office_sound

    site = with_votes(
        base_site, {**SIMPLE, "publish_date": "2026-12-31 09:00", "reviewed_on": "2027-01-01"}, {}, OWNERS
    )
    told = [problem.message for problem in office_sound(site)]
    assert told == [
        "发布时间2026-12-31还在保密期内（保密至2026-12-31）。",
        "审核日期2027-01-01在发布时间2026-12-31以后。",
    ]


SIMPLE: dict[str, Any] = {
    "places": "1",
    "criteria": [{"id": "a", "name": "影响", "weight": "1"}],
    "nominations": [{"case": "case-0", "unit": "nanjing"}, {"case": "case-1", "unit": "suzhou"}],
    "judges": [{"id": "jia", "name": "评委甲"}],
}
OWNERS = {"case-0": "nanjing", "case-1": "suzhou"}
TIE = {"jia": {"cast_on": "2026-10-01", "marks": [{"case": c, "points": ["5"]} for c in OWNERS]}}


def outcome_of(base_site: Site, form: dict[str, Any], ballots: Mapping[str, dict[str, Any]]) -> Outcome:
    (found,) = selections(with_votes(base_site, form, ballots, OWNERS))
    return found


def test_a_tie_at_the_last_place_waits_for_the_judges(base_site: Site) -> None:
    tied = outcome_of(base_site, SIMPLE, TIE)
    assert tied.open == ("第1名上并列：“case-0”、“case-1”。请评委会合议，把先后写进 ties。",)
    assert [standing.rank for standing in tied.standings] == [1, 1]

    unreasoned = outcome_of(base_site, {**SIMPLE, "ties": ["case-1", "case-0"]}, TIE)
    assert "ties_reason" in unreasoned.open[0]

    settled = outcome_of(base_site, {**SIMPLE, "ties": ["case-1", "case-0"], "ties_reason": "评委会合议"}, TIE)
    assert [standing.case for standing in settled.chosen] == ["case-1"]
    assert [(s.rank, s.tied, s.settled) for s in settled.standings] == [(1, True, True), (2, True, True)]


def test_nobody_has_a_result_before_the_vote_is_over(base_site: Site) -> None:
    marks = {
        "jia": {
            "cast_on": "2026-10-01",
            "marks": [{"case": c, "points": [p]} for c, p in zip(OWNERS, "59", strict=True)],
        }
    }
    running = {**SIMPLE, "ballots_until": TODAY.isoformat()}
    over = {**SIMPLE, "ballots_until": (TODAY - timedelta(days=1)).isoformat()}

    assert "截止" in outcome_of(base_site, running, marks).open[0]
    assert [s.case for s in outcome_of(base_site, over, marks).chosen] == ["case-1"]


def test_more_nominations_than_a_unit_may_make_are_told(base_site: Site) -> None:
    many = {
        **SIMPLE,
        "most_per_unit": "1",
        "nominations": [{"case": name, "unit": "nanjing"} for name in OWNERS],
    }

    assert "南京推荐了2件，最多1件。" in outcome_of(base_site, many, TIE).open


def test_marks_of_who_had_to_stand_back_do_not_count_and_are_told(base_site: Site) -> None:
    form = {**SIMPLE, "judges": [{"id": "jia", "name": "评委甲", "units": ["nanjing"]}]}
    found = outcome_of(base_site, form, TIE)

    assert found.standings[-1].case == "case-0"
    assert found.standings[-1].score is None
    assert found.remarks == ("评委甲应当回避“case-0”（本单位（南京）的案例），打的分没有计入。",)


def test_scores_are_shown_rounded_and_ranked_exactly() -> None:
    assert [decimal(Fraction(*pair)) for pair in ((200, 3), (1, 200), (100, 1), (0, 1))] == [
        "66.67",
        "0.01",
        "100.00",
        "0.00",
    ]


def run(root: Path, *words: str, today: date = TODAY) -> subprocess.CompletedProcess[str]:
    command = [str(WANLIXING), "selection", "result", "shiyan-2020", "--root", str(root), "--today", today.isoformat()]
    return subprocess.run([*command, *words], capture_output=True, encoding="utf-8", check=False)


def test_the_result_is_a_collection_under_embargo_and_holds_no_vote(make_site: MakeSite) -> None:
    root = make_site("complete")
    done = run(root)
    file = root / "content/collections/jiangsu/shiyan-2020.yml"
    text = file.read_text(encoding="utf-8")
    site, problems = check(root, TODAY)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "应当回避“loan-guarantee”" in done.stderr
    assert [p for p in problems if "shiyan-2020" in p.position.path] == []
    assert site
    assert ("collection", "shiyan-2020") in site.catalogue.held
    assert site.catalogue.get("collection", "shiyan-2020") is None
    assert site.catalogue.get("case", "mediation")  # What was public stays public.
    assert not [word for word in ("评委甲", "评委乙", "points", "weight", "内部标记") if word in text]
    read = site.catalogue.read("collection", "shiyan-2020")
    assert isinstance(read, Collection)
    assert [item.title for item in read.items] == ["甲公司诉乙公司侵害发明专利权纠纷案（编造）"]
    assert run(root).returncode == 2
    later = run(root, "--replace", today=date(2027, 1, 5))
    assert later.returncode == 0
    assert "record: loan-guarantee" in file.read_text(encoding="utf-8")


def test_a_missing_ballot_writes_nothing(make_site: MakeSite) -> None:
    root = make_site("complete")
    (root / "content/office/selections/shiyan-2020/ballots/bing.yml").unlink()
    done = run(root)

    assert done.returncode == 1
    assert "评委丙没有有效的选票。" in done.stdout
    assert not (root / "content/collections/jiangsu/shiyan-2020.yml").exists()


def test_the_vote_is_on_the_office_page_and_nowhere_in_public(make_site: MakeSite) -> None:
    root = make_site("complete")
    office = {file.path: file.content for file in render_office(root, TODAY).files}
    page = office["selections/shiyan-2020.html"].decode()

    assert "评委乙" in page
    assert "回避" in page
    for file in render(root, TODAY).files:
        for word in ("评委乙", "内部标记", "shiyan-2020", "编造的南京分任务"):
            assert word.encode() not in file.content, file.path


def test_the_page_shows_the_numbers_of_the_calculation(make_site: MakeSite) -> None:
    root = make_site("complete")
    site, _problems = check(root, TODAY)
    assert site
    (outcome,) = selections(site)
    page = {f.path: f.content for f in render_office(root, TODAY).files}["selections/shiyan-2020.html"].decode()

    # 评委乙 and 评委丙: (7.5/10·3 + 4/5·2)/5 = 77 and (9/10·3 + 5/5·2)/5 = 94, the mean 85.5.
    assert outcome.standings[0].score == Fraction(171, 2)
    # All three: (8/10·3 + 4/5·2)/5 = 80, (9/10·3 + 3/5·2)/5 = 78, (6/10·3 + 5/5·2)/5 = 76, the mean 78.
    assert outcome.standings[1].score == 78
    assert "85.50" in page
    assert "78.00" in page


ZHENGJI = """\
title: 编造的案例征集
summary: 编造的征集，供评选的例子用。
state: {state}
publish_date: 2026-10-01 09:00
sources:
  - title: 试验通知
    publisher: 试验机构
reviewed_by: 测试员
reviewed_on: 2026-10-01
"""


@pytest.mark.parametrize(
    ("state", "closed", "released", "said"),
    [
        ("征集", "2026-11-22", False, ""),
        ("征集", "2026-11-20", False, "推荐到2026年11月20日已经截止"),
        ("初评", "2026-11-20", False, ""),
        ("初评", "2026-11-20", True, "已经公布，征集还没有写入选名单"),
        ("入选\nchosen: shiyan-2020", "2026-11-20", True, ""),
    ],
)
def test_a_call_follows_the_selection_that_it_led_to(
    make_site: MakeSite, state: str, closed: str, released: bool, said: str
) -> None:
    root = make_site("complete", files={"content/calls/jiangsu/zhengji.yml": ZHENGJI.format(state=state)})
    file = root / "content/office/selections/shiyan-2020/selection.yml"
    told = f"call: zhengji\nnominations_until: {closed}\nplaces:"
    file.write_text(file.read_text(encoding="utf-8").replace("places:", told, 1), encoding="utf-8")
    if released:
        lists = root / "content/collections/jiangsu"
        (lists / "shiyan-2020.yml").write_text((lists / "top-three-2019.yml").read_text(encoding="utf-8"))
    site, problems = check(root, TODAY)
    assert site is not None, problems

    found = [problem for problem in problems if problem.position.path.endswith("zhengji.yml")]

    assert [(problem.code, said in problem.message) for problem in found] == ([("W502", True)] if said else [])
