"""Work shared among processes. They are forked: they see all that is in memory; only numbers go in, results come out.

Results come in the order of the items, whatever the number of processes and whichever ends first. An item
that kills its process (a fault in a C library) is lost alone; all others are done again.
"""

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Runs of items that wait for each process: enough to keep it busy, few enough to bound what is held.
_AHEAD = 2
#: What a process does, and to which items; set in each process when it begins.
_task: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


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
    runs = [range(start, min(start + run, len(items))) for start in range(0, len(items), run)]
    done = 0
    while done < len(runs):
        for results in _until_broken(work, items, runs[done:], jobs):
            yield from results
            done += 1
        # Whoever killed the process is among the runs that were under way: these, one item at a time.
        for broken in runs[done : done + jobs * _AHEAD]:
            for number in broken:
                alone = [range(number, number + 1)]
                yield from next(_until_broken(work, items, alone, 1), [lost(items[number])])
            done += 1


def _until_broken(
    work: Callable[[Item], Result], items: Sequence[Item], runs: Sequence[range], jobs: int
) -> Iterator[list[Result]]:
    """The results of each run, as far as no process dies."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # What is there now is never collected while it is shared: marking it would copy every page of it.
    gc.collect()
    gc.freeze()
    try:
        jobs = min(jobs, len(runs))
        with ProcessPoolExecutor(jobs, get_context("fork"), _begin, (work, items)) as pool:
            left = iter(runs)
            waiting = deque(pool.submit(_do, one) for one in islice(left, jobs * _AHEAD))
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(_do, one) for one in islice(left, 1))
    except BrokenProcessPool:
        return
    finally:
        gc.unfreeze()


def _begin(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    gc.disable()
    _task[:] = [(work, items)]


def _do(numbers: range) -> list[Any]:
    work, items = _task[0]
    return [work(items[number]) for number in numbers]
