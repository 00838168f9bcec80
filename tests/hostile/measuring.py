"""What a submission costs, asked of a process that `limits.py` makes for each."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hostile.corpus import cases
from hostile.limits import MEBIBYTES, YARDS
from hostile.running import make_root
from places import REPOSITORY, TESTS

#: Of processor time, for one submission, on a machine as fast as the one where the limits were set.
SECONDS = 2.0


def measured(folder: Path, size: int, *families: str) -> list[dict[str, Any]]:
    """Parsed, checked, pictures decoded, rendered into everything; what the program takes without it is left out."""
    root = make_root(folder / "root")
    surroundings = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{REPOSITORY}"}
    words = [sys.executable, str(TESTS / "hostile" / "limits.py"), str(root), str(size), *families]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True, env=surroundings)
    found = [json.loads(told) for told in done.stdout.splitlines()]
    asked = {case.name for case in cases() if case.way == "site" and (not families or case.family in families)}
    assert {name for one in found for name in one["cases"]} == asked
    return found


def too_much(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What costs more than a submission may, in yards and mebibytes, or was killed."""
    return [one for one in found if "ended" in one or one["yards"] > YARDS or one["mebibytes"] > MEBIBYTES]


def too_slow(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What takes too many seconds: a question for `make soak` alone, since it depends on the machine."""
    return [one for one in found if one["seconds"] > SECONDS]


def tell(found: list[dict[str, Any]]) -> None:
    """The dearest ones."""
    slowest, largest = (max(found, key=lambda one: one[name]) for name in ("seconds", "mebibytes"))
    sys.stdout.write(f"\n{len(found)} measured; slowest {slowest}; largest {largest}\n")
