"""Writes the site: a staging folder, verified, then swapped in by one rename of a link.

    site            -> site.versions/000042     (a link; what is published)
    site.versions/000042/…                       the site's files
    site.versions/.lock                          held while a build writes
    site.versions/.staging-<pid>/                a build in progress; swept by the next one
    site.versions/.held                          somebody rolled back: hooks publish nothing until it is lifted

Whatever happens at whatever moment, `site` leads to a whole version: the old one or the new one.
"""

import fcntl
import filecmp
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generator.diagnostics.problems import why
from generator.publishing.published_files import PublishedFiles
from generator.site.site import File

MANIFEST = "manifest.json"
#: Lies in the office's own site: what has it never goes where the public site lies, nor the other way round.
INTERNAL = "internal.txt"
_VERSION = re.compile(r"\d{6,}")
_HELD = ".held"


class PublishError(Exception):
    """The site could not be published; what was published before still is."""


class WrongTargetError(PublishError):
    """What was asked for can't be done there: a folder that is not ours, a version that is not kept."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that was made, as the manifest tells of it."""

    path: str
    size: int
    sha256: str


def stored(file: File) -> Stored:
    """What the manifest tells of a file."""
    return Stored(file.path, len(file.content), hashlib.sha256(file.content).hexdigest())


class Staging:
    """A version in the making beside the claimed `target`; several processes may write into it."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._versions = versions_folder(target)
        self._folder = self._versions / f".staging-{os.getpid()}"
        self._present = _present(current(target))
        self._there: set[str] = set()
        _sweep(self._versions)

    def write(self, file: File) -> Stored:
        """Write one file. Of two with one path, of which the check of links tells, the first stays."""
        told = stored(file)
        if not self.again(told):
            # Never into a file that is there: it may be a published one by a second name.
            with _reported(), suppress(FileExistsError), open(self._place(file.path), "xb") as out:  # noqa: PTH123
                out.write(file.content)
        return told

    def again(self, file: Stored) -> bool:
        """Whether a file is published as it would be made, so that it need not be made. Raises PublishError."""
        with _reported():
            return self._present.link(file.path, file.size, file.sha256, self._place(file.path))

    def _place(self, path: str) -> str:
        inner = path.rpartition("/")[0]
        if inner not in self._there:
            (self._folder / inner).mkdir(parents=True, exist_ok=True)
            self._there.add(inner)
        # A Path for each of 10,000 files costs as much again as the writing.
        return f"{self._folder}/{path}"

    def read(self, path: str) -> bytes:
        """A file that was written."""
        return (self._folder / path).read_bytes()

    def publish(self, keep: int) -> Path:
        """Let `target` lead to what was written, or to what is published if that is the same. Raises PublishError."""
        present = current(self._target)
        if present and _same(self._folder, present):
            self.drop()
            return present
        with _reported():
            version = self._versions / f"{_last_number(self._versions) + 1:06d}"
            self._folder.rename(version)
            # On disk before the link may lead to it.
            os.sync()
        _point(self._target, version)
        lift(self._target)
        _drop_old(self._versions, self._target, keep)
        return version

    def drop(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _present(folder: Path | None) -> PublishedFiles:
    """The files of a version as its manifest tells of them, which was written after them."""
    with suppress(OSError, PublishError):
        if folder:
            said = folder / MANIFEST
            return PublishedFiles(folder, entries_of(said.read_bytes()), said.stat().st_mtime_ns)
    return PublishedFiles(Path(), {}, 0)


@contextmanager
def staged(target: Path) -> Iterator[Staging]:
    """A staging folder that is gone when something fails."""
    staging = Staging(target)
    try:
        yield staging
    except BaseException:
        staging.drop()
        raise


@contextmanager
def _reported() -> Iterator[None]:
    """What the system says of a disk, as the person at the terminal reads it."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"写不进去（{why(error)}），已发布的网站没有改动。") from error


def put(files: Sequence[File], target: Path, keep: int) -> Path:
    """Write `files` as a new version beside the claimed `target` and let `target` lead to it.

    Returns the version; what is published already is not written again. Raises PublishError.
    """
    with staged(target) as staging:
        for file in files:
            staging.write(file)
        return staging.publish(keep)


def _same(staging: Path, version: Path) -> bool:
    """Whether the version holds these very files: as both manifests say, and as they really are (it may be damaged)."""
    new, old = staging / MANIFEST, version / MANIFEST
    if not new.is_file() or not old.is_file() or old.read_bytes() != new.read_bytes():
        return False
    return all(_is_same_file(staging / path, version / path) for path in entries_of(new.read_bytes()))


def _is_same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file or, where the disk has no second names, to the same bytes."""
    try:
        return one.samefile(other) or filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def roll_back(target: Path, to: str | None = None) -> Path:
    """Let `target` lead to the version before the present one, or to the one named `to` (`2`, `000002`)."""
    versions = versions_folder(target)
    if not versions.is_dir():
        raise WrongTargetError("还没有发布过，没有可以退回的版本。")
    with locked(versions, lambda: None):
        names = [path.name for path in _versions(versions)]
        present = current(target)
        if to is None:
            older = [name for name in names if present is None or name < present.name]
            if not older:
                raise WrongTargetError(
                    f"现在就是最早的版本 {present.name if present else '（无）'}，没有更早的可以退回。"
                )
            to = older[-1]
        to = to.zfill(6)
        if to not in names:
            raise WrongTargetError(f"没有版本 {to}；现有：{'、'.join(names)}。")
        _point(target, versions / to)
    return versions / to


def hold(target: Path) -> None:
    """Keep the version that is published now, until it is lifted or somebody builds by hand."""
    (versions_folder(target) / _HELD).touch()


def lift(target: Path) -> None:
    """Let hooks publish again."""
    (versions_folder(target) / _HELD).unlink(missing_ok=True)


def is_held(target: Path) -> bool:
    """Whether somebody rolled back and has not lifted it."""
    return (versions_folder(target) / _HELD).exists()


def versions_folder(target: Path) -> Path:
    """Where the versions of a published folder lie: beside it."""
    return target.with_name(f"{target.name}.versions")


def current(target: Path) -> Path | None:
    """The version that is published now."""
    return target.resolve() if target.is_symlink() and target.exists() else None


@contextmanager
def locked(versions: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Only one build writes at a time; a second one reports through `waiting`, then waits."""
    with _reported():
        versions.mkdir(parents=True, exist_ok=True)
        lock: IO[str] = (versions / ".lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def manifest(files: Iterable[Stored]) -> File:
    """SHA-256 and size of every file, by path, so that a published site can be checked."""
    entries = {file.path: {"sha256": file.sha256, "size": file.size} for file in files}
    text = json.dumps({"version": 1, "files": dict(sorted(entries.items()))}, ensure_ascii=False, indent=0)
    return File(MANIFEST, text.encode() + b"\n")


def entries_of(raw: bytes) -> dict[str, dict[str, object]]:
    """What a manifest says of each file. It may come from a host, so no path leads out of the site's folder."""
    try:
        entries = json.loads(raw)["files"]
        sound = all(isinstance(entry, dict) and _inside(path) for path, entry in entries.items())
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PublishError(f"{MANIFEST} 读不懂") from error
    if not sound:
        raise PublishError(f"{MANIFEST} 里有不合规定的路径")
    return dict(entries)


def _inside(path: str) -> bool:
    return path.isprintable() and all(part not in ("", ".", "..") for part in path.split("/"))


def _point(target: Path, version: Path) -> None:
    """The one step that publishes: a new link renamed over the old one."""
    link = version.with_name(".link")
    link.unlink(missing_ok=True)
    link.symlink_to(Path(version.parent.name, version.name))
    link.replace(target)


def is_internal(folder: Path) -> bool:
    """Whether a finished site is the office's own."""
    return (folder / INTERNAL).exists()


def _sweep(versions: Path) -> None:
    """Remove what a killed build left; the lock is held, so nothing of it is in use."""
    for path in versions.glob(".staging-*"):
        shutil.rmtree(path, ignore_errors=True)


def _versions(versions: Path) -> list[Path]:
    return sorted(path for path in versions.iterdir() if _VERSION.fullmatch(path.name))


def _last_number(versions: Path) -> int:
    return max((int(path.name) for path in _versions(versions)), default=0)


def _drop_old(versions: Path, target: Path, keep: int) -> None:
    present = current(target)
    old = [path for path in _versions(versions) if path != present]
    for path in old[: max(0, len(old) - keep)]:
        # Renamed first, so that a kill in between leaves no half version under a version's name.
        doomed = path.rename(path.with_name(f".staging-old-{path.name}"))
        shutil.rmtree(doomed, ignore_errors=True)
