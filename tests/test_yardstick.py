"""The yardstick sees what grows too fast, and lets pass what does not."""

import pytest
from yardstick import within


def pairs(length: int) -> int:
    """Work that grows with the square."""
    return sum(left == right for left in range(length) for right in range(length))


def test_work_that_grows_with_the_square_is_told_from_work_that_does_not() -> None:
    with within(10, "one of each"):
        sum(left == 1 for left in range(5_000))
    with pytest.raises(AssertionError, match="yards instead of 10 at most: all pairs"), within(10, "all pairs"):
        pairs(5_000)
