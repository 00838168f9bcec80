"""How mistakes are shown: text, json and github forms, bounded quotations, and the list of codes."""

import json
import re
from dataclasses import replace
from typing import get_args

import pytest
from places import REPOSITORY

from generator.diagnostics.limits import MOST_A_FILE, MOST_A_RUN, limited
from generator.diagnostics.printing import Format, show
from generator.diagnostics.problems import CODES, Position, Problem, ProblemsFound, errors, quote

ERROR = Problem(Position("content/a.yml", 3, 7), "E202", "缺少标题（title）。", "请加上“title: …”。")
WARNING = Problem(Position("content/a.yml", 2, 1), "W401", "标题跳了级。")
#: Where codes are used, not explained.
SOURCES = [path for path in sorted((REPOSITORY / "generator").rglob("*.py")) if path.name != "explanations.py"]


def test_the_text_form_has_place_word_code_message_and_what_to_do() -> None:
    assert show([ERROR, WARNING]) == (
        "content/a.yml:2:1: 提醒 W401 标题跳了级。\n"
        "content/a.yml:3:7: 错误 E202 缺少标题（title）。\n"
        "    改法：请加上“title: …”。"
    )


def test_the_json_form_is_data() -> None:
    shown = show([ERROR, WARNING], "json")

    assert "缺少标题" in shown
    assert json.loads(shown) == [
        {
            "path": "content/a.yml",
            "line": 2,
            "column": 1,
            "code": "W401",
            "severity": "warning",
            "message": "标题跳了级。",
            "hint": "",
        },
        {
            "path": "content/a.yml",
            "line": 3,
            "column": 7,
            "code": "E202",
            "severity": "error",
            "message": "缺少标题（title）。",
            "hint": "请加上“title: …”。",
        },
    ]


def test_the_github_form_is_a_workflow_command() -> None:
    assert show([ERROR, WARNING], "github") == (
        "::warning file=content/a.yml,line=2,col=1,title=W401::标题跳了级。\n"
        "::error file=content/a.yml,line=3,col=7,title=E202::缺少标题（title）。 改法：请加上“title: …”。"
    )


def test_the_github_form_escapes_what_would_end_a_part_of_it() -> None:
    problem = Problem(Position("a,b:c%d::e.yml", 1, 1), "E004", "100%:,%0A", "::")

    assert show([problem], "github") == (
        "::error file=a%2Cb%3Ac%25d%3A%3Ae.yml,line=1,col=1,title=E004::100%25:,%250A 改法：::"
    )


@pytest.mark.parametrize("name", ["::error::a.yml", " ::add-mask::a", "##[error]a.yml"])
def test_no_name_of_a_file_begins_a_command_in_the_text_form(name: str) -> None:
    assert show([Problem(Position(name), "E006", "a")]) == f"./{name}:1:1: 错误 E006 a"


@pytest.mark.parametrize("form", ["text", "github"])
@pytest.mark.parametrize("sign", ["\n::error::", "\r::error::", "\r\n", "\x1b[2J", "\u2028", "\u202e", "\udcff", "\0"])
def test_no_name_and_no_message_breaks_a_line_or_fails_to_be_written(form: Format, sign: str) -> None:
    problem = Problem(Position(f"content/{sign}.yml"), "E004", f"甲{sign}乙", f"丙{sign}")
    shown = show([problem], form)

    assert len(shown.splitlines()) == (1 if form == "github" else 2)
    assert all(sign_ == "\n" or sign_.isprintable() for sign_ in shown)
    shown.encode()
    json.loads(show([problem], "json").encode())


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_problems_are_sorted_by_place_and_told_once(form: Format) -> None:
    places = [Position("b.yml", 1, 1), Position("a.yml", 10, 1), Position("a.yml", 9, 12), Position("a.yml", 9, 2)]
    problems = [Problem(place, "E202", "甲") for place in places]
    shown = show([*problems, *problems], form)

    assert shown == show(reversed(problems), form)
    assert [p.position.line for p in sorted(problems)] == [9, 9, 10, 1]
    assert shown.count("E202") == 4
    assert not shown.endswith("\n")


def test_nothing_wrong_is_shown_as_nothing() -> None:
    assert (show([]), show([], "github"), show([], "json")) == ("", "", "[]")


def test_only_errors_stop_a_build() -> None:
    assert errors([WARNING, ERROR]) == [ERROR]
    assert (ERROR.severity, WARNING.severity) == ("error", "warning")
    assert ProblemsFound([ERROR, WARNING]).problems == [ERROR, WARNING]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("标题", "“标题”"),
        ("字" * 30, f"“{'字' * 30}”"),
        ("字" * 31, f"“{'字' * 30}…”"),
        ("a\nb\tc\r\nd", "“a b c  d”"),
        ("a\x00b", "“a〔U+0000〕b”"),
        ("a\u200bb", "“a〔U+200B〕b”"),
        ("\u202eabc", "“〔U+202E〕abc”"),
        ("a\ufeff", "“a〔U+FEFF〕”"),
        ("a\u00adb\u3164", "“a〔U+00AD〕b〔U+3164〕”"),
        ("\udcff", "“〔U+DCFF〕”"),
        ("\U000e0041", "“〔U+E0041〕”"),
        ("　甲", "“　甲”"),
        ("", "（空白）"),
        (None, "（空白）"),
        (12, "“12”"),
        (["a"], "一个列表"),
        (("a",), "一个列表"),
        ({"a": 1}, "一组字段"),
    ],
)
def test_a_quotation_is_one_line_bounded_and_shows_what_is_invisible(value: object, shown: str) -> None:
    assert quote(value) == shown


@pytest.mark.parametrize("value", ["字" * 100_000, "\u200b" * 100_000, "\n" * 100_000])
def test_no_quotation_is_long(value: str) -> None:
    assert len(quote(value)) <= 33
    assert len(quote(value, 5)) <= 8


def test_every_code_in_use_has_a_name_and_every_name_is_in_use() -> None:
    used = set()
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        if file.name == "problems.py":
            text = text.split("CODES = {")[0] + text.split("\n}\n", 1)[1]
        used |= set(re.findall(r'"([EW]\d{3})"', text))

    assert sorted(used) == sorted(CODES)


def test_codes_are_in_order_and_named_in_chinese() -> None:
    assert list(CODES) == sorted(CODES)
    assert len(set(CODES.values())) == len(CODES)
    assert all(re.search(r"[\u4e00-\u9fff]", name) for name in CODES.values())


def test_every_problem_is_made_with_a_code_that_is_written_out() -> None:
    """So that the codes can be found by searching, and the test above misses none."""
    calls = re.compile(r"\bProblem\(")
    wrong = [
        f"{file.name}: {line.strip()}"
        for file in SOURCES
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"f\"[EW]\d|[\"'][EW][\"'] ?\+", line)
    ]

    assert wrong == []
    assert sum(len(calls.findall(file.read_text(encoding="utf-8"))) for file in SOURCES) > 40


def many(path: str, count: int, code: str = "E201") -> list[Problem]:
    return [Problem(Position(path, number + 1), code, f"第 {number} 处写错了。", "请改。") for number in range(count)]


def test_of_one_file_so_many_are_told_and_the_rest_is_counted() -> None:
    told = limited(many("a.yml", 4000))

    assert len(told) == MOST_A_FILE + 1
    assert told[-1].message == "这个文件另有 3950 处没有列出。"
    assert show(many("a.yml", 4000)).count("\n") < 2 * len(told)


def test_of_one_run_so_many_are_told_whatever_form_they_have() -> None:
    problems = [problem for number in range(600) for problem in many(f"content/{number:03}.yml", 60)]

    assert len(limited(problems)) <= MOST_A_RUN + MOST_A_FILE + 1
    for form in get_args(Format):
        assert len(show(problems, form).encode()) <= 200_000


def test_warnings_never_crowd_out_an_error() -> None:
    problems = [*many("a.yml", 400, "W422"), Problem(Position("a.yml", 999), "E602", "这里有手机号码。", "请删去。")]

    assert "E602" in {problem.code for problem in limited(problems)}


def test_long_texts_of_problems_are_bounded_together() -> None:
    problems = [replace(problem, hint="改" * 2000) for n in range(20) for problem in many(f"{n}.yml", 50)]

    assert len(show(problems, "json").encode()) <= 200_000


def test_a_reminder_that_many_files_have_is_said_once_and_an_error_never() -> None:
    same = [
        Problem(Position(f"a{number}.yml", 3), code, "同样的话。") for code in ("W609", "E202") for number in range(12)
    ]
    text = show(same)

    assert text.count("W609") == 1
    assert "同样的话。另有 11 处也是这样：a1.yml:3、a10.yml:3、a11.yml:3、a2.yml:3等" in text
    assert text.count("E202") == 12
    assert show(same, "json").count("W609") == 12
