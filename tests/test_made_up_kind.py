"""A kind is said once: one made up here, with a file, a line and a template, is found wherever a kind has to be."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from places import REPOSITORY, SITES, TESTS, TODAY

MADE_UP = TESTS / "made_up_kind"
#: What the public must never read: it stands in the kind's internal field.
INTERNAL = "不公开的报名"
COMING, COUNTED = "编造的高级研修班开始报名", "编造的入门培训班如期举办"
PAGE = "trainings/coming-course.html"


class Copy:
    """A copy of the program that knows the kind, and of the made-up site that has records of it."""

    def __init__(self, folder: Path) -> None:
        self.program, self.root = folder / "program", folder / "root"
        for name in ("generator", "templates", "content", "docs", ".github", "tests"):
            left_out = shutil.ignore_patterns("golden", "__pycache__")
            shutil.copytree(REPOSITORY / name, self.program / name, ignore=left_out)
        for file in REPOSITORY.glob("*.md"):
            shutil.copy(file, self.program)
        shutil.copy(MADE_UP / "training.py", self.program / "generator" / "model" / "kinds")
        shutil.copy(MADE_UP / "training.html", self.program / "templates" / "pages")
        kinds = self.program / "generator" / "model" / "kinds" / "__init__.py"
        text = kinds.read_text(encoding="utf-8")
        kinds.write_text(text.replace('    "case",\n', '    "case",\n    "training",\n', 1), encoding="utf-8")
        shutil.copytree(SITES / "base", self.root)
        shutil.copytree(SITES / "complete", self.root, dirs_exist_ok=True)
        shutil.copytree(self.program / "templates", self.root / "templates")
        shutil.copytree(MADE_UP / "content", self.root / "content", dirs_exist_ok=True)
        settings = self.root / "site_config.yml"
        admin = "admin:\n  backend: gitlab\n  repo: shiyan/zhuanlan\n  kinds: [培训班]\n  units: [nanjing]\n"
        settings.write_text(settings.read_text(encoding="utf-8") + admin, encoding="utf-8")
        (self.root / ".cms").mkdir()
        (self.root / ".cms" / "decap-cms.js").write_bytes(b"// decap\n")

    def run(self, *words: str, script: str = "") -> str:
        """What the program says to a command, which must succeed."""
        order = [script] if script else ["-c", "from generator.cli.main import main; main()", *words]
        environment = os.environ | {"PYTHONPATH": str(self.program)}
        made = subprocess.run(
            [sys.executable, *order], cwd=self.program, env=environment, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    def site(self, command: str, *words: str) -> str:
        return self.run(command, "--root", str(self.root), *words)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("made-up"))


@pytest.fixture(scope="module")
def public(copy: Copy) -> Path:
    """The public site."""
    copy.site("build", "--today", f"{TODAY}", "--jobs", "1")
    return (copy.root / "site").resolve()


@pytest.fixture(scope="module")
def office(copy: Copy) -> Path:
    """The office's site."""
    out = copy.root.parent / "office"
    copy.site("build", "--office", "--out", str(out), "--today", f"{TODAY}", "--jobs", "1")
    return out.resolve()


def read(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def words(root: Path, path: str) -> str:
    """A page's words without its tags."""
    return re.sub(r"<[^>]+>", "\n", read(root, path))


def unpacked(root: Path, pattern: str) -> Iterator[bytes]:
    """What files of the index hold."""
    for file in sorted((root / "search").glob(pattern)):
        inner = re.search(r',"([A-Za-z0-9+/=]+)"', file.read_text(encoding="utf-8"))
        assert inner
        yield zlib.decompress(base64.b64decode(inner[1]))


def texts(root: Path) -> str:
    """Everything that search shows and finds."""
    return "".join(data.decode("utf-16-le", "replace") for data in unpacked(root, "text-*.js"))


def test_its_page_shows_every_detail_under_its_label(public: Path) -> None:
    page = words(public, PAGE)

    for label, value in (
        ("开班日期", "2026年12月10日"),
        ("结业日期", "2026年12月12日"),
        ("上课地点", "试验培训中心"),
        ("培训级别", "高级研修"),
        ("名额", "48"),
        ("培训费用（万元）", "1.25万元"),
    ):
        assert re.search(rf"{re.escape(label)}\s+{re.escape(value)}", page), label


@pytest.mark.parametrize(
    "path",
    [
        *("trainings/index.html", "index.html", "units/nanjing.html", "themes/training.html", "years/2026.html"),
        *("regions/jiangsu.html", "calendar/index.html", "calendar/2026.html", "sitemap.xml"),
    ],
)
def test_lists_calendar_and_sitemap_have_it(public: Path, path: str) -> None:
    assert "coming-course" in read(public, path)


def test_search_finds_it_and_offers_its_facet(public: Path) -> None:
    found = texts(public)
    offered = {facet["name"]: facet for facet in json.loads(next(unpacked(public, "meta.js")))["facets"]}

    assert COMING in found
    assert "试验培训中心" in found
    assert ["training", "培训班"] in offered["kind"]["values"]
    assert offered["level"]["label"] == "培训级别"
    assert ["experts", "高级研修"] in offered["level"]["values"]
    column = next(unpacked(public, "facet-level.js"))
    combinations = json.loads(column[4 : 4 + int.from_bytes(column[:4], "little")])
    assert sorted(combinations) == [[], [0], [1]]


@pytest.mark.parametrize("path", ["wechat/coming-course.html", "feeds/training.rss.xml", "feeds/all.json"])
def test_article_and_feeds_tell_its_details(public: Path, path: str) -> None:
    text = read(public, path)

    assert all(word in text for word in (COMING, "试验培训中心", "1.25万元", "2026年12月10日"))


def test_calendars_hold_its_days(public: Path) -> None:
    for path in ("calendar/all.ics", "calendar/unit-nanjing.ics"):
        text = read(public, path).replace("\r\n ", "").replace("\n ", "")
        event = next(part for part in text.split("BEGIN:VEVENT") if COMING in part)
        assert "DTSTART;VALUE=DATE:20261210" in event
        assert "DTEND;VALUE=DATE:20261213" in event
        assert "试验培训中心" in event


def test_machines_read_it_as_an_event(public: Path) -> None:
    page = read(public, PAGE)

    assert '"@type":"Event"' in page
    assert '"startDate":"2026-12-10"' in page


def test_the_api_gives_what_is_public_and_says_so_in_its_schema(public: Path) -> None:
    page = json.loads(read(public, "api/v1/trainings/page-1.json"))
    found = next(record for record in page["records"] if record["id"] == "coming-course")
    schema = json.loads(read(public, "api/v1/schemas.json"))["records"]["$defs"]["TrainingDetails"]

    assert found["details"] == {
        "kind": "training",
        "ends": "2026-12-12",
        "venue": "试验培训中心",
        "called_off": None,
        "level": "高级研修",
        "seats": 48,
        "fee_wan": 1.25,
    }
    assert list(schema["properties"]) == list(found["details"])


def test_the_form_asks_for_its_fields_and_lets_its_date_lie_ahead(public: Path) -> None:
    rules = json.loads(read(public, "submit/rules.js").split(".rules = ", 1)[1].rstrip(";\n"))
    kind = next(kind for kind in rules["kinds"] if kind["name"] == "training")
    fields = {field["name"]: field for field in map(rules["fields"].__getitem__, kind["fields"])}

    assert (kind["ahead"], kind["event"], kind["lists"]) == (True, True, False)
    assert fields["level"]["list"] == "training-levels"
    assert fields["event_date"]["title"] == "开班日期"
    assert fields["fee_wan"]["reads"] == "wan"


def test_the_cms_has_it(public: Path) -> None:
    made = yaml.safe_load(read(public, "admin/config.yml"))
    fields = {field["name"]: field for field in made["collections"][0]["fields"]}

    assert made["collections"][0]["folder"] == "content/trainings/nanjing"
    assert fields["level"]["options"] == ["入门培训", "高级研修"]


def test_a_blank_record_and_a_schema_are_written(copy: Copy) -> None:
    copy.site("schema")
    schema = json.loads(read(copy.root, "content/schema/training.json"))
    blank = copy.site("new", "培训班")

    assert schema["properties"]["level"]["enum"] == ["入门培训", "高级研修"]
    assert "# 培训级别。可选：入门培训、高级研修\nlevel:" in blank


def test_a_workbook_is_offered_and_read_back(copy: Copy) -> None:
    sheet_file, filled = copy.root.parent / "template.xlsx", copy.root.parent / "filled.xlsx"
    copy.site("template", "培训班", "--xlsx", str(sheet_file))
    head = [cell.value for cell in load_workbook(io.BytesIO(sheet_file.read_bytes()))["培训班"][1]]
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "培训班"
    row = {
        "单位": "南京",
        "编号": "from-excel",
        "标题": "编造的表格里来的培训班",
        "任务": "培训学习教育",
        "摘要": "编造的记录：从表格里读来，用来看新的种类。",
        "开班日期": "2026-12-20",
        "培训级别": "入门培训",
        "发布时间": "2026-11-20 09:00",
        "审核人或审核岗位": "测试员",
        "审核日期": "2026-11-20",
        "来源1：来源标题": "试验通知",
        "来源1：发布者": "试验局",
        "培训费用（万元）": "0.5",
    }
    sheet.append(list(row))
    sheet.append(list(row.values()))
    book.save(filled)
    copy.site("import", "--today", f"{TODAY}", str(filled))
    made = copy.root / "content" / "trainings" / "nanjing" / "from-excel.yml"
    text = made.read_text(encoding="utf-8")
    made.unlink()

    assert {"培训级别*", "上课地点", "培训费用（万元）"} <= set(head)
    assert "fee_wan: '0.5'" in text or "fee_wan: 0.5" in text


def test_the_office_counts_it_and_alone_reads_what_is_internal(office: Path) -> None:
    assert COUNTED in read(office, "ledger/2020-suzhou.html")
    assert INTERNAL in read(office, "records/training-coming-course.html")
    assert "报名名单" in read(office, "records/training-coming-course.html")


def test_nothing_internal_is_public(public: Path) -> None:
    """What is packed is looked into as well."""
    said = [path for path in public.rglob("*") if path.is_file() and INTERNAL.encode() in path.read_bytes()]

    assert said == []
    assert INTERNAL not in texts(public)


def test_it_can_be_withdrawn(copy: Copy) -> None:
    withdrawn = copy.root / "content" / "lists" / "withdrawn.yml"
    item = "{id: gone, kind: 培训班, unit: nanjing, date: 2026-11-21 09:00, reason: 编造的撤回}"
    withdrawn.write_text(f"name: 撤回的记录\nitems:\n  - {item}\n", encoding="utf-8")
    try:
        copy.site("check", "--today", f"{TODAY}")
    finally:
        withdrawn.unlink()


def test_documents_name_it(copy: Copy) -> None:
    copy.run(script="tests/made_documents.py")

    assert "`training` 培训班" in read(copy.program, "CONTRIBUTING.md")
    assert "`training` 培训班" in read(copy.program, "README.md")
    assert "| 一个培训班的安排 | 培训班 | `content/trainings/` |" in read(copy.program, "content/pages/guide.md")
    assert "培训班" in read(copy.program, ".github/ISSUE_TEMPLATE/1-submission.yml")
