"""Texts as officers hand them in: what is told of each, and what the repair makes of it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from places import TESTS, TODAY, MakeSite

from generator.authoring.autofix import fixed
from generator.authoring.sheets.yaml_writer import written
from generator.cli.main import cli
from generator.text.confusables import as_shown
from generator.text.markdown import may_have_faults, render
from generator.text.paste_cleanup import repair
from generator.text.pii import traces
from generator.yaml_source.reader import read_text

CASES: list[dict[str, Any]] = yaml.safe_load((TESTS / "tables" / "texts.yml").read_text(encoding="utf-8"))
RECORD = {
    "title": "试验市举办银企对接会（编造）",
    "summary": "试验市知识产权局举办一场银企对接会，这条消息是编造的。",
    "theme": "金融银企对接",
    "event_date": "2020-06-18",
    "publish_date": "2020-06-20 09:30",
    "body": "",
    "sources": [{"title": "试验消息（编造）", "publisher": "试验市知识产权局", "date": "2020-06-19"}],
    "reviewed_by": "测试员",
    "reviewed_on": "2020-06-20",
}


def file_of(body: str) -> str:
    """A record with that body, in the block that authors are shown."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
    indent = "2" if body.startswith((" ", "\t")) else ""
    return written({**RECORD, "body": "§"}, "#").replace("body: §\n", f"body: |{indent}\n{lines}").removeprefix("#\n")


@pytest.mark.parametrize("case", CASES, ids=[repr(case["given"]) for case in CASES])
def test_the_repair_makes_what_the_author_meant(case: dict[str, Any]) -> None:
    fixed = case.get("fixed", case["given"])

    assert repair(case["given"], lines=True).text.strip() == fixed
    assert repair(fixed, lines=True).text == fixed


def test_the_command_line_tells_what_the_table_says(make_site: MakeSite) -> None:
    root = make_site()
    folder = root / "content/highlights/nanjing"
    folder.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(CASES):
        # A day and a title each: nothing here is the same event.
        text = file_of(case["given"]).replace("银企对接会（编造）", f"银企对接会第{number}场（编造）")
        (folder / f"anli-{number}.yml").write_text(text, encoding="utf-8")
    arguments = ["check", "--root", str(root), "--today", TODAY.isoformat()]
    found = CliRunner().invoke(cli, arguments, catch_exceptions=False).stdout
    wrong = []
    for number, case in enumerate(CASES):
        codes = re.findall(rf"anli-{number}\.yml:\d+:\d+: \S+ ([EW]\d+)", found)
        if sorted(codes) != case.get("codes", []):
            wrong.append((case["given"], case.get("codes", []), codes))

    assert len(CASES) >= 150
    assert wrong == []


@pytest.mark.parametrize("case", [case for case in CASES if "fixed" in case], ids=lambda case: repr(case["given"]))
def test_a_file_is_repaired_like_its_text(case: dict[str, Any]) -> None:
    made = fixed(file_of(case["given"]), "a.yml").after
    source, problems = read_text(made, "a.yml")

    assert (source and str(source.data["body"]).strip(), problems) == (case["fixed"], [])
    assert fixed(made, "a.yml").after == made


@pytest.mark.parametrize(
    "bomb",
    [
        *(
            "*",
            "`",
            "\\",
            "*`",
            "1*",
            "** ",
            "“",
            "”",
            "[",
            "](",
            "[a](",
            "[甲]（https://a.cn",
            "https://",
            "<https://a",
        ),
        *(
            "\t",
            "a\tb\n",
            "甲\n",
            "甲。\n",
            "一、甲\n",
            "●甲\n",
            "#甲\n",
            "知 ",
            "，",
            "1，200",
            "\uf06c",
            "“甲 ",
            "```\n",
            "    甲\n",
        ),
    ],
)
def test_no_text_takes_longer_than_its_length(bomb: str) -> None:
    """Ten times the text may take ten times as long, and half again; a square would take a hundred times."""
    from time import process_time

    def taken(length: int) -> float:
        text = (bomb * length)[:length]
        start = process_time()
        repair(text, lines=True)
        traces(as_shown(text))
        may_have_faults(text)
        render.__wrapped__(text[: length // 10], 2)
        return process_time() - start

    taken(1_000)
    assert taken(200_000) < 40 * max(taken(20_000), 0.002)


def test_only_titles_lose_what_no_title_has(make_site: MakeSite) -> None:
    text = file_of("正文。").replace("title: 试验市举办银企对接会（编造）", "title: \uf06c试验市举办银企对接会。")

    assert "title: 试验市举办银企对接会\n" in fixed(text, "a.yml").after
    assert "summary: 试验市知识产权局举办一场银企对接会，这条消息是编造的。" in fixed(text, "a.yml").after
    torn = text.replace("\uf06c试验市举办银企对接会。", "试验市<br/>举办&nbsp;银企<br>对接会")
    assert "title: 试验市举办银企对接会\n" in fixed(torn, "a.yml").after
    assert isinstance(make_site(), Path)
