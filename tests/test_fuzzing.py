"""Texts of chance against everything that reads text, in time: `FUZZ=20000 SEED=7` for long runs (docs/hostile.md)."""

import os
import re
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from hostile.slowness import UNITS, filled
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from test_properties import PIECES, assert_harmless
from yardstick import within

from generator.text.cjk_line_breaks import without_folds
from generator.text.confusables import as_shown, plain_signs
from generator.text.hosts import is_public
from generator.text.identifiers import identifiers
from generator.text.markdown import may_have_faults, render, sound_link
from generator.text.paste_cleanup import quoted, repair, suspect
from generator.text.person_names import persons_in
from generator.text.pii import traces
from generator.text.search_folding import fold
from generator.yaml_source.reader import read_text

ROUNDS = int(os.environ.get("FUZZ", "100"))
SEED = int(os.environ.get("SEED", "1"))
#: For all readers of the longest text that a field takes.
YARDS = 150
MOST = 20_000

CHANCE = settings(
    max_examples=ROUNDS,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
#: What the patterns of this program begin, hold and end with.
SEEDS = st.sampled_from(
    [
        *(
            "《",
            "》",
            "“",
            "”",
            "「",
            "（",
            "）",
            "(",
            ")",
            "[",
            "](",
            "]",
            "`",
            "@",
            ".",
            "-",
            "…",
            "，",
            "。",
            "、",
            " ",
            "\u3000",
        ),
        *(
            "12",
            "320102199003071",
            "1380013",
            "6222 0212 ",
            "苏A1",
            "ZL2014",
            "（2020）苏01",
            "〔2020〕63号",
            "第1号商标",
            "月",
        ),
        *(
            "原告",
            "王小明",
            "住",
            "路8号",
            "室",
            "护照E",
            "https://a.cn/",
            "a@qq.com",
            "<b",
            ">",
            "|",
            "\n",
            "\n\n",
            "\n- ",
            "\n> ",
        ),
        *("甲", "字", "A", "０", "Ａ", "％", ",", ";", ":", "!", "?", "--", "...", "**", "_", "#", "&lt;", "\\", "😀"),
    ]
)
#: Few pieces, said again and again: what makes a pattern go back and forth.
REPEATED = st.tuples(
    st.lists(SEEDS, min_size=1, max_size=4).map("".join), st.lists(SEEDS, max_size=3).map("".join)
).map(lambda made: (made[0] * (MOST // len(made[0])))[: MOST - len(made[1])] + made[1])
MIXED = st.lists(SEEDS | PIECES, max_size=60).map("".join).map(lambda text: text.encode("utf-8", "ignore").decode())

READERS = (
    render.__wrapped__,
    may_have_faults,
    lambda text: repair(text, lines=True),
    traces,
    as_shown,
    plain_signs,
    identifiers,
    persons_in,
    fold,
    quoted,
    without_folds,
    lambda text: suspect([text]),
    lambda text: read_text(f"body: |\n  {text}\n", "a.yml"),
)


def read_by_all(text: str) -> None:
    with within(YARDS, text[:40]):
        for reader in READERS:
            reader(text)


@pytest.mark.parametrize("unit", UNITS)
def test_no_known_piece_said_again_and_again_keeps_a_reader_busy(unit: str) -> None:
    read_by_all(filled(unit, MOST))


@seed(SEED)
@settings(CHANCE)
@given(REPEATED)
def test_no_text_keeps_a_reader_busy(text: str) -> None:
    read_by_all(text)


@seed(SEED)
@settings(CHANCE)
@given(MIXED)
def test_markdown_of_chance_is_harmless_and_plain_texts_are_known(text: str) -> None:
    rendered = render(text)
    assert_harmless(rendered.html)
    if rendered.faults:
        assert may_have_faults(text)


@seed(SEED)
@settings(CHANCE)
@given(MIXED)
def test_repair_comes_to_an_end_and_hides_nothing_of_persons(text: str) -> None:
    """What is repaired once stays as it is, and a number that was seen before is seen after."""
    once = repair(text, lines=True).text
    assert repair(once, lines=True).text == once
    grave = {trace.code for trace in traces(text) if trace.code.startswith("E")}
    assert grave <= {trace.code for trace in traces(once)}


@seed(SEED)
@settings(CHANCE)
@given(
    st.lists(
        st.sampled_from([*"a.:/@[]0x1-_", "https://", "10.0.0.1", "127.0.0.1", "localhost", ".org", "例", "а"])
    ).map("".join)
)
def test_hosts_of_chance_are_judged_and_links_lead_outside(text: str) -> None:
    assert is_public(text) in (True, False)
    if sound_link(text):
        host = urlsplit(text).hostname or ""
        assert "@" not in text.split("/")[2]
        assert is_public(host)
        assert not re.fullmatch(r"(127|10)\.[0-9.x]*|localhost|[0-9x.]*", host) or ip_address(host).is_global
