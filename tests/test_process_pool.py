"""Work shared among processes: the same results in the same order, whatever the number and whoever dies."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.runtime.process_pool import shared


def double(number: int) -> int:
    time.sleep(0.002 * (number % 3))
    return 2 * number


def deadly(number: int) -> int:
    """As a fault in a C library ends a process."""
    if number in (3, 40):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def failing(number: int) -> int:
    if number == 5:
        raise LookupError("ours")
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
@pytest.mark.parametrize("run", [1, 7, 100])
def test_results_come_in_the_order_of_the_items(jobs: int, run: int) -> None:
    assert list(shared(double, range(50), jobs, lambda _n: -1, run=run)) == [2 * number for number in range(50)]


@pytest.mark.parametrize("run", [1, 8, 64])
def test_an_item_that_kills_its_process_is_lost_alone(run: int) -> None:
    found = list(shared(deadly, range(60), 2, lambda number: -number, run=run))

    assert found == [-number if number in (3, 40) else number for number in range(60)]


def endless(number: int) -> int:
    """As a pattern that goes back and forth inside a C library."""
    while number == 7:
        pass
    return number


def slow_pattern(number: int) -> int:
    """For one number a pattern that needs years; the search itself has to be stopped."""
    if number == 13:
        re.search("(a+)+b", "a" * 60)
    return number


def test_an_item_that_never_ends_is_lost_alone() -> None:
    found = list(shared(endless, range(20), 2, lambda number: -number, run=4, longest=0.3))

    assert found == [-number if number == 7 else number for number in range(20)]


@pytest.mark.parametrize(("items", "jobs"), [([13], 4), ([1, 13, 2], 1)])
def test_the_clock_runs_for_one_item_and_for_one_job_too(items: list[int], jobs: int) -> None:
    found = list(shared(slow_pattern, items, jobs, lambda number: -number, longest=0.3))

    assert found == [-13 if number == 13 else number for number in items]


def test_a_mistake_of_ours_is_raised() -> None:
    with pytest.raises(LookupError, match="ours"):
        list(shared(failing, range(20), 2, lambda _n: -1))


def test_processes_end_when_the_program_is_killed() -> None:
    """They would hold the lock of the build that is gone, and the next one would wait for ever."""
    code = (
        "import os, time\n"
        "from generator.runtime.process_pool import shared\n"
        "work = lambda n: (os.write(1, b'%d\\n' % os.getpid()), time.sleep(30))\n"
        "list(shared(work, range(2), 2, lambda n: n))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        pids = [int(process.stdout.readline()) for _ in range(2)]
        process.kill()
        process.wait()
    deadline = time.monotonic() + 10
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not any(alive(pid) for pid in pids)


def alive(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return False


def test_nothing_is_no_work() -> None:
    assert list(shared(double, [], 2, lambda _n: -1)) == []
