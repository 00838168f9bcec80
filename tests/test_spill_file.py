"""What waits on disk comes back as it was."""

import os
from typing import Any

import numpy as np

from generator.runtime.spill_file import SpillFile


def test_values_come_back_in_any_order_and_their_arrays_are_mapped() -> None:
    values: list[dict[str, Any]] = [
        {"digests": ["a", "b"], "keys": np.arange(number, dtype=np.uint64)} for number in (0, 1, 7, 100_000)
    ]
    with SpillFile() as spill:
        waiting = [spill.put(value) for value in values]
        for value, one in reversed(list(zip(values, waiting, strict=True))):
            found = one.value()

            assert found["digests"] == value["digests"]
            assert np.array_equal(found["keys"], value["keys"])
            assert not found["keys"].flags.owndata


def test_a_process_that_was_forked_reads_what_was_put_before() -> None:
    with SpillFile() as spill:
        waiting = spill.put(np.arange(50_000))
        child = os.fork()
        if not child:
            os._exit(int(waiting.value().sum() != 1_249_975_000))

        assert os.waitpid(child, 0)[1] == 0


def test_an_empty_array_and_no_array_are_values_as_well() -> None:
    with SpillFile() as spill:
        empty, text = spill.put(np.empty(0, np.uint64)), spill.put("没有数组")

        assert len(empty.value()) == 0
        assert text.value() == "没有数组"
