"""The corpora: `content/` itself, and `content/` filled up with made-up records to any number."""

import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.corpus import make_root
from benchmarks.search.prepare import Costs, message_for
from benchmarks.search.queries import Query, queries
from benchmarks.search.truth import Truth, kept
from places import REPOSITORY

CONTENT = "content"
#: What a corpus that is ready hangs on.
SOURCES = (
    *("generator", "templates", "content", "site_config.yml", "tests/benchmarks/corpus.py"),
    *("tests/benchmarks/search/prepare.py", "tests/benchmarks/search/truth.py"),
)


@dataclass(frozen=True)
class Corpus:
    """A corpus that is ready to be searched."""

    name: str
    folder: Path

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @cached_property
    def truth(self) -> Truth:
        return kept(self.folder / "truth")

    @cached_property
    def queries(self) -> list[Query]:
        return queries(self.truth)

    @property
    def costs(self) -> Costs:
        return Costs(**json.loads((self.folder / "costs.json").read_text(encoding="utf-8")))


@contextmanager
def alone(work: Path) -> Iterator[None]:
    """Only one run at a time in a folder: a second would take the corpora away from under the first."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        message_for(f"taking {work}, when no other run has it")
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ready(name: str, work: Path) -> Corpus:
    """The corpus, built only if the code or the content has changed since."""
    folder = work / name
    mark, now = folder / "digest", _digest(*SOURCES)
    if not mark.exists() or mark.read_text() != now:
        mark.unlink(missing_ok=True)
        root = REPOSITORY if name == CONTENT else _root(int(name), work)
        shutil.rmtree(folder / "site", ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, str(Path(__file__).with_name("prepare.py")), str(root), str(folder)], check=True
        )
        mark.write_text(now)
    return Corpus(name, folder)


def _root(count: int, work: Path) -> Path:
    """The records of `content/` and made-up ones; the made-up ones are written once."""
    root = work / f"root-{count}-{_digest('tests/benchmarks/corpus.py')[:8]}"
    content = REPOSITORY / "content"
    if not root.exists():
        message_for(f"writing {count} records")
        begun = root.with_suffix(".begun")
        shutil.rmtree(begun, ignore_errors=True)
        make_root(begun, REPOSITORY, count - sum(1 for _ in _records(content)))
        begun.rename(root)
    shutil.rmtree(root / "templates")
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    shutil.copytree(content, root / "content", dirs_exist_ok=True)
    return root


def _records(content: Path) -> Iterator[Path]:
    return (path for path in content.rglob("*.yml") if path.relative_to(content).parts[0] != "lists")


def _digest(*names: str) -> str:
    found = hashlib.sha256()
    for name in names:
        path = REPOSITORY / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                found.update(str(file.relative_to(REPOSITORY)).encode() + b"\0" + file.read_bytes())
    return found.hexdigest()
