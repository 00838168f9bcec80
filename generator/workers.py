"""Work shared among processes. They are forked: they see all that is in memory, and only results travel.

Results come in the order of the items, whatever the number of processes and whichever ends first. An item
that kills its process (a fault in a C library) is lost alone; all others are done again.
"""

import ctypes
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Seconds of processor time after which an item is lost: many times what the worst one takes.
LONGEST = 10.0
#: `PR_SET_PDEATHSIG` of Linux.
_DEATH_SIGNAL = 1
#: Runs of items that wait for each process: enough to keep it busy, few enough to bound what is held.
_AHEAD = 2
#: What a process does to an item; set in each process when it begins.
_work: list[Callable[[Any], Any]] = []


def processors() -> int:
    """How many processes can really run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Forking is safe on Linux; elsewhere one process does all the work."""
    return sys.platform == "linux"


def shared(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    lost: Callable[[Item], Result],
    *,
    run: int = 1,
) -> Iterator[Result]:
    """What `work` makes of each item; `run` items travel together. `lost` stands for one that killed its process."""
    if jobs < 2 or len(items) < 2 or not can_fork():
        yield from map(work, items)
        return
    runs = [items[start : start + run] for start in range(0, len(items), run)]
    done = 0
    while done < len(runs):
        for results in _until_broken(work, runs[done:], jobs):
            yield from results
            done += 1
        # Whoever killed the process is among the runs that were under way: these, one item at a time.
        for broken in runs[done : done + jobs * _AHEAD]:
            for item in broken:
                yield from next(_until_broken(work, [[item]], 1), [lost(item)])
            done += 1


def _until_broken(work: Callable[[Item], Result], runs: Sequence[Sequence[Item]], jobs: int) -> Iterator[list[Result]]:
    """The results of each run, as far as no process dies."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # What is there now is never collected while it is shared: marking it would copy every page of it.
    gc.collect()
    gc.freeze()
    try:
        jobs = min(jobs, len(runs))
        with ProcessPoolExecutor(jobs, get_context("fork"), _begin, (work, os.getpid())) as pool:
            left = iter(runs)
            waiting = deque(pool.submit(_do, one) for one in islice(left, jobs * _AHEAD))
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(_do, one) for one in islice(left, 1))
    except BrokenProcessPool:
        return
    finally:
        gc.unfreeze()


def _die_with(parent: int) -> None:
    """A killed build must not leave processes behind: they would hold its lock for ever, since they wait for work."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _begin(work: Callable[[Any], Any], parent: int) -> None:
    _die_with(parent)
    gc.disable()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _work[:] = [work]


def _do(items: Sequence[Any]) -> list[Any]:
    return [_timed(item) for item in items]


def _timed(item: Any) -> Any:
    """The clock runs in the kernel: a C library that never comes back is ended by it, as by a fault of its own."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    made = _work[0](item)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return made
