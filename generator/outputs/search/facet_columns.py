"""A facet as a column: for each document which values it has, one or two bytes a document."""

import json
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np


def column(values: Sequence[str], documents: Iterable[Iterable[str]]) -> bytes:
    """Length of a JSON list (32 bits, little endian), the list, then a plane of low and one of high bytes.

    The list holds every combination of values that occurs, as numbers into `values`; each document
    is a number into that list.
    """
    number = {value: i for i, value in enumerate(values)}
    combinations: dict[tuple[int, ...], int] = {}

    @cache
    def code(document: tuple[str, ...]) -> int:
        return combinations.setdefault(tuple(sorted(number[value] for value in document)), len(combinations))

    codes = [code(tuple(document)) for document in documents]
    head = json.dumps(list(combinations), separators=(",", ":")).encode()
    planes = np.array(codes, "<u2").view(np.uint8).reshape(-1, 2).T
    body = planes if len(combinations) > 256 else planes[:1]
    return np.array([len(head)], "<u4").tobytes() + head + body.tobytes()
