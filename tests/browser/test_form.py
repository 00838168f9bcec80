"""The form in a real Chromium, held to the same tables as the checker, and to what the checker says of its files."""

import json
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from browser.served import Served, open_context
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import REPOSITORY, SITES, TESTS, TODAY, content_day
from playwright.sync_api import Browser, Page

from generator.authoring.sheets.yaml_writer import written
from generator.build.check import check
from generator.diagnostics.problems import Problem
from generator.model.kinds import KINDS
from generator.text.paste_cleanup import repair
from generator.text.pii import traces
from generator.yaml_source.reader import read_text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TABLE: dict[str, Any] = yaml.load((TESTS / "tables" / "form.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
HEAD = "# yaml-language-server: $schema=../../schema/{}.json"
#: Noon of the day that all tests take for today.
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)
#: Signs that no file may hold, each with one that may.
UNSEEN = {"\u200b": "☂", "\ufeff": "☃", "\u202e": "☄"}
TOLD = """() => [...document.querySelectorAll("#part-out :is(.summary, .gate) li")]
  .map((line) => [line.querySelector(".code").textContent, line.querySelector("a:nth-of-type(2)").textContent])"""


@pytest.fixture(scope="module")
def form(browser: Browser, complete_site: Served) -> Iterator[Page]:
    """The form, for records of Nanjing, on the day of the tests; it asks nobody and complains of nothing."""
    context = open_context(browser, viewport={"width": 1280, "height": 900}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"{complete_site.url}submit.html?unit=nanjing")
    page.locator("#form").wait_for()
    page.on("request", lambda request: heard.append(request.url))
    yield page
    context.close()
    assert heard == []


def plain(data: dict[str, Any], kind: str) -> str:
    """The file of a record; what can't be seen is put in last, since nobody writes it."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, stand_in in UNSEEN.items():
        text = text.replace(sign, stand_in)
    text = written(json.loads(text), HEAD.format(kind))
    for sign, stand_in in UNSEEN.items():
        text = text.replace(stand_in, sign)
    return text


def data_of(case: dict[str, Any]) -> dict[str, Any]:
    changed = {**TABLE["sound"][case["kind"]], **case.get("set", {})}
    return {name: value for name, value in changed.items() if value != "null"}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[list[Problem]]:
    """What the checker says of every case of the table."""
    root = tmp_path_factory.mktemp("judged") / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    files = []
    for number, case in enumerate(TABLE["cases"]):
        file = root / f"content/{KINDS[case['kind']].folder}/nanjing/anli-{number}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(plain(data_of(case), case["kind"]), encoding="utf-8")
        files.append(file.relative_to(root).as_posix())
    _site, problems = check(root, TODAY)
    return [[p for p in sorted(set(problems)) if p.position.path == file and p.code != "W310"] for file in files]


#: Puts each file into the form: what the form says of the file, and of the record. Drafts would be listed each time.
OPENED = f"""(texts) => texts.map((text) => {{
  localStorage.clear();
  document.querySelector("#open-text").value = text;
  document.querySelector("#open-read").click();
  return [document.querySelector("#open-said").textContent, ({TOLD})()];
}})"""


def test_the_table_says_what_the_checker_says(judged: list[list[Problem]]) -> None:
    wrong = [
        (case["name"], case["codes"], [p.code for p in problems])
        for case, problems in zip(TABLE["cases"], judged, strict=True)
        if sorted(p.code for p in problems) != sorted(case["codes"])
    ]

    assert wrong == []
    assert len(TABLE["cases"]) >= 200


def test_the_form_says_the_same_with_the_same_words(form: Page, judged: list[list[Problem]]) -> None:
    wrong: list[tuple[str, Any, Any]] = []
    answers = form.evaluate(OPENED, [plain(data_of(case), case["kind"]) for case in TABLE["cases"]])
    for case, problems, (said, told) in zip(TABLE["cases"], judged, answers, strict=True):
        expected = sorted((p.code, p.message) for p in problems)
        if any(code in ("E201", "E203") and "一行" not in words for code, words in expected):
            # What has no place in the form is told when the file is opened.
            if not all(words in said for _code, words in expected):
                wrong.append((case["name"], expected, said))
            continue
        found = sorted((code, words) for code, words in told)
        if found != expected:
            wrong.append((case["name"], expected, found))

    assert wrong == []


@pytest.mark.parametrize("name", ["privacy", "repair"])
def test_the_tables_of_texts_hold_in_the_browser_too(form: Page, name: str) -> None:
    cases = yaml.safe_load((TESTS / "tables" / f"{name}.yml").read_text("utf-8"))
    texts = [[case["given"], "lines" in case] for case in cases]
    if name == "privacy":
        script = "(texts) => texts.map(([text]) => wanlixing.persons.traces(text).map((t) => [t.code, t.masked]))"
        expected: list[Any] = [[[c["code"], c["masked"]]] if "code" in c else [] for c in cases]
    else:
        script = "(texts) => texts.map(([text, lines]) => wanlixing.paste.repair(text, lines).text)"
        expected = [case.get("fixed", case["given"]) for case in cases]
    found = form.evaluate(script, texts)

    assert [(c["given"], f) for c, f, e in zip(cases, found, expected, strict=True) if f != e] == []


def test_the_form_knows_the_same_persons(form: Page) -> None:
    cases = yaml.safe_load((TESTS / "tables" / "persons.yml").read_text("utf-8"))
    texts = [*(case["given"] for case in cases["told"]), *cases["harmless"]]
    script = "(texts) => texts.map((text) => wanlixing.persons.traces(text).map((t) => [t.code, t.masked]))"
    expected = [[[t.code, t.masked] for t in traces(text)] for text in texts]

    assert [
        pair for pair in zip(texts, form.evaluate(script, texts), expected, strict=True) if pair[1] != pair[2]
    ] == []


#: What writers and readers of YAML stumble over.
AWKWARD = st.lists(
    st.sampled_from(
        [
            *(
                ": ",
                "- ",
                "#",
                " #",
                "'",
                '"',
                "\\",
                "[",
                "]",
                "{",
                "}",
                ", ",
                ",",
                "&",
                "*",
                "!",
                ">",
                "%",
                "@",
                "`",
                "?",
            ),
            *("? ", "=", "~", "null", "yes", "012", "1e3", "2020-01-01", "---", "...", "- ", "|"),
            *(
                "：",
                "字",
                "𠮷",
                "\n",
                "\n\n",
                "\n  ",
                " ",
                "  ",
                "\t",
                "“",
                "　",
                "title: ",
                "a",
                "…",
                "é",
                "\\n",
                "|",
                "0",
            ),
        ]
    ),
    min_size=1,
    max_size=9,
).map("".join)


@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(AWKWARD.map(str.strip).filter(bool), min_size=3, max_size=3))
def test_what_the_form_writes_is_what_we_write_and_is_read_back_by_both(form: Page, texts: list[str]) -> None:
    first, second, third = texts
    data = {
        "title": first,
        "tags": [second, first],
        "sources": [{"title": third, "publisher": first}, {"title": second}],
        "wechat": {"digest": third},
        "body": second,
    }
    text, read = form.evaluate(
        "([data, head]) => { const t = wanlixing.yaml.write(data, head); return [t, wanlixing.yaml.read(t)]; }",
        [data, HEAD.format("highlight")],
    )
    source, problems = read_text(text, "")

    assert (source and source.data, problems) == (data, [])
    assert text == written(data, HEAD.format("highlight"))
    assert read == {"data": data}


def stripped(value: Any) -> Any:
    """Values as the fields take them: without white space around them, and nothing for what is left empty."""
    if isinstance(value, dict):
        return {key: stripped(inner) for key, inner in value.items() if inner is not None}
    return [stripped(inner) for inner in value] if isinstance(value, list) else value.strip()


def test_every_published_record_is_read_as_the_checker_reads_it(form: Page) -> None:
    files = [*REPOSITORY.glob("content/*/*/*.yml"), *(SITES / "complete" / "content").glob("*/*/*.yml")]
    texts = [file.read_text("utf-8") for file in files]
    wrong = []
    found = form.evaluate("(texts) => texts.map((text) => wanlixing.yaml.read(text))", texts)
    for file, text, read in zip(files, texts, found, strict=True):
        source, _problems = read_text(text, file.name)
        assert source
        if stripped(read.get("data") or {}) != stripped(source.data):
            wrong.append((file.name, read.get("why")))

    assert len(files) > 150
    assert wrong == []


#: What the rules for texts look at, and what stands near it.
PIECES = [
    *"知识产权局举办，。“”《》（）()[]〔〕\"「」'‘’,;:?!. 　\n\n２０％年月0129-->|#`",
    *(
        "2020",
        "苏知发",
        "号",
        "https://a.cn/",
        "\u00a0",
        "...",
        "--",
        "（2020）",
        "13800138000",
        "１３８",
        "原告",
        "被告",
    ),
    *("张三", "欧阳", "某", "公司", "@qq.com", "车牌", "苏A12345", "家住", "路12号3幢", "身份证", "11010519491231002X"),
    *("ZL201310012345.6", "第1234567号", "商标", "91110000600037341L", "护照", "E12345678", "字第", "6225760008219524"),
]


def test_texts_of_chance_are_judged_alike(form: Page) -> None:
    chance = random.Random(6)  # the same texts in every run
    texts = ["".join(chance.choices(PIECES, k=chance.randint(2, 14))) for _ in range(4000)]
    found = form.evaluate(
        """(texts) => texts.map((text) => [
          wanlixing.paste.repair(text, false).text,
          wanlixing.paste.repair(text, true).text,
          wanlixing.persons.traces(text).map((one) => [one.code, one.masked, one.start]),
        ])""",
        texts,
    )
    expected = [
        [repair(text).text, repair(text, lines=True).text, [[t.code, t.masked, t.start] for t in traces(text)]]
        for text in texts
    ]

    assert [pair for pair in zip(texts, found, expected, strict=True) if pair[1] != pair[2]] == []


def test_nothing_published_alarms_the_form(browser: Browser, real_site: Served) -> None:
    context = open_context(browser)
    page = context.new_page()
    page.goto(f"{real_site.url}submit.html")
    page.locator("#form").wait_for()
    records = []
    for kind in KINDS.values():
        for file in sorted((REPOSITORY / "content" / kind.folder).glob("*/*.yml")):
            source, _problems = read_text(file.read_text("utf-8"), file.name)
            assert source
            records.append([kind.name, stripped(source.data), file.parent.name, file.stem])
    alarms = page.evaluate(
        """([records, today]) => records.flatMap(([name, data, unit, id]) => wanlixing.record
          .faults(wanlixing.record.kindNamed(name), data, { unit, id, today, pictures: [] })
          .map((one) => [id, one.code, one.message]))""",
        [records, content_day().isoformat()],
    )
    context.close()

    assert len(records) > 150
    assert alarms == []
