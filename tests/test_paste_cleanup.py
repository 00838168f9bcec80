"""Pasted text is repaired by a table of cases; quotations, addresses and sound text stay as they are."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS

from generator.text.paste_cleanup import repair
from generator.text.paste_rules import BREAKS, RULES

CASES: list[dict[str, Any]] = yaml.safe_load((TESTS / "tables" / "repair.yml").read_text(encoding="utf-8"))
#: Pieces of which damaged texts are made.
PIECES = st.sampled_from(
    [
        *"知识产权局举办，。“”《》（）()[]〔〕\"「」'‘’,;:?!. 　\n\n２０％年月0129-->|#`",
        "2020",
        "苏知发",
        "号",
        "https://a.cn/",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=[str(case["given"]) for case in CASES])
def test_the_table_holds(case: dict[str, Any]) -> None:
    found = repair(case["given"], lines="lines" in case)

    assert found.text == case.get("fixed", case["given"])
    assert (case["rule"] in found.names) if "rule" in case else found.names == ()


def test_every_rule_stands_in_the_table() -> None:
    assert {*(rule.name for rule in RULES), *BREAKS} == {case["rule"] for case in CASES if "rule" in case}


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_what_is_repaired_stays_as_it_is(text: str, lines: bool) -> None:
    once = repair(text, lines=lines).text

    assert repair(once, lines=lines).text == once


@given(st.lists(PIECES, max_size=40).map("".join), st.text(alphabet="知识 ,(20206月4日)[]", max_size=20))
def test_the_words_of_a_quotation_stay(before: str, words: str) -> None:
    outside = before.translate(str.maketrans("", "", '“”‘’《》`「」"\n>'))

    assert f"“{words}”" in repair(f"{outside}“{words}”").text
