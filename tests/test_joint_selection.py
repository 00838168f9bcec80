"""A joint top ten from ballots to what readers get, in the example, as docs/joint-selection.md tells it."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from places import REPOSITORY

from generator.build.pipeline import render
from generator.cli.main import cli

NAME = "lijiang-shida-2026"
COLLECTION = f"content/collections/shili/{NAME}.yml"
RELEASED = date(2026, 10, 17)
REGIONS = ("示例", "样本", "范本")


def result(root: Path, *words: str) -> str:
    """What `selection result` writes."""
    done = CliRunner().invoke(cli, ["selection", "result", NAME, "--root", str(root), "--replace", *words])
    assert done.exit_code == 0, done.output
    return (root / COLLECTION).read_text(encoding="utf-8")


@pytest.fixture
def copy(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example, tmp_path / "column"))


def test_a_joint_top_ten_from_ballots_to_corrections(copy: Path) -> None:
    held = (copy / COLLECTION).read_text(encoding="utf-8")
    assert result(copy) == held

    assert result(copy, "--today", str(RELEASED)) == held
    with (copy / COLLECTION).open("a", encoding="utf-8") as file:
        file.write("corrections:\n  - date: 2026-10-16 15:00\n    note: 第一件的案名更正。\n")
    after = {file.path: file.content for file in render(copy, RELEASED).files}
    page = after[f"collections/{NAME}.html"].decode()
    ranks = dict(enumerate(re.findall(r"(?m)^    record: (.+)$", held), 1))
    # The page stands by region; the numbers on it are those of the result.
    found = re.findall(r'<li value="(\d+)">.*?cases/([a-z-]+)\.html', page, re.DOTALL)
    assert {int(number): case for number, case in found} == ranks
    assert len(ranks) == 10
    assert "民间工艺品" not in page
    assert all(f"{name}省知识产权局" in page for name in REGIONS)
    assert "第一件的案名更正。" in page
    assert "评委甲" not in page
    assert f"booklets/{NAME}.html" in after
    assert "庚软件公司" in after[f"wechat/{NAME}.html"].decode()
    assert "2026年度知识产权十大案例" in after["feeds/collection.rss.xml"].decode()


def test_the_document_shows_this_example() -> None:
    text = (REPOSITORY / "docs" / "joint-selection.md").read_text(encoding="utf-8")

    assert f"wanlixing selection result {NAME}" in text
    assert all(word in text for word in ("credits:", "embargo_until: 2026-10-15", "--replace", "corrections:"))
