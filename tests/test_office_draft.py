"""What a successor begins with: a blank and a sound example of every file of the office, and schemas for editors."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from places import REPOSITORY, SITES, TODAY, MakeSite
from test_schema import seen_by_an_editor

from generator.authoring.office_draft import EDITION, WRITTEN, OfficeDraft, office_draft, office_drafts
from generator.build.check import check
from generator.build.pipeline import render_office
from generator.cli.main import cli
from generator.diagnostics.problems import errors
from generator.form_spec.json_schema import office_schema
from generator.loading.loader import load_lists
from generator.model.office import OFFICE_FORMS

NAMES = {
    "declared": "declared/2020/suzhou",
    "records": "records/nanjing",
    "tasks": "tasks/zhongdian-2020",
    "selection": "selections/anli-2020/selection",
    "ballot": "selections/anli-2020/ballots/jia",
}


def test_every_file_of_the_office_has_a_blank_and_an_example() -> None:
    asked = {form.pattern for form in office_drafts().values()}

    assert asked | set(WRITTEN) == {*OFFICE_FORMS, EDITION}


def test_all_examples_together_are_a_sound_office_that_builds(make_site: MakeSite) -> None:
    """An edition and all files, written one by one as a successor would, into a folder of their own."""
    # The record that the example of a target names.
    (figure,) = (SITES / "complete" / "content" / "figures").rglob("loans-2019.yml")
    root = make_site("office", {f"content/figures/{figure.parent.name}/loans-2019.yml": figure.read_bytes()})
    own = root.parent / "office"
    with (root / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write("office: ../office\n")
    for file in (root / "content" / "office").rglob("*.yml"):
        file.unlink()
    run = CliRunner()
    with (root / "content" / "lists" / "editions.yml").open("a", encoding="utf-8") as lists:
        told = run.invoke(cli, ["new", "office/edition", "--example", "--root", str(root)]).output
        lists.write("".join(f"  {line}\n" for line in told.splitlines()))
    for name in office_drafts():
        if name != EDITION:
            file = own / f"{NAMES.get(name, name)}.yml"
            done = run.invoke(cli, ["new", f"office/{name}", "--example", "--root", str(root), str(file)])
            assert done.exit_code == 0, done.output
    for folder in sorted((root / "content" / "office").rglob("*"), reverse=True):
        folder.rmdir()
    site, problems = check(root, TODAY)
    paths = {file.path for file in render_office(root, TODAY).files}

    assert site
    assert errors(problems) == []
    assert {file.path for file in site.office.files} == {NAMES.get(n, n) for n in office_drafts() if n != EDITION}
    assert {"ledger/2030.html", "selections/anli-2020.html", "tasks/index.html"} <= paths


def test_a_blank_file_is_reminded_of_once_and_no_error(make_site: MakeSite) -> None:
    root = make_site("office")
    for name in ("contacts", "matters"):
        file = root / "content" / "office" / f"{name}.yml"
        file.unlink(missing_ok=True)
        CliRunner().invoke(cli, ["new", f"office/{name}", "--root", str(root), str(file)], catch_exceptions=False)
    _site, problems = check(root, TODAY)
    said = [problem for problem in problems if problem.position.path.startswith("content/office/")]

    assert [problem.code for problem in said] == ["W503", "W503"]
    assert said[0].hint.startswith("要填的有：单位编号、联系人。")


def test_a_file_in_the_wrong_place_names_both_ways_to_say_where(make_site: MakeSite, tmp_path: Path) -> None:
    words = ["new", "office/contacts", "--root", str(make_site("office")), str(tmp_path / "contacts.yml")]
    done = CliRunner().invoke(cli, words)

    assert done.exit_code == 2
    assert "office:" in done.output
    assert "--office-root" in done.output


@pytest.mark.parametrize("form", office_drafts().values(), ids=list(office_drafts()))
def test_an_editor_takes_the_example_and_knows_every_field_of_the_blank(form: OfficeDraft) -> None:
    lists, _problems = load_lists(REPOSITORY)
    assert lists
    path = office_schema("editions" if form.name == EDITION else form.pattern)
    made = json.loads((REPOSITORY / path).read_text(encoding="utf-8"))
    said = seen_by_an_editor(form.example)
    said = {"name": "届次", "items": said} if form.name == EDITION else said
    jsonschema.Draft202012Validator.check_schema(made)

    assert [error.message for error in jsonschema.Draft202012Validator(made).iter_errors(said)] == []
    text = office_draft(form, lists, path)
    assert yaml.safe_load(text)
    for field in form.model.model_fields:
        assert f"{field}:" in text, field


def test_a_file_is_written_only_where_it_belongs(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site()
    run = CliRunner()
    wrong = run.invoke(cli, ["new", "office/contacts", "--root", str(root), str(tmp_path / "contacts.yml")])
    right = root / "content" / "office" / "contacts.yml"
    done = run.invoke(cli, ["new", "office/contacts", "--root", str(root), str(right)])

    assert "要放在" in wrong.output
    assert done.exit_code == 0
    assert right.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../schema/office-contacts.json\n"
    )
    assert "已经存在" in run.invoke(cli, ["new", "office/contacts", "--root", str(root), str(right)]).output
    assert "office/tasks" in run.invoke(cli, ["new", "office", "--root", str(root)]).output
