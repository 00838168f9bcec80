"""The example: a made-up province, sound as it stands, that says so on every page and has something of everything."""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from itertools import islice
from pathlib import Path, PurePath

import pytest
from click.testing import CliRunner

from generator.authoring.new_column.example import example_files
from generator.authoring.sheets.summary_coverage import title_doubt
from generator.build.check import check
from generator.build.pipeline import render, render_office
from generator.cli.main import cli
from generator.loading.settings import example_day
from generator.model.kinds import KINDS
from generator.model.office import OFFICE_FORMS
from generator.office_site.unit_packs import packs
from generator.outputs.channels.brief import digest_brief
from generator.outputs.channels.digest_forms import digest_email, digest_text
from generator.outputs.channels.record_forms import poster_words, toutiao_text, weibo_text
from generator.outputs.wechat.article import article
from generator.outputs.wechat.digest import digest_article, weekly
from generator.site.look import look_at
from generator.site.site import Site

NOTICE = "本站是程序自带的示例"
#: Pages without a text: they lead on.
LEADING = re.compile(r'http-equiv="refresh"')
#: What nobody reads by itself: parts of pages, drawn pictures, and what programs ask for.
PARTS = {".css", ".js", ".svg", ".webp", ".png", ".jpg"}
FOR_PROGRAMS = {
    *("manifest.json", "robots.txt", "sitemap.xml", "_headers", "_redirects", "internal.txt"),
    *("api/v1/schemas.json", "inspection/inspection.json", "网页填报.url", "活动记录填报表.xlsx"),
}


@pytest.fixture(scope="module")
def today(example: Path) -> date:
    found = example_day(example)
    assert found
    return found


@pytest.fixture(scope="module")
def made(example: Path, today: date) -> dict[str, bytes]:
    """The files of the public site by path."""
    return {file.path: file.content for file in render(example, today).files}


@pytest.fixture(scope="module")
def public(made: dict[str, bytes]) -> dict[str, str]:
    """Their texts."""
    return {path: content.decode("utf-8", "replace") for path, content in made.items() if "." in path}


@pytest.fixture(scope="module")
def office(example: Path, today: date) -> dict[str, bytes]:
    """The files of the office's own site by path."""
    return {file.path: file.content for file in render_office(example, today).files}


@pytest.fixture(scope="module")
def loaded(example: Path, today: date) -> Site:
    site, problems = check(example, today)
    assert site
    assert problems == []
    return site


def told(path: str, content: bytes) -> str:
    """What a reader of a file can read, with lines put together again that its form breaks."""
    if path.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return unescape(
                "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
            )
    text = content.decode()
    return json.dumps(json.loads(text), ensure_ascii=False) if path.endswith(".json") else re.sub(r"\r\n ", "", text)


def silent(files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Files that a reader could take for news."""
    for path, content in files:
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                yield from silent((name, archive.read(name)) for name in archive.namelist())
        elif path not in FOR_PROGRAMS and PurePath(path).suffix not in PARTS:
            text = told(path, content)
            if NOTICE not in text and not LEADING.search(text):
                yield path


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


def test_no_file_of_the_public_site_can_be_taken_for_news(made: dict[str, bytes]) -> None:
    assert {".xlsx", ".csv", ".ics", ".json", ".xml", ".opml", ".html"} <= {PurePath(p).suffix for p in made}
    assert list(silent(made.items())) == []


def test_each_entry_of_a_feed_and_each_event_says_so_itself(public: dict[str, str]) -> None:
    entries = [
        (path, part)
        for path, text in public.items()
        if path.startswith("feeds/") and path.endswith(".xml")
        for part in re.findall(r"<(?:item|entry)>.*?</(?:item|entry)>", text, re.DOTALL)
    ]
    entries += [
        (path, str(item))
        for path, text in public.items()
        if path.startswith("feeds/") and path.endswith(".json")
        for item in json.loads(text)["items"]
    ]
    events = [
        (path, part)
        for path, text in public.items()
        if path.endswith(".ics")
        for part in text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    ]
    assert len(entries) > 500
    assert len(events) > 50
    assert [path for path, part in (*entries, *events) if NOTICE not in part] == []


def test_no_paper_of_the_office_can_be_taken_for_real(office: dict[str, bytes], loaded: Site) -> None:
    edition = loaded.lists.editions[loaded.config.edition or ""]
    packed = [(file.path, file.content) for file in islice(packs(loaded, edition, b""), 2, 4)]

    assert {".docx", ".xlsx", ".csv", ".ics", ".md", ".html"} <= {PurePath(path).suffix for path in office}
    assert list(silent([*office.items(), *packed])) == []


def test_what_is_made_for_other_channels_says_so(loaded: Site) -> None:
    look, record = look_at(loaded), loaded.catalogue.records[0]
    texts = [weibo_text(look, record), toutiao_text(look, record)]
    week = weekly(loaded)[0]
    texts += [digest_email(loaded, week), digest_text(loaded, week), digest_article(loaded, week).html]
    texts += [article(look, record).html, told("a.docx", digest_brief(loaded, week))]

    assert [text[:80] for text in texts if NOTICE not in text] == []
    assert poster_words(look, record)["label"].startswith("示例·编造·")


def test_something_of_everything_is_in_it(loaded: Site, today: date, office: dict[str, bytes]) -> None:
    site = loaded
    assert {kind for kind in KINDS.values() if not site.catalogue.of(kind)} == set()
    assert {type(file.form) for file in site.office.files} == set(OFFICE_FORMS.values())
    assert site.lists.withdrawn
    assert site.lists.moved
    records = [entry.record for entry in site.catalogue.entries]
    assert any(record.corrections for record in records)
    assert any(record.images for record in records)
    assert site.config.edition
    assert site.lists.editions[site.config.edition].phase(today) == "进行中"
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


def test_its_name_does_not_make_its_tables_look_like_drafts(loaded: Site) -> None:
    edition = loaded.lists.editions["2026"]

    assert title_doubt(f"{edition.name}成效汇总表", edition) == ""
    assert title_doubt("成效汇总表（示例）", edition) == "示例"
