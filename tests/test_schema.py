"""The JSON Schemas that editors use: current, sound, and agreeing with the checker."""

import json
from collections.abc import Iterator
from copy import copy
from typing import Any

import jsonschema
import pytest
import yaml
from places import REPOSITORY, SITES, TODAY, MakeSite
from pydantic import BaseModel

from generator.authoring.blank_record import draft
from generator.build.check import check
from generator.checks.references import marked
from generator.form_spec.json_schema import schema, schemas
from generator.loading.loader import load_lists
from generator.loading.validation import models_in, read_model
from generator.model.field_types import Listed
from generator.model.kinds import KINDS
from generator.model.record import Kind, Record
from generator.model.vocabularies import Lists
from generator.yaml_source.builder import Steps
from generator.yaml_source.reader import Source, read_text


@pytest.fixture(scope="module")
def lists() -> Lists:
    found, problems = load_lists(REPOSITORY)
    assert found is not None, problems
    return found


class _TextDates(yaml.SafeLoader):
    """What an editor's YAML 1.2 reader sees: dates are text."""


_TextDates.yaml_implicit_resolvers = {
    letter: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def seen_by_an_editor(text: str) -> Any:
    return yaml.load(text, Loader=_TextDates)  # noqa: S506  # our own content, in a test


def test_the_schemas_in_content_are_current(lists: Lists, bless: bool) -> None:
    for file in schemas(lists):
        path = REPOSITORY / file.path
        if bless:
            path.write_bytes(file.content)
        assert path.read_bytes() == file.content, "请运行 wanlixing schema，再看一遍差异。"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_record_of_the_column_is_valid_for_an_editor(kind: Kind, lists: Lists) -> None:
    made = schema(kind, lists)
    jsonschema.Draft202012Validator.check_schema(made)
    validator = jsonschema.Draft202012Validator(made)
    wrong = [
        f"{path.name}: {error.json_path}: {error.message[:80]}"
        for path in sorted((REPOSITORY / "content" / kind.folder).rglob("*.yml"))
        for error in validator.iter_errors(seen_by_an_editor(path.read_text(encoding="utf-8")))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("theme: 金融银企对接", "theme: 金融"),
        ("place: 试验会议中心", "palce: 试验会议中心"),
        ("event_date: 2020-06-18", "event_date: 2020年6月上旬"),
        ("publish_date: 2020-06-20 09:30", "publish_date: 2020-06-20"),
    ],
)
def test_an_editor_marks_what_the_checker_refuses(lists: Lists, highlight: str, line: str, wrong: str) -> None:
    validator = jsonschema.Draft202012Validator(schema(KINDS["highlight"], lists))

    assert not list(validator.iter_errors(seen_by_an_editor(highlight)))
    assert list(validator.iter_errors(seen_by_an_editor(highlight.replace(line, wrong))))


#: One value of each sort that people write into some field, as YAML.
WRITTEN = (
    *("文字文字文字文字", "2024", "-3", "true", "''", "'  '", "[文字]", "[2024]", "[]", "{a: b}", "[{a: b}]", "短"),
    *("2020-06-18", "2020年6月", "2020年6月18日（星期四）", "二〇二〇年六月", "' 2020-06-18 '", "2020-06-20 09:30"),
    *("2020年6月20日9时30分", "是", "https://www.example.gov.cn/a", "www.example.gov.cn", "1200万", "０．５", "甲，乙"),
    *(
        "nanjing",
        "kaimu.jpg",
        "苏知发〔2020〕63号",
        "苏知发[2020]63号",
        "银企对接会 2",
        "[专利 商标]",
        "[甲（乙、丙）]",
    ),
    *(f"'{'长' * 90}'", f"'{'长' * 300}'", r'"多行\n\n文字"'),
)
#: What an editor can't be told: how many characters a number or a word such as true has, where few are too few;
#: the bounds of numbers that we read ourselves.
UNSPEAKABLE = {
    ("title", "true"),
    ("series", "true"),
    *((name, "2024") for name in ("total", "series", "number", "source")),
}


def fullest(kind: Kind) -> dict[str, Any]:
    """The data of the sound record of the complete site that has most fields."""
    files = (SITES / "complete/content" / kind.folder).rglob("*.yml")
    found = [source for file in files if (source := read_text(file.read_text("utf-8"), "x")[0])]
    return max((one for one in found if accepted(kind, one.data)), key=lambda one: len(one.keys)).data


def accepted(kind: Kind, data: dict[str, Any], lists: Lists | None = None) -> bool:
    """Whether the checker has nothing against the fields by themselves."""
    record, problems = read_model(kind.model, Source("x", data), id="a", unit="b")
    named = marked(record, Listed) if record and lists else ()
    known = (value in lists.names(mark.name) for _steps, mark, value in named if lists and isinstance(mark, Listed))
    return record is not None and not problems and all(known)


def fields_of(model: type[BaseModel], data: dict[str, Any], outer: Steps = ()) -> Iterator[Steps]:
    """Every field that a record may have, and those inside the groups that it has."""
    for name, info in model.model_fields.items():
        inner, value = next(models_in(info.annotation), None), data.get(name)
        yield (*outer, name)
        if inner and isinstance(value, dict):
            yield from fields_of(inner, value, (*outer, name))
        if inner and isinstance(value, list) and isinstance(value[0], dict):
            yield from fields_of(inner, value[0], (*outer, name, 0))


def put(data: Any, steps: Steps, value: Any) -> Any:
    """The data with another value at one place."""
    if not steps:
        return value
    made = copy(data)
    made[steps[0]] = put(data.get(steps[0]) if isinstance(data, dict) else data[steps[0]], steps[1:], value)
    return made


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_an_editor_says_of_every_field_what_the_checker_says(kind: Kind) -> None:
    lists, _problems = load_lists(SITES / "base")
    assert lists is not None
    base = fullest(kind)
    judge = jsonschema.Draft202012Validator(schema(kind, lists)).is_valid
    # What all kinds share is asked once.
    shared = () if kind.name == "highlight" else tuple(Record.model_fields)
    wrong = [
        (steps, text)
        for steps in fields_of(kind.model, base)
        if steps[0] not in ("id", "unit", *shared)
        for text in WRITTEN
        if (steps[-1], text) not in UNSPEAKABLE
        if (source := read_text(f"v: {text}", "x")[0])
        if accepted(kind, put(base, steps, source.data["v"]), lists)
        != judge(put(base, steps, seen_by_an_editor(f"v: {text}")["v"]))
    ]

    assert wrong == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_template_names_its_schema_and_every_field(kind: Kind, lists: Lists) -> None:
    text = draft(kind, lists)

    assert text.startswith(f"# yaml-language-server: $schema=../../schema/{kind.name}.json\n")
    for name, info in kind.model.model_fields.items():
        if name not in ("id", "unit"):
            assert f"{name}:" in text
            assert (info.title or "") in text


def test_a_template_says_what_is_missing_and_becomes_a_record_when_filled_in(lists: Lists, make_site: MakeSite) -> None:

    text = draft(KINDS["highlight"], lists)
    root = make_site(files={"content/highlights/nanjing/new-one.yml": text})
    _site, problems = check(root, TODAY)
    assert {p.code for p in problems} == {"E202"}

    filled = text
    for name, value in {
        "title": "试验标题（编造）",
        "summary": "编造的摘要，够长了。",
        "publish_date": "2020-06-20 09:30",
        "reviewed_by": "测试员",
        "reviewed_on": "2020-06-20",
        "theme": "培训学习教育",
    }.items():
        filled = filled.replace(f"\n{name}:\n", f"\n{name}: {value}\n")
    filled = filled.replace("  - title:  #", "  - title: 试验 #").replace("    publisher:  #", "    publisher: 试验 #")
    site, problems = check(make_site(files={"content/highlights/nanjing/new-one.yml": filled}, name="filled"), TODAY)

    assert problems == []
    assert site is not None
    assert site.catalogue.get("highlight", "new-one") is not None


def test_schema_files_are_plain_json() -> None:
    for name in KINDS:
        json.loads((REPOSITORY / "content" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
