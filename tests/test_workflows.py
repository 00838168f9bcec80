"""The workflows: a policy that no linter holds for us, and their own commands run with real git repositories."""

import json
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from forge_runs import FOLDER, workflow
from places import REPOSITORY

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
    if not all(re.fullmatch(r"ubuntu-\d\d\.04|macos-\d\d", runner) for runner in runners(job)):
        yield "no fixed runner"
    if "pull_request" in events and "secrets." in json.dumps(job):
        yield "gives secrets to a stranger's code"
    for step in job["steps"]:
        yield from step_faults(step, events)


def runners(job: dict[str, Any]) -> list[str]:
    """The machines that a job runs on, those of a matrix too."""
    if job["runs-on"] != "${{ matrix.system }}":
        return [job["runs-on"]]
    matrix = job["strategy"]["matrix"]
    return [*matrix["system"], *(more["system"] for more in matrix["include"])]


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
        ("program.yml", '{system: macos-15, python: "3.14"}', '{system: macos-latest, python: "3.14"}'),
        ("comment.yml", "github.event.repository.default_branch", "github.event.workflow_run.head_sha"),
        ("comment.yml", "      statuses: write", "      contents: write"),
        ("comment.yml", "          .ci/comment", "          git checkout FETCH_HEAD\n          .ci/comment"),
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


GITEE = sorted((REPOSITORY / ".workflow").glob("*.yml"))


def gitee_faults(text: str) -> list[str]:
    """What Gitee Go would not take, or what gives a stranger something; `build@python` runs lines of a shell."""
    made = yaml.safe_load(text)
    wrong = [key for key in ("name", "displayName", "triggers", "stages") if not made.get(key)]
    wrong += [] if made.get("version") == "1.0" else ["version is no text 1.0"]
    for step in (step for stage in made["stages"] for step in stage["steps"]):
        wrong += [] if step["step"] == "build@python" and step["pythonVersion"] == "3.11" else ["another Python"]
        # Lines run in one shell that goes on after a fault unless it is told not to.
        wrong += [] if step["commands"][0] == "set -e" else ["goes on after a fault"]
        wrong += [f"{line} is no text" for line in step["commands"] if not isinstance(line, str)]
        if "pr" in made["triggers"] and re.search("PUBLISH|SECRET|TOKEN", json.dumps(step)):
            wrong.append("gives secrets to a stranger's code")
    return wrong


@pytest.mark.parametrize("file", GITEE, ids=lambda file: file.name)
def test_gitee_has_files_of_its_own(file: Path) -> None:
    assert gitee_faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('version: "1.0"', "version: 1.0"),
        ('pythonVersion: "3.11"', "pythonVersion: 3.11"),
        ("          - set -e\n", ""),
        ("- make setup", "- make setup PUBLISH_KEY=$PUBLISH_KEY"),
        ("- make setup", "- make: setup"),
    ],
)
def test_the_policy_notices_what_gitee_can_not_run(right: str, wrong: str) -> None:
    text = (REPOSITORY / ".workflow" / "check.yml").read_text(encoding="utf-8")
    assert right in text
    assert gitee_faults(text.replace(right, wrong)) != []


def test_every_supported_python_is_tried() -> None:
    about = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    matrix = workflow("program.yml")["jobs"]["versions"]["strategy"]["matrix"]
    tried = [*matrix["python"], *(more["python"] for more in matrix["include"])]

    assert about["requires-python"] == f">={min(tried)}"
    assert set(tried) == {"3.11", "3.12", "3.13", "3.14"}


def test_gitlab_gives_strangers_nothing_and_pins_its_image() -> None:
    made = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    jobs = {name: job for name, job in made.items() if isinstance(job, dict) and "script" in job}

    assert set(jobs) == {"check", "policy", "answer", "nightly", "publish"}
    assert re.fullmatch(r"python:3\.11-\w+@sha256:[0-9a-f]{64}", made["default"]["image"])
    assert all(re.fullmatch(r"\d+ minutes", job["timeout"]) for job in jobs.values())
    requests = [name for name, job in jobs.items() if "merge_request_event" in job["rules"][0]["if"]]
    assert requests == ["check", "policy"]
    # What has a key runs the main branch alone, at a time that nobody else chooses.
    for name in ("answer", "nightly"):
        assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in jobs[name]["rules"][0]["if"]
        assert '$CI_PIPELINE_SOURCE == "schedule"' in jobs[name]["rules"][0]["if"]
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
    texts += [path.read_text(encoding="utf-8") for path in (*GITEA, *GITEE)]
    texts += [(REPOSITORY / ".gitlab-ci.yml").read_text(encoding="utf-8")]
    texts += [path.read_text(encoding="utf-8") for path in (REPOSITORY / ".ci").iterdir() if path.is_file()]
    named = set(re.findall(r"(?<!\w)\.ci/([\w.-]+)", "\n".join(texts)))
    there = {path.name for path in (REPOSITORY / ".ci").iterdir()} - {"settings"}

    assert named - {"settings"} == there
    for name in there - {"forge"}:
        assert os.access(REPOSITORY / ".ci" / name, os.X_OK), name
