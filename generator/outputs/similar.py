"""Records that resemble each other: by right, cause, place, task, tags and the words of their titles.

Of what two records share, the rarer says more. Each feature is looked for among its nearest neighbours alone, so that
the time grows with the number of records and not with its square.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.model.record import Record
from generator.site import facets
from generator.site.catalogue import Key, key_of
from generator.site.derived import derived
from generator.site.site import Site
from generator.text.search_folding import fold

#: How many a page shows.
SHOWN = 4
#: On each side, how many of the records that share a feature are looked at.
NEAREST = 20
#: What is in more than one of so many records says nothing.
COMMON = 5
#: Two records that share less than this are not alike.
LEAST = 6.0
#: How much a shared value says, besides how rare it is; words of titles count once.
WEIGHTS: Mapping[str, float] = {"cause": 2.0, "tag": 2.0, "right": 1.0, "theme": 0.5, "place": 1.0, "word": 1.0}

#: What it is, and its value.
Feature = tuple[str, str]


@derived
def most_alike(site: Site) -> dict[Key, Sequence[Record]]:
    """Of each record those that are most like it, the most alike first; none that it names itself."""
    records = site.catalogue.records
    found = [tuple(dict.fromkeys(_features(site, record))) for record in records]
    holders: dict[Feature, list[int]] = {}
    for number, features in enumerate(found):
        for feature in features:
            holders.setdefault(feature, []).append(number)
    most = max(2, len(records) // COMMON)
    weights = {
        feature: WEIGHTS[feature[0]] * math.log(len(records) / len(held))
        for feature, held in holders.items()
        if 1 < len(held) <= most
    }
    at: dict[Feature, int] = {}
    alike: dict[Key, Sequence[Record]] = {}
    for number, record in enumerate(records):
        sums: dict[int, float] = {}
        for feature in found[number]:
            place = at[feature] = at.get(feature, -1) + 1
            if feature in weights:
                for other in holders[feature][max(0, place - NEAREST) : place + NEAREST + 1]:
                    sums[other] = sums.get(other, 0.0) + weights[feature]
        alike[key_of(record)] = _best(records, record, sums)
    return alike


def _best(records: Sequence[Record], record: Record, sums: Mapping[int, float]) -> list[Record]:
    ranked = sorted((-weight, number) for number, weight in sums.items() if weight >= LEAST)
    others = (records[number] for _weight, number in ranked)
    return [other for other in others if other is not record and other.id not in record.related][:SHOWN]


def _features(site: Site, record: Record) -> Iterator[Feature]:
    for name in ("right", "cause"):
        yield from ((name, value) for value in facets.declared(name, record))
    yield from (("theme", value) for value in facets.theme(record))
    yield from (("place", value) for value in facets.place(site.lists.units, record))
    yield from (("tag", fold(tag)) for tag in record.tags)
    title = "".join(char for char in fold(record.title) if char.isalpha())
    yield from (("word", a + b) for a, b in pairwise(title))
