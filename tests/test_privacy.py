"""What a text gives away of persons is found by a table of cases; look-alikes are left in peace."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from places import REPOSITORY, TESTS
from stdnum.cn import ric

from generator.text.pii import DETECTORS, traces

CASES: list[dict[str, Any]] = yaml.safe_load((TESTS / "tables" / "privacy.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[str(case["given"]) for case in CASES])
def test_the_table_holds(case: dict[str, Any]) -> None:
    found = [(trace.code, trace.masked) for trace in traces(case["given"])]

    assert found == ([(case["code"], case["masked"])] if "code" in case else [])


def test_every_code_stands_in_the_table_twice() -> None:
    codes = [case["code"] for case in CASES if "code" in case]

    assert {detector.code for detector in DETECTORS} == set(codes)
    assert [code for code in codes if codes.count(code) < 2] == []


@given(st.integers(1, 659999), st.dates(), st.integers(0, 999))
def test_every_identity_card_is_refused_and_a_wrong_digit_is_doubted(region: int, day: Any, number: int) -> None:
    if day.year < 1900 or day.year > 2099 or region < 110000:
        return
    body = f"{region:06d}{day:%Y%m%d}{number:03d}"
    right = ric.calc_check_digit(body + "0")
    wrong = "0" if right != "0" else "1"

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
