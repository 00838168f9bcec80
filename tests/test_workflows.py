"""The workflows: a policy that no linter holds for us, and their own commands run with real git repositories."""

import base64
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from forge_server import TOKEN, Forge
from places import REPOSITORY, MakeSite
from repositories import SURROUNDINGS, commit, git

FOLDER = REPOSITORY / ".github" / "workflows"
#: Gitea and Forgejo read these instead.
GITEA = sorted((REPOSITORY / ".gitea" / "workflows").glob("*.yml"))
NAMES = sorted(path.name for path in FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
#: Who may write what; everything else is read or nothing.
WRITES = {
    "comment.yml": {"pull-requests", "statuses"},
    "publish.yml": {"pages", "id-token"},
    "nightly.yml": {"issues"},
    "release.yml": {"contents", "id-token", "attestations"},
}
#: What a stranger can choose: never put into a script, only handed over as a variable.
CHOSEN = re.compile(r"\$\{\{(?!\s*!?\s*(?:cancelled|success|failure|always)\(\))")
#: What the tests share instead.
SETTING_UP = ("make setup", "make checker")
RECORD = "content/highlights/nanjing/bianzao.yml"


def workflow(name: str) -> dict[Any, Any]:
    """A workflow as data; YAML reads its key `on` as true."""
    made: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    made["on"] = made.pop(True) if True in made else made["on"]
    return made


def faults(name: str, made: dict[Any, Any], text: str) -> list[str]:
    """What is against the policy."""
    wrong = [] if made.get("permissions") == {} else ["rights are not taken away at the top"]
    events = set(made["on"] if isinstance(made["on"], dict | list) else [made["on"]])
    if "pull_request_target" in events or "issue_comment" in events:
        wrong.append("runs with rights on a stranger's word")
    if "concurrency" not in made:
        wrong.append("no concurrency")
    for job_name, job in made["jobs"].items():
        wrong += [f"{job_name}: {fault}" for fault in job_faults(name, job, events)]
    for line in text.splitlines():
        if re.match(r"\s*(- )?uses:", line) and not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line):
            wrong.append(f"{line.strip()}: no commit with its version")
    return wrong


def job_faults(name: str, job: dict[str, Any], events: set[str]) -> Iterator[str]:
    rights = job.get("permissions")
    if not isinstance(rights, dict):
        yield "says no rights"
        rights = {}
    written = {right for right, what in rights.items() if what not in ("read", "none")}
    if written - WRITES.get(name, set()):
        yield f"may write {written}"
    if not 1 <= job.get("timeout-minutes", 0) <= 60:
        yield "no time limit"
    if not re.fullmatch(r"ubuntu-\d\d\.04", job["runs-on"]):
        yield "no fixed runner"
    if "pull_request" in events and "secrets." in json.dumps(job):
        yield "gives secrets to a stranger's code"
    for step in job["steps"]:
        yield from step_faults(step, events)


def step_faults(step: dict[str, Any], events: set[str]) -> Iterator[str]:
    uses, given = step.get("uses", ""), step.get("with", {})
    if uses and not PINNED.fullmatch(uses):
        yield f"{uses} is not pinned"
    if CHOSEN.search(step.get("run", "")):
        yield "an expression inside a script"
    if uses.startswith("actions/checkout@"):
        if given.get("persist-credentials") is not False:
            yield "leaves its token behind"
        branch = given.get("ref", "")
        if "workflow_run" in events and branch != "${{ github.event.repository.default_branch }}":
            yield "checks out what is not the base branch"
        if given.get("allow-unsafe-pr-checkout") or "head" in str(branch) or given.get("repository"):
            yield "checks out a stranger's code"
    if "workflow_run" in events and re.search(r"git (checkout|switch|worktree|merge|pull)\b", step.get("run", "")):
        yield "brings a stranger's files to life"


@pytest.mark.parametrize("name", NAMES)
def test_no_workflow_gives_rights_away(name: str) -> None:
    assert faults(name, workflow(name), (FOLDER / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("check.yml", "  pull_request:", "  pull_request_target:"),
        ("check.yml", "permissions: {}", "permissions: write-all"),
        ("check.yml", "      contents: read", "      contents: write"),
        ("check.yml", "    timeout-minutes: 15\n", ""),
        ("check.yml", "@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2", "@v4"),
        ("check.yml", " # v4.2.2", ""),
        ("check.yml", "          persist-credentials: false", "          persist-credentials: true"),
        ("check.yml", "run: make checker", "run: make checker ${{ github.head_ref }}"),
        ("check.yml", "          fetch-depth: 2", "          token: ${{ secrets.PUBLISH_KEY }}"),
        ("check.yml", "runs-on: ubuntu-24.04", "runs-on: ubuntu-latest"),
        ("comment.yml", "github.event.repository.default_branch", "github.event.workflow_run.head_sha"),
        ("comment.yml", "      statuses: write", "      contents: write"),
        ("comment.yml", "          .ci/fetch", "          git checkout FETCH_HEAD\n          .ci/fetch"),
        ("publish.yml", "concurrency:\n  group: publish\n  cancel-in-progress: false\n", ""),
    ],
)
def test_the_policy_notices(name: str, right: str, wrong: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert right in text
    text = text.replace(right, wrong)
    made = yaml.safe_load(text)
    made["on"] = made.pop(True)

    assert faults(name, made, text) != []


def gitea_faults(made: dict[Any, Any], text: str) -> list[str]:
    """What would fail on Gitea or Forgejo, or give a stranger rights."""
    events = set(made["on"])
    wrong = [] if made.get("permissions") == {} else ["rights are not taken away at the top"]
    for job in made["jobs"].values():
        wrong += [] if isinstance(job.get("permissions"), dict) and job.get("timeout-minutes") else ["no rights said"]
        for step in job["steps"]:
            wrong += ["an expression inside a script"] if CHOSEN.search(step.get("run", "")) else []
            # Later ones say on Gitea that the server is not supported.
            if "uses" in step and not re.fullmatch(r"actions/(upload|download)-artifact@[0-9a-f]{40}", step["uses"]):
                wrong.append(f"{step['uses']} is fetched from elsewhere")
    wrong += [
        f"{line.strip()} is no v3" for line in text.splitlines() if re.match(r"\s*uses:", line) and "# v3." not in line
    ]
    if "pull_request" in events and ("secrets." in text or re.search(r": write", text)):
        wrong.append("gives secrets or rights to a stranger's code")
    if "pull_request_target" in events and ("head" in text or "github.event.pull_request" in text):
        wrong.append("takes a stranger's code where there are rights")
    return wrong


@pytest.mark.parametrize("file", GITEA, ids=lambda file: file.name)
def test_gitea_and_forgejo_have_files_of_their_own_that_they_can_run(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    made = yaml.safe_load(text)
    made["on"] = made.pop(True)
    assert gitea_faults(made, text) == []
    assert {path.name for path in GITEA} == {"answer.yml", "check.yml", "nightly.yml", "publish.yml"}


def test_the_policy_notices_what_gitea_can_not_run() -> None:
    for name, right, wrong in (
        ("check.yml", "# v3.1.3", "# v4.6.2"),
        ("check.yml", "      contents: read", "      contents: write"),
        ("check.yml", "${{ github.token }}", "${{ secrets.PUBLISH_KEY }}"),
        ("answer.yml", "github.event.repository.default_branch", "github.event.pull_request.head.ref"),
        ("publish.yml", "run: .ci/production", "run: .ci/production ${{ vars.X }}"),
    ):
        text = (REPOSITORY / ".gitea" / "workflows" / name).read_text(encoding="utf-8")
        assert right in text
        text = text.replace(right, wrong)
        made = yaml.safe_load(text)
        made["on"] = made.pop(True)
        assert gitea_faults(made, text), wrong


def test_gitlab_gives_strangers_nothing_and_pins_its_image() -> None:
    made = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    jobs = {name: job for name, job in made.items() if isinstance(job, dict) and "script" in job}

    assert set(jobs) == {"check", "policy", "answer", "publish"}
    assert re.fullmatch(r"python:3\.11-\w+@sha256:[0-9a-f]{64}", made["default"]["image"])
    assert all(re.fullmatch(r"\d+ minutes", job["timeout"]) for job in jobs.values())
    requests = [name for name, job in jobs.items() if "merge_request_event" in job["rules"][0]["if"]]
    assert requests == ["check", "policy"]
    # What has a key runs the main branch alone, at a time that nobody else chooses.
    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in jobs["answer"]["rules"][0]["if"]
    assert '$CI_PIPELINE_SOURCE == "schedule"' in jobs["answer"]["rules"][0]["if"]
    assert not [name for name in requests if re.search("PUBLISH|SECRET|TOKEN", json.dumps(jobs[name]))]
    # The base branch's program judges, from a folder of its own.
    script = jobs["policy"]["script"]
    assert script.index('cd "$base/main"') < script.index("make checker") < len(script) - 1


def test_gitlab_takes_the_names_of_what_is_handed_over() -> None:
    """GitLab refuses the whole file for another name of an exposed artifact; no schema says so."""
    made = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    shown = [
        job["artifacts"] for job in made.values() if isinstance(job, dict) and "expose_as" in job.get("artifacts", {})
    ]
    assert shown
    for artifacts in shown:
        assert re.fullmatch(r"\w[-\w ]*", artifacts["expose_as"], re.ASCII)
        # Only plain paths are shown.
        assert all(re.fullmatch(r"[\w./-]+", path, re.ASCII) for path in artifacts["paths"])


def test_every_script_of_the_workflows_is_there_and_every_one_is_used() -> None:
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in NAMES]
    texts += [path.read_text(encoding="utf-8") for path in GITEA]
    texts += [(REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8")]
    texts += [path.read_text(encoding="utf-8") for path in (REPOSITORY / ".ci").iterdir() if path.is_file()]
    named = set(re.findall(r"(?<!\w)\.ci/([\w.-]+)", "\n".join(texts)))
    there = {path.name for path in (REPOSITORY / ".ci").iterdir() if path.is_file()} - {"settings"}

    assert named - {"settings"} == there
    for name in there - {"forge.py"}:
        assert os.access(REPOSITORY / ".ci" / name, os.X_OK), name


@pytest.fixture
def forge() -> Iterator[Forge]:
    made = Forge()
    yield made
    made.close()


@pytest.fixture(params=["github", "gitea", "gitlab", "gitee"])
def any_forge(request: pytest.FixtureRequest) -> Iterator[Forge]:
    made = Forge(request.param)
    yield made
    made.close()


def speak(forge: Forge, folder: Path, *words: str, **more: str) -> str:
    """What `.ci/forge.py` says to a forge."""
    command = [sys.executable, str(REPOSITORY / ".ci" / "forge.py"), *words]
    surroundings = {**SURROUNDINGS, **forge.surroundings, **more}
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=surroundings)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commands(name: str, job: str) -> list[str]:
    """The scripts of a job, without setting up, which the tests share."""
    return [
        step["run"] for step in workflow(name)["jobs"][job]["steps"] if "run" in step and step["run"] not in SETTING_UP
    ]


def runs(script: str, folder: Path, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A step, as a runner runs it."""
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=surroundings)


@pytest.fixture
def main(make_site: MakeSite, tmp_path: Path) -> Path:
    """The forge's repository with the column on its main branch."""
    root = make_site("complete")
    shutil.copytree(REPOSITORY / ".ci", root / ".ci")
    (root / ".gitignore").write_text("/.venv\n/told/\n/report/\n/preview/\n", encoding="utf-8")
    commit(root, "the column")
    git(tmp_path, "clone", "-q", "--bare", str(root), "forge.git")
    return tmp_path / "forge.git"


def clone(source: Path, folder: Path) -> Path:
    git(source, "clone", "-q", str(source), str(folder))
    (folder / ".venv").symlink_to(Path(sys.executable).parent.parent)
    return folder


def submit(main: Path, tmp_path: Path, files: Mapping[str, str | bytes]) -> str:
    """A stranger's fork with one commit, and the request that the forge makes of it; the head."""
    fork = clone(main, tmp_path / "fork")
    git(fork, "switch", "-q", "-c", "tougao")
    for path, text in files.items():
        (fork / path).parent.mkdir(parents=True, exist_ok=True)
        (fork / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    head = commit(fork, "投稿")
    git(fork, "push", "-q", str(main), "HEAD:refs/pull/7/head")
    git(fork, "switch", "-q", "--detach", "origin/main")
    git(fork, "merge", "-q", "--no-ff", "-m", "merge", head)
    git(fork, "push", "-q", str(main), "HEAD:refs/pull/7/merge")
    return head


def checked(main: Path, tmp_path: Path, forge: Forge) -> tuple[Path, list[subprocess.CompletedProcess[str]]]:
    """The first workflow: on the stranger's files, without rights."""
    runner = tmp_path / "runner"
    git(tmp_path, "init", "-q", "runner")
    (runner / ".venv").symlink_to(Path(sys.executable).parent.parent)
    depth = next(step["with"]["fetch-depth"] for step in workflow("check.yml")["jobs"]["check"]["steps"])
    git(runner, "fetch", "-q", f"--depth={depth}", f"file://{main}", "refs/pull/7/merge")
    git(runner, "switch", "-q", "--detach", "FETCH_HEAD")
    surroundings = {**SURROUNDINGS, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    done = []
    for script in (*commands("check.yml", "check"), *commands("preview.yml", "preview")):
        done.append(runs(script, runner, surroundings))
        if done[-1].returncode:
            break
    assert forge.comments == []
    return runner, done


def commented(main: Path, tmp_path: Path, forge: Forge, head: str, report: Path | None) -> str:
    """The second workflow: with rights, on the base branch; what the forge's comment then says."""
    base = clone(main, tmp_path / f"base-{len(list(tmp_path.iterdir()))}")
    outputs = tmp_path / "outputs"
    outputs.write_text("", encoding="utf-8")
    surroundings = {
        **SURROUNDINGS,
        **forge.surroundings,
        "HEAD_SHA": head,
        "RUN_URL": "https://forge.test.example.org/run/1",
        "GITHUB_OUTPUT": str(outputs),
    }
    find, policy, comment = commands("comment.yml", "comment")
    assert runs(find, base, surroundings).returncode == 0
    found = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
    assert found["number"] == "7"
    surroundings |= {"NUMBER": "7", "PREVIEW": found["preview"]}
    done = runs(policy, base, surroundings)
    assert done.returncode == 0, done.stderr
    if report:
        shutil.copytree(report, base / "told" / "report")
    done = runs(comment, base, surroundings)
    assert done.returncode == 0, done.stderr
    assert git(base, "status", "--porcelain") == "", "nothing of the stranger's lies there"
    return str(forge.comments[-1]["body"])


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
    files = {RECORD: highlight, **{f".ci/{name}": evil for name in ("policy", "comment", "settings", "forge.py")}}
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
    (tmp_path / "text.md").write_text("<!-- wanlixing -->新", encoding="utf-8")
    command = [sys.executable, str(REPOSITORY / ".ci" / "forge.py"), "comment", "7", "text.md"]
    surroundings = {**SURROUNDINGS, **forge.surroundings, "FORGE_LOGIN": "column-app[bot]"}
    subprocess.run(command, cwd=tmp_path, check=False, env=surroundings, capture_output=True)

    # It tries to renew that one, and the stand-in lets nobody else do so.
    assert forge.refused == ["403 PATCH /api/repos/bureau/column/issues/comments/5"]


def test_commits_of_a_private_repository_are_fetched_with_the_token(main: Path, tmp_path: Path, highlight: str) -> None:
    head = submit(main, tmp_path, {RECORD: highlight})
    folder = clone(main, tmp_path / "base")
    with private(main) as address:
        git(folder, "remote", "set-url", "origin", address)
        without = runs(".ci/fetch refs/pull/7/head", folder, {**SURROUNDINGS, "GIT_TERMINAL_PROMPT": "0"})
        with_token = runs(".ci/fetch refs/pull/7/head", folder, {**SURROUNDINGS, "GITHUB_TOKEN": TOKEN})

    assert (without.returncode == 0, with_token.returncode) == (False, 0), with_token.stderr
    assert git(folder, "rev-parse", "FETCH_HEAD") == head
    assert TOKEN not in (folder / ".git" / "config").read_text(encoding="utf-8")


@contextmanager
def private(repository: Path) -> Iterator[str]:
    """A repository served by HTTP to whoever has the token; git's own server program answers."""
    expected = "Basic " + base64.b64encode(f"oauth2:{TOKEN}".encode()).decode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if self.headers["Authorization"] != expected:
                self.send_response(401)
                self.send_header("WWW-Authenticate", "Basic")
                self.end_headers()
                return
            surroundings = {
                **SURROUNDINGS,
                "GIT_PROJECT_ROOT": str(repository.parent),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers["Content-Type"] or "",
                "GIT_PROTOCOL": self.headers["Git-Protocol"] or "",
                "HTTP_CONTENT_ENCODING": self.headers["Content-Encoding"] or "",
            }
            given = self.rfile.read(int(self.headers["Content-Length"] or 0))
            command = ["git", "http-backend"]
            done = subprocess.run(command, input=given, capture_output=True, check=True, env=surroundings)
            head, _, body = done.stdout.partition(b"\r\n\r\n")
            self.send_response(200)
            for line in head.decode().splitlines():
                self.send_header(*line.split(": ", 1))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_words: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{repository.name}"
    server.shutdown()
    server.server_close()


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
