"""The JSON Schemas that editors use: current, sound, and agreeing with the checker."""

import json
from typing import Any

import jsonschema
import pytest
import yaml
from places import REPOSITORY, TODAY, MakeSite

from generator.authoring.blank_record import draft
from generator.build.check import check
from generator.form_spec.json_schema import schema, schemas
from generator.loading.loader import load_lists
from generator.model.kinds import KINDS
from generator.model.record import Kind
from generator.model.vocabularies import Lists


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
