"""What cases of the corpus cost, each group in a process of its own within limits of the kernel.

`python limits.py ROOT SIZE [FAMILY …]` lays SIZE cases at a time. Prints a line of JSON for each group: how long
reading, checking and rendering took, in seconds and in yards, how much memory came on top of the program itself, or
by which signal it ended. A group that costs more than one case may is halved, until the case is found.
"""

import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from math import ceil
from pathlib import Path
from time import process_time
from typing import Any

from hostile.case import Case
from hostile.corpus import cases
from hostile.running import lay, remove
from outputs_made import parts
from yardstick import yard

from generator.build.check import check
from generator.diagnostics.problems import errors
from generator.outputs import OUTPUTS

TODAY = date(2026, 11, 22)
#: What one submission may cost.
YARDS, MEBIBYTES = 400, 200
#: Above what is allowed, so that what is too slow or too large is measured and not only killed.
KILLED_YARDS, KILLED_BYTES = 2_000, 3 * 1024**3


def peak() -> int:
    """The most memory in MiB that this process has had; it begins with what it shares with its parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def work(root: Path, files: Iterable[str] = ()) -> None:
    """A submission's whole way but for MkDocs and the disk.

    Of several submissions those that are refused are taken away, and the others go on.
    """
    site, problems = check(root, TODAY)
    refused = {problem.position.path for problem in errors(problems)}
    if refused and refused < set(files):
        for path in refused:
            (root / path).unlink()
        site, problems = check(root, TODAY)
        assert not errors(problems)
    if site and not errors(problems):
        for output in OUTPUTS:
            for _made in parts(site, output):
                pass


def cost(root: Path, group: list[Case]) -> str:
    """Seconds, yards and mebibytes of the work, done in this process."""
    before = yard()
    seconds = ceil(KILLED_YARDS * before) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (KILLED_BYTES, KILLED_BYTES))
    held, start = peak(), process_time()
    work(root, [case.path for case in group])
    spent, most = process_time() - start, peak() - held
    return f"{spent} {spent / max(before, yard())} {most}"


def measured(root: Path, group: list[Case]) -> dict[str, Any]:
    """The cases in a child of their own."""
    for case in group:
        lay(root, case)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os.write(writing, cost(root, group).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read().split()
    status = os.waitpid(child, 0)[1]
    for case in group:
        remove(root, case)
    names = [case.name for case in group]
    if not said:
        return {"cases": names, "ended": status}
    return {"cases": names, "seconds": float(said[0]), "yards": float(said[1]), "mebibytes": int(said[2])}


def costs(root: Path, group: list[Case]) -> Iterator[dict[str, Any]]:
    """What the group costs if that is no more than one case may cost, or what each half of it does."""
    found = measured(root, group)
    if len(group) == 1 or ("ended" not in found and found["yards"] <= YARDS and found["mebibytes"] <= MEBIBYTES):
        yield found
        return
    half = len(group) // 2
    yield from costs(root, group[:half])
    yield from costs(root, group[half:])


def groups(size: int, families: list[str]) -> Iterator[list[Case]]:
    """Cases that can lie side by side; those about folders lie alone."""
    chosen = [case for case in cases() if case.way == "site" and (not families or case.family in families)]
    yield from ([case] for case in chosen if case.alone)
    together = [case for case in chosen if not case.alone]
    yield from (together[start : start + size] for start in range(0, len(together), size))


def main() -> None:
    root = Path(sys.argv[1])
    # Templates are compiled and libraries loaded once for all.
    work(root)
    for group in groups(int(sys.argv[2]), sys.argv[3:]):
        for found in costs(root, group):
            print(json.dumps(found), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
