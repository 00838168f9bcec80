"""From keys to shards: the postings of each token as bytes, a shard's tokens together.

A shard is a row of variable-length numbers (seven bits a byte, lowest first): how many tokens n; n
times how far the token (scattered units << 3 | sort) lies behind the one before, the first behind
the shard's begin; n lengths in bytes; then the postings in the same order. A posting is
gap << 2 | place.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from generator.outputs.search.tokens import HOLDER_BITS, PIECES, PLACE_BITS, Keys, Row, bounds, starts

#: Bytes of postings that a shard should hold on average, less while a site has few of them: a question takes up to
#: fifteen. And how many shards there are at least.
SHARD_BYTES, FEW_SHARD_BYTES = 8_000, 2_000
FEW_SHARDS, FEWEST_SHARDS = 128, 16
#: Postings that are encoded at once: bounds the memory.
AT_ONCE = 2_000_000

Numbers = npt.NDArray[np.uint32]


def shards(rows: Sequence[Row], only: range | None = None) -> Iterator[bytes]:
    """The shards in order, or `only` some neighbouring ones.

    Their number is a power of two, and a token's upper bits say which is its own.
    """
    count = shard_count(rows)
    begins = bounds(count)
    step = max(1, count * AT_ONCE // max(_size(rows), 1))
    wanted = range(count) if only is None else only
    for first in range(wanted.start, wanted.stop, step):
        last = min(first + step, wanted.stop)
        held = slice(first * PIECES // count, -(-last * PIECES // count))
        pieces = [piece for row in rows for piece in row[held]]
        cuts = [np.searchsorted(piece, begins[[first, last]]) for piece in pieces]
        merged = np.concatenate(
            [np.empty(0, np.uint64), *(piece[cut[0] : cut[1]] for piece, cut in zip(pieces, cuts, strict=True))]
        )
        merged.sort(kind="stable")
        yield from _shards(merged, begins[first : last + 1])


def shard_count(rows: Sequence[Row]) -> int:
    """A power of two, so that a shard has about `SHARD_BYTES`, or `FEW_SHARD_BYTES` up to `FEW_SHARDS`."""
    count, size = FEWEST_SHARDS, _size(rows)
    while size * 1.3 / count > (FEW_SHARD_BYTES if count < FEW_SHARDS else SHARD_BYTES):
        count *= 2
    return count


def _size(rows: Sequence[Row]) -> int:
    return sum(len(piece) for row in rows for piece in row)


def _shards(keys: Keys, edges: Keys) -> Iterator[bytes]:
    """The shards of neighbouring tokens; `edges` are the keys at which each begins, and where the last ends."""
    first = starts(keys >> np.uint64(HOLDER_BITS))
    postings, offsets = _encoded(_gaps(keys, first))
    begins = np.append(offsets[first], len(postings))
    token = keys[first] >> np.uint64(HOLDER_BITS)
    edges = edges >> np.uint64(HOLDER_BITS)
    cuts = np.searchsorted(token, edges)
    before = np.concatenate((edges[:1], token[:-1]))
    heads = cuts[:-1] < cuts[1:]
    before[cuts[:-1][heads]] = edges[:-1][heads]
    counts = np.diff(cuts).astype(np.uint32)
    rows = [
        _encoded(values) for values in (counts, (token - before).astype(np.uint32), np.diff(begins).astype(np.uint32))
    ]
    places = (np.arange(len(cuts)), cuts, cuts)
    yield from map(b"".join, zip(*map(_pieces, rows, places), _pieces((postings, begins), cuts), strict=True))


def _pieces(row: tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]], cuts: npt.NDArray[np.intp]) -> Iterator[bytes]:
    """A row of encoded numbers cut before the numbers `cuts`; the last cut may be its end."""
    data, begins = row
    at = np.append(begins, len(data))[cuts]
    return (data[a:b].tobytes() for a, b in pairwise(at.tolist()))


def _gaps(keys: Keys, first: npt.NDArray[np.intp]) -> Numbers:
    """Each posting as distance from the one before (the first of a token: from zero) and place."""
    holder = (keys & np.uint64((1 << HOLDER_BITS) - 1)).astype(np.uint32)
    document = holder >> np.uint32(PLACE_BITS)
    gaps = np.diff(document, prepend=np.uint32(0))
    gaps[first] = document[first]
    return (gaps << np.uint32(PLACE_BITS)) | (holder & np.uint32(3))


def _encoded(values: Numbers) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Values as variable-length bytes; also where each begins."""
    width = np.ones(len(values), np.uint8)
    for step in (1, 2, 3, 4):
        width += values >= np.uint32(1 << (7 * step))
    ends = np.cumsum(width, dtype=np.int64)
    begins = ends - width
    out = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    for step in range(5):
        has = np.flatnonzero(width > step) if step else slice(None)
        more = (width[has] > step + 1).astype(np.uint8) << np.uint8(7)
        out[begins[has] + step] = ((values[has] >> np.uint32(7 * step)) & np.uint32(127)).astype(np.uint8) | more
    return out, begins
