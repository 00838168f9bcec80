"""The example: a made-up province, sound as it stands, that says so on every page and has something of everything."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.authoring.new_column.example import example_files
from generator.build.check import check
from generator.build.pipeline import render, render_office
from generator.cli.main import cli
from generator.loading.settings import example_day
from generator.model.kinds import KINDS
from generator.model.office import OFFICE_FORMS

NOTICE = "本站是程序自带的示例"
#: Pages without a text: they lead on.
LEADING = re.compile(r'http-equiv="refresh"')


@pytest.fixture(scope="module")
def today(example: Path) -> date:
    found = example_day(example)
    assert found
    return found


@pytest.fixture(scope="module")
def public(example: Path, today: date) -> dict[str, str]:
    """The texts of the public site by path."""
    files = render(example, today).files
    return {file.path: file.content.decode("utf-8", "replace") for file in files if "." in file.path}


def test_it_is_begun_by_one_command_and_green_without_a_day(tmp_path: Path) -> None:
    root = tmp_path / "示例 一"
    done = CliRunner().invoke(cli, ["init", "--example", str(root)])
    checked = CliRunner().invoke(cli, ["check", "--root", str(root)])

    assert (done.exit_code, "内容都是编造的" in done.output) == (0, True), done.output
    assert (checked.exit_code, "没有发现问题" in checked.output) == (0, True), checked.output
    assert (root / "content/schema/highlight.json").is_file()
    again = CliRunner().invoke(cli, ["init", "--example", str(root)])
    assert (again.exit_code, "没有改动" in again.output) == (2, True)
    mixed = CliRunner().invoke(cli, ["init", "--example", "--forge", "GitHub", str(tmp_path / "b")])
    assert (mixed.exit_code, "--forge" in mixed.output, (tmp_path / "b").exists()) == (2, True, False)


@pytest.mark.parametrize("place", ["file/x", "a" * 300])
def test_a_place_that_can_not_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = CliRunner().invoke(cli, ["init", "--example", str(tmp_path / place)])

    assert (done.exit_code, "写不进去" in done.output) == (2, True), done.output


def test_the_same_files_each_time() -> None:
    assert list(example_files()) == list(example_files())


def test_every_page_says_that_all_is_made_up_and_wants_no_search_engine(public: dict[str, str]) -> None:
    pages = {path: text for path, text in public.items() if path.endswith(".html") and not LEADING.search(text)}
    unsaid = [path for path, text in pages.items() if NOTICE not in text]
    listed = [path for path, text in pages.items() if '<meta name="robots" content="noindex' not in text]

    assert len(pages) > 150
    assert unsaid == []
    assert listed == []
    assert public["robots.txt"] == "User-agent: *\nDisallow: /\n"
    assert "编造" in public["feeds/all.rss.xml"].split("<item>")[0]


def test_something_of_everything_is_in_it(example: Path, today: date) -> None:
    site, problems = check(example, today)
    assert site
    assert problems == []
    assert {kind for kind in KINDS.values() if not site.catalogue.of(kind)} == set()
    assert {type(file.form) for file in site.office.files} == set(OFFICE_FORMS.values())
    assert site.lists.withdrawn
    assert site.lists.moved
    records = [entry.record for entry in site.catalogue.entries]
    assert any(record.corrections for record in records)
    assert any(record.images for record in records)
    assert site.config.edition
    assert site.lists.editions[site.config.edition].phase(today) == "进行中"
    office = {file.path: file.content for file in render_office(example, today).files}
    assert {"ledger/2026.html", "selections/lijiang-shida-2026.html", "targets/index.html"} <= office.keys()
    assert NOTICE in office["index.html"].decode()


def test_what_is_under_embargo_stands_nowhere(public: dict[str, str]) -> None:
    held = ("庚软件公司", "lijiang-shida-2026.html", "zhongli-suanfa")
    assert [path for path, text in public.items() if any(word in text for word in held)] == []


def test_it_can_not_go_out_as_a_government_site(example: Path, today: date) -> None:
    _site, problems = check(example, today, production=True)
    assert "这是示例，内容都是编造的，不能正式发布。" in {problem.message for problem in problems}


@pytest.mark.parametrize(("written", "words"), [("2026-09", "写到日"), ("明天", "不是日期")])
def test_a_day_that_can_not_be_is_told(example: Path, tmp_path: Path, written: str, words: str) -> None:
    settings = (example / "site_config.yml").read_text(encoding="utf-8").replace("2026-09-15", written)
    (tmp_path / "site_config.yml").write_text(settings, encoding="utf-8")

    assert example_day(tmp_path) is None
    assert words in CliRunner().invoke(cli, ["check", "--root", str(tmp_path)]).output
