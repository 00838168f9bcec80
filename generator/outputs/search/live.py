"""The same search index file by file, as somebody asks; what unchanged records gave before is used again."""

from collections.abc import Sequence

from generator.model.record import Record
from generator.outputs.search import index, payload
from generator.outputs.search.facets import SEARCH_FACETS
from generator.outputs.search.postings import shard_count, shards
from generator.outputs.search.tokens import Document, Row, keys
from generator.site.site import File, Site

#: Records whose keys are made together.
RUN = 300
#: What something was made of: records are the same objects as long as their files are the same.
_Of = tuple[int, ...]


class LiveIndex:
    """The index of a site; `before` is that of the site as it was."""

    def __init__(self, site: Site, before: "LiveIndex | None" = None) -> None:
        self._site = site
        # Of a site that nobody searched there is nothing to use again.
        self.before: LiveIndex | None = before if before is None or before.ready else before.before
        self.documents: list[Document] = []
        #: By where they begin and what they are made of. Records are kept, so that none takes another's place.
        self.keys: dict[tuple[int, _Of], list[Row]] = {}
        self.digests: dict[tuple[int, _Of], str] = {}
        self.ready: bool = False

    def file(self, path: str) -> File | None:
        """A file of the index."""
        name = path.removeprefix("search/").removesuffix(".js")
        sort, _dash, rest = name.partition("-")
        self._prepare()
        if name == "meta":
            return index.meta(self._site, self._rows(), self.digests.values())
        if name == "names":
            return payload.packed(name, index.names(self._site))
        facet = next((facet for facet in SEARCH_FACETS if name == f"facet-{facet.name}"), None)
        if facet:
            return payload.packed(name, index.facet_column(self._site, facet))
        number = int(rest) if rest.isdecimal() else -1
        if sort == "text" and 0 <= number < len(self.digests):
            return payload.packed(name, self._texts(number * index.BLOCK))
        if sort == "pair" and 0 <= number < self._count():
            return payload.packed(name, next(shards(self._rows(), range(number, number + 1))))
        return None

    def paths(self) -> list[str]:
        """All files of the index."""
        self._prepare()
        names = [f"text-{number}" for number in range(len(self.digests))]
        names += [f"pair-{number}" for number in range(self._count())]
        names += [*(f"facet-{facet.name}" for facet in SEARCH_FACETS), "names", "meta"]
        return [f"search/{name}.js" for name in names]

    def _count(self) -> int:
        return shard_count(self._rows())

    def _rows(self) -> list[Row]:
        return [row for made in self.keys.values() for row in made]

    def _texts(self, first: int) -> bytes:
        few = slice(first, first + index.BLOCK)
        return index.texts(self._site.catalogue.records[few], self.documents[few])

    def _prepare(self) -> None:
        """Documents, keys and digests: of unchanged records in their old places those that were there before."""
        if self.ready:
            return
        records, old = self._site.catalogue.records, self.before
        known = dict(zip(map(id, old.records), old.documents, strict=True)) if old and old.ready else {}
        self.documents = [known.get(id(record)) or index.document(record) for record in records]
        for first in range(0, len(records), RUN):
            key = first, _of(records[first : first + RUN])
            found = old.keys.get(key) if old else None
            self.keys[key] = found or keys(self.documents[first : first + RUN], first)
        for first in range(0, len(records), index.BLOCK):
            key = first, _of(records[first : first + index.BLOCK])
            found_digest = old.digests.get(key) if old else None
            self.digests[key] = found_digest or index.digest(self._texts(first))
        self.ready, self.before = True, None

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that are kept."""
        return self._site.catalogue.records


def _of(records: Sequence[Record]) -> _Of:
    return tuple(map(id, records))
