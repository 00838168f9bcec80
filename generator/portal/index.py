"""One search over all columns: the texts that they published, in an index of the portal's own.

The same index as a column's (`generator.outputs.search`), so the same script answers; a hit leads to its column.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from generator.model.dates import day_of
from generator.model.kinds import KINDS
from generator.outputs.search import payload
from generator.outputs.search.facet_columns import column as packed_column
from generator.outputs.search.index import BLOCK, days
from generator.outputs.search.postings import shards
from generator.outputs.search.tokens import Document, keys
from generator.portal.fetch_columns import Column, Found
from generator.rendering.templates import moment
from generator.site.facets import UNDATED
from generator.site.site import File
from generator.text.pinyin import syllables
from generator.text.variants import simplified

#: A file's name and what is in it.
Part: TypeAlias = tuple[str, bytes]


def index(columns: Sequence[Column], found: Sequence[Found]) -> Iterator[File]:
    """The files of the index, and `search/meta.js` which says how they are cut."""
    documents = [_document(entry) for entry in found]
    facets = list(_facets(columns, found))
    version = hashlib.sha256()
    count = 0
    for name, data in chain(
        _texts(found, documents), _shards(documents), _columns(facets), _names(columns), _further(found, documents)
    ):
        count += name.startswith("pair-")
        version.update(f"{name}\0{len(data)}\0".encode() + data)
        yield payload.packed(name, data)
    described = [{"name": n, "label": label, "values": values, "feed": False} for n, label, values, _of in facets]
    meta = {"documents": len(found), "shards": count, "block": BLOCK, "version": version.hexdigest()[:12]}
    yield payload.packed_json("meta", {**meta, "facets": described, "names": []})


def _document(entry: Found) -> Document:
    record = entry.record
    sources = (words for source in record.sources for words in (source.title, source.publisher))
    words = (*record.tags, *sources)
    body = "\n".join(text.plain for text in entry.texts)
    return Document(record.title, "\n".join((record.summary, entry.unit, *words)), body, tuple(syllables(record.title)))


def _texts(found: Sequence[Found], documents: Sequence[Document]) -> Iterator[Part]:
    rows = [
        [
            entry.record.url,
            document.title,
            entry.record.kind,
            entry.column.id,
            entry.record.event_date or "",
            moment(entry.published),
            document.summary,
            document.body,
            " ".join(document.syllables),
            "",
        ]
        for entry, document in zip(found, documents, strict=True)
    ]
    for number, start in enumerate(range(0, len(rows), BLOCK)):
        yield f"text-{number}", payload.json_bytes(rows[start : start + BLOCK])


def _shards(documents: Sequence[Document]) -> Iterator[Part]:
    return ((f"pair-{number}", shard) for number, shard in enumerate(shards(keys(documents))))


#: A facet: name, label, values with their labels, and which of them an entry has.
Facet = tuple[str, str, list[tuple[str, str]], list[str]]


def _facets(columns: Sequence[Column], found: Sequence[Found]) -> Iterator[Facet]:
    kinds = [(kind.name, kind.label) for kind in KINDS.values()]
    yield "kind", "栏目", kinds, [entry.record.kind for entry in found]
    places = [(column.place.id, column.place.short) for column in columns]
    yield "unit", "专栏", places, [entry.column.id for entry in found]
    years = sorted({entry.year for entry in found}, key=lambda year: "0" if year == UNDATED else year, reverse=True)
    labels = [(year, "日期不详" if year == UNDATED else f"{year}年") for year in years]
    yield "year", "年份", labels, [entry.year for entry in found]


def _columns(facets: Iterable[Facet]) -> Iterator[Part]:
    for name, _label, values, of in facets:
        yield f"facet-{name}", packed_column([value for value, _ in values], [[value] for value in of])


def _further(found: Sequence[Found], documents: Sequence[Document]) -> Iterator[Part]:
    """What questions ask for besides: no amounts, because columns publish none as such; traditional characters."""
    yield "amounts", payload.json_bytes([])
    yield "dates", days(day_of(entry.record.event_date or "") for entry in found)
    used = set("".join(text for one in documents for text in (one.title, one.summary, one.body)))
    yield "variants", payload.json_bytes(simplified(used))


def _names(columns: Sequence[Column]) -> Iterator[Part]:
    """What the field offers while a reader types."""
    offered = [(column.place.short, "unit") for column in columns] + [(kind.label, "kind") for kind in KINDS.values()]
    rows = [(name, sort, "".join(syllables(name)), "".join(s[0] for s in syllables(name))) for name, sort in offered]
    yield "names", payload.json_bytes(rows)
