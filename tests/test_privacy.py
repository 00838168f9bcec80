"""What a text gives away of persons is found by a table of cases; look-alikes are left in peace."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from places import REPOSITORY, TESTS, TODAY, MakeSite
from stdnum.cn import ric, uscc

from generator.build.check import check
from generator.text.person_names import persons_in
from generator.text.pii import hidden, traces
from generator.text.pii_patterns import DETECTORS

CASES: list[dict[str, Any]] = yaml.safe_load((TESTS / "tables" / "privacy.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[str(case["given"]) for case in CASES])
def test_the_table_holds(case: dict[str, Any]) -> None:
    found = [(trace.code, trace.masked) for trace in traces(case["given"])]

    assert found == ([(case["code"], case["masked"])] if "code" in case else [])


def test_every_code_stands_in_the_table_twice() -> None:
    codes = [case["code"] for case in CASES if "code" in case]

    assert {detector.code for detector in DETECTORS} == set(codes)
    assert [code for code in codes if codes.count(code) < 2] == []


PERSONS: dict[str, Any] = yaml.safe_load((TESTS / "tables" / "persons.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PERSONS["told"], ids=[str(case["given"]) for case in PERSONS["told"]])
def test_a_person_is_told_however_people_write_of_one(case: dict[str, Any]) -> None:
    first, *_more = traces(case["given"])

    assert (first.code, first.masked) == (case["code"], case["masked"])


@pytest.mark.parametrize("text", PERSONS["harmless"])
def test_what_only_looks_like_a_person_is_left_alone(text: str) -> None:
    assert traces(text) == []


def test_there_are_persons_and_harmless_texts_enough() -> None:
    assert len(PERSONS["told"]) >= 60
    assert len(PERSONS["harmless"]) >= 120


@pytest.mark.parametrize(
    ("parties", "names"),
    [
        *(("王㛃", ["王㛃"]), ("李𬭎、某公司", ["李𬭎"]), ("王 小明", ["王小明"]), ("张䶮（反诉被告）", ["张䶮"])),
        *(("倪一", ["倪一"]), ("施二、殷三", ["施二", "殷三"]), ("褚一凡", ["褚一凡"]), ("欧阳小甲", ["欧阳小甲"])),
        *(("试验公司", []), ("Bob", []), ("ABC公司", []), ("王某、李某甲", []), ("试验市知识产权局", []), ("李宁", [])),
    ],
)
def test_parties_are_persons_or_not(parties: str, names: list[str]) -> None:
    assert persons_in(parties, {"李宁"}) == names


def test_a_brand_of_the_list_is_no_person() -> None:
    assert [t.code for t in traces("被告马应龙，未到庭。")] == ["W607"]
    assert traces("被告马应龙，未到庭。", {"马应龙"}) == []


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("任务不能写“张科长13851234567”，它不在词表内。", "任务不能写“张科长138****4567”，它不在词表内。"),
        ("没有“11010519491231002X”这个字段。", "没有“1101**********002X”这个字段。"),
        ("标题最多 64 个字，现在有 80 个字。", "标题最多 64 个字，现在有 80 个字。"),
    ],
)
def test_what_is_quoted_in_public_is_masked(told: str, shown: str) -> None:
    assert hidden(told) == shown


def test_no_check_repeats_a_number_in_public(make_site: MakeSite, highlight: str) -> None:
    text = highlight.replace("theme: 金融银企对接", "theme: 张科长13851234567\n13851234567: 甲")
    _site, problems = check(make_site(files={"content/highlights/nanjing/bianzao.yml": text}), TODAY)

    assert {problem.code for problem in problems} >= {"E201", "E602"}
    assert not any("13851234567" in problem.message + problem.hint for problem in problems)


def test_a_full_name_of_a_party_stops_the_build_and_a_listed_brand_does_not(make_site: MakeSite) -> None:
    case = """title: 试验公司商标权纠纷案
summary: 编造的案例：法院判令停止侵权并赔偿损失。
type: 司法
parties:
  - role: 被告
    name: 马应龙
publish_date: 2020-06-20 09:30
sources:
  - title: 试验消息
    publisher: 试验市知识产权局
"""
    root = make_site(files={"content/cases/nanjing/bianzao.yml": case})
    told = [(p.code, p.position.line, p.position.column) for p in check(root, TODAY)[1]]
    (root / "content" / "lists" / "brands.yml").write_text("name: 品牌\nitems:\n  - id: ma\n    name: 马应龙\n")

    assert told == [("E210", 6, 11)]
    assert check(root, TODAY)[1] == []


@given(st.integers(1, 659999), st.dates(), st.integers(0, 999))
def test_every_identity_card_is_refused_and_a_wrong_digit_is_doubted(region: int, day: Any, number: int) -> None:
    if day.year < 1900 or day.year > 2099 or region < 110000:
        return
    body = f"{region:06d}{day:%Y%m%d}{number:03d}"
    right = ric.calc_check_digit(body + "0")
    wrong = "0" if right != "0" else "1"

    if uscc.is_valid(body + wrong):
        return  # By chance it is a company's.

    assert [trace.code for trace in traces(f"号码为{body}{right}。")] == ["E601"]
    assert [trace.code for trace in traces(f"号码为{body}{wrong}。")] == ["W601"]


@given(st.integers(13000000000, 19999999999))
def test_what_is_masked_is_no_longer_found(number: int) -> None:
    (found,) = traces(f"电话{number}")

    assert traces(f"电话{found.masked}") == []


def test_nothing_published_gives_a_person_away() -> None:
    files = sorted(REPOSITORY.glob("content/*/*/*.yml"))

    assert len(files) > 150
    assert [(file.name, trace) for file in files for trace in traces(file.read_text("utf-8"))] == []
