"""What a successor begins with: a blank and a sound example of every file of the office, and schemas for editors."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from places import TODAY, MakeSite
from test_schema import seen_by_an_editor

from generator.authoring.office_draft import EDITION, WRITTEN, OfficeDraft, example_file, office_draft, office_drafts
from generator.build.check import check
from generator.cli.main import cli
from generator.form_spec.json_schema import office_schema, schemas
from generator.loading.loader import load_lists
from generator.loading.settings import example_day
from generator.model.office import OFFICE_FORMS


def test_every_file_of_the_office_has_a_blank_and_an_example() -> None:
    asked = {form.pattern for form in office_drafts().values()}

    assert asked | set(WRITTEN) == {*OFFICE_FORMS, EDITION}


def test_the_examples_are_the_example_column_s_own_and_sound_together(example: Path, tmp_path: Path) -> None:
    """All files of the office written one by one, as a successor would, in place of the example's own."""
    root = shutil.copytree(example, tmp_path / "column")
    run = CliRunner()
    for form in office_drafts().values():
        if form.name != EDITION:
            file = example_file(root / "office", form.pattern)
            own = file.read_bytes()
            file.unlink()
            done = run.invoke(cli, ["new", f"office/{form.name}", "--example", "--root", str(root), str(file)])
            assert (done.exit_code, file.read_bytes()) == (0, own), done.output
    told = run.invoke(cli, ["new", "office/edition", "--example", "--root", str(root)]).output
    editions = root / "content" / "lists" / "editions.yml"
    told = told.replace("'2026'", "'2028'").replace("2026年", "2028年").replace("2026-", "2028-")
    later = "".join(f"  {line}\n" for line in told.splitlines())
    editions.write_text(editions.read_text(encoding="utf-8") + later, encoding="utf-8")
    site, problems = check(root, example_day(root) or TODAY)

    assert site
    assert (problems, list(site.lists.editions)) == ([], ["2026", "2025", "2028"])


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


@pytest.fixture(scope="module")
def example_schemas(example: Path) -> dict[str, str]:
    """Schemas of the example's own lists, by path."""
    lists, _problems = load_lists(example)
    assert lists
    return {file.path: file.content.decode() for file in schemas(lists)}


@pytest.mark.parametrize("form", office_drafts().values(), ids=list(office_drafts()))
def test_an_editor_takes_the_example_and_knows_every_field_of_the_blank(
    form: OfficeDraft, example: Path, example_schemas: dict[str, str]
) -> None:
    lists, _problems = load_lists(example)
    assert lists
    path = office_schema("editions" if form.name == EDITION else form.pattern)
    made = json.loads(example_schemas[path])
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


def test_the_commands_of_the_documents_hold_where_the_office_keeps_its_files_apart(
    make_site: MakeSite, tmp_path: Path
) -> None:
    root, apart = make_site("base"), tmp_path / "apart"
    apart.mkdir()
    words = ["new", "office/tasks", "--root", str(root), "--office-root", str(apart)]
    done = CliRunner().invoke(cli, [*words, str(root / "content" / "office" / "tasks" / "2030.yml")])

    assert done.exit_code == 0, done.output
    assert (apart / "tasks" / "2030.yml").is_file()
    assert "apart/tasks/2030.yml" in done.output
    assert not (root / "content" / "office").exists()
