"""A column needs no templates of its own, and one file of its own replaces that file alone."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from places import REPOSITORY, TODAY, MakeSite

from generator.build.pipeline import render
from generator.cli.main import cli

OWN_PAGE = "<h1>{{ title }}</h1><p>本专栏自己的模板</p>"


@pytest.fixture
def bare(make_site: MakeSite) -> Path:
    """A column without templates."""
    return make_site("complete")


def rendered(root: Path) -> dict[str, bytes]:
    return {file.path: file.content for file in render(root, TODAY).files}


def test_a_column_without_templates_has_those_of_the_program(bare: Path) -> None:
    without = rendered(bare)
    shutil.copytree(REPOSITORY / "templates", bare / "templates")

    assert rendered(bare) == without


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("pages/outlets.html", OWN_PAGE, "outlets/index.html"),
        ("partials/footer.html", "<footer>本专栏自己的页脚</footer>", "index.html"),
        ("assets/css/99-own.css", ".own{color:red}", "assets/site.css"),
        ("assets/images/mark.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>自己的</title></svg>', ""),
    ],
)
def test_one_template_of_its_own_replaces_that_file_alone(bare: Path, name: str, content: str, shown: str) -> None:
    before = rendered(bare)
    own = bare / "templates" / name
    own.parent.mkdir(parents=True)
    own.write_text(content, encoding="utf-8")
    after = rendered(bare)

    changed = {path for path in before if before[path] != after[path]} - {"manifest.json"}
    assert (shown or name) in changed
    assert before.keys() == after.keys()
    assert name.startswith("partials") or len(changed) <= 2


def test_a_house_style_of_its_own_stands_beside_those_of_the_program(bare: Path) -> None:
    folder = bare / "templates" / "wechat"
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "templates" / "wechat" / "ink.yml", folder / "own.yml")
    settings = bare / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        f"{text}\nwechat:\n  style: own\n" if "wechat:" not in text else text.replace("style: ink", "style: own"),
        encoding="utf-8",
    )

    assert CliRunner().invoke(cli, ["check", "--root", str(bare)]).exit_code == 0
