"""Workflows of forges run step by step with real git repositories, and a fake forge by real HTTP."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from forge_server import Forge
from places import REPOSITORY, MakeSite
from repositories import SURROUNDINGS, commit, git

FOLDER = REPOSITORY / ".github" / "workflows"
#: What the tests share instead.
SETTING_UP = ("make setup", "make checker")
RECORD = "content/highlights/nanjing/bianzao.yml"


def workflow(name: str) -> dict[Any, Any]:
    """A workflow as data; YAML reads its key `on` as true."""
    made: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    made["on"] = made.pop(True) if True in made else made["on"]
    return made


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
    """What `.ci/forge` says to a forge."""
    command = [sys.executable, str(REPOSITORY / ".ci" / "forge"), *words]
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
    (root / ".gitignore").write_text("/.venv\n__pycache__/\n/told/\n/report/\n/preview/\n", encoding="utf-8")
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
    find, fetch, comment = commands("comment.yml", "comment")
    assert runs(find, base, surroundings).returncode == 0
    found = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
    assert found["number"] == "7"
    surroundings |= {"NUMBER": "7", "PREVIEW": found["preview"]}
    done = runs(fetch, base, surroundings)
    assert done.returncode == 0, done.stderr
    if report:
        shutil.copytree(report, base / "told" / "report")
    done = runs(comment, base, surroundings)
    assert done.returncode == 0, done.stderr
    assert git(base, "status", "--porcelain") == "", "nothing of the stranger's lies there"
    return str(forge.comments[-1]["body"])
