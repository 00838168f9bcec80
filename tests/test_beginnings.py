"""A column builds from its first day: without records, with one unit, without an edition, with one kind."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HIGHLIGHT
from places import REPOSITORY, TODAY

from generator.build.pipeline import render

ONE_UNIT = """\
name: 单位
items:
  - {code: '320100', id: nanjing, name: 试验市知识产权局, short: 试验, level: 设区市, region: 江苏}
"""


def nothing(_root: Path) -> None:
    pass


def one_unit(root: Path) -> None:
    (root / "content" / "lists" / "units.yml").write_text(ONE_UNIT, encoding="utf-8")
    settings = root / "site_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("host_unit: jiangsu", "host_unit: nanjing"))
    (root / "content" / "lists" / "regions.yml").unlink()
    (root / "content" / "lists" / "editions.yml").unlink()
    without_edition(root)


def without_edition(root: Path) -> None:
    settings = root / "site_config.yml"
    settings.write_text(re.sub("^edition:.*\n", "", settings.read_text(encoding="utf-8"), flags=re.MULTILINE))
    (root / "content" / "lists" / "editions.yml").unlink(missing_ok=True)


def one_kind(root: Path) -> None:
    record = root / "content" / "highlights" / "nanjing" / "duijiehui.yml"
    record.parent.mkdir(parents=True)
    record.write_text(HIGHLIGHT, encoding="utf-8")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The settings, lists and pages that go out with the program, without a record."""
    root = tmp_path / "root"
    for name in ("lists", "pages"):
        shutil.copytree(REPOSITORY / "content" / name, root / "content" / name)
    for guide in (root / "content" / "pages").glob("*.md"):
        # Guides are the column's own and lead to its records.
        if "\ngroup:" in guide.read_text(encoding="utf-8"):
            guide.unlink()
    settings = (REPOSITORY / "site_config.yml").read_text(encoding="utf-8")
    (root / "site_config.yml").write_text(re.sub(r"(?m)^region_group:\n(  .*\n)+", "", settings), encoding="utf-8")
    editions = root / "content" / "lists" / "editions.yml"
    editions.write_text(re.sub(r"(?m)^    policy: .*\n", "", editions.read_text(encoding="utf-8")), encoding="utf-8")
    (root / "content" / "lists" / "withdrawn.yml").unlink()
    return root


@pytest.mark.parametrize("begin", [nothing, without_edition, one_kind, one_unit])
def test_the_shipped_pages_find_what_they_link_to(shipped: Path, begin: Callable[[Path], None]) -> None:
    begin(shipped)
    made = {file.path: file.content.decode("utf-8", "replace") for file in render(shipped, TODAY).files}

    assert "这里还没有内容" in made["cases/index.html"]
    assert ">典型案例</a>" not in made["index.html"].split("</nav>")[0]
    assert made["feeds/case.rss.xml"].count("<item>") == 0
    assert made["calendar/all.ics"].count("BEGIN:VEVENT") == (begin is one_kind)
    assert made["figures/figures.csv"].count("\n") == 1
