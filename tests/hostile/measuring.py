"""What a submission costs, asked of a process that `limits.py` makes for each."""

import json
import os
import subprocess
import sys
from pathlib import Path

from hostile.corpus import cases
from hostile.running import make_root
from places import REPOSITORY, TESTS

#: Of processor time and of memory, for one submission.
SECONDS, MEBIBYTES = 2.0, 200


def expect_within_limits(folder: Path, *families: str) -> None:
    """Parsed, checked, pictures decoded, rendered into everything; what the program takes without it is left out."""
    root = make_root(folder / "root")
    surroundings = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{REPOSITORY}"}
    words = [sys.executable, str(TESTS / "hostile" / "limits.py"), str(root), *families]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True, env=surroundings)
    found = [json.loads(told) for told in done.stdout.splitlines()]
    asked = [case for case in cases() if case.way == "site" and (not families or case.family in families)]
    assert len(found) == len(asked)
    assert [one for one in found if "ended" in one] == []
    assert [one for one in found if one["seconds"] > SECONDS or one["mebibytes"] > MEBIBYTES] == []
    worst = max(found, key=lambda one: one["seconds"]), max(found, key=lambda one: one["mebibytes"])
    sys.stdout.write(f"\n{len(found)} submissions; slowest {worst[0]}; largest {worst[1]}\n")
