"""From data to a model: what is unknown, missing or of the wrong shape, in Chinese and in its place."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from generator.diagnostics.problems import CODES, Problem
from generator.loading.validation import models_in, read_model, read_record
from generator.model.config import SiteConfig
from generator.model.kinds import KINDS
from generator.model.record import PLACED, Record
from generator.model.vocabularies import FORMS, TermList
from generator.yaml_source.reader import read_text

NAME = "content/highlights/nanjing/a.yml"


def check(text: str, kind: str = "highlight") -> tuple[Record | None, list[Problem]]:
    source, problems = read_text(text, NAME)
    assert source is not None
    assert problems == []
    entry, found = read_record(KINDS[kind], source, "a", "nanjing")
    assert all(problem.code in CODES and problem.message and problem.hint for problem in found)
    return entry.record if entry else None, found


def told(problems: list[Problem]) -> list[tuple[int, int, str, str]]:
    return sorted((p.position.line, p.position.column, p.code, p.message) for p in problems)


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def line_of(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if line.startswith(start))


def test_a_sound_record_is_read(highlight: str) -> None:
    record, problems = check(highlight)

    assert problems == []
    assert record is not None
    assert (record.id, record.unit, record.title) == ("a", "nanjing", "试验市举办银企对接会")
    assert record.sources[0].publisher == "试验市知识产权局"
    assert record.updated == record.publish_date


def test_a_record_cannot_be_changed(highlight: str) -> None:
    record, _problems = check(highlight)

    with pytest.raises(ValueError, match="frozen"):
        setattr(record, "title", "别的标题")  # noqa: B010  # mypy knows it too


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("publishdate", "publish_date"),
        ("sumary", "summary"),
        ("标题", "title"),
        ("摘要", "summary"),
        ("正文", "body"),
        ("活动地点", "place"),
        ("地点", "place"),
        ("发布日期", "event_date"),
    ],
)
def test_an_unknown_field_is_told_with_what_was_meant(highlight: str, written: str, meant: str) -> None:
    record, problems = check(highlight + f"{written}: 甲乙丙丁\n")
    problem = only(problems)

    assert record is None
    assert (problem.code, problem.position.line, problem.position.column) == ("E201", highlight.count("\n") + 1, 1)
    assert f"“{written}”" in problem.message
    assert meant in problem.hint.split("？")[0]
    assert "？" in problem.hint


def test_an_unknown_field_that_is_like_nothing_gets_the_list(highlight: str) -> None:
    hint = only(check(highlight + "zzzz: 1\n")[1]).hint

    assert all(name in hint for name in ("title", "summary", "publish_date", "theme"))
    assert not re.search(r"(?<!\w)(id|unit)(?!\w)", hint)


@pytest.mark.parametrize(
    ("text", "column", "inside", "meant"),
    [
        ("images:\n  - file: a.jpg\n    alt: 甲\n    credit: 乙\n    标题: 丙\n", 5, "图片第 1 项", "file"),
        ("results:\n  trainigs: 1\n", 3, "本场成效", "trainings"),
        ("wechat: {标题: 甲乙丙丁}\n", 10, "公众号", "title"),
        ("wechat: {'a b': 甲乙丙丁}\n", 10, "公众号", "title"),
    ],
)
def test_an_unknown_field_inside_is_told_there(highlight: str, text: str, column: int, inside: str, meant: str) -> None:
    problem = only(check(highlight + text)[1])

    assert problem.code == "E201"
    assert (problem.position.line, problem.position.column) == ((highlight + text).count("\n"), column)
    assert inside in problem.message
    assert meant in problem.hint


@pytest.mark.parametrize("name", ["kind", "model_config", "__class__", "a.b", "a[0]", "function-after[x]", "0", "<<b"])
def test_no_strange_name_is_taken_for_anything_else(highlight: str, name: str) -> None:
    problem = only(check(highlight + f'"{name}": 甲\n')[1])

    assert problem.code == "E201"
    assert problem.position.line == highlight.count("\n") + 1
    assert f"“{name}”" in problem.message


@pytest.mark.parametrize(("name", "value"), [("id", "b"), ("id", "a"), ("unit", "suzhou")])
def test_id_and_unit_are_not_written_into_the_file(highlight: str, name: str, value: str) -> None:
    record, problems = check(f"{name}: {value}\n{highlight}")
    problem = only(problems)

    assert (problem.code, problem.position.line, problem.position.column) == ("E201", 1, 1)
    assert "文件名" in problem.hint
    assert record is None or (record.id, record.unit) == ("a", "nanjing")


def test_the_id_in_the_file_is_told_beside_other_faults(highlight: str) -> None:
    text = highlight.replace("title: 试验市举办银企对接会", "title: 短") + "id: b\n"

    assert [(line, code) for line, _c, code, _m in told(check(text)[1])] == [(1, "E205"), (text.count("\n"), "E201")]


REQUIRED = ["title", "summary", "theme", "publish_date", "sources"]


def test_all_that_is_missing_is_told_at_once() -> None:
    record, problems = check("note: 甲\n")

    assert record is None
    assert [(p.position.line, p.position.column, p.code) for p in problems] == [(1, 1, "E202")] * len(REQUIRED)
    assert [name for name in REQUIRED if not any(f"（{name}）" in p.message for p in problems)] == []
    assert [name for name in REQUIRED if not any(f"{name}:" in p.hint for p in problems)] == []


@pytest.mark.parametrize("blank", ["", " ", "  # 注释"])
@pytest.mark.parametrize("name", ["title", "theme", "publish_date"])
def test_a_required_field_left_blank_is_missing_at_its_own_key(highlight: str, name: str, blank: str) -> None:
    lines = highlight.splitlines()
    number = line_of(highlight, f"{name}:")
    lines[number - 1] = f"{name}:{blank}"
    problem = only(check("\n".join(lines) + "\n")[1])

    assert (problem.code, problem.position.line, problem.position.column) == ("E202", number, 1)
    assert f"（{name}）" in problem.message


def test_an_optional_field_left_blank_is_not_given(highlight: str) -> None:
    record, problems = check(highlight + "note:\nimages:\nedition:\nwechat:\ntags: []\n")

    assert problems == []
    assert record is not None
    assert (record.note, record.images, record.edition, record.tags) == (None, (), None, ())


def test_what_is_missing_inside_a_list_is_told_at_the_item(highlight: str) -> None:
    text = highlight.replace("reviewed_by:", "  - title: 第二来源\n    date: 2020\nreviewed_by:")
    problem = only(check(text)[1])

    assert (problem.code, problem.position.line, problem.position.column) == (
        "E202",
        line_of(text, "  - title: 第二来源"),
        5,
    )
    assert "第 2 项" in problem.message
    assert "（publisher）" in problem.message


@pytest.mark.parametrize(
    ("text", "column", "code", "words"),
    [
        # a text was asked for
        ("series: [甲]\n", 9, "E203", "应当是一段文字"),
        ("series: {a: b}\n", 9, "E203", "应当是一段文字"),
        ("form: [线上]\n", 7, "E203", "应当是一段文字"),
        ("edition:\n  a: b\n", 3, "E203", "应当是一段文字"),
        # a list was asked for
        ("tags: 甲\n", 7, "E203", "应当是列表"),
        ("tags: {a: b}\n", 7, "E203", "应当是列表"),
        ("images: a.jpg\n", 9, "E203", "应当是列表"),
        ("related: a\n", 10, "E203", "应当是列表"),
        # an item of the wrong shape
        ("tags:\n  - 甲\n  - a: b\n", 5, "E203", "标签第 2 项"),
        ("tags:\n  - 甲\n  - 乙\n  - [丙]\n", 5, "E203", "标签第 3 项"),
        ("tags:\n  - 甲\n  -\n", 4, "E202", "标签第 2 项"),
        ("images:\n  - a.jpg\n", 5, "E203", "图片第 1 项"),
        ("images:\n  - [a.jpg]\n", 5, "E203", "图片第 1 项"),
        # fields were asked for
        ("results: 12\n", 10, "E203", "应当是一组字段"),
        ("results: [12]\n", 10, "E203", "应当是一组字段"),
        ("wechat: 甲\n", 9, "E203", "应当是一组字段"),
        # values
        ("results: {loans: 三}\n", 18, "E206", "不是整数"),
        ("results: {loans: [3]}\n", 18, "E206", "不是整数"),
        ("results: {loan_amount_wan: 约3}\n", 28, "E206", "不是数字"),
        ("form: 在线\n", 7, "E209", "“在线”"),
        ("tags: [" + ", ".join("甲" * 11) + "]\n", 7, "E204", "最多 10 项，现在有 11 项"),
        ("series: " + "甲" * 81 + "\n", 9, "E204", "最多 80 个字，现在有 81 个字"),
        ("series: |\n  甲\n  乙\n", 9, "E203", "只能写一行"),
        ("series: ' '\n", 9, "E202", "空"),
        ("series: ''\n", 9, "E202", "空"),
        ("wechat: {cover: A.JPG}\n", 17, "E210", "“A.JPG”"),
        ("corrections:\n  - date: 2020-06-20\n    note: 甲\n", 11, "E207", "更正第 1 项"),
        ("coverage:\n  - {title: 甲, publisher: 乙, url: 'javascript:x'}\n", 35, "E208", "媒体报道第 1 项"),
    ],
)
def test_a_wrong_shape_or_value_is_told_in_its_place(
    highlight: str, text: str, column: int, code: str, words: str
) -> None:
    record, problems = check(highlight + text)
    problem = only(problems)

    assert record is None
    faulty = text.count("\n") if code != "E203" or "|" not in text else 1
    faulty = 2 if text.startswith("corrections") else faulty
    assert (problem.position.line, problem.position.column) == (highlight.count("\n") + faulty, column)
    assert problem.code == code
    assert words in problem.message


@pytest.mark.parametrize(
    ("kind", "text", "code", "words"),
    [
        ("collection", "ranked: yes\n", "E209", "“yes”"),
        ("collection", "ranked: [是]\n", "E209", "ranked"),
        ("collection", "ranked: {是: 否}\n", "E209", "ranked"),
        ("collection", "year: 1977\n", "E206", "不小于 1978"),
        ("collection", "year: 2100\n", "E206", "不大于 2099"),
        ("collection", "issuers: []\n", "E205", "至少要 1 项"),
        ("figure", "values:\n  - {name: 甲, value: 1, measure: 件, qualifier: 大概}\n", "E209", "“大概”"),
        ("case", "amount_wan: 一百\n", "E206", "不是数字"),
        ("policy", "based_on:\n  - 甲\n", "E203", "依据第 1 项"),
        ("outlet", "website: example.org\n", "E208", "“example.org”"),
    ],
)
def test_every_kind_speaks_the_same(kind: str, text: str, code: str, words: str) -> None:
    _record, problems = check(text, kind)

    assert [problem.code for problem in problems if words in problem.message] == [code]


def test_two_faults_at_two_places_are_told_in_one_run(highlight: str) -> None:
    text = highlight.replace("event_date: 2020-06-18", "event_date: 昨天").replace("date: 2020-06-19", "date: 前天")
    problems = check(text)[1]

    assert [(p.position.line, p.code) for p in sorted(problems)] == [
        (line_of(text, "event_date"), "E207"),
        (line_of(text, "    date"), "E207"),
    ]
    assert "来源第 1 项" in sorted(problems)[1].message


def test_one_wrong_value_is_told_once(highlight: str) -> None:
    """A union such as `Day | None` has two opinions on it."""
    for text in ("event_date: []", "event_date: x"):
        assert len(check(highlight.replace("event_date: 2020-06-18", text))[1]) == 1


def test_a_template_left_blank_names_every_required_field() -> None:
    text = "".join(f"{name}:\n" for name in REQUIRED)

    assert told(check(text)[1]) == sorted(
        (number, 1, "E202", problem.message) for number, problem in enumerate(check(text)[1], start=1)
    )
    assert len(check(text)[1]) == len(REQUIRED)


@pytest.mark.parametrize("value", ["x" * 5000, "\u0e01" * 300, "甲" * 5000])
def test_no_message_is_long_whatever_was_written(highlight: str, value: str) -> None:
    text = highlight.replace("theme: 金融银企对接", f"theme: 金融银企对接\nform: {value}")
    problems = check(text + f"{value[:59]}: 1\n")[1]

    assert {problem.code for problem in problems} == {"E201", "E209"}
    assert all(len(problem.message) < 600 and problem.message.isprintable() for problem in problems)


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The model and every model inside it."""
    yield model
    for info in model.model_fields.values():
        for inner in models_in(info.annotation):
            yield from models(inner)


@pytest.mark.parametrize("model", [SiteConfig, *FORMS.values(), TermList, *(kind.model for kind in KINDS.values())])
def test_every_field_has_a_chinese_name(model: type[BaseModel]) -> None:
    nameless = [
        f"{inner.__name__}.{name}"
        for inner in models(model)
        for name, info in inner.model_fields.items()
        if name not in PLACED and not re.search("[\u4e00-\u9fff]", info.title or "")
    ]

    assert nameless == []


def test_settings_are_read_in_the_same_way() -> None:
    source, _problems = read_text("title: 甲\nid: x\nfeeds: {length: 0}\nsite_url: https://example.org\n", "a.yml")
    assert source is not None
    config, problems = read_model(SiteConfig, source)
    found: dict[str, Any] = {f"{p.position.line}:{p.code}": p.message for p in problems}

    assert config is None
    assert {"2:E201", "3:E202", "3:E206", "4:E208"} <= set(found)
    assert "id" in found["2:E201"]
