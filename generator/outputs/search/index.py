"""The search page and its index: every substring of two and more, in small files that a page loads.

No library finds Chinese text as substrings (docs/decisions/0003). A document is a number, newest
first; a query asks for its pairs of neighbouring characters, and the texts of the hits settle the rest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import numpy as np

from generator.model.dates import Day
from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs.feeds.links import ALL
from generator.outputs.pages.home import kind_counts
from generator.outputs.pages.site_map import ways
from generator.outputs.search import payload
from generator.outputs.search.facet_columns import column
from generator.outputs.search.facets import SEARCH_FACETS, SearchFacet
from generator.outputs.search.pages import page_documents, searched_pages
from generator.outputs.search.postings import shard_count, shards
from generator.outputs.search.tokens import Document, Row, facet_row, keys
from generator.rendering.templates import Meta, compose, moment, newest
from generator.site import facets
from generator.site.derived import derived
from generator.site.details import row_facts
from generator.site.look import Look
from generator.site.output import LazyFile, Note, Notes, Run
from generator.site.site import File, Page, Site
from generator.text.markdown import render
from generator.text.pinyin import syllables
from generator.text.variants import simplified

#: The day before the first that can be written.
_EPOCH = date(1948, 12, 31)
#: Documents in one text file: few, because ten hits lie in ten files.
BLOCK = 3
#: Shards that are made together: a few cost little more than one, and the preview asks for one.
SHARDS_AT_ONCE = 16


def _and(words: Sequence[str]) -> str:
    return f"{'、'.join(words[:-1])}和{words[-1]}"


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
        meta=Meta(f"搜索{_and([kind.label for kind in KINDS.values()])}。", feeds=(ALL,), styles=("search",)),
        changed=newest(site.catalogue.records),
        kinds=kind_counts(site),
        units=units,
    )


@dataclass(frozen=True, slots=True)
class Indexed:
    """A record as the index has it: what is searched of it, and what a hit shows."""

    document: Document
    row: list[str]


@dataclass(frozen=True, slots=True)
class IndexedRun:
    """What the index needs of a run of records: digests of its texts, its keys, sorted, and its characters."""

    digests: list[str]
    keys: list[Row]
    characters: str


def document_note(look: Look, record: Record) -> Iterator[Note]:
    """A record for the runs of the index."""
    made = document(record)
    yield Note("search.document", Indexed(made, _row(look, record, made)))


def index_of_run(run: Run) -> Iterator[LazyFile | Note]:
    """The texts of some records, the first of which is document `run.first`; and their keys."""
    found: list[Indexed] = run.all("search.document")
    yield from _texts(found, run.first)
    yield Note("search.run", _indexed_run(found, run.first))


def _blocks(found: Sequence[Indexed]) -> Iterator[list[list[str]]]:
    for start in range(0, len(found), BLOCK):
        yield [one.row for one in found[start : start + BLOCK]]


def _texts(found: Sequence[Indexed], first: int) -> Iterator[LazyFile]:
    """The texts of documents, the first of which begins a block."""
    for number, rows in enumerate(_blocks(found), first // BLOCK):
        name = f"text-{number}"
        yield LazyFile(payload.path_of(name), partial(_packed_rows, name, rows))


def _indexed_run(found: Sequence[Indexed], first: int) -> IndexedRun:
    documents = [one.document for one in found]
    digests = [hashlib.sha256(payload.json_bytes(rows)).hexdigest() for rows in _blocks(found)]
    return IndexedRun(digests, keys(documents, first), _characters(documents))


def _characters(documents: Iterable[Document]) -> str:
    return "".join(sorted(set("".join(text for one in documents for text in (one.title, one.summary, one.body)))))


def _packed_rows(name: str, rows: list[list[str]]) -> bytes:
    return payload.packed(name, payload.json_bytes(rows)).content


def index_of_site(site: Site, notes: Notes) -> Iterator[File | LazyFile]:
    """What is made of the keys of all records, and of the site; `search/meta.js` says how the index is cut."""
    runs: list[IndexedRun] = list(notes.runs("search.run"))
    pages = [Indexed(made, row) for made, row in page_documents(site)]
    yield from _texts(pages, _first_page(site))
    runs.append(_indexed_run(pages, _first_page(site)))
    rows = [*(row for run in runs for row in run.keys), facet_row(list(_held(site)))]
    count = shard_count(rows)
    for first in range(0, count, SHARDS_AT_ONCE):
        batch = _Shards(rows, range(first, min(first + SHARDS_AT_ONCE, count)))
        for number in batch.numbers:
            yield LazyFile(payload.path_of(f"pair-{number}"), partial(batch.packed, number))
    yield from (payload.packed(f"facet-{facet.name}", facet_column(site, facet)) for facet in SEARCH_FACETS)
    yield payload.packed("names", names(site))
    yield payload.packed("amounts", amounts(site))
    yield payload.packed("dates", dates(site))
    used = set().union(*(run.characters for run in runs))
    yield payload.packed("variants", payload.json_bytes(simplified(used)))
    yield meta(site, rows, (found for run in runs for found in run.digests))


def _first_page(site: Site) -> int:
    """The number of the first hand-written page: that of the next block, as each text file is one of them."""
    return -(-len(site.catalogue) // BLOCK) * BLOCK


def _documents(site: Site) -> int:
    """How many numbers of documents there are; those between the last record and the first page mean nothing."""
    pages = len(searched_pages(site))
    return _first_page(site) + pages if pages else len(site.catalogue)


class _Shards:
    """Neighbouring shards, made together when the first of them is wanted."""

    def __init__(self, rows: list[Row], numbers: range) -> None:
        self._rows, self.numbers = rows, numbers

    @cached_property
    def _made(self) -> list[bytes]:
        return list(shards(self._rows, self.numbers))

    def packed(self, number: int) -> bytes:
        return payload.packed(f"pair-{number}", self._made[number - self.numbers.start]).content


def meta(site: Site, rows: Sequence[Row], digests: Iterable[str]) -> File:
    """How the index is cut. Files of two builds are never mixed: a document's number means another record in each.

    The texts say all that the shards hold, so their digests, in order, and what is taken of the lists make the version.
    """
    version = hashlib.sha256("".join(digests).encode())
    version.update(
        names(site) + amounts(site) + dates(site) + b"".join(facet_column(site, facet) for facet in SEARCH_FACETS)
    )
    return payload.packed_json(
        "meta",
        {
            "documents": _documents(site),
            "pages": len(searched_pages(site)),
            "shards": shard_count(rows),
            "block": BLOCK,
            "version": version.hexdigest()[:12],
            "facets": [facet.described(site) for facet in SEARCH_FACETS],
            "unheld": [facet.name for facet in SEARCH_FACETS if not _is_held(site, facet)],
            "names": [found for found in _other_names(site) if len(found) > 1],
            "ways": ways(site),
            "near": [kind.name for kind in KINDS.values() if kind.service and kind.service.address],
            "asking": sorted(_asking(site), key=lambda word: (-len(word), word)),
        },
    )


def _held(site: Site) -> Iterator[tuple[int, int, int]]:
    """Facet, value and document, by their numbers, of the facets whose names are words of queries."""
    for number, facet in enumerate(SEARCH_FACETS):
        if facet.words:
            ids = {value: i for i, (value, _label) in enumerate(facet.values(site))}
            for document, record in enumerate(site.catalogue.records):
                yield from ((number, ids[value], document) for value in facet.of(site, record))


def _is_held(site: Site, facet: SearchFacet) -> bool:
    """Whether any record has a value of the facet: others are not offered."""
    return any(True for record in site.catalogue.records for _value in facet.of(site, record))


@derived
def amounts(site: Site) -> bytes:
    """Document, amount in 万元 and what it is: for sorting, and for questions like 赔偿100万元以上."""
    found = ((i, record.amount) for i, record in enumerate(site.catalogue.records))
    return payload.json_bytes([(i, float(amount[0]), amount[1]) for i, amount in found if amount])


@derived
def dates(site: Site) -> bytes:
    """When what each record tells of happened: for sorting."""
    return days(record.event_date for record in site.catalogue.records)


def days(dates_: Iterable[Day | None]) -> bytes:
    """Dates as numbers of 16 bits, little endian, that grow with time; 0 where nobody knows."""
    return np.array([(day.first - _EPOCH).days if day else 0 for day in dates_], "<u2").tobytes()


@derived
def facet_column(site: Site, facet: SearchFacet) -> bytes:
    """Which of a facet's values each record has."""
    ids = [value for value, _label in facet.values(site)]
    without = _documents(site) - len(site.catalogue)
    return column(ids, [*(facet.of(site, record) for record in site.catalogue.records), *[()] * without])


@derived
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


def _asking(site: Site) -> Iterator[str]:
    """Words that only ask."""
    for term in site.lists.items("question-words"):
        yield from (term.name, *term.aliases)


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


def _row(look: Look, record: Record, made: Document) -> list[str]:
    """What a hit shows, in the order of `FIELDS` in store.js; what is searched besides the summary follows it."""
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
        "\n".join(row_facts(look, record)),
    ]
