"""The files of the version that is published: those that stay as they are get second names in the next one.

Safe because no version is ever changed in place, and each is removed name by name.
"""

import hashlib
import os
import secrets
import stat
import zlib
from collections.abc import Mapping
from pathlib import Path

#: At each build the bytes of so small a part of the files are looked at, whatever the disk says of them.
_PART = 16


class PublishedFiles:
    """A version's files, as its manifest tells of them; `made` is when that was written, after all others."""

    def __init__(self, folder: Path, said: Mapping[str, Mapping[str, object]], made: int) -> None:
        self._folder, self._said, self._made = folder, said, made
        self._looked_at = secrets.randbelow(_PART)

    def link(self, path: str, size: int, sha256: str, place: str) -> bool:
        """Give a file a second name at `place`, if it is as it is to be; a damaged one is not."""
        if self._said.get(path, {}).get("sha256") != sha256:
            return False
        before = f"{self._folder}/{path}"
        try:
            if not self._is_sound(before, size):
                return False
            if zlib.crc32(path.encode()) % _PART == self._looked_at and _sha256(before) != sha256:
                return False
            os.link(before, place)
        except OSError:
            return False
        return True

    def _is_sound(self, path: str, size: int) -> bool:
        """Whether it is a file, as large as it was, and was not changed after it had been published."""
        found = os.lstat(path)
        return stat.S_ISREG(found.st_mode) and found.st_size == size and found.st_mtime_ns <= self._made


def _sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def files_below(folder: Path) -> list[str]:
    """Every file of a published folder, which may be a link, by path."""
    real = folder.resolve()
    return sorted(path.relative_to(real).as_posix() for path in real.rglob("*") if not path.is_dir())
