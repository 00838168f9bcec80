"""What authors read when something is wrong: each folder of `sites/broken` and the exact text it gives.

A folder is an overlay over `sites/base` with planted mistakes; its `problems.txt` is what
`wanlixing check` prints. `--bless` writes those files anew; then read the diff as an author would.
"""

import contextlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from places import REPOSITORY, SITES, TODAY, MakeSite
from repositories import commit

from generator.cli.main import cli
from generator.diagnostics.problems import CODES
from generator.text.placeholders import filled

PROGRAM = Path(sys.executable).with_name("wanlixing")
FOLDERS = sorted(path.name for path in (SITES / "broken").iterdir() if path.is_dir())
HEAD = re.compile(
    r"^(?P<place>(?P<path>.+?):(?P<line>\d+):\d+): (错误|提醒) (?P<code>[EW]\d{3}) (?P<message>.+)$", re.MULTILINE
)


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The real command line, on a fixed day."""
    command, *rest = arguments
    words = [str(PROGRAM), command, "--root", str(root), "--today", TODAY.isoformat(), *rest]
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=False)


def check(root: Path, *arguments: str) -> Result:
    """The same without a process of its own, from the site's folder."""
    words = ["check", "--root", str(root), "--today", TODAY.isoformat(), *arguments]
    with contextlib.chdir(root):
        return CliRunner().invoke(cli, words, catch_exceptions=False)


def bring(root: Path) -> Result:
    """What the folder's workbook gives when it is brought in."""
    (file,) = root.glob("*.xlsx")
    words = ["import", "--root", str(root), "--today", TODAY.isoformat(), "--check", str(file)]
    return CliRunner().invoke(cli, words, catch_exceptions=False)


def expected(folder: str) -> str:
    return (SITES / "broken" / folder / "problems.txt").read_text(encoding="utf-8")


def published(folder: Path) -> dict[str, bytes]:
    """Every file below a folder that may be reached through a link."""
    real = folder.resolve()
    return {path.relative_to(real).as_posix(): path.read_bytes() for path in real.rglob("*") if path.is_file()}


def told(folder: str, make_site: MakeSite) -> Result:
    """What is said of a folder, by the command that it is about."""
    if folder.startswith("policy"):
        root = make_site()
        base = commit(root, "base")
        shutil.copytree(SITES / "broken" / folder, root, dirs_exist_ok=True)
        (root / "problems.txt").unlink(missing_ok=True)
        commit(root, "submission")
        return CliRunner().invoke(cli, ["policy", "--root", str(root), "--changed-from", base], catch_exceptions=False)
    root = make_site(f"broken/{folder}")
    if folder.startswith("workbook"):
        return bring(root)
    # What only a government site must have is asked for on its way out.
    return check(root, *(["--production"] if folder.startswith("production") else []))


@pytest.mark.parametrize("folder", FOLDERS)
def test_authors_read_exactly_this(folder: str, make_site: MakeSite, bless: bool) -> None:
    found = told(folder, make_site)
    if bless:
        (SITES / "broken" / folder / "problems.txt").write_text(found.stdout, encoding="utf-8")
    assert found.stdout == expected(folder)
    assert found.stderr == ""
    assert found.exit_code == int(": 错误 " in found.stdout)


@pytest.mark.parametrize("folder", ["many-at-once", "heading-levels"])
def test_the_program_itself_says_the_same(folder: str, make_site: MakeSite) -> None:
    found = run(make_site(f"broken/{folder}"), "check")
    assert (found.stdout, found.stderr) == (expected(folder), "")
    assert found.returncode == int(": 错误 " in found.stdout)


def test_every_code_is_given_at_least_twice() -> None:
    codes = Counter(match["code"] for folder in FOLDERS for match in HEAD.finditer(expected(folder)))
    assert set(codes) == set(CODES)
    assert [code for code, count in codes.items() if count < 2] == []


#: What these folders show hangs on the name of a file, or is about settings, lists and other commands.
ALONE = re.compile(
    r"(policy|workbook|production|wechat|withdrawn|moved)-|settings|broken-(lists|pages|unit-list)|maps$|misplaced|folder-as|reserved"
    r"|dangling|dates-in|reference-to|embargo|missing-picture|one-path|closed-lists|collection-gaps|office-files|office-apart|frozen"
)


def test_all_mistakes_are_told_in_one_run_each_at_its_line(make_site: MakeSite) -> None:
    """Everything that was planted in the folders, put into one site under other names: nothing less, nothing more."""
    files: dict[str, bytes] = {}
    planted = set()
    for folder in (folder for folder in FOLDERS if not ALONE.search(folder)):
        found = SITES / "broken" / folder / "content"
        names = {}
        for path in (path for path in found.rglob("*") if path.is_file()):
            name = f"content/{path.relative_to(found).as_posix()}"
            picture = name.startswith("content/images/")
            names[name] = name if picture else f"{name.rsplit('.', 1)[0]}-{folder}.{name.rsplit('.', 1)[1]}"
            files[names[name]] = path.read_bytes()
        heads = HEAD.finditer(expected(folder))
        planted |= {(names.get(head["path"], head["path"]), int(head["line"]), head["code"]) for head in heads}
    # Side by side the folders tell of the same event many times; and what can't be read may name any picture.
    planted = {one for one in planted if one[2] not in ("W305", "W310")}
    root = make_site()
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    told = {(p["path"], p["line"], p["code"]) for p in json.loads(check(root, "--format", "json").stdout)}
    told = {one for one in told if one[2] not in ("W305", "W310")}

    assert len(planted) >= 120
    assert told == planted


@pytest.mark.parametrize("folder", FOLDERS)
def test_messages_speak_chinese_to_people_who_do_not_program(folder: str) -> None:
    text = re.sub("“.*?”", "", expected(folder))
    assert not re.search(r"\b(None|True|False|null|Error|Exception|dict|str|int|list|tuple|input|pattern)\b", text)
    assert not re.search(r"\[a-z|\\d|\{\d+,\d*\}|\(\?:", text), "a regular expression"
    for line in expected(folder).splitlines():
        said = line.split(" ", 3)[-1] if HEAD.match(line) else line
        assert re.search(r"[\u4e00-\u9fff]", said)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", re.sub("“.*?”", "", said)), line
        assert not re.search(r"[ \t]“[\u4e00-\u9fff]|[\u4e00-\u9fff]”[ \t]", said), line


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_problem_says_what_to_write_instead(folder: str) -> None:
    lines = expected(folder).splitlines()
    for number, line in enumerate(lines[:-1]):
        if HEAD.match(line):
            assert lines[number + 1].startswith("    改法："), line


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_place_lies_in_the_site_and_in_its_file(folder: str, make_site: MakeSite) -> None:
    root = make_site(f"broken/{folder}")
    for match in HEAD.finditer(expected(folder)):
        path, line, column = match["place"].rsplit(":", 2)
        if "〔" in path:
            continue  # A sheet has rows and columns; they are looked at in test_sheets.
        # A file that is not there can only be named.
        if not (root / path).is_file():
            assert (line, column) == ("1", "1"), match[0]
            continue
        lines = re.split("\r\n|\r|\n", (root / path).read_bytes().decode("utf-8", "replace"))
        assert 1 <= int(line) <= len(lines), match[0]
        assert 1 <= int(column) <= len(lines[int(line) - 1]) + 1, match[0]


def test_many_mistakes_in_many_files_are_told_at_once_and_in_order() -> None:
    heads = [match["place"].rsplit(":", 2) for match in HEAD.finditer(expected("many-at-once"))]
    places = [(path, int(line), int(column)) for path, line, column in heads]
    assert places == sorted(places)
    assert len({path for path, _line, _column in places}) >= 7
    assert sum(path == "content/highlights/nanjing/bianzao.yml" for path, _line, _column in places) >= 8


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_same_mistake_at_the_same_place_is_told_once(folder: str) -> None:
    heads = [match[0] for match in HEAD.finditer(expected(folder))]
    assert len(heads) == len(set(heads))


def test_broken_settings_and_lists_do_not_hide_the_mistakes_of_records() -> None:
    for folder in ("broken-settings", "broken-unit-list"):
        assert "content/highlights/nanjing/bianzao.yml:" in expected(folder)


def test_records_are_not_blamed_for_a_broken_list() -> None:
    assert not [m for m in HEAD.finditer(expected("broken-lists")) if m["code"] == "E304"]


def test_a_lost_list_is_told_once_and_not_at_every_record(make_site: MakeSite, highlight: str) -> None:
    root = make_site(
        files={
            f"content/highlights/nanjing/bianzao-{n}.yml": highlight.replace("title: ", f"title: 第{n}次")
            for n in range(3)
        }
    )
    (root / "content" / "lists" / "themes.yml").unlink()
    found = check(root)
    assert [m["code"] for m in HEAD.finditer(found.stdout)] == ["E311"]
    assert found.stdout.startswith("content/lists/themes.yml:1:1: ")


def test_a_lost_list_of_units_is_told(make_site: MakeSite) -> None:
    root = make_site()
    (root / "content" / "lists" / "units.yml").unlink()
    found = check(root)
    assert [m["place"] + m["code"] for m in HEAD.finditer(found.stdout)] == ["content/lists/units.yml:1:1E001"]
    assert found.exit_code == 1


def test_a_link_in_place_of_a_file_is_refused(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files={"elsewhere.yml": highlight})
    link = root / "content" / "highlights" / "nanjing" / "bianzao.yml"
    link.parent.mkdir(parents=True)
    link.symlink_to(root / "elsewhere.yml")
    assert [m["code"] for m in HEAD.finditer(check(root).stdout)] == ["E001"]


@pytest.mark.parametrize(
    "folder",
    [
        *("content/highlights", "content/highlights/nanjing", "content/highlights/nanjing/2020"),
        *("content/images", "content/images/nanjing", "content/pages", "content/schema", "content/xinwen"),
    ],
)
def test_a_linked_folder_is_refused_once_and_not_followed(folder: str, make_site: MakeSite, highlight: str) -> None:
    outside = {f"elsewhere/{name}": highlight for name in ("a.yml", "nanjing/b.yml", "nanjing/C.yml", "d.md", "e.txt")}
    root = make_site(files=outside)
    link = root / folder
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(root / "elsewhere")
    found = check(root).stdout
    assert [(m["place"], m["code"]) for m in HEAD.finditer(found)] == [(f"{folder}:1:1", "E001")]
    assert "链接" in found


def test_linked_templates_are_reported_as_a_link(make_site: MakeSite) -> None:
    root = make_site(templates=True)
    (root / "templates").rename(root / "elsewhere")
    (root / "templates").symlink_to(root / "elsewhere")
    found = [(m["place"], m["code"]) for m in HEAD.finditer(check(root).stdout)]
    assert found == [("templates:1:1", "E001")]


def test_a_file_in_place_of_templates_is_reported(make_site: MakeSite) -> None:
    root = make_site()
    (root / "templates").write_text("", encoding="utf-8")
    found = [(m["place"], m["code"]) for m in HEAD.finditer(check(root).stdout)]
    assert found == [("templates:1:1", "E001")]


@pytest.mark.parametrize("folder", ["content", "content/lists"])
def test_linked_lists_are_not_followed(folder: str, make_site: MakeSite) -> None:
    root = make_site()
    (root / folder).rename(root / "elsewhere")
    (root / folder).symlink_to(root / "elsewhere")
    found = [(m["place"], m["code"]) for m in HEAD.finditer(check(root).stdout)]
    assert found == [(f"{folder}:1:1", "E001"), ("content/lists/units.yml:1:1", "E001")]


def test_the_guide_for_authors_quotes_what_is_really_said(make_site: MakeSite) -> None:
    written = (REPOSITORY / "content" / "pages" / "guide.md").read_text(encoding="utf-8")
    guide = filled(written, {"unit": "nanjing"})
    sample = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)[0]
    quoted = re.findall(r"```text\n(.*?)```", guide, re.DOTALL)
    path = "content/highlights/nanjing/nanjing-yinqi-2020.yml"
    assert check(make_site(files={path: sample})).exit_code == 0

    wrong = [("event_date: 2020-08-12", "event_date: 2020年8月中旬"), ("theme: 金融银企对接", "theme: 银企对接")]
    for number, (right, written) in enumerate(wrong):
        assert right in sample
        found = check(make_site(files={path: sample.replace(right, written)}, name=f"wrong-{number}"))
        told, _, counts = found.stdout.rpartition("共 1 个错误、0 个提醒。")
        assert (told, "explain E" in counts) == (quoted[number], True)
    assert len(quoted) == len(wrong)


def test_what_refers_to_a_file_with_mistakes_is_not_blamed() -> None:
    heads = list(HEAD.finditer(expected("reference-to-broken")))
    assert [m["code"] for m in heads if m["code"] == "E302"] == ["E302"]
    assert len(heads) > 4


@pytest.mark.parametrize("folder", ["many-at-once", "yaml-syntax", "misplaced-files", "heading-levels"])
def test_the_json_form_holds_the_same_problems(folder: str, make_site: MakeSite) -> None:
    found = check(make_site(f"broken/{folder}"), "--format", "json")
    assert found.exit_code == int(": 错误 " in expected(folder))
    problems = json.loads(found.stdout)
    words = {"error": "错误", "warning": "提醒"}
    lines = []
    for p in problems:
        assert set(p) == {"path", "line", "column", "code", "severity", "message", "hint"}
        word = words[p["severity"]]
        lines.append(f"{p['path']}:{p['line']}:{p['column']}: {word} {p['code']} {p['message']}")
        lines.append(f"    改法：{p['hint']}")
    assert lines == expected(folder).splitlines()[:-1]


def test_the_json_form_of_a_sound_site_is_an_empty_list(make_site: MakeSite) -> None:
    found = check(make_site(), "--format", "json")
    assert (json.loads(found.stdout), found.exit_code) == ([], 0)


@pytest.mark.parametrize("folder", ["many-at-once", "yaml-syntax", "misplaced-files", "heading-levels"])
def test_the_github_form_is_one_line_a_problem(folder: str, make_site: MakeSite) -> None:
    found = check(make_site(f"broken/{folder}"), "--format", "github")
    assert found.exit_code == int(": 错误 " in expected(folder))
    words = {"error": "错误", "warning": "提醒"}
    form = re.compile(r"::(error|warning) file=(.+),line=(\d+),col=(\d+),title=([EW]\d{3})::(.+?) 改法：.+")
    lines = [form.fullmatch(line) for line in found.stdout.splitlines()]
    heads = [f"{m[2]}:{m[3]}:{m[4]}: {words[m[1]]} {m[5]} {m[6].replace('%25', '%')}" for m in lines if m]
    assert heads == [match[0] for match in HEAD.finditer(expected(folder))]
    assert len(heads) == len(lines)


def test_a_build_of_a_broken_site_says_the_same_and_leaves_the_published_one_alone(
    make_site: MakeSite, highlight: str
) -> None:
    root = make_site(files={"content/highlights/nanjing/bianzao-hao.yml": highlight})
    assert run(root, "build").returncode == 0
    before, version = published(root / "site"), (root / "site").readlink()
    assert before

    spoilt = make_site("broken/many-at-once", name="spoilt")
    found = run(spoilt, "build", "--out", str(root / "site"))
    assert found.returncode == 1
    assert found.stdout == expected("many-at-once")
    assert published(root / "site") == before
    assert (root / "site").readlink() == version
    assert sorted(p.name for p in (root / "site.versions").iterdir()) == [".lock", version.name]


def test_a_build_of_a_site_that_was_never_published_writes_nothing(make_site: MakeSite) -> None:
    root = make_site("broken/theme-other")
    found = run(root, "build")
    assert (found.stdout, found.returncode) == (expected("theme-other"), 1)
    assert not (root / "site").exists()
    assert [path.name for path in (root / "site.versions").iterdir()] == [".lock"]


def test_a_site_with_nothing_but_warnings_is_built_and_they_are_told(make_site: MakeSite) -> None:
    root = make_site("broken/heading-levels")
    found = run(root, "build")
    assert found.returncode == 0
    assert found.stdout.startswith(expected("heading-levels"))
    assert (root / "site" / "highlights" / "bianzao.html").is_file()


def test_check_of_a_path_tells_only_what_lies_there(make_site: MakeSite) -> None:
    root = make_site("broken/many-at-once")
    everything = [match[0] for match in HEAD.finditer(expected("many-at-once"))]
    for path in ("content/cases", "content/cases/suzhou/bianzao.yml", "content/images/nanjing/", "."):
        found = check(root, path)
        heads = [match[0] for match in HEAD.finditer(found.stdout)]
        assert heads == [head for head in everything if path == "." or head.startswith(path)]
        assert heads
        assert found.exit_code == 1


def test_check_of_two_paths_tells_what_lies_in_either(make_site: MakeSite) -> None:
    root = make_site("broken/many-at-once")
    found = check(root, "content/cases", "content/outlets")
    paths = {match["place"].split(":")[0] for match in HEAD.finditer(found.stdout)}
    assert paths == {"content/cases/suzhou/bianzao.yml", "content/outlets/taizhou/bianzao.yml"}


def test_check_of_a_sound_path_is_clean_though_other_files_are_not(make_site: MakeSite, highlight: str) -> None:
    root = make_site("broken/many-at-once", files={"content/highlights/suzhou/bianzao-hao.yml": highlight})
    found = check(root, "content/highlights/suzhou")
    assert found.exit_code == 0
    assert found.stdout.startswith("没有发现问题")


def test_a_path_is_not_taken_for_another_that_begins_alike(make_site: MakeSite) -> None:
    root = make_site("broken/many-at-once")
    assert check(root, "content/cas").exit_code != 1


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["--format", "html"], ["--today", "yesterday"]])
def test_a_wrong_option_is_wrong_use(arguments: list[str], make_site: MakeSite) -> None:
    found = run(make_site(), "check", *arguments)
    assert (found.stdout, found.returncode) == ("", 2)
    assert found.stderr


def test_a_root_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere", "check").returncode == 2


def test_a_path_outside_the_root_is_wrong_use(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site("broken/many-at-once")
    (tmp_path / "elsewhere.yml").touch()
    for path in (tmp_path, root / ".." / "elsewhere.yml"):
        found = run(root, "check", str(path))
        assert (found.stdout, found.returncode) == ("", 2)
        assert "不在站点文件夹里" in found.stderr
