"""Parts of a list by facets: what its chips lead to, with and without script, with the number that the chip says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from generator.model.record import Record
from generator.outputs.search.facets import SEARCH_FACETS
from generator.site.site import Site

Links = Sequence[tuple[str, str, int]]
Groups = Sequence[tuple[str, Links]]


@dataclass(frozen=True, slots=True)
class Part:
    """The records of a list that have one value of a facet; `query` asks the search for the same."""

    facet: str
    label: str
    address: str
    query: str
    records: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """All parts of a list, facet by facet in the order in which the search shows them."""

    parts: Sequence[Part]

    @property
    def groups(self) -> Groups:
        """The chips of the list: label, address and number, below the names of their facets."""
        found: dict[str, list[tuple[str, str, int]]] = {}
        for part in self.parts:
            found.setdefault(part.facet, []).append((part.label, part.address, len(part.records)))
        return list(found.items())


def narrowing(
    site: Site, found: Sequence[Record], *, folder: str, stem: str, asked: Mapping[str, str], names: Sequence[str]
) -> Narrowing:
    """The parts of `found` by the facets `names`; `asked` are the filters by which the search finds the whole."""
    return Narrowing(list(_parts(site, found, f"{folder}/by_{stem}", asked, names)))


def _parts(
    site: Site, found: Sequence[Record], start: str, asked: Mapping[str, str], names: Sequence[str]
) -> Iterator[Part]:
    for facet in (facet for facet in SEARCH_FACETS if facet.name in names):
        held: dict[str, list[Record]] = {}
        for record in found:
            for value in facet.of(site, record):
                held.setdefault(value, []).append(record)
        for value, label in facet.values(site):
            if value in held:
                query = query_of({**asked, facet.name: value})
                yield Part(facet.label, label, f"{start}{facet.name}-{value}.html", query, held[value])


def query_of(asked: Mapping[str, str]) -> str:
    """The filters as the search page reads them from its address."""
    return urlencode(asked)
