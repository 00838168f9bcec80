"""How text is folded before it is compared, and that the search script folds in the same way."""

import json
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import REPOSITORY

from generator.text.search_folding import BRACKETS, COMMA, LINE, SIGN, fold, fold_codes


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("苏知发〔2020〕63号", "苏知发(2020)63号"),
        ("苏知发[2020]63号", "苏知发(2020)63号"),
        ("苏知发【2020】63号", "苏知发(2020)63号"),
        ("苏知发［２０２０］６３号", "苏知发(2020)63号"),
        ("（2019）苏民终1316号", "(2019)苏民终1316号"),
        ("(2019) 苏民终 1316 号", "(2019)苏民终1316号"),
        ("〈甲〉｛乙｝", "(甲)(乙)"),
        ("《甲》", "《甲》"),
        ("ＩＰ Centre", "ipcentre"),
        ("ⅷ㎏①", "viiikg1"),
        ("ﬁ", "fi"),
        ("甲　乙\t丙\n丁\u00a0戊", "甲乙丙丁戊"),
        ("", ""),
        (" ", ""),
        ("ÀÉ", "ae"),
        ("e\u0301", "e"),
        ("Café Zürich", "cafezurich"),
        ("ＣＡＦÉ", "cafe"),
        ("ǿ đ ß 3×5", "øđß3×5"),
        ("𠮷", "𠮷"),
    ],
)
def test_ways_of_writing_the_same_are_folded_into_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(st.sampled_from("甲乙 AaＡ〔［[（(〕］】)１1㎏ⅷ　\n"), max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower())
    assert not re.search(r"\s", fold(text))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_text_can_be_folded(text: str) -> None:
    assert not re.search(r"\s", fold(text))


def test_the_search_script_holds_the_same_table() -> None:
    script = (REPOSITORY / "templates" / "assets" / "js" / "search" / "text.js").read_text(encoding="utf-8")
    table = re.search(r"const BRACKETS = (\{.*?\});", script)
    assert table
    signs = json.loads(table[1])

    assert signs == {chr(sign): to for sign, to in BRACKETS.items()}
    pattern = re.search(r"const BRACKET = /(\[.*?\])/g;", script)
    assert pattern
    assert sorted(signs) == sorted(pattern[1][1:-1].replace("\\", ""))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_folding_by_table_equals_folding_by_rule(text: str) -> None:
    """Letters, digits and Han as themselves; a comma, a line's end and any other sign as one of three signs."""
    clean = text.encode("utf-8", "ignore").decode()
    expected = [code for char in unicodedata.normalize("NFKC", clean).lower() for code in by_rule(bared(char))]

    assert fold_codes(clean).tolist() == expected


def bared(char: str) -> str:
    """A Latin letter without its accent."""
    return unicodedata.normalize("NFD", char)[0] if unicodedata.name(char, "").startswith("LATIN") else char


def by_rule(char: str) -> list[int]:
    if char in "\n,":
        return [LINE if char == "\n" else COMMA]
    if char > "\uffff":
        return list(memoryview(char.encode("utf-16-le")).cast("H"))
    return [ord(char) if char.isalnum() else SIGN]


def test_commas_that_group_digits_are_nothing() -> None:
    assert fold("1,500万元，其中 20，000 元") == "1500万元,其中20000元"
