"""A folder of archives, as a mailbox or a share gives it: each is checked, kept as a branch, answered beside it.

Nothing that lies in the office's working folder is touched: a branch is made of git's objects alone.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.authoring.submission_policy import outside
from generator.authoring.write_file import replace_file
from generator.diagnostics.problems import errors, show, visible
from generator.receiving.archives import MAX_ARCHIVE, ArchiveError, unpack
from generator.receiving.pushes import problems_at
from generator.receiving.suggestions import in_words, repairs
from generator.runtime.git import commit, git
from generator.runtime.git_diff import GONE, PLAIN, Change

ANSWER = ".答复.txt"


@dataclass(frozen=True)
class Received:
    """An archive and what became of it: the branch, or nothing if it was not taken; whether it is answered anew."""

    name: str
    branch: str
    text: str
    fresh: bool = True


def intake(repository: Path, folder: Path, base: str, today: date, jobs: int) -> Iterator[Received]:
    """Every archive of the folder that has no answer yet, or has changed since. Raises GitError."""
    start = commit(repository, base)
    for file in sorted(_archives(folder)):
        raw = file.read_bytes() if file.stat().st_size <= MAX_ARCHIVE else b""
        digest = hashlib.sha256(raw).hexdigest()
        answer = file.with_name(file.name + ANSWER)
        if answer.is_file() and digest in answer.read_text(encoding="utf-8", errors="replace"):
            yield Received(file.name, "", "", fresh=False)
            continue
        branch, text = _take(repository, start, raw, today, jobs)
        words = f"{visible(file.name)}\n\n{text}\n\n压缩包的 SHA-256：{digest}\n"
        replace_file(answer, words.encode("utf-8-sig"))
        yield Received(file.name, branch, text)


def _archives(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix.lower() == ".zip" and path.is_file()]


def _take(repository: Path, start: str, raw: bytes, today: date, jobs: int) -> tuple[str, str]:
    """The branch that was made, or nothing, and the answer."""
    try:
        files = unpack(raw) if raw else {}
    except ArchiveError as error:
        return "", f"没有收下：{error}"
    if not files:
        return "", f"没有收下：压缩包是空的，或超过 {MAX_ARCHIVE // 1024 // 1024} MB。"
    beyond = outside(Change(path, GONE, PLAIN) for path in files)
    if beyond:
        return "", f"{show(beyond)}\n\n没有收下：压缩包里只放本单位的记录和图片，路径同投稿表单下载的一样。"
    head = _commit(repository, start, files)
    problems = problems_at(repository, start, head, today, jobs)
    if errors(problems):
        wrong = len(errors(problems))
        reply = "\n\n".join(part for part in (show(problems), in_words(repairs(repository, head, files))) if part)
        return "", f"{reply}\n\n没有收下：共 {wrong} 个错误，请改正以后重新交。"
    branch = f"tougao/{_name(files)}"
    git(repository, "update-ref", f"refs/heads/{branch}", head)
    reply = f"{show(problems)}\n\n提醒不影响收下，请看一看。\n" if problems else "检查通过，没有发现问题。\n"
    return branch, f"{reply}已收下，由专栏编辑复核后合并发布（分支 {branch}）。"


def _name(files: dict[str, bytes]) -> str:
    """Unit and id of the first record, so that its correction takes the same branch."""
    first = min(files, key=lambda path: (not path.endswith(".yml"), path))
    unit, file = first.split("/")[-2:]
    return f"{unit}-{file.rpartition('.')[0]}"


def _commit(repository: Path, start: str, files: dict[str, bytes]) -> str:
    """The main branch with these files, as a commit that no branch has yet."""
    lines = []
    for path, content in sorted(files.items()):
        blob = git(repository, "hash-object", "-w", "--stdin", given=content).strip()
        lines.append(f"100644 {blob}\t{path}\n")
    with tempfile.TemporaryDirectory(prefix="wanlixing-") as folder:
        index = Path(folder) / "index"
        git(repository, "read-tree", start, index=index)
        git(repository, "update-index", "--add", "--index-info", given="".join(lines).encode(), index=index)
        tree = git(repository, "write-tree", index=index).strip()
    person = ("-c", "user.name=wanlixing intake", "-c", "user.email=intake@localhost")
    words = ("commit-tree", tree, "-p", start, "-m", f"投稿：{_name(files)}")
    return git(repository, *person, *words).strip()
