"""What an event achieved, as rows of large numbers."""

from collections.abc import Iterator

from generator.model.quantities import money
from generator.model.record import Record

Pair = tuple[str, str]
#: More numbers than this stand in no row of a telephone.
NUMBERS = 4


def numbers(record: Record) -> list[list[Pair]]:
    """Rows of about the same length; of what is no event, none."""
    found = list(_achieved(record))
    count = -(-len(found) // NUMBERS)
    size = -(-len(found) // count) if count else 1
    return [found[start : start + size] for start in range(0, len(found), size)]


def _achieved(record: Record) -> Iterator[Pair]:
    results = record.event.achieved
    for name, count, measure in results.counts:
        yield name, f"{count}{measure}"
    if results.loan_amount_wan is not None:
        yield "融资金额", money(results.loan_amount_wan)
