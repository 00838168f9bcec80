"""A column of another province: begun by one command, green at once, its names right, nothing of ours in it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from places import REPOSITORY

from generator.authoring.new_column.divisions import divisions
from generator.authoring.new_column.upgrade import RECORD
from generator.cli.main import cli
from generator.model.kinds import KINDS
from generator.runtime.packaged import packaged

EDITION = ("--theme", "编造的主题", "--start", "2027-04-26", "--end", "2027-10-26")

#: Words of Jiangsu alone. 苏宁 and 苏泊尔 are brands of the country; “江苏 )” is where a line break would tear a word.
OURS = re.compile(r"江苏(?! \))|苏州|苏知发|苏民|苏A|抗疫|南京|nanjing|suzhou|jiangsu")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def test_the_table_of_divisions_is_whole_and_its_ids_are_unique_in_a_province() -> None:
    table = divisions()
    assert len(table.provinces) == 31
    for province, units in table.provinces.items():
        assert re.fullmatch(r"[0-9]{2}0000", province.code)
        assert all(re.fullmatch(province.code[:2] + "[0-9]{4}", unit.code) for unit in units), province
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)?", unit.id) for unit in (province, *units)), province
        assert len({unit.id for unit in (province, *units)}) == len(units) + 1
    places = {unit.name: unit.id for units in table.provinces.values() for unit in units}
    assert {places[n] for n in ("漯河市", "昌都市", "长治市", "台州市", "六安市", "阿勒泰地区", "锡林郭勒盟")} == {
        *("luohe", "changdu", "changzhi", "taizhou", "luan", "aletai", "xilinguole")
    }
    assert (table.find("湖南"), table.find("岭南")) == (table.find("湖南省"), None)


@pytest.mark.parametrize(
    ("province", "units", "forge", "flow"),
    [
        ("湖南", 14, "GitLab", ".gitlab-ci.yml"),
        ("北京市", 16, "Gitee", ".workflow/publish.yml"),
        ("海南省", 19, "Forgejo", ".gitea/workflows/publish.yml"),
        ("西藏自治区", 7, "GitHub", ".github/workflows/comment.yml"),
    ],
)
def test_a_new_column_is_green_at_once(tmp_path: Path, province: str, units: int, forge: str, flow: str) -> None:
    root = tmp_path / "column"
    made = run("init", root, "--province", province, *EDITION, "--forge", forge)
    assert made.exit_code == 0, made.output
    assert (root / flow).read_bytes() == (REPOSITORY / flow).read_bytes()
    named = {
        name for path in root.rglob("*.yml") for name in re.findall(r"(?<![\w/])\.ci/\w+", path.read_text("utf-8"))
    }
    assert named
    assert all((root / name).is_dir() or os.access(root / name, os.X_OK) for name in named)

    checked = run("check", "--root", root, "--today", "2027-05-01")
    assert (checked.exit_code, "没有发现问题" in checked.output) == (0, True), checked.output
    assert run("build", "--root", root, "--today", "2027-05-01").exit_code == 0
    listed = yaml.safe_load((root / "content/lists/units.yml").read_text(encoding="utf-8"))["items"]
    # The country's office and the province's stand before its units.
    assert len(listed) == units + 2
    found = divisions().find(province)
    assert found
    home = (root / "site" / "index.html").read_text(encoding="utf-8")
    assert found.short in home
    assert "编造的主题" in home
    # Readers who follow two provinces must be able to tell their feeds apart.
    name = f"{found.short}知识产权服务万里行"
    assert f"<title>{name}</title>" in (root / "site/feeds/all.rss.xml").read_text(encoding="utf-8")
    assert f"{name}·典型案例" in (root / "site/feeds.opml").read_text(encoding="utf-8")
    assert f"<code>{listed[2]['id']}</code>" in (root / "site" / "guide.html").read_text(encoding="utf-8")
    shown = [path.read_text(encoding="utf-8") for path in (root / "site").glob("*.html")]
    assert not re.search("江苏|长三角|南京", "".join(text for text in shown if "错误编号" not in text))


def test_a_record_that_new_writes_is_accepted_when_it_is_filled_in(tmp_path: Path) -> None:
    root = tmp_path / "column"
    run("init", root, "--province", "湖南")
    file = root / "content/highlights/changsha/duijiehui.yml"
    assert run("new", "highlight", file.relative_to(root), "--root", root).exit_code == 0
    assert f"例如 {file.parent}/x.yml" in run("new", "highlight", "x.yml", "--root", root).output
    assert "../../schema/highlight.json" in file.read_text(encoding="utf-8")
    assert {f"{name}.json" for name in KINDS} <= {path.name for path in (root / "content/schema").iterdir()}


def test_neither_what_is_written_nor_what_is_built_names_the_first_province(tmp_path: Path) -> None:
    root = tmp_path / "column"
    assert run("init", root, "--province", "四川", *EDITION, "--forge", "GitHub").exit_code == 0
    assert run("build", "--root", root, "--today", "2027-05-01").exit_code == 0

    found = []
    for path in sorted(one for one in root.rglob("*") if one.is_file()):
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [
            f"{path.relative_to(root)}: {text[max(at.start() - 20, 0) : at.end() + 20]}" for at in OURS.finditer(text)
        ]
    assert found == []


def test_nothing_is_overwritten_and_nothing_written_beside_it(tmp_path: Path) -> None:
    (tmp_path / "site_config.yml").write_text("别动", encoding="utf-8")
    refused = run("init", tmp_path, "--province", "湖南")

    assert (refused.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["site_config.yml"])
    assert (tmp_path / "site_config.yml").read_text(encoding="utf-8") == "别动"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--province", "岭南"), "可写：北京"),
        (("--province", "湖南", "--host", "某局: 甲"), "2至40个字"),
        (("--province", "湖南", "--site-url", "http://x"), "https://"),
        (("--province", "湖南", "--start", "2027-01-01"), "要一起写"),
        (("--province", "湖南", "--theme", "甲题", "--start", "2027-02-01", "--end", "2027-01-01"), "早于"),
        (("--province", "湖南", "--forge", "GitHub", "--forge-url", "github.com/x"), "https://"),
    ],
)
def test_what_can_not_be_is_told_before_anything_is_written(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    root = tmp_path / "column"
    refused = run("init", root, *arguments)

    assert (refused.exit_code, root.exists()) == (2, False), refused.output
    assert words in refused.output


def test_upgrade_shows_what_this_version_writes_otherwise_and_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "column"
    run("init", root, "--province", "湖南", *EDITION)
    same = run("upgrade", "--root", root)
    assert (same.exit_code, "相同" in same.output) == (0, True), same.output

    page = root / "content/pages/about.md"
    page.write_text(page.read_text(encoding="utf-8").replace("## 两个日期", "## 日期"), encoding="utf-8")
    (root / "content/lists/rights.yml").unlink()
    told = run("upgrade", "--root", root)
    assert told.exit_code == 1
    assert "-## 日期\n+## 两个日期" in told.output
    assert "+++ 新版 content/lists/rights.yml" in told.output
    assert not (root / "content/lists/rights.yml").exists()


def test_what_a_province_adds_is_no_difference_of_versions_and_stands_where_it_belongs(
    tmp_path: Path, highlight: str
) -> None:
    root = tmp_path / "column"
    run("init", root, "--province", "四川")
    listed = root / "content/lists"
    with (listed / "units.yml").open("a", encoding="utf-8") as units:
        units.write("  - {code: '510191', id: gaoxinqu, name: 某高新区, short: 高新区, level: 园区, region: 四川}\n")
    with (listed / "themes.yml").open("a", encoding="utf-8") as themes:
        themes.write("  - {id: brand, name: 品牌保护, description: 保护地方品牌}\n")
    assert run("upgrade", "--root", root).exit_code == 0

    record = root / "content/highlights/aba/bianzao.yml"
    record.parent.mkdir(parents=True)
    record.write_text(highlight.replace("theme: 金融银企对接", "theme: 品牌保护"), encoding="utf-8")
    done = run("build", "--root", root, "--today", "2027-05-01")
    assert done.exit_code == 0, done.output
    home = (root / "site/index.html").read_text(encoding="utf-8")
    assert home.index("品牌保护</span>") < home.index('"other"')
    assert ("<h2>最新发布</h2>" in home, "<h2>已有内容</h2>" in home) == (False, True)
    assert "map-frame" not in (root / "site/units/index.html").read_text(encoding="utf-8")
    assert '<span class="unit-level">自治州</span>' in (root / "site/units/aba.html").read_text(encoding="utf-8")


def test_a_name_that_no_setting_has_is_told_while_it_is_empty(tmp_path: Path) -> None:
    root = tmp_path / "column"
    run("init", root, "--province", "湖南")
    settings = root / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("government:\n", "governmentx:\n").replace("  length: 40", "  lenght:"), "utf-8")
    told = run("check", "--root", root).output
    assert "governmentx" in told
    assert "是不是想写 length" in told


def test_upgrade_names_templates_of_the_column_s_own(tmp_path: Path) -> None:
    root = tmp_path / "column"
    run("init", root, "--province", "湖南")
    (root / "templates/partials").mkdir(parents=True)
    (root / "templates/partials/mark.html").write_text("<svg></svg>", encoding="utf-8")
    (root / "templates/partials/mrak.html").write_text("<svg></svg>", encoding="utf-8")
    shutil.copy(packaged("templates") / "partials/footer.html", root / "templates/partials")
    told = run("upgrade", "--root", root)

    assert told.exit_code == 0, told.output
    assert "templates/partials/mark.html：盖住程序自带的" in told.output
    assert "templates/partials/mrak.html：程序没有同名的文件" in told.output
    assert "footer.html" not in told.output


@pytest.mark.parametrize("written", ["", "{", "[]", '{"edition": null}', None])
def test_upgrade_says_what_it_can_not_read(tmp_path: Path, written: str | None) -> None:
    root = tmp_path / "column"
    run("init", root, "--province", "湖南")
    if written is None:
        (root / RECORD).unlink()
    else:
        (root / RECORD).write_text(written, encoding="utf-8")
    told = run("upgrade", "--root", root)

    assert told.exit_code == 2, (told.output, told.exception)
    assert RECORD in told.output


def test_what_is_remembered_is_what_was_said(tmp_path: Path) -> None:
    run("init", tmp_path / "column", "--province", "湖南", "--host", "试验局", *EDITION)
    said = json.loads((tmp_path / "column" / RECORD).read_text(encoding="utf-8"))
    assert (said["province"], said["host"], said["edition"]["start"]) == ("湖南省", "试验局", "2027-04-26")


@pytest.mark.slow
def test_the_wheel_alone_begins_and_builds_a_column(tmp_path: Path) -> None:
    repository = Path(__file__).parents[1]
    build = "from setuptools import build_meta as made; import sys; print(made.build_wheel(sys.argv[1]))"
    copy = tmp_path / "source"
    folders = ("generator", "templates", "content", ".ci", ".github", ".gitea", ".workflow", "docs")
    for name in folders:
        shutil.copytree(repository / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", ".gitlab-ci.yml"):
        shutil.copy(repository / name, copy)
    made = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=copy, check=True, capture_output=True, text=True
    )
    wheel = tmp_path / made.stdout.split()[-1]
    installed = tmp_path / "installed"
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), str(installed)], check=True, capture_output=True)
    program = f"import sys; sys.path.insert(0, {str(installed)!r}); from generator.cli.main import main; main()"
    begun = ["init", "column", "--province", "湖南", "--forge", "Forgejo"], ["build", "--root", "column"]
    for arguments in (*begun, ["init", "--example", "示例"], ["check", "--root", "示例"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "column" / "site" / "index.html").is_file()
    assert os.access(tmp_path / "column" / ".ci" / "check", os.X_OK)
