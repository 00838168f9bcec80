"""The search page and its index: every substring of two and more, in small files that a page loads.

No library finds Chinese text as substrings (docs/decisions/0003). A document is a number, newest
first; a query asks for its pairs of neighbouring characters, and the texts of the hits settle the rest.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from generator import facets
from generator.kinds import KINDS
from generator.outputs.feed_links import ALL
from generator.outputs.home import kind_counts
from generator.outputs.search_facets import SEARCH_FACETS
from generator.record import Record
from generator.search import payload
from generator.search.columns import column
from generator.search.postings import shards
from generator.search.tokens import Document, Keys, keys
from generator.site import File, Page, Share, Site
from generator.templating import Meta, compose, moment, newest
from generator.text.markdown import render
from generator.text.pinyin import syllables

#: Documents in one text file: few, because ten hits lie in ten files.
BLOCK = 3


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
        meta=Meta("搜索活动亮点、典型案例、服务网点、政策文件和数据。", feeds=(ALL,)),
        changed=newest(site.catalogue.records),
        kinds=kind_counts(site),
        units=units,
    )


def search_index(site: Site) -> Iterator[File]:
    """The shards, the texts, the columns, the names, and `search/meta.js` which says how they are cut."""
    shares = []
    for made in index_of_run(site, 0, site.catalogue.records):
        if isinstance(made, File):
            yield made
        else:
            shares.append(made)
    yield from index_of_all(site, shares)


@dataclass(frozen=True, slots=True)
class _Part:
    """What the index needs of a run of records: digests of its texts, and its keys, sorted."""

    digests: list[str]
    keys: list[Keys]


def index_of_run(_site: Site, first: int, run: Sequence[Record]) -> Iterator[File | Share]:
    """The texts of some records, the first of which is document `first`; and their keys."""
    documents = [_document(record) for record in run]
    digests = []
    for start in range(0, len(run), BLOCK):
        few = slice(start, start + BLOCK)
        rows = [_row(record, document) for record, document in zip(run[few], documents[few], strict=True)]
        name, data = f"text-{(first + start) // BLOCK}", payload.json_bytes(rows)
        digests.append(_digest(name, data))
        yield payload.packed(name, data)
    yield Share(_Part(digests, keys(documents, first)))


def index_of_all(site: Site, shares: Sequence[Share]) -> Iterator[File]:
    """What is made of the keys of all records, and of the site."""
    parts: list[_Part] = [share.value for share in shares]
    chunks = [chunk for part in parts for chunk in part.keys]
    # Files of two builds are never mixed: a document's number means another record in each.
    version = hashlib.sha256("".join(digest for part in parts for digest in part.digests).encode())
    count = 0
    for name, data in chain(_shards(chunks), _columns(site), _names(site)):
        count += name.startswith("pair-")
        version.update(_digest(name, data).encode())
        yield payload.packed(name, data)
    yield payload.plain(
        "meta",
        {
            "documents": len(site.catalogue),
            "shards": count,
            "block": BLOCK,
            "version": version.hexdigest()[:12],
            "facets": [facet.described(site) for facet in SEARCH_FACETS],
            "names": [names for names in _other_names(site) if len(names) > 1],
        },
    )


#: A file's name and what is in it.
Part: TypeAlias = tuple[str, bytes]


def _digest(name: str, data: bytes) -> str:
    return hashlib.sha256(f"{name}\0".encode() + data).hexdigest()


def _shards(chunks: Sequence[Keys]) -> Iterator[Part]:
    return ((f"pair-{number}", shard) for number, shard in enumerate(shards(chunks)))


def _columns(site: Site) -> Iterator[Part]:
    for facet in SEARCH_FACETS:
        ids = [value for value, _label in facet.values(site)]
        yield f"facet-{facet.name}", column(ids, [facet.of(site, record) for record in site.catalogue.records])


def _names(site: Site) -> Iterator[Part]:
    """What the field offers while a reader types: name, what it is, how it sounds, how it begins."""
    units = ((unit.short, "unit") for unit in site.lists.units.values())
    themes = ((term.name, "theme") for term in site.lists.items("themes"))
    kinds = ((kind.label, "kind") for kind in KINDS.values())
    others = ((term.name, "name") for term in site.lists.items("synonyms"))
    rows = []
    for name, sort in dict.fromkeys((*units, *themes, *kinds, *others)):
        sounds = syllables(name)
        rows.append((name, sort, "".join(sounds), "".join(sound[0] for sound in sounds)))
    yield "names", payload.json_bytes(rows)


def _other_names(site: Site) -> Iterator[list[str]]:
    """Names of the same thing. Of a unit's aliases those that name the office: 南京局, not 南京市."""
    for term in site.lists.items("synonyms"):
        yield [term.name, *term.aliases]
    named = {name for term in site.lists.items("synonyms") for name in (term.name, *term.aliases)}
    for unit in site.lists.units.values():
        yield [name for name in (unit.name, *unit.aliases) if name.endswith(unit.name[-1]) and name not in named]


def plain(record: Record) -> str:
    """The record's sections as words, one line a block."""
    return "\n".join(render(section.text, section.top).plain for section in record.sections)


def searched(record: Record) -> Iterator[str]:
    """What is found besides title, summary and body: numbers, names, places and the day as people write it."""
    yield from record.words()
    if record.event_date:
        yield record.event_date.chinese


def _document(record: Record) -> Document:
    summary = "\n".join((record.summary, *searched(record)))
    return Document(record.title, summary, plain(record), tuple(syllables(record.title)))


def _row(record: Record, document: Document) -> list[str]:
    """What a hit shows: address, title, kind, unit, date, published, summary and further words, body, syllables."""
    return [
        record.address,
        record.title,
        record.kind.name,
        record.unit,
        str(record.event_date or ""),
        moment(record.publish_date),
        document.summary,
        document.body,
        " ".join(document.syllables),
    ]
