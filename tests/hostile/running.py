"""Cases laid into folders, and the problems that come of them."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from hostile.case import Case, Folder, Link, Pipe, made
from places import SITES, TODAY
from repositories import git

from generator.authoring.sheets.import_records import imported
from generator.authoring.submission_policy import outside
from generator.build.check import check
from generator.diagnostics.problems import Problem
from generator.loading.loader import load
from generator.runtime.git_diff import between


def make_root(folder: Path) -> Path:
    """A site without records."""
    shutil.copytree(SITES / "base", folder)
    return folder.resolve()


def lay(root: Path, case: Case) -> None:
    """Put the files of a case where it wants them, whatever they are called."""
    for path, content in case.files.items():
        target = os.fsencode(root) + b"/" + path.encode("utf-8", "surrogateescape")
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120  # names that are no text
        if isinstance(content, Link):
            os.symlink(content.target, target)  # noqa: PTH211
        elif isinstance(content, Pipe):
            os.mkfifo(target)
        elif isinstance(content, Folder):
            os.makedirs(target, exist_ok=True)  # noqa: PTH103
            Path(os.fsdecode(target), "inside.yml").write_bytes(b"a: b\n")
        else:
            with open(target, "wb") as out:  # noqa: PTH123
                out.write(made(content))


def remove(root: Path, case: Case) -> None:
    """Take what is left of the files of a case away again, and the folders that are empty then."""
    for path in case.files:
        target = Path(os.fsdecode(os.fsencode(root) + b"/" + path.encode("utf-8", "surrogateescape")))
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == root or (folder.exists() and any(folder.iterdir())):
                break
            if folder.exists():
                folder.rmdir()


def problems_together(root: Path, cases: Iterable[Case]) -> list[Problem]:
    """What a check says of a site with all of them."""
    for case in cases:
        lay(root, case)
    # The cases are copies of one record.
    return [problem for problem in check(root, TODAY)[1] if problem.code != "W310"]


def problems_of_workbook(root: Path, case: Case) -> list[Problem]:
    site, _problems = load(root, TODAY)
    assert site is not None
    (raw,) = case.files.values()
    assert not isinstance(raw, Link | Pipe | Folder)
    return imported(made(raw), case.path, site).problems


def problems_of_commit(repository: Path, base: str, case: Case) -> list[Problem]:
    """What the policy says of a branch with these paths; the files never exist outside git."""
    index = {"GIT_INDEX_FILE": str(repository / ".git" / "case-index")}
    (repository / ".git" / "case-index").unlink(missing_ok=True)
    git(repository, "read-tree", base, more=index)
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"a\n")
    lines = b"".join(
        f"{case.modes.get(path, '100644')} {base if case.modes.get(path) == '160000' else blob}\t".encode()
        + path.encode("utf-8", "surrogateescape")
        + b"\0"
        for path in case.files
    )
    git(repository, "update-index", "-z", "--index-info", given=lines, more=index)
    tree = git(repository, "write-tree", more=index)
    head = git(repository, "commit-tree", tree, "-p", base, "-m", case.name)
    return outside(between(repository, base, head))
