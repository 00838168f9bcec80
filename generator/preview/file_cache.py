"""Files of content read for the preview: each once, until it changes."""

from collections.abc import Sequence
from pathlib import Path

from generator.loading.loader import reader
from generator.loading.records import Read, Reading, Submitted
from generator.runtime.store import Store
from generator.yaml_source.reader import fingerprint

#: Fewer files than this are read here and not stored: making processes, and a pack for them, would take longer.
_FEW = 64


class FileCache:
    """Reads files, and those that have not changed only once. What a run before has read is in the store."""

    def __init__(self, root: Path, jobs: int, store: Store | None = None) -> None:
        self._root, self._jobs, self._store = root, jobs, store
        self._known: dict[str, tuple[object, Read]] = {}

    def __call__(self, reading: Reading, files: Sequence[Submitted]) -> list[Read]:
        names = [file.name for file in files]
        now = {file.name: (reading.known_by(file), fingerprint(f"{self._root}/{file.name}")) for file in files}
        changed = [
            file
            for file, name in zip(files, names, strict=True)
            if name not in self._known or self._known[name][0] != now[name]
        ]
        many = len(changed) > _FEW
        store = self._store if many else None
        made = zip(changed, reader(self._jobs if many else 1, store=store)(reading, changed), strict=True)
        self._known |= {file.name: (now[file.name], found) for file, found in made}
        if store:
            store.save()
        return [self._known[name][1] for name in names]
