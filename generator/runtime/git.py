"""Git as a program that is asked: what it says, and its failures in words for people."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

#: What a hook is started with: it would lead git to the hook's repository wherever it is asked.
_LOCAL = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_IMPLICIT_WORK_TREE"),
    *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE"),
)
#: Where a push lies until it is accepted; right for the repository that is pushed to, and for no other.
_PUSHED = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")


class GitError(Exception):
    """Git could not answer; the words are for people."""


def git(root: Path, *arguments: str, given: bytes = b"", index: Path | None = None) -> str:
    """What git says of the repository that `root` lies in; `index` stands in for the repository's own."""
    extra = {"GIT_INDEX_FILE": str(index)} if index else {}
    try:
        done = subprocess.run(  # noqa: S603  # our own words
            _command(root, *arguments), capture_output=True, check=True, input=given, env=_surroundings(root) | extra
        )
    except FileNotFoundError as error:
        raise GitError("这台机器上没有 git") from error
    except subprocess.CalledProcessError as error:
        raise GitError(f"git 没有成功：{error.stderr.decode('utf-8', 'replace').strip()[:200]}") from error
    return done.stdout.decode("utf-8", "surrogateescape")


def blobs(root: Path, names: Iterable[str]) -> Iterator[bytes]:
    """The contents of files by the names that git has for them, one after the other."""
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{name}\n" for name in names).encode())
        asked.seek(0)
        command = _command(root, "cat-file", "--batch", "--buffer")
        with subprocess.Popen(command, stdin=asked, stdout=subprocess.PIPE, env=_surroundings(root)) as running:  # noqa: S603
            out = running.stdout
            while out and (head := out.readline()):
                _name, kind, *size = head.decode().split()
                if kind != "blob":
                    raise GitError("git 里缺少文件，仓库可能损坏了")
                yield out.read(int(size[0]))
                out.read(1)


def commit(root: Path, name: str) -> str:
    """The full name of a commit; what begins with a dash never becomes an option."""
    try:
        return git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
    except GitError as error:
        raise GitError(f"git 里没有 {name} 这个版本") from error


def is_nothing(name: str) -> bool:
    """Whether it is the name that git gives to what is not there yet, or no longer: nothing but noughts."""
    return len(name) >= 40 and not name.strip("0")


def _command(root: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(root), *arguments]


def _surroundings(root: Path) -> dict[str, str]:
    ours = "GIT_QUARANTINE_PATH" in os.environ and Path(os.environ.get("GIT_DIR", ".")).resolve() == root.resolve()
    dropped = _LOCAL if ours else (*_LOCAL, *_PUSHED)
    return {name: value for name, value in os.environ.items() if name not in dropped}
