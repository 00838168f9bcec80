"""Work shared among processes. They are forked: they see all that is in memory; only numbers go in, results come out.

Results come in the order of the items, whatever the number of processes and whichever ends first. An item
that kills its process (a fault in a C library) is lost alone; all others are done again.
"""

import ctypes
import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: `PR_SET_PDEATHSIG` of Linux.
_DEATH_SIGNAL = 1
#: Runs of items that wait for each process: enough to keep it busy, few enough to bound what is held.
AHEAD = 2


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done, and to which items.

    `longest`: seconds of processor time for one, 0 for no bound; `ahead`: runs that wait for each process.
    """

    work: Callable[[Any], Any]
    items: Sequence[Any]
    longest: float
    ahead: int


#: Set in each process when it begins.
_task: list[_Task] = []


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
    longest: float = 0,
    ahead: int = AHEAD,
) -> Iterator[Result]:
    """What `work` makes of each item; `run` items travel together, `ahead` runs wait for each process.

    `lost` stands for one that killed its process, or took more than `longest` seconds of processor time (0: no bound).
    Where items differ much, `ahead` has to be large: results come in order, and nobody may wait for a long one.
    """
    if jobs < 2 or len(items) < 2 or not can_fork():
        yield from map(work, items) if not longest else _timed_here(work, items, lost, longest)
        return
    runs = [range(start, min(start + run, len(items))) for start in range(0, len(items), run)]
    task = _Task(work, items, longest, ahead)
    with _frozen():
        yield from chain.from_iterable(_results_surviving_crashes(task, runs, jobs, lost))


class _TooLongError(BaseException):
    """An item has had its time; no handler of mistakes may take this for one."""


def _too_long(_signal: int, _frame: object) -> None:
    raise _TooLongError


def _timed_here(
    work: Callable[[Item], Result], items: Sequence[Item], lost: Callable[[Item], Result], longest: float
) -> Iterator[Result]:
    """The same clock without another process: patterns and Python ask for signals, so both can be stopped."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield from map(work, items)
        return
    for item in items:
        before = signal.signal(signal.SIGPROF, _too_long)
        signal.setitimer(signal.ITIMER_PROF, longest)
        try:
            made = work(item)
        except _TooLongError:
            made = lost(item)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
        yield made


def _results_surviving_crashes(
    task: _Task, runs: Sequence[range], jobs: int, lost: Callable[[Any], Any]
) -> Iterator[Sequence[Any]]:
    """The results of every run."""
    done = 0
    while done < len(runs):
        for results in _results_until_crash(task, runs[done:], jobs):
            yield results
            done += 1
        # Whoever killed the process is among the runs that were under way: these, one item at a time.
        for broken in runs[done : done + jobs * task.ahead]:
            for number in broken:
                alone = [range(number, number + 1)]
                yield next(_results_until_crash(task, alone, 1), [lost(task.items[number])])
            done += 1


def _results_until_crash(task: _Task, runs: Sequence[range], jobs: int) -> Iterator[list[Any]]:
    """The results of each run, as far as no process dies."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    jobs = min(jobs, len(runs))
    try:
        with ProcessPoolExecutor(jobs, get_context("fork"), _begin, (task, os.getpid())) as pool:
            left = iter(runs)
            waiting = deque(pool.submit(_do, one) for one in islice(left, jobs * task.ahead))
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(_do, one) for one in islice(left, 1))
    except BrokenProcessPool:
        return


@contextmanager
def _frozen() -> Iterator[None]:
    """What is there now is never collected while it is shared: marking it would copy every page of it.

    What comes is made of values that refer to no one in a ring.
    """
    collecting = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


def _die_with(parent: int) -> None:
    """A killed build must not leave processes behind: they would hold its lock for ever, since they wait for work."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _begin(task: _Task, parent: int) -> None:
    _die_with(parent)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    # Ctrl+C is the parent's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Templates leave rings behind, so what is new here is collected, though seldom; what was there is frozen.
    gc.set_threshold(50_000)
    gc.enable()
    _task[:] = [task]


def _do(numbers: range) -> list[Any]:
    task = _task[0]
    return [_timed(task, number) for number in numbers]


def _timed(task: _Task, number: int) -> Any:
    """The clock runs in the kernel: a C library that never comes back is ended by it, as by a fault of its own."""
    signal.setitimer(signal.ITIMER_PROF, task.longest)
    made = task.work(task.items[number])
    signal.setitimer(signal.ITIMER_PROF, 0)
    return made
