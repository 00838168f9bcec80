"""A folder of archives, as a mailbox or a share gives it: each is checked, kept as a branch, answered beside it.

Nothing that lies in the office's working folder is touched: a branch is made of git's objects alone.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from generator.authoring.submission_policy import outside
from generator.authoring.write_file import replace_file
from generator.diagnostics.printing import show
from generator.diagnostics.problems import Problem, errors, visible, why
from generator.receiving.archives import MAX_ARCHIVE, MAX_FILE, ArchiveError, unpack
from generator.receiving.pushes import problems_at
from generator.receiving.suggestions import in_words, repairs
from generator.receiving.taken import archives_of, taken, written_down
from generator.runtime.git import GitError, commit, git
from generator.runtime.git_diff import GONE, PLAIN, Change, between
from generator.runtime.git_tree import contents

ANSWER = ".答复.txt"
#: Bytes of a file's name that every system takes, and those that an answer adds while it is written.
_LONGEST, _ADDED = 255, len(f"..{ANSWER}.new".encode())
#: Seconds after which nobody is still writing what lies there.
_SETTLED = 60


@dataclass(frozen=True)
class Received:
    """An archive and what became of it: the branch, or nothing if it was not taken; whether it is answered anew.

    One that is `arriving` is still being copied and has its answer next time.
    """

    name: str
    branch: str
    text: str
    fresh: bool = True
    arriving: bool = False


def intake(repository: Path, folder: Path, base: str, today: date, jobs: int, *, now: float) -> Iterator[Received]:
    """Every archive of the folder that has no answer yet, or has changed since. Raises GitError and OSError."""
    start = commit(repository, base)
    for file in sorted(_archives(folder)):
        raw, failed = _bytes(file)
        digest = hashlib.sha256(raw).hexdigest()
        answer = file.with_name(answer_name(file.name))
        if answer.is_file() and digest in answer.read_text(encoding="utf-8", errors="replace"):
            yield Received(file.name, "", "", fresh=False)
            continue
        if not failed and _is_arriving(file, raw, now):
            yield Received(file.name, "", "", fresh=False, arriving=True)
            continue
        branch, text = ("", failed) if failed else _take(repository, start, raw, today, jobs, name=file.name)
        words = f"{visible(file.name)}\n\n{text}\n\n压缩包的 SHA-256：{digest}\n"
        replace_file(answer, words.encode("utf-8-sig"))
        yield Received(file.name, branch, text)


def not_looked_at(folder: Path) -> tuple[list[str], list[str]]:
    """What else lies there, where somebody may wait for an answer that never comes: other files, and folders."""
    taken = {path.name for path in _archives(folder)}
    answers = {answer_name(name) for name in taken}
    others = [path for path in sorted(folder.iterdir()) if path.name not in taken | answers and path.name[0] != "."]
    folders = [path.name for path in others if path.is_dir()]
    return [path.name for path in others if not path.is_dir() and not path.name.endswith(ANSWER)], folders


def answer_name(name: str) -> str:
    """The answer's name beside an archive; of a name that is too long its beginning, and a digest of the whole."""
    if len(os.fsencode(name)) + _ADDED <= _LONGEST:
        return name + ANSWER
    room = _LONGEST - _ADDED - 9
    begin = os.fsencode(name)[:room].decode("utf-8", "ignore")
    return f"{begin}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}{ANSWER}"


def _archives(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix.lower() == ".zip" and path.is_file()]


def _bytes(file: Path) -> tuple[bytes, str]:
    """What the archive holds, or why nothing of it is read."""
    try:
        if file.stat().st_size > MAX_ARCHIVE:
            return b"", f"没有收下：压缩包超过 {MAX_ARCHIVE // 1024 // 1024} MB，请分几次交。"
        return file.read_bytes(), ""
    except OSError as error:
        return b"", f"没有收下：读不了这个文件（{why(error)}）。"


def _is_arriving(file: Path, raw: bytes, now: float) -> bool:
    """Whether somebody seems to be writing it still: it has no end yet, or has grown while it was read."""
    there = file.stat()
    is_young = abs(now - there.st_mtime) < _SETTLED
    return there.st_size != len(raw) or (is_young and not zipfile.is_zipfile(BytesIO(raw)))


def _take(repository: Path, start: str, raw: bytes, today: date, jobs: int, *, name: str) -> tuple[str, str]:
    """The branch that was made, or nothing, and the answer."""
    try:
        files = unpack(raw)
    except ArchiveError as error:
        return "", f"没有收下：{error}"
    beyond = outside(Change(path, GONE, PLAIN) for path in files)
    if beyond:
        return "", f"{show(beyond)}\n\n没有收下：压缩包里只放本单位的记录和图片，路径同投稿表单下载的一样。"
    there = taken(repository, start, files)
    if there.refused:
        return "", f"{there.refused}\n\n没有收下：原有的内容没有改动。"
    branch = f"tougao/{_name(files)}"
    earlier = _of_branch(repository, start, branch, files)
    archives = {**_archives_of(repository, branch, earlier), **dict.fromkeys(files, name)}
    head = _commit(repository, start, {**earlier, **files}, written_down(archives))
    problems = problems_at(repository, start, head, today, jobs)
    if errors(problems):
        wrong = len(errors(problems))
        reply = "\n\n".join(part for part in (show(problems), in_words(repairs(repository, head, files))) if part)
        return "", f"{reply}\n\n没有收下：共 {wrong} 个错误，请改正以后重新交。"
    git(repository, "update-ref", f"refs/heads/{branch}", head)
    return branch, "\n\n".join(part for part in (_taken(problems, branch, sorted(earlier)), there.amended) if part)


def _archives_of(repository: Path, branch: str, paths: Collection[str]) -> dict[str, str]:
    if not paths:
        return {}
    return {path: name for path, name in archives_of(repository, f"refs/heads/{branch}").items() if path in paths}


def _taken(problems: list[Problem], branch: str, earlier: list[str]) -> str:
    reply = f"{show(problems)}\n\n提醒不影响收下，请看一看。\n" if problems else "检查通过，没有发现问题。\n"
    kept = f"\n以前交来、还没有合并的，留在同一个分支里：{'、'.join(earlier)}。" if earlier else ""
    return f"{reply}已收下，由专栏编辑复核后合并发布（分支 {branch}）。{kept}"


def _of_branch(repository: Path, start: str, branch: str, files: Collection[str]) -> dict[str, bytes]:
    """What an earlier archive put on the branch that this one does not bring, and that main has not got since."""
    try:
        tip = commit(repository, f"refs/heads/{branch}")
    except GitError:
        return {}
    ours = {change.path for change in between(repository, start, tip) if not change.removed}
    theirs = {change.path for change in between(repository, tip, start)}
    return contents(repository, tip, ours - theirs - set(files), MAX_FILE)


def _name(files: dict[str, bytes]) -> str:
    """Unit and id of the first record, so that its correction takes the same branch."""
    first = min(files, key=lambda path: (not path.endswith(".yml"), path))
    unit, file = first.split("/")[-2:]
    return f"{unit}-{file.rpartition('.')[0]}"


def _commit(repository: Path, start: str, files: dict[str, bytes], archives: str) -> str:
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
    words = ("commit-tree", tree, "-p", start, "-m", f"投稿：{_name(files)}", "-m", archives)
    return git(repository, *person, *words).strip()
