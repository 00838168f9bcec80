"""Whole small sites, built for real: the golden tree, the empty site, the same bytes anywhere."""

import base64
import json
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import golden_blessing
import pytest
from golden_joining import changed, joined, witnesses
from places import GOLDEN, TODAY, MakeSite

from generator.build.pipeline import build, render
from generator.loading import spilled_records
from generator.model.kinds import KINDS

WANLIXING = Path(sys.executable).with_name("wanlixing")
#: Styles and scripts are kept once; the index is compared with a recomputation (test_search_index.py);
#: the manifest follows from all the others, workbooks are read by test_documents.py, channels by test_channels.py;
#: parts of lists hold the rows of their lists (test_narrowing.py).
#: Of the trainings that fill a second page, the first two and the last one stand for those between.
NOT_GOLDEN = re.compile(
    "assets/|search/(pair|facet|dates|variants)|[a-z]+/by_|manifest[.]json$|.*[.](xlsx|docx)$"
    "|highlights/training-[345][.]html$"
)
_PACKED = re.compile(rb'wanlixing\.store\.take\("[a-z0-9-]+","([A-Za-z0-9+/=]+)"\);\n')


def built(root: Path) -> dict[str, bytes]:
    return {file.path: file.content for file in render(root, TODAY).files}


def readable(content: bytes) -> bytes:
    """As a person can read the difference: texts of the index unpacked, what the form knows on lines of their own."""
    if content.startswith(b"(window.wanlixing"):
        return content.replace(b',{"name"', b',\n{"name"')
    packed = _PACKED.fullmatch(content)
    if not packed:
        return content
    value = json.loads(zlib.decompress(base64.b64decode(packed[1])).decode("utf-16-le"))
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def compared(make_site: MakeSite, name: str, folder: str) -> dict[str, bytes]:
    """What of a site is held to its golden files."""
    made = built(make_site(name, name=folder)).items()
    return {path: readable(content) for path, content in made if not NOT_GOLDEN.match(path)}


@pytest.fixture
def blessed(make_site: MakeSite, bless: bool, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With `make bless`: both sites written anew, whole, by the first test that compares one."""
    if bless and name == "complete":
        with capsys.disabled():
            golden_blessing.bless({one: compared(make_site, one, f"blessed-{one}") for one in ("complete", "empty")})


@pytest.mark.parametrize("name", ["complete", "empty"])
@pytest.mark.usefixtures("blessed")
def test_site_equals_its_golden_files(make_site: MakeSite, name: str) -> None:
    files, expected = compared(make_site, name, name), joined(name)
    hint = "如果新的输出是对的，请运行 make bless，再看一遍差异。"

    assert sorted(expected) == sorted(files), hint
    changed = [path for path, content in files.items() if expected[path] != content]
    assert changed == [], hint
    if name == "complete":
        assert {path: files[path] for path in witnesses()} == witnesses()


def test_golden_files_come_together_as_they_were_cut() -> None:
    sites = {name: joined(name) for name in ("complete", "empty")}
    kept = {
        path: part if isinstance(part, bytes) else part.encode() for path, part in golden_blessing.cut(sites).items()
    }
    there = {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}

    assert kept == there
    size = sum(map(len, there.values()))
    assert size < 1_500_000, f"{size} 字节：请减少样本，或让重复的内容在 tests/golden 里只存一次。"


@pytest.mark.parametrize("new", ["", "b\na\na\n", "c\na\nb\na\n", "a\nb\na\nc\n", "a\nc\na\n", "a\na\n"])
def test_changes_make_the_new_text_of_the_old_one(new: str) -> None:
    assert changed("a\nb\na\n", golden_blessing.changes("a\nb\na\n", new)) == new


def test_what_changes_put_in_is_not_taken_for_what_was_there() -> None:
    old, new = "a\nb\nc\nX\nd\n", "X\nb\nc\nY\nd\n"
    assert changed(old, golden_blessing.changes(old, new)) == new


def test_changes_of_golden_files_are_told_in_classes() -> None:
    before = {f"{n}.html": f"a\nb\n{n}\n".encode() for n in range(5)}
    after = {path: text.replace(b"b", b"c") for path, text in before.items()} | {"4.html": b"d\n", "new.html": b""}
    told = golden_blessing.classes(before, after)

    assert "4 个文件，例如 0.html：\n  -b\n  +c\n" in told
    assert "1 个文件，例如 new.html：\n  新增" in told


def test_a_site_without_records_still_has_every_page_a_visitor_expects(make_site: MakeSite) -> None:
    files = built(make_site("empty"))

    assert {"index.html", "search.html", "404.html", "sitemap.xml", "feeds/all.rss.xml"} <= set(files)
    assert {f"{kind.folder}/index.html" for kind in KINDS.values()} | {"units/index.html"} <= set(files)
    assert "内容正在汇集" in files["index.html"].decode()
    assert "cases/" not in files["index.html"].decode()


@pytest.mark.slow
def test_same_bytes_whatever_the_zone_the_locale_the_hash_seed_and_the_folder(
    make_site: MakeSite, tmp_path: Path
) -> None:
    surroundings = [
        {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
    ]
    trees = []
    for number, extra in enumerate(surroundings):
        root = make_site("complete", name=f"some where {number}")
        if number:
            _touch_in_reverse(root)
        environment = {**os.environ, **extra, "HOME": str(tmp_path)}
        environment.pop("SOURCE_DATE_EPOCH", None)
        command = [str(WANLIXING), "build", "--root", str(root), "--out", str(tmp_path / f"out{number}")]
        umask, book = (0o077, 0o002)[number], tmp_path / f"book{number}.xlsx"
        subprocess.run(command, check=True, env=environment, cwd="/", capture_output=True, umask=umask)
        template = [str(WANLIXING), "template", "--root", str(root), "--xlsx", "highlight", str(book)]
        subprocess.run(template, check=True, env=environment, cwd="/", capture_output=True, umask=umask)
        trees.append({**_tree(tmp_path / f"out{number}"), "template.xlsx": book.read_bytes()})

    assert trees[0] == trees[1]
    assert len(trees[0]) > 90


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_same_bytes_with_every_text_away_on_disk(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    root = make_site("complete")
    monkeypatch.setattr(spilled_records, "LONG", 1)
    build(root, tmp_path / "out", TODAY, jobs=jobs)
    made = _tree(tmp_path / "out")

    assert made.pop("manifest.json")
    assert made == {path: content for path, content in built(root).items() if path in made}


def _touch_in_reverse(root: Path) -> None:
    """Write every file anew, last first, so that the folder's own order and all times differ."""
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_file():
            content = path.read_bytes()
            path.unlink()
            path.write_bytes(content)
            os.utime(path, (0, 0))


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_building_again_makes_a_version_only_for_a_change_and_keeps_the_last_ones(
    make_site: MakeSite, tmp_path: Path
) -> None:
    root, target = make_site("complete"), tmp_path / "out"
    build(root, target, TODAY)
    before = _tree(target)
    again = build(root, target, TODAY)
    assert (_tree(target), again.version.name) == (before, "000001")

    outlet = root / "content" / "outlets" / "taizhou" / "service-point.yml"
    text = outlet.read_text(encoding="utf-8")
    for number in range(2, 6):
        outlet.write_text(text.replace("试验路1号", f"试验路{number}号"), encoding="utf-8")
        build(root, target, TODAY)
    versions = sorted(path.name for path in (tmp_path / "out.versions").iterdir() if not path.name.startswith("."))

    # `keep_versions: 2` beside the present one.
    assert versions == ["000003", "000004", "000005"]
