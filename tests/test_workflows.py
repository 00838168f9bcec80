"""The workflows: a policy that no linter holds for us, and their own commands run with real git repositories."""

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from places import REPOSITORY, MakeSite
from repositories import SURROUNDINGS, commit, git

FOLDER = REPOSITORY / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
#: Who may write what; everything else is read or nothing.
WRITES = {
    "comment.yml": {"pull-requests", "statuses"},
    "publish.yml": {"pages", "id-token"},
    "nightly.yml": {"issues"},
}
#: What a stranger can choose: never put into a script, only handed over as a variable.
CHOSEN = re.compile(r"\$\{\{(?!\s*!?\s*(?:cancelled|success|failure|always)\(\))")
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
        ("check.yml", "run: make setup", "run: make setup ${{ github.head_ref }}"),
        ("check.yml", "${{ github.event.pull_request.base.sha }}", "${{ secrets.PUBLISH_KEY }}"),
        ("check.yml", "runs-on: ubuntu-24.04", "runs-on: ubuntu-latest"),
        ("comment.yml", "github.event.repository.default_branch", "github.event.workflow_run.head_sha"),
        ("comment.yml", "      statuses: write", "      contents: write"),
        ("comment.yml", "          git fetch", "          git checkout FETCH_HEAD\n          git fetch"),
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


def test_gitlab_gives_strangers_nothing_and_pins_its_image() -> None:
    made = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    jobs = {name: job for name, job in made.items() if isinstance(job, dict) and "script" in job}

    assert set(jobs) == {"check", "policy", "publish"}
    assert re.fullmatch(r"python:3\.11-\w+@sha256:[0-9a-f]{64}", made["default"]["image"])
    assert all(re.fullmatch(r"\d+ minutes", job["timeout"]) for job in jobs.values())
    requests = [name for name, job in jobs.items() if "merge_request_event" in job["rules"][0]["if"]]
    assert requests == ["check", "policy"]
    assert not [name for name in requests if re.search("PUBLISH|SECRET|TOKEN", json.dumps(jobs[name]))]
    # The base branch's program judges, from a folder of its own.
    script = jobs["policy"]["script"]
    assert script.index("cd ../base") < script.index("make setup") < len(script) - 1


def test_every_script_of_the_workflows_is_there_and_every_one_is_used() -> None:
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in NAMES]
    texts += [(REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8")]
    texts += [path.read_text(encoding="utf-8") for path in (REPOSITORY / ".ci").iterdir() if path.is_file()]
    named = set(re.findall(r"(?<!\w)\.ci/([\w.-]+)", "\n".join(texts)))
    there = {path.name for path in (REPOSITORY / ".ci").iterdir() if path.is_file()} - {"settings"}

    assert named - {"settings"} == there
    for name in there - {"forge.py"}:
        assert os.access(REPOSITORY / ".ci" / name, os.X_OK), name


class Forge:
    """A forge's API on this machine: what it was asked and told."""

    def __init__(self) -> None:
        self.pulls: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.statuses: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        forge = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, value: object) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(value).encode())

            def body(self) -> dict[str, Any]:
                made: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                return made

            def do_GET(self) -> None:
                path = self.path.partition("?")[0].removeprefix("/repos/bureau/column/")
                lists = {"pulls": forge.pulls, "issues/7/comments": forge.comments, "issues": forge.issues}
                self.answer(lists[path])

            def do_POST(self) -> None:
                path, value = self.path.removeprefix("/repos/bureau/column/"), self.body()
                lists = {"issues/7/comments": forge.comments, "issues": forge.issues}
                mine = {"id": 100, "number": 50, "user": {"login": "github-actions[bot]"}, **value}
                lists.get(path.partition("/")[0] if path == "issues" else path, forge.statuses).append(mine)
                self.answer(mine)

            def do_PATCH(self) -> None:
                value = self.body()
                found = forge.comments if "comments" in self.path else forge.issues
                next(one for one in found if one["user"]["login"] == "github-actions[bot]").update(value)
                self.answer(value)

            def log_message(self, *_words: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.surroundings = {
            **SURROUNDINGS,
            "GITHUB_API_URL": f"http://127.0.0.1:{self.server.server_port}",
            "GITHUB_REPOSITORY": "bureau/column",
            "GITHUB_TOKEN": "made-up",
        }


@pytest.fixture
def forge() -> Iterator[Forge]:
    made = Forge()
    yield made
    made.server.shutdown()
    made.server.server_close()


def commands(name: str, job: str) -> list[str]:
    """The scripts of a job, without setting up, which the tests share."""
    return [
        step["run"] for step in workflow(name)["jobs"][job]["steps"] if "run" in step and step["run"] != "make setup"
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
    git(fork, "push", "-q", str(main), "HEAD:refs/pull/7/merge")
    return head


def checked(main: Path, tmp_path: Path, forge: Forge) -> tuple[Path, list[subprocess.CompletedProcess[str]]]:
    """The first workflow: on the stranger's files, without rights."""
    runner = clone(main, tmp_path / "runner")
    git(runner, "fetch", "-q", "origin", "refs/pull/7/merge")
    base = git(runner, "rev-parse", "HEAD")
    git(runner, "switch", "-q", "--detach", "FETCH_HEAD")
    surroundings = {**SURROUNDINGS, "BASE": base, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    done = []
    for script in commands("check.yml", "check"):
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
        **forge.surroundings,
        "HEAD_SHA": head,
        "HEAD_OWNER": "stranger",
        "HEAD_BRANCH": "tougao",
        "RUN_URL": "https://forge.test.example.org/run/1",
        "GITHUB_OUTPUT": str(outputs),
    }
    find, policy, comment = commands("comment.yml", "comment")
    assert runs(find, base, surroundings).returncode == 0
    surroundings["NUMBER"] = outputs.read_text(encoding="utf-8").strip().removeprefix("number=")
    assert surroundings["NUMBER"] == "7"
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
    forge.comments = [{"id": 1, "user": {"login": "stranger"}, "body": "<!-- wanlixing -->"}]
    forge_comments, forge.comments = forge.comments, []
    runner, done = checked(main, tmp_path, forge)
    forge.comments = forge_comments

    assert [step.returncode for step in done] == [0, 0], done[-1].stderr
    assert (runner / "preview" / "highlights" / "bianzao.html").is_file()
    assert "检查通过" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    for _ in range(2):
        said = commented(main, tmp_path, forge, head, runner / "report")
        assert "检查通过" in said
    assert [one["user"]["login"] for one in forge.comments] == ["stranger", "github-actions[bot]"]
    assert {one["state"] for one in forge.statuses} == {"success"}


def test_every_fault_is_told_at_its_line_and_nothing_is_previewed(
    main: Path, tmp_path: Path, forge: Forge, highlight: str
) -> None:
    wrong = highlight.replace("event_date: 2020-06-18", "event_date: 2020年6月18日")
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


def test_the_nightly_findings_stand_in_one_issue(tmp_path: Path, forge: Forge) -> None:
    shutil.copytree(REPOSITORY / ".ci", tmp_path / ".ci")
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "links.md").write_text("坏链接", encoding="utf-8")
    forge.issues = [{"number": 1, "title": "每夜巡查", "user": {"login": "stranger"}, "body": "a"}]
    (script,) = commands("nightly.yml", "report")
    for _ in range(2):
        assert runs(script, tmp_path, forge.surroundings).returncode == 0

    assert [one["user"]["login"] for one in forge.issues] == ["stranger", "github-actions[bot]"]
    assert "坏链接" in forge.issues[1]["body"]
    assert forge.issues[0]["body"] == "a"
