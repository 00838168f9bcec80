"""Files of content read for the preview: each once, until it changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from generator.loading.loader import RUN
from generator.loading.records import Read, Submitted, lost
from generator.runtime.process_pool import shared
from generator.yaml_source.reader import signs

#: Fewer files than this are read here: making processes would take longer.
_FEW = 64


class FileCache:
    """Reads files, and those that have not changed only once."""

    def __init__(self, root: Path, jobs: int) -> None:
        self._root, self._jobs = root, jobs
        self._known: dict[str, tuple[object, Read]] = {}

    def forget(self) -> None:
        """What was read was judged by lists that are no more."""
        self._known.clear()

    def __call__(self, work: Callable[[Submitted], Read], files: Sequence[Submitted]) -> list[Read]:
        names = [file.name for file in files]
        now = {name: signs(f"{self._root}/{name}") for name in names}
        changed = [
            file
            for file, name in zip(files, names, strict=True)
            if name not in self._known or self._known[name][0] != now[name]
        ]
        jobs = self._jobs if len(changed) > _FEW else 1
        made = zip(changed, shared(work, changed, jobs, lost, run=RUN), strict=True)
        self._known |= {file.name: (now[file.name], found) for file, found in made}
        return [self._known[name][1] for name in names]
