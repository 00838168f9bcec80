"""Records whose long texts wait on disk until somebody asks for them: they are most of what takes memory."""

from collections.abc import Callable
from functools import cache, lru_cache
from types import new_class

from generator.model.record import Record
from generator.runtime.spill_file import SpilledValue, SpillFile
from generator.site.entry import Entry
from generator.yaml_source.reader import PackedSource

#: Texts from so many characters on wait on disk; of shorter ones the handle would take as much memory.
LONG = 200
#: Where a record keeps the handle of its texts.
_HANDLE = "_spilled"
#: Of so many records the texts are in memory: of as many as are made together.
_TEXTS_CACHED = 512


def spilled(entry: Entry, spill: SpillFile) -> Entry:
    """The same entry with its long texts and its positions on disk."""
    values = entry.record.__dict__
    texts = {name: value for name, value in values.items() if isinstance(value, str) and len(value) >= LONG}
    packed = PackedSource.of(entry.source)
    handle = spill.put((texts, packed.packed))
    left = {name: value for name, value in values.items() if name not in texts}
    record = _spilling(type(entry.record), frozenset(texts)).made_of({**left, _HANDLE: handle})
    return Entry(record, PackedSource(packed.path, handle))


@cache
def _spilling(model: type[Record], names: frozenset[str]) -> type[Record]:
    """The model with those fields read from disk: to whoever asks they are what the model declares."""
    made: type[Record] = new_class(
        model.__name__, (model,), exec_body=lambda names: names.update(__module__=model.__module__)
    )
    for name in names:
        setattr(made, name, property(_reader(name)))
    return made


def _reader(name: str) -> Callable[[Record], str]:
    def read(record: Record) -> str:
        return _texts(record.__dict__[_HANDLE])[name]

    return read


@lru_cache(maxsize=_TEXTS_CACHED)
def _texts(handle: SpilledValue) -> dict[str, str]:
    texts: dict[str, str] = handle.value()[0]
    return texts
