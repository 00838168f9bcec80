"""Sends a finished site to a static host in an order in which no reader meets a broken page.

What pages need goes first, then pages that are new there, then pages that change, then what lists them
(feeds, search, sitemap), and what is gone is removed last, by the manifest that lies there: nothing that
this program did not put there is touched. Copying is left to rsync, or to rclone for object storage.
"""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.publishing.versions import MANIFEST, PublishError, WrongTargetError, entries_of, is_internal

#: Lies at the host while files are sent: everything that was or may come to be there, should the sending be cut off.
PENDING = "manifest.sending.json"
_INDEXES = (
    "feeds/",
    "search/",
    "api/",
    "feeds.opml",
    "feeds-all.opml",
    "sitemap.xml",
    "robots.txt",
    "calendar/",
    "index.html",
)


@dataclass(frozen=True)
class Plan:
    """What is sent, step by step, and what is removed after it."""

    steps: tuple[tuple[str, tuple[str, ...]], ...]
    gone: tuple[str, ...]


def plan(new: Iterable[str], old: Iterable[str]) -> Plan:
    """The order for the paths of a site, given what lies at the host."""
    paths, there = sorted({*new} - {MANIFEST, PENDING}), {*old} - {MANIFEST, PENDING}
    indexes = [path for path in paths if _lists_others(path)]
    pages = [path for path in paths if path.endswith(".html") and path not in indexes]
    assets = [path for path in paths if not path.endswith(".html") and path not in indexes]
    steps = (
        ("样式、脚本、图片和下载", tuple(assets)),
        ("新的网页", tuple(path for path in pages if path not in there)),
        ("原有的网页", tuple(path for path in pages if path in there)),
        ("首页、订阅源、搜索和接口", tuple(indexes)),
    )
    return Plan(tuple((name, files) for name, files in steps if files), tuple(sorted(there - set(paths))))


def _lists_others(path: str) -> bool:
    """Whether a file leads to records, so that they must be there before it."""
    return path.startswith(_INDEXES) or (path.endswith("/index.html")) or "/page-" in path


class Host:
    """A folder, here or elsewhere, reached by rsync; its commands in one place."""

    def __init__(self, target: str) -> None:
        self.target = target.rstrip("/") + "/"

    def get(self, name: str) -> bytes | None:
        """One file of the host, or nothing when it is not there."""
        with tempfile.TemporaryDirectory() as folder:
            done = _run("rsync", "--ignore-missing-args", "-r", f"{self.target}{name}", f"{folder}/", lax=True)
            # A folder that is not there yet is an error of its own kind; whether it can be reached, sending will tell.
            if done.returncode not in (0, 3, 23):
                raise PublishError(f"连不上 {self.target}：{_words(done)}")
            return _bytes_of(Path(folder) / name)

    def send(self, folder: Path, paths: Sequence[str]) -> None:
        """Files of a folder; each appears whole, and all of one step at about the same time."""
        flags = ("--recursive", "--checksum", "--delay-updates", "--chmod=D755,F644", "--files-from=-")
        _run("rsync", *flags, f"{folder}/", self.target, given="\n".join(paths))

    def remove(self, paths: Sequence[str]) -> None:
        with tempfile.TemporaryDirectory() as nothing:
            # What is missing in a folder is removed; the folder itself has to be there.
            for path in paths:
                (Path(nothing) / path).parent.mkdir(parents=True, exist_ok=True)
            flags = ("--recursive", "--delete-missing-args", "--files-from=-")
            _run("rsync", *flags, f"{nothing}/", self.target, given="\n".join(paths))


class Storage(Host):
    """Object storage, reached by rclone: `rclone:remote:bucket/folder`."""

    def __init__(self, target: str) -> None:
        super().__init__(target.removeprefix("rclone:"))

    def get(self, name: str) -> bytes | None:
        done = _run("rclone", "cat", f"{self.target}{name}", lax=True)
        # 3 and 4: no such folder, no such file.
        if done.returncode not in (0, 3, 4):
            raise PublishError(f"连不上 {self.target}：{_words(done)}")
        return done.stdout or None

    def send(self, folder: Path, paths: Sequence[str]) -> None:
        flags = ("--checksum", "--no-traverse", "--files-from-raw", "-")
        _run("rclone", "copy", *flags, str(folder), self.target, given="\n".join(paths))

    def remove(self, paths: Sequence[str]) -> None:
        _run("rclone", "delete", "--files-from-raw", "-", self.target, given="\n".join(paths))


def host(target: str) -> Host:
    """What a target's words mean."""
    return Storage(target) if target.startswith("rclone:") else Host(target)


def send(folder: Path, target: Host, progress: Callable[[str, int], None]) -> Plan:
    """Everything of a finished folder to the host. Cut off anywhere, the next sending makes up for it."""
    raw = _bytes_of(folder / MANIFEST)
    if raw is None:
        raise PublishError(f"{folder} 里没有 {MANIFEST}，不是生成好的网站")
    if is_internal(folder):
        raise WrongTargetError(f"{folder} 是内部网站，不能公开")
    new = {*entries_of(raw)}
    old = {path for name in (MANIFEST, PENDING) if (lying := target.get(name)) for path in entries_of(lying)}
    made = plan(new, old)
    with tempfile.TemporaryDirectory() as waiting:
        every: dict[str, dict[str, str]] = {path: {} for path in sorted(new | old)}
        (Path(waiting) / PENDING).write_text(json.dumps({"version": 1, "files": every}), encoding="utf-8")
        target.send(Path(waiting), [PENDING])
    for name, paths in made.steps:
        progress(name, len(paths))
        target.send(folder, paths)
    if made.gone:
        progress("删去不再有的", len(made.gone))
        target.remove(made.gone)
    target.send(folder, [MANIFEST])
    target.remove([PENDING])
    return made


def _bytes_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _run(program: str, *arguments: str, given: str = "", lax: bool = False) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run([program, *arguments], input=given.encode(), capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise PublishError(f"这台机器上没有 {program}") from error
    if done.returncode and not lax:
        if b"mkdir" in done.stderr and b"No such file" in done.stderr:
            raise PublishError(f"主机上还没有发布文件夹的上一级，请先建立：{_words(done)}")
        raise PublishError(f"{program} 没有成功，主机上的网站可能还没有换完，请再发布一次：{_words(done)}")
    return done


def _words(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip()[-300:]
