"""A portal over four small provinces: everything of theirs, nothing else, and no trust in their files."""

import json
import re
import shutil
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner, Result
from places import TODAY
from provinces import PROVINCES, TITLE, portal_of

from generator.cli.main import cli
from generator.diagnostics.problems import ProblemsFound
from generator.portal.build import join_columns
from generator.portal.settings import read_portal
from generator.publishing.versions import WrongTargetError

COUNTS = dict(zip(PROVINCES, (3, 4, 5, 0), strict=True))


def silent(*_told: object) -> None:
    pass


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portal_of(tmp_path_factory.mktemp("portal"))


@pytest.fixture(scope="module")
def built(portal: Path) -> Path:
    join_columns(portal, portal / "site", TODAY, silent, silent)
    return portal / "site"


@pytest.fixture
def copy(portal: Path, tmp_path: Path) -> Path:
    """The provinces and the portal, to be damaged."""
    shutil.copytree(portal.parent, tmp_path / "all", symlinks=True)
    return tmp_path / "all" / "portal"


def run(root: Path) -> Result:
    return CliRunner().invoke(cli, ["portal", "--root", str(root), "--today", TODAY.isoformat()])


def links(page: Path) -> list[str]:
    return re.findall(r'<a class="row-title" href="([^"]+)"', page.read_text(encoding="utf-8"))


def test_every_record_is_listed_once_and_leads_to_its_own_column(built: Path) -> None:
    listed = [link for page in sorted((built / "highlights").glob("*.html")) for link in links(page)]

    assert sorted(listed) == sorted(
        f"https://{place}.example.org/highlights/{place}-{number}.html"
        for place, count in COUNTS.items()
        for number in range(1, count + 1)
    )


def test_the_newest_come_first_whatever_the_column(built: Path) -> None:
    months = [int(link.rsplit("-", 1)[1].removesuffix(".html")) for link in links(built / "index.html")]

    assert months == sorted(months, reverse=True)


def test_a_column_has_a_page_of_its_own_and_an_empty_one_says_so(built: Path) -> None:
    assert len(links(built / "columns" / "yi.html")) == COUNTS["yi"]
    assert not (built / "columns" / "ding.html").exists()
    assert "还没有内容" in (built / "columns" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["rss.xml", "atom.xml", "json"])
def test_feeds_hold_the_newest_of_all_with_ids_of_their_own(built: Path, form: str) -> None:
    content = (built / "feeds" / f"all.{form}").read_bytes()
    if form == "json":
        entries = [(item["id"], item["url"]) for item in json.loads(content)["items"]]
    else:
        parsed = feedparser.parse(content)
        assert not parsed.bozo
        entries = [(entry.id, entry.link) for entry in parsed.entries]

    assert len(entries) == read_portal(built.parent).feeds.length
    assert entries[0] == (
        "tag:portal.example.org,2026:bing/highlight/bing-5",
        "https://bing.example.org/highlights/bing-5.html",
    )
    assert len({id_ for id_, _link in entries}) == len(entries)


def test_the_same_columns_give_the_same_bytes(built: Path, portal: Path, tmp_path: Path) -> None:
    join_columns(portal, tmp_path / "again", TODAY, silent, silent)

    assert (tmp_path / "again" / "manifest.json").read_bytes() == (built / "manifest.json").read_bytes()


def test_the_command_says_what_was_joined(copy: Path) -> None:
    done = run(copy)

    assert done.exit_code == 0, done.output
    assert "甲省：3 条" in done.output


def test_words_of_a_column_are_only_words(copy: Path) -> None:
    file = copy.parent / "jia" / "site" / "api" / "v1" / "highlights" / "page-1.json"
    text = file.read_text(encoding="utf-8").replace(
        TITLE.format(name="甲省", number=1), "<script>alert(1)</script>试验"
    )
    file.write_text(text, encoding="utf-8")
    join_columns(copy, copy / "site", TODAY, silent, silent)

    pages = "".join(page.read_text(encoding="utf-8") for page in (copy / "site").resolve().rglob("*.html"))
    assert "&lt;script&gt;alert(1)" in pages
    assert "<script>alert" not in pages


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (
            "highlights/page-1.json",
            "https://jia.example.org/highlights/jia-1",
            "javascript:alert(1)//",
            "不是这个专栏的记录",
        ),
        ("highlights/page-1.json", '"kind":"highlight"', '"kind":"case"', "读不懂"),
        ("highlights/page-1.json", '"pages":1', '"pages":2', "没有 api/v1/highlights/page-2.json"),
        ("index.json", '"url":"https://', '"url":"ftp://', "不是网页地址"),
        ("index.json", '"records":3', '"records":"三"', "读不懂"),
        ("index.json", 'example.org/","', 'example.org","', "不以“/”结尾"),
        ("index.json", '"title":"甲省专栏"', '"title":" "', "专栏名称"),
        ("highlights/page-1.json", "/jia-1.html", "/../jia-1.html", "网址"),
        ("highlights/page-1.json", "/jia-1.html", "/jia-1.html onclick=a", "网址"),
        ("highlights/page-1.json", '"id":"jia-1"', '"id":"../jia-1"', "编号"),
        (
            "highlights/page-1.json",
            "/jia-1.html",
            "/jia-2.html",
            "两条记录都是 https://jia.example.org/highlights/jia-2",
        ),
        ("highlights/page-1.json", '"id":"jia-1"', '"id":"jia-2"', "两条记录都是 活动亮点 jia-2"),
        ("highlights/page-1.json", TITLE.format(name="甲省", number=1), " ", "标题"),
        ("highlights/page-1.json", TITLE.format(name="甲省", number=1), "长" * 501, "标题"),
        ("highlights/page-1.json", '20T09:30:00+08:00"', '20T09:30:00"', "时间"),
        ("highlights/page-1.json", '"event_date":"2020-', '"event_date":"٢٠٢٠-', "时间"),
    ],
)
def test_what_is_not_sound_stops_the_portal_and_names_the_column(
    copy: Path, path: str, old: str, new: str, words: str
) -> None:
    file = copy.parent / "jia" / "site" / "api" / "v1" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(WrongTargetError, match="甲省") as told:
        join_columns(copy, copy / "new", TODAY, silent, silent)
    assert words in str(told.value)
    assert not (copy / "new").exists()


def test_mistakes_in_the_settings_are_told_with_their_place(copy: Path) -> None:
    file = copy / "portal.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: yi", "id: jia"), encoding="utf-8")

    with pytest.raises(ProblemsFound) as told:
        read_portal(copy)
    (problem,) = told.value.problems
    assert (problem.position.path, problem.code) == ("portal.yml", "E310")
