"""Command line, form and import say the same of every text, person and harmless sentence of the corpus."""

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from browser.served import Served, open_context
from openpyxl import Workbook
from places import SITES, TESTS, TODAY
from playwright.sync_api import Browser
from test_texts import RECORD, file_of

from generator.authoring.sheets.import_records import imported
from generator.build.check import check
from generator.loading.loader import load
from generator.yaml_source.reader import read_text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TITLE = str(RECORD["title"])
#: One row of the workbook, in the words of its columns.
ROW = {
    "单位": "nanjing",
    "摘要": RECORD["summary"],
    "任务": RECORD["theme"],
    "发生日期": RECORD["event_date"],
    "发布时间": RECORD["publish_date"],
    "来源1：来源标题": "试验消息（编造）",
    "来源1：发布者": "试验市知识产权局",
    "来源1：来源日期": "2020-06-19",
    "审核日期": "2020-06-20",
}
TOLD = """([texts, today]) => texts.map((data) => wanlixing.record
  .faults(wanlixing.record.kindNamed("highlight"), data, { unit: "nanjing", id: "x", today, pictures: [] })
  .map((one) => [one.code, one.message]).sort())"""


def corpus() -> list[str]:
    texts = yaml.safe_load((TESTS / "tables" / "texts.yml").read_text("utf-8"))
    persons = yaml.safe_load((TESTS / "tables" / "persons.yml").read_text("utf-8"))
    return [*(c["given"] for c in texts), *(c["given"] for c in persons["told"]), *persons["harmless"]]


def title_of(number: int) -> str:
    return f"试验市举办银企对接会第{number}场（编造）"


def body_of(file: str, text: str) -> str:
    """The body as the file has it; of a file that is refused as a whole, what was meant to be in it."""
    source, _problems = read_text(file, "a.yml")
    return str(source.data["body"]).strip("\n") if source else text


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agreement") / "root"
    shutil.copytree(SITES / "base", folder)
    return folder


def on_the_command_line(root: Path, files: list[str]) -> list[list[list[str]]]:
    folder = root / "content/highlights/nanjing"
    folder.mkdir(parents=True)
    for number, text in enumerate(files):
        (folder / f"anli-{number}.yml").write_text(text, encoding="utf-8")
    told: dict[str, list[list[str]]] = {}
    for problem in sorted(set(check(root, TODAY)[1])):
        told.setdefault(Path(problem.position.path).stem, []).append([problem.code, problem.message])
    shutil.rmtree(folder)
    return [sorted(told.get(f"anli-{number}", [])) for number in range(len(files))]


def in_a_workbook(root: Path, bodies: list[str]) -> list[list[list[str]]]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "活动亮点"
    sheet.append(["编号", "标题", "正文", *ROW])
    for number, body in enumerate(bodies):
        sheet.append([f"anli-{number}", title_of(number), "", *ROW.values()])
        cell = sheet.cell(number + 2, 3, body)
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    site, _problems = load(root, TODAY)
    assert site
    told: dict[int, list[list[str]]] = {}
    for problem in sorted(set(imported(out.getvalue(), "a.xlsx", site).problems)):
        message = re.sub(r"^第 \d+ 行 [A-Z]+ 列，", "", problem.message)
        told.setdefault(problem.position.line - 2, []).append([problem.code, message])
    return [sorted(told.get(number, [])) for number in range(len(bodies))]


def in_the_form(browser: Browser, site: Served, records: list[dict[str, Any]]) -> list[list[list[str]]]:
    context = open_context(browser)
    page = context.new_page()
    page.goto(f"{site.url}submit.html")
    page.locator("#form").wait_for()
    told: list[list[list[str]]] = page.evaluate(TOLD, [records, TODAY.isoformat()])
    context.close()
    return told


def test_the_three_ways_agree_on_the_whole_corpus(browser: Browser, complete_site: Served, root: Path) -> None:
    texts = corpus()
    files = [file_of(text).replace(TITLE, title_of(number)) for number, text in enumerate(texts)]
    records = [
        {**RECORD, "title": title_of(number), "body": body_of(file, text)}
        for number, (file, text) in enumerate(zip(files, texts, strict=True))
    ]
    said = zip(
        texts,
        on_the_command_line(root, files),
        in_a_workbook(root, texts),
        in_the_form(browser, complete_site, records),
        strict=True,
    )

    assert len(texts) > 400
    # A cell is one place, whatever stands in it twice.
    assert [one for one in said if len({frozenset(map(tuple, told)) for told in one[1:]}) > 1] == []
