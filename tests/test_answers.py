"""Submissions answered: the workflows' own commands run with real git repositories and a fake forge, by real HTTP."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from forge_runs import (
    RECORD,
    SETTING_UP,
    any_forge,
    checked,
    clone,
    commands,
    commented,
    forge,
    main,
    runs,
    speak,
    submit,
)
from forge_server import TOKEN, Forge
from git_server import private
from places import REPOSITORY
from repositories import SURROUNDINGS, commit, git

__all__ = ["any_forge", "forge", "main"]


def test_a_good_record_goes_from_a_fork_to_a_preview_and_one_comment(
    main: Path, tmp_path: Path, forge: Forge, highlight: str
) -> None:
    head = submit(main, tmp_path, {RECORD: highlight})
    forge.pulls = [{"number": 6, "head": {"sha": "0" * 40}}, {"number": 7, "head": {"sha": head}}]
    forge.comments = [{"id": 1, "login": "stranger", "body": "<!-- wanlixing -->"}]
    forge_comments, forge.comments = forge.comments, []
    runner, done = checked(main, tmp_path, forge)
    forge.comments = forge_comments

    assert [step.returncode for step in done] == [0, 0], done[-1].stderr
    assert (runner / "preview" / "highlights" / "bianzao.html").is_file()
    assert "检查通过" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    for _ in range(2):
        said = commented(main, tmp_path, forge, head, runner / "report")
        assert "检查通过" in said
    assert [one["login"] for one in forge.comments] == ["stranger", "github-actions[bot]"]
    assert {one["state"] for one in forge.statuses} == {"success"}


def test_every_fault_is_told_at_its_line_and_nothing_is_previewed(
    main: Path, tmp_path: Path, forge: Forge, highlight: str
) -> None:
    wrong = highlight.replace("event_date: 2020-06-18", "event_date: 六月十八日")
    files = {f"content/highlights/nanjing/bianzao-{n}.yml": wrong for n in range(15)}
    head = submit(main, tmp_path, files)
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    runner, done = checked(main, tmp_path, forge)

    assert [step.returncode for step in done] == [1]
    annotations = re.findall(r"^::error file=(.+?),line=4,col=13,title=E207::", done[0].stdout, re.MULTILINE)
    assert annotations == sorted(files)
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.count("errors.html#E207") == 15
    quality = json.loads((runner / "report" / "codequality.json").read_text(encoding="utf-8"))
    assert {item["location"]["lines"]["begin"] for item in quality} == {4}
    assert commented(main, tmp_path, forge, head, runner / "report").count("错误 ") >= 15


def test_what_is_not_a_submission_is_left_to_a_maintainer_whatever_the_fork_says(
    main: Path, tmp_path: Path, forge: Forge, highlight: str
) -> None:
    ran = tmp_path / "ran"
    evil = f"#!/bin/sh\ntouch {ran}\necho '[]'\n"
    files = {RECORD: highlight, **{f".ci/{name}": evil for name in ("answer", "comment", "settings", "fetch")}}
    head = submit(main, tmp_path, {**files, "Makefile": f"setup:\n\ttouch {ran}\n"})
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    report = tmp_path / "report"
    report.mkdir()
    (report / "problems.json").write_text('[{"path": "![](https://evil.example.org)"}]', encoding="utf-8")
    said = commented(main, tmp_path, forge, head, report)

    assert "有改动要由维护者处理" in said
    assert "检查没有完成" in said
    assert "evil" not in said
    assert [(one["state"], one["context"]) for one in forge.statuses] == [("failure", "投稿范围")]
    assert not ran.exists()
    assert said.count("**错误") == 5


def test_a_report_that_is_missing_or_a_link_is_told_as_such(
    main: Path, tmp_path: Path, forge: Forge, highlight: str
) -> None:
    head = submit(main, tmp_path, {RECORD: highlight})
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    assert "检查没有完成" in commented(main, tmp_path, forge, head, None)


def test_a_report_of_a_fork_that_goes_beyond_its_scope_has_no_verdict(
    main: Path, tmp_path: Path, forge: Forge, highlight: str
) -> None:
    head = submit(main, tmp_path, {RECORD: highlight, ".github/workflows/check.yml": "on: push"})
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    report = tmp_path / "report"
    report.mkdir()
    (report / "problems.json").write_text("[]", encoding="utf-8")
    said = commented(main, tmp_path, forge, head, report)

    assert "检查通过" not in said
    assert "由维护者核对以后才算数" in said


def test_the_comment_leads_to_the_preview_only_if_there_is_one(
    main: Path, tmp_path: Path, forge: Forge, highlight: str
) -> None:
    head = submit(main, tmp_path, {RECORD: highlight})
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    assert "预览" not in commented(main, tmp_path, forge, head, None)
    run = {"status": "completed", "html_url": "https://forge.test.example.org/run/9"}
    forge.runs = [{**run, "id": 9, "name": "预览"}, {**run, "id": 8, "name": "检查"}]
    forge.artifacts = {9: [{"id": 90, "name": "preview"}], 8: [{"id": 80, "name": "report"}]}
    assert "[预览](https://forge.test.example.org/run/9/artifacts/90)" in commented(main, tmp_path, forge, head, None)
    found = speak(forge, tmp_path, "find", HEAD_SHA=head)
    assert "report=8\n" in found
    # As long as the check runs there is nothing to say.
    forge.runs[1]["status"] = "in_progress"
    forge.artifacts[8] = []
    assert "number=\n" in speak(forge, tmp_path, "find", HEAD_SHA=head)


def test_on_every_forge_a_request_is_answered_once_and_its_correction_in_the_same_comment(
    main: Path, tmp_path: Path, any_forge: Forge, highlight: str
) -> None:
    forge = any_forge
    head = submit(main, tmp_path, {RECORD: highlight.replace("theme: 金融银企对接\n", "")})
    ref = "refs/merge-requests/7/head" if forge.kind == "gitlab" else "refs/pull/7/head"
    git(main, "update-ref", ref, head)
    # More comments than a page of any forge holds, of a stranger who writes our mark.
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    forge.comments = [{"id": n, "login": "stranger", "body": f"<!-- wanlixing -->\n{head}"} for n in range(120)]
    office = clone(main, tmp_path / "office")
    surroundings = {**SURROUNDINGS, **forge.surroundings}
    for _again in range(2):
        done = runs(".ci/answer", office, surroundings)
        assert done.returncode == 0, done.stderr
        ours = [one["body"] for one in forge.comments if one["login"] == forge.login]
        assert len(ours) == 1
        assert "发现 1 个错误" in ours[0]
    assert "已答复" not in done.stdout, "what is answered is not answered again"

    git(tmp_path / "fork", "switch", "-q", "tougao")
    (tmp_path / "fork" / RECORD).write_text(highlight, encoding="utf-8")
    head = commit(tmp_path / "fork", "改正")
    git(tmp_path / "fork", "push", "-q", str(main), f"HEAD:{ref}")
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    assert runs(".ci/answer", office, surroundings).returncode == 0
    ours = [one["body"] for one in forge.comments if one["login"] == forge.login]
    assert len(ours) == 1
    assert "检查通过" in ours[0]
    assert len(forge.statuses) == (0 if forge.kind == "gitee" else 2)
    assert [one for one in forge.refused if not one.startswith("403 GET /api/user")] == []
    assert git(office, "status", "--porcelain") == ""


#: Slips that have one right form each, one of them in a text of several lines.
PASTED = {"event_date: 2020-06-18": "event_date: 2020年6月18日", "第一段文字。": "第一段文字 ，在这里。。"}


def pasted(highlight: str) -> str:
    for right, wrong in PASTED.items():
        highlight = highlight.replace(right, wrong)
    return highlight


def test_what_has_one_right_form_is_offered_on_its_lines_once(
    main: Path, tmp_path: Path, any_forge: Forge, highlight: str
) -> None:
    forge = any_forge
    head = submit(main, tmp_path, {RECORD: pasted(highlight)})
    git(main, "update-ref", "refs/merge-requests/7/head", head)
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    office = clone(main, tmp_path / "office")
    assert runs(".ci/answer", office, {**SURROUNDINGS, **forge.surroundings}).returncode == 0
    (ours,) = (one["body"] for one in forge.comments)
    assert "\n-event_date: 2020年6月18日\n+event_date: 2020-06-18\n" in ours
    offers = [one["body"].replace(":-0+0", "") for one in forge.reviews]
    wanted = ["```suggestion\nevent_date: 2020-06-18\n```", "```suggestion\n  第一段文字，在这里。\n```"]
    taken = forge.kind in ("github", "gitlab")
    assert [any(want in offer for offer in offers) for want in wanted] == [taken, taken], offers
    places = [one.get("line") or one["position"]["new_line"] for one in forge.reviews]
    assert places == ([4, 8] if taken else [])
    # A second answer to the same commit offers nothing twice.
    forge.comments.clear()
    assert runs(".ci/answer", office, {**SURROUNDINGS, **forge.surroundings}).returncode == 0
    assert len(forge.reviews) == len(offers)
    assert [one for one in forge.refused if not one.startswith("403 GET /api/user")] == []


def test_a_forge_that_takes_no_suggestion_still_gets_the_comment(
    main: Path, tmp_path: Path, forge: Forge, highlight: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Forge, "review", lambda _forge, method, *_words: (200, []) if method == "GET" else (422, {}))
    head = submit(main, tmp_path, {RECORD: pasted(highlight)})
    forge.pulls = [{"number": 7, "head": {"sha": head}}]
    assert "可以直接采用的改法" in commented(main, tmp_path, forge, head, None)
    assert len(forge.statuses) == 1


def test_gitee_checks_a_request_of_which_only_the_newest_commit_was_taken(
    main: Path, tmp_path: Path, highlight: str
) -> None:
    submit(main, tmp_path, {RECORD: highlight.replace("theme: 金融银企对接\n", "")})
    runner = tmp_path / "runner"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{main}", "runner")
    git(runner, "fetch", "-q", "--depth=1", "origin", "refs/pull/7/merge")
    git(runner, "switch", "-q", "--detach", "FETCH_HEAD")
    (runner / ".venv").symlink_to(Path(sys.executable).parent.parent)
    (step,) = yaml.safe_load((REPOSITORY / ".workflow/check.yml").read_text(encoding="utf-8"))["stages"][0]["steps"]
    script = "\n".join(line for line in step["commands"] if line not in SETTING_UP)
    done = runs(script, runner, SURROUNDINGS)
    assert (done.returncode, f"{RECORD}:1:1: 错误 E202" in done.stdout) == (1, True), done.stderr
    assert not (runner / "preview").exists()


def test_every_open_request_is_found_however_many_a_page_holds(tmp_path: Path, any_forge: Forge) -> None:
    any_forge.pulls = [{"number": n, "head": {"sha": f"{n:040}"}} for n in range(1, 121)]
    assert "number=115\n" in speak(any_forge, tmp_path, "find", HEAD_SHA=f"{115:040}")


def test_on_every_forge_the_findings_stand_in_one_issue(tmp_path: Path, any_forge: Forge) -> None:
    any_forge.issues = [{"number": 1, "title": "每夜巡查", "login": "stranger", "body": "a"}]
    for words in ("甲", "乙"):
        (tmp_path / "told.md").write_text(words, encoding="utf-8")
        speak(any_forge, tmp_path, "issue", "每夜巡查", "told.md")

    assert [one["login"] for one in any_forge.issues] == ["stranger", any_forge.login]
    assert "乙" in any_forge.issues[1]["body"]
    assert "甲" not in any_forge.issues[1]["body"]


def test_a_login_that_is_set_is_the_one_whose_comment_is_renewed(tmp_path: Path, forge: Forge) -> None:
    forge.comments = [{"id": 5, "login": "column-app[bot]", "body": "<!-- wanlixing -->"}]
    (tmp_path / "comment.md").write_text("<!-- wanlixing -->新", encoding="utf-8")
    command = [sys.executable, str(REPOSITORY / ".ci" / "forge"), "answer", "7", "."]
    surroundings = {**SURROUNDINGS, **forge.surroundings, "FORGE_LOGIN": "column-app[bot]"}
    subprocess.run(command, cwd=tmp_path, check=False, env=surroundings, capture_output=True)

    # It tries to renew that one, and the stand-in lets nobody else do so.
    assert forge.refused == ["403 PATCH /api/repos/bureau/column/issues/comments/5"]


def test_commits_of_a_private_repository_are_fetched_with_the_token(main: Path, tmp_path: Path, highlight: str) -> None:
    head = submit(main, tmp_path, {RECORD: highlight})
    folder = clone(main, tmp_path / "base")
    with private(main.parent) as address:
        git(folder, "remote", "set-url", "origin", f"{address}/{main.name}")
        without = runs(".ci/fetch refs/pull/7/head", folder, {**SURROUNDINGS, "GIT_TERMINAL_PROMPT": "0"})
        with_token = runs(".ci/fetch refs/pull/7/head", folder, {**SURROUNDINGS, "GITHUB_TOKEN": TOKEN})

    assert (without.returncode == 0, with_token.returncode) == (False, 0), with_token.stderr
    assert git(folder, "rev-parse", "FETCH_HEAD") == head
    assert TOKEN not in (folder / ".git" / "config").read_text(encoding="utf-8")


def test_the_nightly_findings_stand_in_one_issue(tmp_path: Path, forge: Forge) -> None:
    shutil.copytree(REPOSITORY / ".ci", tmp_path / ".ci")
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "inspection.md").write_text("坏链接", encoding="utf-8")
    forge.issues = [{"number": 1, "title": "每夜巡查", "login": "stranger", "body": "a"}]
    (script,) = commands("nightly.yml", "report")
    for _ in range(2):
        assert runs(script, tmp_path, {**SURROUNDINGS, **forge.surroundings}).returncode == 0

    assert [one["login"] for one in forge.issues] == ["stranger", "github-actions[bot]"]
    assert "坏链接" in forge.issues[1]["body"]
    assert forge.issues[0]["body"] == "a"
