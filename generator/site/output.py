"""How an output says what it makes: of one record, of a run of records, of the whole, and which paths are its own.

The build and the preview know nothing else of an output.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from generator.model.record import Record
from generator.site.catalogue import Key
from generator.site.look import Look
from generator.site.site import File, Page, Site

#: Records in a run: as many as one process holds in memory; whole text files of the search, see `search.BLOCK`.
RUN = 300


@dataclass(frozen=True, slots=True)
class LazyFile:
    """A file that is made when it is wanted: the preview asks for one of hundreds."""

    path: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Note:
    """What is kept of a record, or of a run, for what is made of all of them; nothing of it is published by itself."""

    name: str
    value: Any


#: What an output gives.
Made: TypeAlias = Page | File | LazyFile


class Notes(Protocol):
    """The notes of all records and runs, whichever output they come from."""

    def of(self, name: str, record: Record) -> Any:
        """The note of that name of a record, or None."""
        ...

    def runs(self, name: str) -> Iterator[Any]:
        """The notes of that name of all runs, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring records with the notes that an output made of them; `first` is the number of the first."""

    first: int
    notes: Mapping[str, Mapping[Key, Any]]

    def all(self, name: str) -> list[Any]:
        """The notes of a name, in the order of the records."""
        return list(self.notes.get(name, {}).values())


OfRecord: TypeAlias = Callable[[Look, Record], Iterable[Made | Note]]
OfRun: TypeAlias = Callable[[Run], Iterable[File | LazyFile | Note]]
OfSite: TypeAlias = Callable[[Site, Notes], Iterable[Made]]


@dataclass(frozen=True, slots=True)
class Output:
    """What is made, in up to three steps, and where.

    Files of a record bear its id in their names. Notes that a record's part makes go to `of_run`, if there is one, and
    end there; all others can be asked for by `of_site` of any output.

    Claims are paths, folders (`search/`) and patterns with one star inside a folder (`cases/*.html`). A path belongs to
    the narrowest claim that covers it: one without a star, else the one with more letters.
    """

    name: str
    claims: tuple[str, ...]
    #: The names of the notes that it gives to others.
    notes: tuple[str, ...] = ()
    of_record: OfRecord | None = None
    of_run: OfRun | None = None
    of_site: OfSite | None = None


def whole(make: Callable[[Site], Iterable[Made]], *claims: str) -> Output:
    """An output that is made of the whole site and needs no notes."""
    return Output(make.__name__, claims, of_site=lambda site, _notes: make(site))


def owner_of(path: str, outputs: Sequence[Output]) -> Output | None:
    """The output whose claim a path is."""
    found = [(_narrowness(claim), output) for output in outputs for claim in output.claims if covers(claim, path)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def covers(claim: str, path: str) -> bool:
    """Whether a path is among those that a claim names."""
    if claim.endswith("/"):
        return path.startswith(claim)
    start, star, end = claim.partition("*")
    if not star:
        return path == claim
    middle = path[len(start) : len(path) - len(end)]
    return path.startswith(start) and path.endswith(end) and len(path) > len(claim) - 1 and "/" not in middle


def _narrowness(claim: str) -> tuple[bool, int]:
    return not claim.endswith("/") and "*" not in claim, len(claim)
