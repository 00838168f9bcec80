"""Values that wait on disk for their turn; their arrays are mapped and not read, so that they take no memory."""

import mmap
import os
import pickle
from dataclasses import dataclass
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

#: Where arrays begin: what processors like.
_ALIGNED = 64


@dataclass(frozen=True, slots=True, eq=False)
class SpilledValue:
    """A value in the spill file: where it lies, and where its arrays lie."""

    spill: "SpillFile"
    body: slice
    arrays: tuple[slice, ...]

    def value(self) -> Any:
        """The value again; its arrays are read-only."""
        seen = self.spill.seen() if self.arrays else memoryview(b"")
        return pickle.loads(self.spill.bytes_at(self.body), buffers=[seen[array] for array in self.arrays])  # noqa: S301  # ours


class SpillFile:
    """A file without a name, gone with whoever opened it. Processes forked later can read what is in it.

    Written by one process; without a buffer, which each process that is forked would have a copy of.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115  # closed by `__exit__`
        self._end = 0
        self._map = mmap.mmap(-1, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, value: Any) -> SpilledValue:
        """Let a value wait."""
        arrays: list[pickle.PickleBuffer] = []
        body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL, buffer_callback=arrays.append)
        return SpilledValue(self, self._written(body), tuple(self._written(array.raw()) for array in arrays))

    def _written(self, data: bytes | memoryview) -> slice:
        begin = -(-self._end // _ALIGNED) * _ALIGNED
        self._end = begin + len(data)
        while data:
            data = data[os.pwrite(self._file.fileno(), data, self._end - len(data)) :]
        return slice(begin, self._end)

    def bytes_at(self, part: slice) -> bytes:
        """A part of the file."""
        return os.pread(self._file.fileno(), part.stop - part.start, part.start)

    def seen(self) -> memoryview:
        """The file as this process sees it; what was looked at counts as memory until it is let go."""
        if len(self._map) < self._end:
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return memoryview(self._map)

    def release_pages(self) -> None:
        """What was looked at is read again if it is looked at again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)
