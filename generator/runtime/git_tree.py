"""The files of a commit, in a folder for as long as they are looked at; nothing else of the repository changes.

Neither attributes nor settings of the repository have a say in what is written: a commit may be a stranger's.
"""

import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.runtime.git import GitError, blobs, commit, git

#: What a site is made of.
_PARTS = ("site_config.yml", "content", "templates")
_LINK = "120000"
_FILES = ("100644", "100755", "100664")
#: Larger files are there in name and size only: no check reads so much.
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class _Entry:
    path: str
    mode: str
    name: str
    size: int


@contextmanager
def files_of(root: Path, head: str) -> Iterator[Path]:
    """The site as it is in the commit `head` of the repository in which `root` lies. Raises GitError."""
    found = list(_entries(root, commit(root, head)))
    with tempfile.TemporaryDirectory(prefix="wanlixing-") as folder:
        _write(root, Path(folder), [entry for entry in found if entry.mode in _FILES])
        # Last, so that no file is written through one.
        for entry, target in _read(root, [entry for entry in found if entry.mode == _LINK]):
            place = Path(folder) / entry.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(os.fsdecode(target) or ".")
        yield Path(folder)


def _entries(root: Path, head: str) -> Iterator[_Entry]:
    for line in git(root, "ls-tree", "-r", "-z", "--long", head, "--", *_PARTS).split("\0"):
        if line:
            fields, _, path = line.partition("\t")
            mode, _kind, name, size = fields.split()
            if any(part in ("", ".", "..", ".git") for part in path.split("/")):
                raise GitError("提交里有不合规定的路径")
            yield _Entry(path, mode, name, int(size) if size.isdigit() else 0)


def _write(root: Path, folder: Path, entries: list[_Entry]) -> None:
    for inner in sorted({entry.path.rpartition("/")[0] for entry in entries}):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for entry, content in _read(root, [entry for entry in entries if entry.size <= _LARGEST]):
        (folder / entry.path).write_bytes(content)
    for entry in entries:
        if entry.size > _LARGEST:
            (folder / entry.path).touch()
            os.truncate(folder / entry.path, entry.size)


def _read(root: Path, entries: list[_Entry]) -> Iterator[tuple[_Entry, bytes]]:
    return zip(entries, blobs(root, [entry.name for entry in entries]), strict=True)


def contents(root: Path, head: str, paths: Collection[str], largest: int) -> dict[str, bytes]:
    """The files at these paths of the site in the commit `head`; links and files that are larger are left out."""
    found = [
        entry
        for entry in _entries(root, commit(root, head))
        if entry.path in paths and entry.mode in _FILES and entry.size <= largest
    ]
    return {entry.path: content for entry, content in _read(root, found)}
