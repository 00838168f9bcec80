"""What was worked out before, kept between runs: bytes by the digest of everything that they were made of.

    <the user's caches>/wanlixing/<site>/pack-<digest>     entries one after the other, then their index

A pack is written under another name and renamed when it is whole; after that nobody changes it. So runs at the same
time need no lock: each adds packs of its own, and equal keys stand for equal bytes. Every entry is hashed when it is
read. Whatever is odd about a pack, an entry or the folder counts as "not there", never as a mistake.
"""

import os
import shutil
import stat
import struct
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

#: Bytes of a key, and of the digest of an entry.
_SIZE = 16
#: Of an entry: its key, its digest, where it begins, how long it is.
_ENTRY = struct.Struct(f"<{_SIZE}s{_SIZE}sQQ")
#: Behind the index: how many entries it has, and its digest.
_TAIL = struct.Struct(f"<Q{_SIZE}s")
#: So many packs are looked through; then they are joined.
MOST_PACKS = 12
#: What nobody asks for may take so many bytes, or as much as what is asked for.
SPARE = 16 * 2**20
#: Seconds after which the store of a site that nobody builds any more is removed: 30 days.
_FORGOTTEN = 30 * 24 * 3600


def digest(*parts: bytes) -> bytes:
    """One digest of several values, in their order; where one ends and the next begins counts."""
    made = blake2b(digest_size=_SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()


def folder_of(root: Path) -> Path:
    """Where the store of a site lies: in the user's own folder, so that nothing that is submitted can bring one."""
    caches = os.environ.get("XDG_CACHE_HOME", "")
    own = Path(caches) if caches.startswith("/") else _home() / ".cache"
    return own / "wanlixing" / digest(os.fsencode(root)).hex()


def _home() -> Path:
    """The user's folder; in a container the user may have none, and then nothing can be kept."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry lies."""

    file: int
    begin: int
    length: int
    digest: bytes


@dataclass(slots=True)
class _New:
    """The pack that this run adds."""

    path: Path
    file: int
    end: int = 0
    index: list[tuple[bytes, bytes, int, int]] = field(default_factory=list)


class Store:
    """The store of a site. Only the process that opened it adds to it; processes forked later may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[bytes, _Place] = {}
        self._packs: dict[Path, int] = {}
        self._used: set[bytes] = set()
        self._new: _New | None = None
        self._usable = _is_own(folder)
        for path in _packs_in(folder) if self._usable else ():
            self._open(path)

    def beside(self, name: str) -> "Store":
        """Another store of the same site, of which another command may let go of what it does not need."""
        return Store(self._folder.with_name(f"{self._folder.name}-{name}"))

    def _open(self, path: Path) -> None:
        try:
            file = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return  # Joined with others a moment ago.
        self._packs[path] = file
        with suppress(OSError, struct.error):
            end = os.fstat(file).st_size - _TAIL.size
            count, expected = _TAIL.unpack(os.pread(file, _TAIL.size, max(end, 0)))
            size = count * _ENTRY.size
            index = os.pread(file, size, end - size) if size <= end else b""
            if digest(index) == expected:
                for key, made, begin, length in _ENTRY.iter_unpack(index):
                    self._places[key] = _Place(file, begin, length, made)

    def __contains__(self, key: bytes) -> bool:
        return key in self._places

    def get(self, key: bytes) -> bytes | None:
        """The bytes of a key, if they are there and as they were written."""
        place = self._places.get(key)
        if place is None:
            return None
        try:
            value = os.pread(place.file, place.length, place.begin)
        except OSError:
            value = b""
        if digest(value) != place.digest:
            del self._places[key]
            return None
        self._used.add(key)
        return value

    def use(self, keys: Iterable[bytes]) -> None:
        """Tell what other processes have found, so that it stays."""
        self._used.update(key for key in keys if key in self._places)

    def put(self, key: bytes, value: bytes) -> None:
        """Keep the bytes of a key. Where that is not possible, nothing is kept."""
        if key in self._places or not self._usable:
            return
        try:
            new = self._new or self._begin()
            begin, left = new.end, memoryview(value)
            while left:
                written = os.write(new.file, left)
                new.end, left = new.end + written, left[written:]
        except OSError:
            self._give_up()
            return
        made = digest(value)
        new.index.append((key, made, begin, len(value)))
        self._places[key] = _Place(new.file, begin, len(value), made)
        self._used.add(key)

    def _begin(self) -> _New:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f".new-{os.getpid()}"
        path.unlink(missing_ok=True)
        self._new = _New(path, os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        return self._new

    def _give_up(self) -> None:
        """A full disk, or a folder that may not be written: what was added is let go."""
        self._usable = False
        if self._new:
            for key, *_rest in self._new.index:
                self._places.pop(key, None)
            with suppress(OSError):
                self._new.path.unlink()
            self._new = None

    def save(self) -> None:
        """Keep what was added, for runs that come. To be called when everything that the site needs was asked for."""
        if not self._usable:
            return
        try:
            if self._wasteful():
                self._join()
            self._finish()
            os.utime(self._folder)
            _sweep(self._folder)
        except OSError:
            self._give_up()

    def _finish(self) -> Path | None:
        """Give the new pack, if there is one, its index and its name."""
        new, self._new = self._new, None
        if new is None:
            return None
        index = b"".join(_ENTRY.pack(*entry) for entry in new.index)
        end = memoryview(index + _TAIL.pack(len(new.index), digest(index)))
        while end:
            end = end[os.write(new.file, end) :]
        path = new.path.with_name(f"pack-{digest(index).hex()}")
        new.path.rename(path)
        self._packs[path] = new.file
        return path

    def _wasteful(self) -> bool:
        """Whether there are too many packs, or too much in them that nobody asked for."""
        used = sum(self._places[key].length for key in self._used)
        there = sum(os.fstat(file).st_size for file in self._packs.values()) + (self._new.end if self._new else 0)
        return len(self._packs) >= MOST_PACKS or there > 2 * used + SPARE

    def _join(self) -> None:
        """Put all that was asked for into one pack; what nobody asked for goes with the old ones."""
        old = list(self._packs)
        for key in sorted(self._used - {entry[0] for entry in (self._new.index if self._new else ())}):
            value = self.get(key)
            if value is not None:
                del self._places[key]
                self.put(key, value)
        joined = self._finish()
        for path in old:
            if path != joined:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the files; what was added since the last `save` is forgotten."""
        if self._new:
            file = self._new.file
            self._give_up()
            os.close(file)
        for file in self._packs.values():
            os.close(file)
        self._packs.clear()
        self._places.clear()


def _is_own(folder: Path) -> bool:
    """Whether a folder is this user's alone, or can become that."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o022


def _packs_in(folder: Path) -> list[Path]:
    """The packs, the oldest first."""
    try:
        found = [(path.stat().st_mtime_ns, path.name, path) for path in folder.glob("pack-*")]
    except OSError:
        return []
    return [path for _time, _name, path in sorted(found)]


def _sweep(folder: Path) -> None:
    """Remove what killed runs left, and the stores of sites that nobody has built for long."""
    now = folder.stat().st_mtime
    for path in folder.glob(".new-*"):
        if not _is_running(int(path.name.removeprefix(".new-"))):
            path.unlink(missing_ok=True)
    for other in folder.parent.iterdir():
        if other.stat().st_mtime < now - _FORGOTTEN:
            shutil.rmtree(other, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
