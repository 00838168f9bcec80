"""The search page and its index: every substring of two and more, in small files that a page loads.

No library finds Chinese text as substrings (docs/decisions/0003). A document is a number, newest
first; a query asks for its pairs of neighbouring characters, and the texts of the hits settle the rest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs.feeds.links import ALL
from generator.outputs.pages.home import kind_counts
from generator.outputs.search import payload
from generator.outputs.search.facet_columns import column
from generator.outputs.search.facets import SEARCH_FACETS, SearchFacet
from generator.outputs.search.postings import shard_count, shards
from generator.outputs.search.tokens import Document, Row, keys
from generator.rendering.templates import Meta, compose, moment, newest
from generator.site import facets
from generator.site.site import File, Page, Share, Site
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
class Part:
    """What the index needs of a run of records: digests of its texts, and its keys, sorted."""

    digests: list[str]
    rows: list[Row]


def index_of_run(_site: Site, first: int, run: Sequence[Record]) -> Iterator[File | Share]:
    """The texts of some records, the first of which is document `first`; and their keys."""
    documents = [document(record) for record in run]
    digests = []
    for start in range(0, len(run), BLOCK):
        few = slice(start, start + BLOCK)
        data = texts(run[few], documents[few])
        digests.append(digest(data))
        yield payload.packed(f"text-{(first + start) // BLOCK}", data)
    yield Share(Part(digests, keys(documents, first)))


def index_of_all(site: Site, shares: Sequence[Share]) -> Iterator[File]:
    """What is made of the keys of all records, and of the site."""
    parts: list[Part] = [share.value for share in shares]
    rows = [row for part in parts for row in part.rows]
    yield from (payload.packed(f"pair-{number}", shard) for number, shard in enumerate(shards(rows)))
    yield from (payload.packed(f"facet-{facet.name}", facet_column(site, facet)) for facet in SEARCH_FACETS)
    yield payload.packed("names", names(site))
    yield meta(site, rows, (found for part in parts for found in part.digests))


def meta(site: Site, rows: Sequence[Row], digests: Iterable[str]) -> File:
    """How the index is cut. Files of two builds are never mixed: a document's number means another record in each.

    The texts say all that the shards hold, so their digests, in order, and what is taken of the lists make the version.
    """
    version = hashlib.sha256("".join(digests).encode())
    version.update(names(site) + b"".join(facet_column(site, facet) for facet in SEARCH_FACETS))
    return payload.plain(
        "meta",
        {
            "documents": len(site.catalogue),
            "shards": shard_count(rows),
            "block": BLOCK,
            "version": version.hexdigest()[:12],
            "facets": [facet.described(site) for facet in SEARCH_FACETS],
            "names": [found for found in _other_names(site) if len(found) > 1],
        },
    )


def texts(records: Sequence[Record], documents: Sequence[Document]) -> bytes:
    """What hits among a few records show."""
    return payload.json_bytes([_row(record, made) for record, made in zip(records, documents, strict=True)])


def digest(data: bytes) -> str:
    """What changes when a file of texts does."""
    return hashlib.sha256(data).hexdigest()


def facet_column(site: Site, facet: SearchFacet) -> bytes:
    """Which of a facet's values each record has."""
    ids = [value for value, _label in facet.values(site)]
    return column(ids, [facet.of(site, record) for record in site.catalogue.records])


def names(site: Site) -> bytes:
    """What the field offers while a reader types: name, what it is, how it sounds, how it begins."""
    units = ((unit.short, "unit") for unit in site.lists.units.values())
    themes = ((term.name, "theme") for term in site.lists.items("themes"))
    kinds = ((kind.label, "kind") for kind in KINDS.values())
    others = ((term.name, "name") for term in site.lists.items("synonyms"))
    rows = []
    for name, sort in dict.fromkeys((*units, *themes, *kinds, *others)):
        sounds = syllables(name)
        rows.append((name, sort, "".join(sounds), "".join(sound[0] for sound in sounds)))
    return payload.json_bytes(rows)


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


def document(record: Record) -> Document:
    """What is searched of a record."""
    summary = "\n".join((record.summary, *searched(record)))
    return Document(record.title, summary, plain(record), tuple(syllables(record.title)))


def _row(record: Record, made: Document) -> list[str]:
    """What a hit shows: address, title, kind, unit, date, published, summary and further words, body, syllables."""
    return [
        record.address,
        record.title,
        record.kind.name,
        record.unit,
        str(record.event_date or ""),
        moment(record.publish_date),
        made.summary,
        made.body,
        " ".join(made.syllables),
    ]
