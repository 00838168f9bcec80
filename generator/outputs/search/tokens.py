"""From texts to sorted keys: which document holds which token, and where in it.

A token is two UTF-16 units and a sort. In keys the units are scattered (`scattered`), so that
sorting them puts them into shards. Pairs of neighbouring letters, digits and Han answer every
substring of two and more; characters between them are passed over, save between two letters or digits
of ASCII, which make a broken pair (15.6 is not 156). Since there are only ten digits, three letters
or digits of ASCII are a token as well. Single characters, pairs with one character
between them (for a wrong one) and pieces of pinyin complete them; so do the values of facets, for
words that name them.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from generator.site.plain_values import Form
from generator.text.search_folding import COMMA, LINE, Codes, fold_codes

#: The sorts of tokens; the script holds the same numbers.
PAIR, SINGLE, SKIP, SOUND, INITIALS, BROKEN, TRIPLE, FACET = range(8)
#: Where in a document: lower is better.
TITLE, SUMMARY, BODY = range(3)
#: Bits of a key, from the right: where, document, sort; above them the scattered units.
PLACE_BITS, DOCUMENT_BITS, SORT_BITS = 2, 20, 3
HOLDER_BITS = PLACE_BITS + DOCUMENT_BITS
TOKEN_BITS = HOLDER_BITS + SORT_BITS
#: Documents whose tokens are made at once: bounds the memory.
CHUNK = 1_000
#: A power of two.
PIECES = 64

Keys = npt.NDArray[np.uint64]
#: The keys of some documents, sorted, cut into `PIECES` by their upper bits, so that one part of all of them can be
#: read without the rest.
Row: TypeAlias = list[Keys]
Units = npt.NDArray[np.uint32]
Marks = npt.NDArray[np.bool_]
#: Document and place of each unit of a text.
Holders = npt.NDArray[np.uint32]

#: How keys are kept: their type and their bytes.
ARRAYS: Mapping[type, Form] = {
    np.ndarray: (
        lambda array: [array.dtype.str, b64encode(array.tobytes()).decode()],
        lambda plain: np.frombuffer(b64decode(plain[1]), plain[0]),
    )
}

_ASCII = 0x80
_LETTERS = np.full(0x100, -1, np.int64)
_LETTERS[list(b"0123456789abcdefghijklmnopqrstuvwxyz")] = np.arange(36)


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched of a record: three texts, and the title's syllables (one an item, lower case)."""

    title: str
    summary: str
    body: str
    syllables: tuple[str, ...]


def keys(documents: Sequence[Document], first: int = 0) -> list[Row]:
    """For each run of `CHUNK` documents: one key for each token of each document, with the best place; sorted.

    `first` is the number of the first document.
    """
    begins = range(0, len(documents), CHUNK)
    return [_cut(_chunk(documents[start : start + CHUNK], first + start)) for start in begins]


def facet_row(held: Sequence[tuple[int, int, int]]) -> Row:
    """The keys of facets: `held` is facet, value and document, all as numbers."""
    facet, value, document = np.array(held, np.uint32).reshape(-1, 3).T
    return _cut(_unique(_key(FACET, facet, value, document << np.uint32(PLACE_BITS))))


def bounds(count: int) -> Keys:
    """Where each of `count` equal parts of all keys begins, and where the last ends; `count` is a power of two."""
    return np.arange(count + 1, dtype=np.uint64) << np.uint64(32 + TOKEN_BITS - count.bit_length() + 1)


def _cut(row: Keys) -> Row:
    return np.split(row, np.searchsorted(row, bounds(PIECES)[1:-1]))


def scattered(first: Units, second: Units, sort: int) -> Units:
    """Two units as 32 bits, mixed so that the upper bits are even; the script computes the same."""
    return (((first << np.uint32(16)) | second) ^ np.uint32(sort * 0x9E3779B1 & 0xFFFFFFFF)) * np.uint32(0x85EBCA6B)


def _chunk(documents: Sequence[Document], first: int) -> Keys:
    codes, holder = _laid_out(documents, first)
    kept = np.flatnonzero((codes > COMMA) | (codes == LINE))
    units, holder = codes[kept], holder[kept]
    joined, broken = _neighbours(codes, kept)
    made = [
        *(
            _unique(_key(sort, units[:-1][here], units[1:][here], holder[:-1][here]))
            for sort, here in ((PAIR, joined), (BROKEN, broken))
        ),
        _singles(units, holder, first, len(documents)),
        _unique(_skips(units, joined, holder)),
        _unique(_triples(units, joined, holder)),
        _unique(np.concatenate([_sounds(documents, first, sort) for sort in (SOUND, INITIALS)])),
    ]
    merged = np.concatenate(made)
    # Runs that are sorted already merge fast in a stable sort.
    merged.sort(kind="stable")
    return merged


def _laid_out(documents: Sequence[Document], first: int) -> tuple[Codes, Holders]:
    """All texts one after the other, each ended by a line; and for each unit its document and place."""
    texts = [text for d in documents for text in (d.title, d.summary, d.body)]
    codes = fold_codes("\n".join((*texts, "")))
    # Folding changes lengths but no line ends.
    lines = np.cumsum([text.count("\n") + 1 for text in texts])
    ends = np.flatnonzero(codes == LINE)[lines - 1] + 1
    number = np.arange(first, first + len(documents), dtype=np.uint32) << np.uint32(PLACE_BITS)
    holders = (number[:, None] | np.arange(3, dtype=np.uint32)).ravel()
    return codes, np.repeat(holders, np.diff(ends, prepend=0))


def _neighbours(codes: Codes, kept: npt.NDArray[np.intp]) -> tuple[Marks, npt.NDArray[np.intp]]:
    """Whether each kept unit and the next belong together; and where a character between two of ASCII parts them."""
    units = codes[kept]
    left, right = units[:-1], units[1:]
    joined: Marks = (left != LINE) & (right != LINE)
    apart = np.flatnonzero(joined & (np.diff(kept) > 1) & (left < _ASCII) & (right < _ASCII))
    grouped = (codes[kept[apart] + 1] == COMMA) & (kept[apart + 1] - kept[apart] == 2)
    grouped &= _digit(left[apart]) & _digit(right[apart])
    joined[apart] = grouped
    return joined, apart[~grouped]


def _digit(codes: Codes) -> Marks:
    digit: Marks = (codes >= ord("0")) & (codes <= ord("9"))
    return digit


def _key(sort: int, first: npt.NDArray[Any], second: npt.NDArray[Any] | int, holder: Holders) -> Keys:
    key = scattered(first.astype(np.uint32), np.asarray(second, np.uint32), sort).astype(np.uint64)
    key <<= np.uint64(TOKEN_BITS)
    key |= np.uint64(sort << HOLDER_BITS)
    key |= holder
    return key


def _unique(found: Keys) -> Keys:
    """Sorted; of a token in several places of a document the best."""
    found.sort()
    return found[starts(found >> np.uint64(PLACE_BITS))]


def starts(values: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Where each run of equal values begins."""
    if not len(values):
        return np.empty(0, np.intp)
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))


def _singles(units: Codes, holder: Holders, first: int, count: int) -> Keys:
    """By a table of characters and documents rather than by sorting: there are few characters."""
    present = np.flatnonzero(np.bincount(units, minlength=LINE + 1)).astype(np.uint16)
    row = np.zeros(0x10000, np.int32)
    row[present] = np.arange(len(present), dtype=np.int32) * count
    best = np.full(len(present) * count, BODY + 1, np.uint8)
    # Of several assignments to one cell the last holds: the best place, which stands first.
    cell = (row[units] + (holder >> np.uint32(PLACE_BITS)).astype(np.int32) - first)[::-1]
    best[cell] = (holder & np.uint32(3)).astype(np.uint8)[::-1]
    best[: count * int(np.searchsorted(present, LINE + 1))] = BODY + 1
    cells = np.flatnonzero(best <= BODY)
    documents = (cells % count + first).astype(np.uint32) << np.uint32(PLACE_BITS)
    found = _key(SINGLE, present[cells // count], 0, documents | best[cells])
    found.sort()
    return found


def _skips(units: Codes, joined: Marks, holder: Holders) -> Keys:
    """Characters with one between them, of titles and summaries."""
    both = joined[:-1] & joined[1:] & ((holder[:-2] & np.uint32(3)) < BODY)
    return _key(SKIP, units[:-2][both], units[2:][both], holder[:-2][both])


def _triples(units: Codes, joined: Marks, holder: Holders) -> Keys:
    """Three letters or digits in a row."""
    ascii_ = units < _ASCII
    here = np.flatnonzero(joined[:-1] & joined[1:] & ascii_[:-2] & ascii_[1:-1] & ascii_[2:])
    return _key(TRIPLE, _piece(*(_LETTERS[units[here + i]] for i in range(3))), 0, holder[here])


def _piece(a: npt.NDArray[np.int64], b: npt.NDArray[np.int64], c: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Three letters or digits as one number below 36³, which fits a unit."""
    number: npt.NDArray[np.int64] = (a * 36 + b) * 36 + c
    return number


def _sounds(documents: Sequence[Document], first: int, sort: int) -> Keys:
    """Three letters each of how titles sound."""
    said = [_said(document, sort) for document in documents]
    letters = np.frombuffer("\n".join((*said, "")).encode("ascii", "replace"), np.uint8)
    values = _LETTERS[letters]
    a, b, c = values[:-2], values[1:-1], values[2:]
    whole = (a >= 0) & (b >= 0) & (c >= 0)
    number = np.repeat(np.arange(first, first + len(said), dtype=np.uint32), [len(one) + 1 for one in said])
    return _key(sort, _piece(a, b, c)[whole], 0, number[:-2][whole] << np.uint32(PLACE_BITS))


def _said(document: Document, sort: int) -> str:
    return "".join(document.syllables if sort == SOUND else (syllable[0] for syllable in document.syllables))
