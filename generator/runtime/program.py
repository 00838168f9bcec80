"""The program itself, and folders of templates, as digests: what was made by others is not used again."""

import os
import platform
import sys
import zlib
from functools import cache
from pathlib import Path

from generator.runtime.store import digest

_PACKAGE = Path(__file__).parents[1]
#: Files of these endings are made from the others.
_MADE = (".pyc", ".pyo")


@cache
def program_digest() -> bytes:
    """A digest of every file of the program, of Python, and of the names and versions of what is installed."""
    around = (sys.version, platform.machine(), zlib.ZLIB_RUNTIME_VERSION, *_installed())
    return digest(folder_digest(_PACKAGE), *map(str.encode, around))


def folder_digest(folder: Path) -> bytes:
    """A digest of the names and bytes of all files in a folder; one that is not there has none."""
    found = _files_below(str(folder)) if folder.is_dir() else []
    files = sorted(path for path in found if not path.endswith(_MADE))
    return digest(
        *(part for path in files for part in (os.fsencode(path[len(str(folder)) :]), Path(path).read_bytes()))
    )


def _files_below(folder: str) -> list[str]:
    with os.scandir(folder) as found:
        entries = list(found)
    return [
        *(entry.path for entry in entries if entry.is_file()),
        *(path for entry in entries if entry.is_dir() for path in _files_below(entry.path)),
    ]


def _installed() -> list[str]:
    """What `pip` notes of each package in its folder's name: `jinja2-3.1.6.dist-info`."""
    found: set[str] = set()
    for folder in sys.path:
        if folder and Path(folder).is_dir():
            with os.scandir(folder) as entries:
                found.update(entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
    return sorted(found)
