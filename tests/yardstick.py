"""What work costs in yards: how often a fixed piece of work would have been done meanwhile, here and now.

Seconds say more of a machine than of the work. A yard is measured before and after, in processor time, so that a
slow machine and a busy neighbour lengthen both alike. On the machine where the limits were set a yard took 5 ms.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

_TEXT = "试验市知识产权局举办银企对接会，three banks came (2020-06-18)。" * 40
_WORDS = re.compile(r"(\w+)|([^\w\s])")


def yard() -> float:
    """The processor time of the fixed piece of work: expressions, texts and dictionaries, as the program's own."""
    start = process_time()
    for number in range(27):
        counts: dict[str, int] = {}
        for match in _WORDS.finditer(_TEXT):
            word = match[0].casefold()
            counts[word] = counts.get(word, 0) + number
        sorted(counts, key=lambda word: (counts[word], word))
    return process_time() - start


@contextmanager
def within(yards: float, what: object = "") -> Iterator[None]:
    """Fails when what is done inside costs more than so many yards."""
    before, start = yard(), process_time()
    yield
    spent = process_time() - start
    cost = spent / max(before, yard())
    assert cost <= yards, f"{cost:.0f} yards instead of {yards:g} at most: {what}"
