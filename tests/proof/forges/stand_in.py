"""What the actions of the workflows do, on this machine: act runs it in their place.

    stand_in.py ACTION

A step's `with:` comes as INPUT_… variables, as runners give it. HUB is the forge's repository, HELD the folder in which
artifacts are kept by the number of their run, PAGES the folder that is Pages.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

HERE, HELD = Path(os.environ["GITHUB_WORKSPACE"]), Path(os.environ["HELD"])
RUN = os.environ["GITHUB_RUN_ID"]
#: What a link report of lychee looks like, with an address that is gone.
LINKS = {
    "total": 2,
    "successful": 1,
    "errors": 1,
    "timeouts": 0,
    "unknown": 0,
    "excludes": 0,
    "cached": 0,
    "error_map": {
        "preview/index.html": [{"url": "https://gone.example.org/a", "status": {"text": "404", "code": 404}}]
    },
    "timeout_map": {},
}


def given(name: str) -> str:
    return os.environ.get(f"INPUT_{name.upper().replace('-', '_')}", "")


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "init.defaultBranch=main", *words], cwd=HERE, check=True)


def checkout() -> None:
    """A request is taken as merging would make it; the depth is the one that is asked for."""
    for path in HERE.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    ref = given("ref") or os.environ["GITHUB_REF"]
    depth = given("fetch-depth") or "1"
    git("init", "-q")
    git("remote", "add", "origin", f"file://{os.environ['HUB']}")
    git("fetch", "-q", "--no-tags", *([] if depth == "0" else [f"--depth={depth}"]), "origin", ref)
    git("checkout", "-q", "--detach", "FETCH_HEAD")


def cache() -> None:
    """As if it had been kept by an earlier run: the machine's own cache of packages is there in any case."""
    kept = Path(os.environ["KEPT"])
    if kept.is_dir() and ".uv" in given("path"):
        shutil.copytree(kept, HERE / ".uv", symlinks=True)


def upload_artifact() -> None:
    source, target = HERE / given("path"), HELD / RUN / given("name")
    if target.exists():
        sys.exit("409: an artifact of this name is there already")
    if not source.exists():
        sys.stdout.write("::warning::No files were found with the provided path\n")
        return
    hidden = given("include-hidden-files") == "true"
    ignored = None if hidden else shutil.ignore_patterns(".*")
    shutil.copytree(source, target, ignore=ignored)


def download_artifact() -> None:
    """Of another run only with a token."""
    run = given("run-id")
    source = HELD / (run or RUN) / given("name")
    if (run and not given("github-token")) or not source.is_dir():
        sys.exit(f"no artifact {given('name')}")
    shutil.copytree(source, HERE / given("path"), dirs_exist_ok=True)


def upload_pages_artifact() -> None:
    """Names that begin with a dot are left out, links are followed."""
    (HELD / RUN).mkdir(parents=True, exist_ok=True)
    with tarfile.open(HELD / RUN / "pages.tar", "w", dereference=True) as packed:
        packed.add(HERE / given("path"), ".", filter=lambda one: None if "/." in one.name else one)


def deploy_pages() -> None:
    pages = Path(os.environ["PAGES"])
    shutil.rmtree(pages, ignore_errors=True)
    with tarfile.open(HELD / RUN / "pages.tar") as packed:
        packed.extractall(pages, filter="data")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write("page_url=https://pages.example.org/\n")


def lychee_action() -> None:
    out = HERE / given("output")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(LINKS), encoding="utf-8")


def attest_build_provenance() -> None:
    found = sorted(path.name for path in HERE.glob(given("subject-path")))
    (HELD / "attested.json").write_text(json.dumps(found), encoding="utf-8")
    if not found:
        sys.exit("nothing to attest")


if __name__ == "__main__":
    globals()[sys.argv[1].replace("-", "_")]()
