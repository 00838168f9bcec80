"""The search page and its index: pairs of neighbouring characters, in shards that a page loads.

No library finds Chinese text as substrings (docs/decisions/0003). A document is a number, newest
first. For each pair of neighbouring letters or Han characters the index holds the documents that
have it; a query of n characters asks for n - 1 pairs, and the texts of the hits settle the rest.
Files are scripts, so that they also load from a folder without a server.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from generator import facets
from generator.outputs.feed_links import ALL
from generator.outputs.home import kind_counts
from generator.record import Record
from generator.site import File, Page, Site
from generator.templating import Meta, compose, moment
from generator.text.folding import Codes, fold_codes
from generator.text.markdown import render

#: Documents in one text file.
BLOCK = 8
#: Bytes of postings that a shard should hold on average, and how many shards there are at least.
SHARD_BYTES = 12_000
FEWEST_SHARDS = 16
#: Documents whose pairs are made at once: bounds the memory.
CHUNK = 2_000

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.uint32]

#: Title and other text, folded, parts kept apart by NUL.
Document = tuple[Codes, Codes]

#: Letters, digits and Han of the basic plane; everything else ends a run.
_WORD = np.array([chr(code).isalnum() for code in range(0x10000)], bool)
_END = np.zeros(1, np.uint16)


def search_page(site: Site) -> Iterator[Page]:
    """`search.html`, which without script is a list of ways in."""
    counts = site.catalogue.by(facets.unit)
    units = [(u.short, f"units/{u.id}.html", len(counts[u.id])) for u in site.lists.units.values() if u.id in counts]
    yield compose(
        site,
        "search.html",
        address="search.html",
        section="search",
        title="搜索",
        meta=Meta("搜索活动亮点、典型案例、服务网点、政策文件和数据。", feeds=(ALL,), robots="noindex"),
        kinds=kind_counts(site),
        units=units,
    )


def search_index(site: Site) -> Iterator[File]:
    """`search/meta.js`, the shards and the texts."""
    records = site.catalogue.records
    yield from _texts(site, records)
    yield from _shards(
        [(fold_codes(r.title), fold_codes("\n".join(_searched(r)).replace("\n", "\0"))) for r in records]
    )


def plain(record: Record) -> str:
    """The record's sections as words, one line a block."""
    return "\n".join(render(section.text, section.top).plain for section in record.sections)


def _searched(record: Record) -> Iterable[str]:
    return (record.summary, plain(record), *record.words())


def _texts(site: Site, records: tuple[Record, ...]) -> Iterator[File]:
    for number, start in enumerate(range(0, len(records), BLOCK)):
        rows = [_text_row(site, record) for record in records[start : start + BLOCK]]
        yield _script(f"text-{number}", "text", number, rows)


def _text_row(site: Site, record: Record) -> list[str]:
    """What a hit shows: address, title, kind, unit, date, published, summary, body, further words."""
    return [
        record.address,
        record.title,
        record.kind.label,
        site.unit(record).short,
        str(record.event_date or ""),
        moment(record.publish_date),
        record.summary,
        plain(record),
        "\n".join(record.words()),
    ]


def _shards(documents: list[Document]) -> Iterator[File]:
    keys = _keys(documents)
    postings = (keys & np.uint64((1 << 21) - 1)).astype(np.uint32)
    pairs = (keys >> np.uint64(21)).astype(np.uint32)
    del keys
    starts = _starts(pairs)
    encoded, offsets = _encode(postings, starts)
    ends = np.append(starts[1:], len(pairs))
    first, second = pairs[starts] >> np.uint32(16), pairs[starts] & np.uint32(0xFFFF)
    count = _shard_count(len(pairs))
    shard = shard_of(first, second, count)
    for number in range(count):
        mine = np.flatnonzero(shard == number)
        names = "".join(chr(a) + chr(b) for a, b in zip(first[mine].tolist(), second[mine].tolist(), strict=True))
        data = b"".join(encoded[offsets[starts[i]] : offsets[ends[i]]] for i in mine)
        sizes = (ends[mine] - starts[mine]).tolist()
        yield _script(f"pair-{number}", "pair", number, [names, sizes, base64.b64encode(data).decode()])
    yield _script("meta", "meta", 0, {"documents": len(documents), "shards": count, "block": BLOCK})


def _starts(sorted_values: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Where each run of equal values begins."""
    if not len(sorted_values):
        return np.empty(0, np.intp)
    return np.flatnonzero(np.concatenate(([True], sorted_values[1:] != sorted_values[:-1])))


def _keys(documents: list[Document]) -> Keys:
    """Sorted and unique: pair (32 bits), document (20 bits), 0 if the pair is in the title else 1."""
    chunks = [_chunk_keys(documents[i : i + CHUNK], i) for i in range(0, len(documents), CHUNK)]
    # Runs that are sorted already merge fast in a stable sort.
    keys = np.sort(np.concatenate(chunks), kind="stable") if chunks else np.empty(0, np.uint64)
    del chunks
    # A pair in both title and body of a document stands twice, title first: keep that one.
    return keys[_starts(keys >> np.uint64(1))]


def _chunk_keys(documents: list[Document], start: int) -> Keys:
    codes = np.concatenate([part for title, body in documents for part in (title, _END, body, _END)])
    lengths = np.array([len(title) + len(body) + 2 for title, body in documents])
    document = np.repeat(np.arange(start, start + len(documents), dtype=np.uint64), lengths)
    position = np.arange(len(codes)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    outside_title = position >= np.repeat([len(title) for title, _body in documents], lengths)
    word = _WORD[codes]
    both = word[:-1] & word[1:]
    pair = (codes[:-1][both].astype(np.uint64) << np.uint64(16)) | codes[1:][both]
    keys = (pair << np.uint64(21)) | (document[:-1][both] << np.uint64(1)) | outside_title[:-1][both]
    keys.sort()
    distinct: Keys = keys[_starts(keys)]
    return distinct


def shard_of(first: Numbers, second: Numbers, count: int) -> Numbers:
    """Which shard a pair is in; `search.js` computes the same."""
    mixed = first * np.uint32(0x9E3779B1) ^ second * np.uint32(0x85EBCA6B)
    return (mixed >> np.uint32(7)) % np.uint32(count)


def _shard_count(postings: int) -> int:
    count = FEWEST_SHARDS
    while postings * 1.4 / count > SHARD_BYTES:
        count *= 2
    return count


def _encode(postings: Numbers, starts: npt.NDArray[np.intp]) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Postings as variable-length bytes of gap and title bit; also where each posting begins."""
    document = postings >> np.uint32(1)
    gaps = np.diff(document, prepend=np.uint32(0))
    gaps[starts] = document[starts]
    values = (gaps << np.uint32(1)) | (postings & np.uint32(1))
    width = np.ones(len(values), np.uint8)
    for step in (1, 2, 3):
        width += values >= np.uint32(1 << (7 * step))
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(width, dtype=np.int64)))
    out = np.zeros(int(offsets[-1]), np.uint8)
    for step in range(4):
        has = width > step
        more = (width[has] > step + 1).astype(np.uint32) << np.uint32(7)
        out[offsets[:-1][has] + step] = (values[has] >> np.uint32(7 * step)) & np.uint32(127) | more
    return out.tobytes(), offsets


def _script(name: str, what: str, number: int, value: object) -> File:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    # Two line ends of JSON that old script engines do not allow in strings.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return File(f"search/{name}.js", f"wanlixing({json.dumps(what)},{number},{text});\n".encode())
