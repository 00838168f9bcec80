"""What the program stands on: pinned, hashed, above the versions with known holes, and nothing fetched besides."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version
from places import REPOSITORY, MakeSite

LOCKS = sorted(REPOSITORY.glob("requirements*.txt"))
#: Below these a hostile submission could do harm: holes that were mended, and guards that this program relies on.
FLOORS = {
    "jinja2": "3.1.6",
    "lxml": "6.0",
    "markdown-it-py": "4.0",
    "mkdocs": "1.6.1",
    "nh3": "0.3",
    "openpyxl": "3.1.5",
    "pillow": "12.0",
    "pyyaml": "6.0.2",
    "urllib3": "2.5",
    "requests": "2.32.4",
    "setuptools": "78.1.1",
    "certifi": "2024.7.4",
    "idna": "3.7",
    "zipp": "3.19.1",
}
#: Where programs are written down that a machine runs.
SCRIPTS = [
    REPOSITORY / "Makefile",
    REPOSITORY / ".gitlab-ci.yml",
    *(path for path in (REPOSITORY / ".ci").iterdir() if path.is_file()),
    *(REPOSITORY / ".github" / "workflows").glob("*.yml"),
]
#: Who may speak to another host: see ARCHITECTURE.md.
SPEAKERS = {"publishing.remote_verify", "integrations.wechat.client"}
_NETWORK = ("socket", "http.client", "urllib.request", "urllib3", "requests", "ftplib", "smtplib", "aiohttp", "httpx")
#: What makes code of data.
_DANGEROUS = ("eval", "exec", "compile", "__import__")
#: Events and what is written by ourselves; never a loader that builds objects.
_YAML = ("yaml.parse", "yaml.CLoader", "yaml.safe_dump", "yaml.dump", "yaml.emit")
#: `source` packs what it has read itself by marshal, in memory; nothing is loaded that came from outside.
_LOADERS = ("pickle.", "shelve.", "dill.", "os.system", "os.popen")
#: It reads only what this very run wrote into a file of its own that has no name.
_OWN_BYTES = (("spill_file.py", "pickle.dumps"), ("spill_file.py", "pickle.loads"))


def pinned(text: str) -> list[tuple[Requirement, int]]:
    """Every package of a lock file with the number of its hashes."""
    lines = [
        line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    return [(Requirement(re.split(r"\s+--hash", line)[0]), line.count("--hash=sha256:")) for line in lines]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_to_one_version_by_hash(lock: object) -> None:
    text = (REPOSITORY / str(lock)).read_text(encoding="utf-8")
    found = pinned(text)
    assert found
    assert [
        str(one) for one, hashes in found if not hashes or not re.fullmatch(r"==[\w.!+]+", str(one.specifier))
    ] == []
    # Neither another index nor an address, so that nothing comes from where nobody looked.
    assert not re.search(r"https?://|--index|--find-links|--trusted|git\+", text)


def test_no_package_is_older_than_its_floor() -> None:
    found = {one.name: str(one.specifier)[2:] for one, _hashes in pinned((REPOSITORY / "requirements.txt").read_text())}
    assert [name for name, least in FLOORS.items() if name in found and Version(found[name]) < Version(least)] == []
    assert set(FLOORS) - set(found) == set()
    assert [
        name for name in ("pyyaml", "jinja2", "nh3", "pillow") if Version(version(name)) < Version(FLOORS[name])
    ] == []


def test_what_is_asked_for_is_what_is_pinned() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    found = {one.name: str(one.specifier)[2:] for one, _hashes in pinned((REPOSITORY / "requirements.txt").read_text())}
    for written in project["project"]["dependencies"]:
        asked = Requirement(written)
        assert asked.specifier.contains(found[asked.name]), written


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_nothing_is_installed_or_fetched_without_a_hash(script: object) -> None:
    text = (REPOSITORY / str(script)).read_text(encoding="utf-8")
    for line in text.replace("\\\n", " ").splitlines():
        if re.search(r"(\bpip3?|\$\(PIP\)) (install|download)\b", line):
            assert "--require-hashes" in line or ("--no-index" in line and "--no-deps" in line), line
            # Else what builds a package is fetched anew, whatever its version and its bytes.
            assert "--no-build-isolation" in line or "--only-binary :all:" in line, line
        assert not re.search(r"(curl|wget)\b[^|]*\|\s*(ba|z|da)?sh\b", line), line
        assert not re.search(r"\b(curl|wget)\b.*https?://", line), line
        assert not re.search(r"\bnpx?\s+(-y|--yes)\b|\bpipx run\b|\buvx\b", line), line


def locked(name: str) -> dict[str, str]:
    """Which version a lock file pins of each package."""
    found = pinned((REPOSITORY / name).read_text(encoding="utf-8"))
    return {one.name: str(one.specifier) for one, _hashes in found if not one.marker or one.marker.evaluate()}


def test_smaller_locks_pin_what_the_whole_one_pins() -> None:
    whole = locked("requirements.txt")
    for name in ("requirements-build.txt", "requirements-check.txt"):
        assert locked(name).items() <= whole.items()
    assert len(locked("requirements-check.txt")) <= len(whole) / 4
    assert set(locked("requirements-build.txt")) == {"setuptools"}
    assert set(locked("requirements-uv.txt")) == {"uv"}


#: What a package manager is asked for, one call a line; it makes what `.ci/environment` looks for.
RECORDER = """#!/bin/sh
echo "$0 $*" >> "$CALLS"
for last; do :; done
case "$1" in
  venv) mkdir -p "$last/bin" && cp "$0" "$last/bin/python" ;;
  -m) [ "$2" != venv ] || { mkdir -p "$last/bin" && cp "$0" "$last/bin/pip" ; } ;;
esac
"""


@pytest.mark.parametrize("with_uv", [True, False])
def test_what_builds_packages_is_there_before_them_and_hashed(tmp_path: Path, with_uv: object) -> None:
    shutil.copytree(REPOSITORY / ".ci", tmp_path / ".ci")
    (tmp_path / "bin").mkdir()
    for name in ("python3", "uv") if with_uv else ("python3",):
        (tmp_path / "bin" / name).write_text(RECORDER, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    surroundings = {"PATH": f"{tmp_path / 'bin'}:{os.defpath}", "CALLS": str(tmp_path / "calls")}
    words = ["bash", ".ci/environment", "made", "requirements.txt"]
    subprocess.run(words, cwd=tmp_path, check=True, env=surroundings)
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    installs = [call.split(" install ")[1] for call in calls if " install " in call and ".uv" not in call]

    assert ["requirements-build.txt" in call for call in installs] == [True, False, False]
    assert "--only-binary :all:" in installs[0]
    assert all("--no-build-isolation" in call for call in installs[1:])
    assert ["--require-hashes" in call for call in installs] == [True, True, False]
    assert "--no-index" in installs[2]


#: What only a build, the office or an editor needs.
NOT_FOR_CHECKING = (
    "mkdocs",
    "jinja2",
    "numpy",
    "lxml",
    "feedgen",
    "openpyxl",
    "docx",
    "icalendar",
    "pygal",
    "rich",
    "segno",
)


def test_checking_needs_only_what_its_own_lock_has(make_site: MakeSite, tmp_path: Path) -> None:
    """With everything else hidden, a site is checked, and a fault of ours is still told in words."""
    hidden = "".join(f"sys.modules[{name!r}] = None\n" for name in (*NOT_FOR_CHECKING, "minify", "pypinyin"))
    start = f"import sys\n{hidden}from generator.cli.main import main\nmain()\n"
    root, report = make_site("broken/bad-dates"), tmp_path / "report.json"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        done = [sys.executable, "-c", start, *words]
        return subprocess.run(done, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False)

    done = run("check", "--root", str(root), "--format", "json")
    report.write_text(done.stdout, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "错误" in run("show", "--format", "markdown", str(report)).stdout
    failed = run("build", "--root", str(REPOSITORY), "--out", str(tmp_path / "site"))
    assert (failed.returncode, "没有发布" in failed.stderr) == (3, True)


def test_the_program_speaks_to_no_host_but_where_it_says_so() -> None:
    wrong = []
    for file in sorted((REPOSITORY / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{file.name}: {name}" for name in names if name.startswith(_NETWORK) and not _speaks(file)]

    assert wrong == []


def _speaks(file: Path) -> bool:
    return ".".join(file.relative_to(REPOSITORY / "generator").with_suffix("").parts) in SPEAKERS


def test_no_text_becomes_code() -> None:
    """No eval, no pickle of foreign bytes, no loader of YAML that builds objects, no shell."""
    wrong = []
    for file in sorted((REPOSITORY / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            keywords = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            if name in _DANGEROUS or (name.startswith(_LOADERS) and (file.name, name) not in _OWN_BYTES):
                wrong.append(f"{file.name}:{node.lineno}: {name}")
            if name.startswith("yaml.") and name not in _YAML:
                wrong.append(f"{file.name}:{node.lineno}: {name}")
            if keywords.get("shell") == "True":
                wrong.append(f"{file.name}:{node.lineno}: a shell")

    assert wrong == []


def test_the_guide_to_security_says_what_scorecard_asks_for() -> None:
    text = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    assert all(
        f"## {part}" in text for part in ("Threat model", "What is promised", "What is not promised", "Reporting")
    )
    assert (REPOSITORY / "LICENSE").is_file()
    assert (REPOSITORY / ".github" / "CODEOWNERS.example").is_file()
    # No program that can't be read lies in the repository.
    assert not [p for p in (REPOSITORY / "generator").rglob("*") if p.suffix in (".so", ".dll", ".exe", ".jar", ".whl")]
