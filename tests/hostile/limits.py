"""Cases of the corpus, each in a process of its own within limits of the kernel: `python limits.py ROOT [FAMILY …]`.

Prints a line of JSON for each: how long reading, checking and rendering took, how much memory came on top of
the program itself, or by which signal it ended.
"""

import json
import os
import resource
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import process_time

from hostile.case import Case
from hostile.corpus import cases
from hostile.running import lay, remove

from generator.build.check import check
from generator.diagnostics.problems import errors
from generator.outputs import OUTPUTS

TODAY = date(2026, 11, 22)
#: Above what is allowed, so that what is too slow or too large is measured and not only killed.
SECONDS, BYTES = 10, 3 * 1024**3


def peak() -> int:
    """The most memory in MiB that this process has had; it begins with what it shares with its parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def work(root: Path) -> None:
    """A submission's whole way but for MkDocs and the disk."""
    site, problems = check(root, TODAY)
    if site and not errors(problems):
        for output in OUTPUTS:
            for _made in output(site):
                pass


def measured(root: Path, case: Case) -> dict[str, object]:
    """The case in a child of its own."""
    lay(root, case)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            before, start = peak(), process_time()
            work(root)
            os.write(writing, f"{process_time() - start} {peak() - before}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read().split()
    status = os.waitpid(child, 0)[1]
    remove(root, case)
    if not said:
        return {"case": case.name, "ended": status}
    return {"case": case.name, "seconds": float(said[0]), "mebibytes": int(said[1])}


def main() -> None:
    root = Path(sys.argv[1])
    # Templates are compiled and libraries loaded once for all.
    work(root)
    for case in cases():
        if case.way == "site" and (not sys.argv[2:] or case.family in sys.argv[2:]):
            print(json.dumps(measured(root, case)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
