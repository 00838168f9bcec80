"""What a submission may touch, and what `--changed-from` is about; with real git repositories."""

import subprocess
import sys
from pathlib import Path

import pytest
from places import TODAY, MakeSite
from repositories import SURROUNDINGS, commit, git

from generator.authoring.submission_policy import outside
from generator.runtime.git import GitError
from generator.runtime.git_diff import GONE, PLAIN, Change, between, since
from generator.runtime.git_tree import files_of

WANLIXING = Path(sys.executable).with_name("wanlixing")
RECORD = "content/highlights/nanjing/bianzao.yml"
NEW = Change(RECORD, GONE, PLAIN)


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    words = [str(WANLIXING), arguments[0], "--root", str(root), *arguments[1:]]
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=False, env=SURROUNDINGS)


def check(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(root, "check", "--today", TODAY.isoformat(), *arguments)


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [RECORD, "content/cases/nanjing/a-1.yml", "content/images/nanjing/kaimu.jpg", "content/policies/nanjing/a.yml"],
)
def test_records_and_pictures_of_one_unit_may_be_touched(path: str) -> None:
    assert outside([NEW, Change(path, PLAIN, PLAIN)]) == []
    assert outside([Change(path, GONE, PLAIN)], ["suzhou", "nanjing"]) == []


@pytest.mark.parametrize(
    "path",
    [
        *(
            "site_config.yml",
            "Makefile",
            "requirements.txt",
            "generator/cli/main.py",
            "templates/main.html",
            ".gitattributes",
        ),
        *(".github/workflows/check.yml", ".gitlab-ci.yml", "content/lists/units.yml", "content/pages/about.md"),
        *("content/highlights/nanjing.yml", "content/highlights/nanjing/a/b.yml", "content/highlights/nanjing/a.py"),
        *(
            "content/images/nanjing/a.svg",
            "content/images/a.jpg",
            "content/schema/nanjing/a.yml",
            "content/nanjing/a.yml",
        ),
        *("content/highlights/nanjing/A.yml", "Content/highlights/nanjing/a.yml", "../content/cases/nanjing/a.yml"),
        *("content/highlights/nanjing/a.yml\n", "content/highlights/nanjing/.yml", "content/highlights/../a.yml"),
        *("x/content/highlights/nanjing/a.yml", "content/highlights/nanjing/a.yml.exe", "content/cases/.git/a.yml"),
    ],
)
def test_nothing_else_may_be_touched(path: str) -> None:
    for change in (Change(path, GONE, PLAIN), Change(path, PLAIN, PLAIN), Change(path, PLAIN, GONE)):
        assert [problem.position.path for problem in outside([NEW, change])] == [path]
        assert [problem.position.path for problem in outside([NEW, change], ["nanjing"])] == [path]


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("content/highlights/nanjing/Nanjing 培训.yml", "以 .yml 结尾"),
        ("content/highlights/nanjing/nanjing-w-2026.yaml", "以 .yml 结尾"),
        ("content/highlights/Nanjing/a.yml", "单位的文件夹名"),
        ("content/images/nanjing/开幕.jpg", "以 .jpg"),
        ("content/highlights/nanjing/通讯稿.docx", "投稿表单"),
        ("content/images/nanjing/附件.ZIP", "单独交"),
        ("台账.xlsx", "wanlixing import"),
        ("content/lists/units.yml", "由维护者修改"),
    ],
)
def test_what_is_neither_record_nor_picture_is_told_what_to_do(path: str, word: str) -> None:
    (problem,) = outside([Change(path, GONE, PLAIN)])
    assert word in problem.hint


@pytest.mark.parametrize("mode", ["120000", "160000", "100755"])
def test_links_modules_and_programs_are_refused(mode: str) -> None:
    assert [p.code for p in outside([Change(RECORD, PLAIN, mode)])] == ["E006"]
    assert [p.code for p in outside([Change("content/images/nanjing/a.jpg", GONE, mode)])] == ["E006"]


def test_a_record_is_not_removed_but_a_picture_may_be() -> None:
    assert [p.code for p in outside([Change(RECORD, PLAIN, GONE)])] == ["E006"]
    assert outside([Change("content/images/nanjing/a.jpg", PLAIN, GONE)]) == []


def test_more_files_than_anybody_looks_through_are_refused_with_one_word() -> None:
    many = [Change(f"content/highlights/nanjing/huodong-{number}.yml", GONE, PLAIN) for number in range(5_000)]

    (problem,) = outside(many)

    assert (problem.code, "5000 个文件" in problem.message) == ("E006", True)
    assert outside(many[:500]) == []


def test_other_units_are_theirs() -> None:
    other = Change("content/cases/suzhou/a.yml", GONE, PLAIN)

    assert [p.position.path for p in outside([NEW, other])] == [other.path]
    assert [p.position.path for p in outside([NEW, other], ["nanjing"])] == [other.path]
    assert outside([NEW, other], ["nanjing", "suzhou"]) == []


def test_git_tells_names_and_modes_also_of_odd_files(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files={RECORD: highlight})
    base = commit(root, "base")
    (root / RECORD).rename(root / "content/highlights/nanjing/other.yml")
    write(root, "content/odd\n\t“名” .yml", "a")
    (root / "link").symlink_to("/etc/passwd")
    (root / "program").write_text("#!/bin/sh")
    (root / "program").chmod(0o755)
    expected = sorted(
        [
            Change(RECORD, PLAIN, GONE),
            Change("content/highlights/nanjing/other.yml", GONE, PLAIN),
            Change("content/odd\n\t“名” .yml", GONE, PLAIN),
            Change("link", GONE, "120000"),
            Change("program", GONE, "100755"),
        ]
    )
    assert {change.path for change in since(root, base)} == {change.path for change in expected}
    commit(root, "change")
    assert between(root, base, "HEAD") == expected
    assert since(root, base) == expected


def test_what_the_base_got_meanwhile_is_no_change_of_the_branch(make_site: MakeSite, highlight: str) -> None:
    root = make_site()
    commit(root, "base")
    git(root, "switch", "-q", "-c", "submission")
    write(root, RECORD, highlight)
    commit(root, "record")
    git(root, "switch", "-q", "main")
    write(root, "Makefile", "all:")
    commit(root, "meanwhile")

    assert [change.path for change in between(root, "main", "submission")] == [RECORD]
    done = run(root, "policy", "--changed-from", "main", "--head", "submission")
    assert (done.returncode, done.stdout) == (0, "改动 1 个文件，都在投稿的范围内。\n")


def test_a_site_in_a_folder_of_the_repository_is_told_by_its_own_paths(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files={"inner/site_config.yml": "", "outer.txt": "a"})
    base = commit(root, "base")
    write(root, f"inner/{RECORD}", highlight)
    write(root, "outer.txt", "b")
    commit(root, "change")

    assert [change.path for change in between(root / "inner", base, "HEAD")] == ["../outer.txt", RECORD]


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:Makefile", ""])
def test_a_version_that_git_does_not_have_is_wrong_use(make_site: MakeSite, name: str) -> None:
    root = make_site()
    commit(root, "base")
    for command in ("check", "policy"):
        done = run(root, command, f"--changed-from={name}")
        # An empty name asks `check` for everything.
        assert (done.returncode, "Traceback" in done.stderr) == (0 if (command, name) == ("check", "") else 2, False)
    assert not (root / "x").exists()


def test_check_tells_what_the_branch_changes_and_errors_that_it_causes_elsewhere(
    make_site: MakeSite, highlight: str
) -> None:
    warned = highlight.replace("第一段文字。", "## 甲\n\n  #### 跳级的标题")
    other = "content/highlights/suzhou/other.yml"
    root = make_site(files={RECORD: warned, other: highlight.replace("reviewed_by", "related: [bianzao]\nreviewed_by")})
    base = commit(root, "base")
    assert "W401" in check(root).stdout
    assert check(root, "--changed-from", base).stdout == "没有发现问题；这里没有记录。\n"

    highlight = highlight.replace("title: 试验市举办", "title: 试验市又举办")
    write(root, "content/highlights/nanjing/new.yml", highlight)
    assert check(root, "--changed-from", base).stdout == "没有发现问题，共检查 1 条记录。\n"
    write(root, "content/highlights/nanjing/new.yml", highlight.replace("theme: 金融银企对接\n", ""))
    found = check(root, "--changed-from", base)
    assert (found.returncode, "new.yml:1:1: 错误 E202" in found.stdout, "W401" in found.stdout) == (1, True, False)

    commit(root, "broken")
    (root / RECORD).unlink()
    found = check(root, "--changed-from", "HEAD")
    assert (found.returncode, f"{other}:" in found.stdout, "E302" in found.stdout) == (1, True, True)


def test_paths_and_changes_are_not_asked_for_together(make_site: MakeSite) -> None:
    assert check(make_site(), "--changed-from", "HEAD", "x").returncode == 2


def test_a_commit_is_checked_without_being_checked_out(make_site: MakeSite, highlight: str, tmp_path: Path) -> None:
    root = make_site()
    base = commit(root, "base")
    write(root, RECORD, highlight.replace("theme: 金融银企对接\n", ""))
    write(root, ".gitattributes", "*.yml export-ignore text eol=crlf filter=x\n")
    (root / "content/highlights/nanjing/link.yml").symlink_to("/etc/passwd")
    broken = commit(root, "broken")
    git(root, "clone", "-q", "--bare", str(root), str(tmp_path / "bare.git"))
    git(root, "reset", "-q", "--hard", base)
    for place in (root, tmp_path / "bare.git"):
        found = check(place, "--changed-from", base, "--head", broken)
        assert found.returncode == 1, found.stderr
        assert f"{RECORD}:1:1: 错误 E202" in found.stdout
        assert "link.yml:1:1: 错误" in found.stdout
        assert "root:" not in found.stdout, "nothing is read through a link"
        assert check(place, "--head", base).returncode == 0
        assert check(place, "--head", "nowhere").returncode == 2
    assert not (root / RECORD).exists()


def test_nothing_but_noughts_as_base_means_everything(make_site: MakeSite, highlight: str) -> None:
    root = make_site(files={RECORD: highlight, "Makefile": "all:"})
    head = commit(root, "all")
    assert {RECORD, "Makefile"} < {change.path for change in between(root, "0" * 40, head)}
    assert {RECORD, "Makefile"} < {change.path for change in since(root, "0" * 40)}


def test_a_hook_of_another_repository_does_not_lead_git_away(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site()
    base = commit(root, "base")
    git(tmp_path, "init", "-q", "--bare", "other.git")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other.git"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "other.git/objects"))
    monkeypatch.setenv("GIT_QUARANTINE_PATH", str(tmp_path / "other.git/objects"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))

    assert between(root, base, base) == []
    assert since(root, base) == []


def test_no_path_of_a_commit_leads_out_of_the_folder(make_site: MakeSite) -> None:
    root = make_site()
    commit(root, "base")
    blob = git(root, "hash-object", "-w", "--stdin", given=b"x")
    inner = git(root, "mktree", given=f"100644 blob {blob}\t..\n".encode())
    tree = git(root, "mktree", given=f"040000 tree {inner}\tcontent\n".encode())
    bad = git(root, "commit-tree", tree, "-m", "bad")

    with pytest.raises(GitError), files_of(root, bad):
        raise AssertionError
