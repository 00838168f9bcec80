"""What a kind declares of its records: names of fields and the parts that they play. Media read it and look nothing up.

A kind says what a record is; how that looks is the business of each medium, which knows `shown` and `Block.name`.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, Protocol, TypeAlias

from pydantic import BaseModel

from generator.model.dates import Day
from generator.model.field_types import data_in
from generator.model.results import Results

#: Where a detail is reported: everywhere, on the record's page alone, where there is nothing but text, in rows of
#: lists; or nowhere, where it is a facet alone.
Audience: TypeAlias = Literal["", "page", "text", "row", "facet"]


class DeclarationError(Exception):
    """A kind that does not fit its model; the program does not start with it."""


@dataclass(frozen=True, slots=True)
class About:
    """What the head of a page says of the column (conventions GOV-11), and the guide for authors of its records."""

    description: str
    keywords: tuple[str, ...]
    #: 栏目类别 of 国办发〔2017〕47号.
    column_type: str
    #: What such a record is made of, as the guide tells those who look for the right kind.
    material: str
    #: Words by which readers ask for such records, besides the label: a telephone is an outlet's.
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What the office asks of a record before and after it goes out."""

    #: After how many days it has to be looked at again, unless the office says otherwise; none: never.
    days: int | None = None
    #: Optional fields that have to be there before it goes out on the host office's site.
    needed: tuple[str, ...] = ()


NO_REVIEW = Review()


@dataclass(frozen=True, slots=True)
class Happened:
    """What the date that readers look for, `event_date`, is called, and whether it may lie ahead of the publishing."""

    label: str = "日期"
    may_be_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """A line besides the texts: a field, or a property of the model that says it in words.

    It is called as the field is, or by `label`, or by what stands in the field `label_from`.
    """

    name: str
    label: str = ""
    label_from: str = ""
    #: How it is drawn, if not as plain text.
    shown: str = ""
    searched: bool = False
    #: The name of the facet of lists and search whose values these are.
    facet: str = ""
    #: Ids and names of the facet's values in their order, if no list holds them; else they are those that records name.
    values: tuple[tuple[str, str], ...] = ()
    only: Audience = ""
    #: Whether rows of lists tell it as well.
    row: bool = False

    def told_to(self, audience: Audience) -> bool:
        """Whether it is told there."""
        return self.row if audience == "row" else self.only in ("", audience)


@dataclass(frozen=True, slots=True)
class Block:
    """A part with a form of its own, such as a table; each medium draws it by its name, before or after the texts."""

    name: str
    fields: tuple[str, ...]
    before: bool = False
    only: Audience = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """What makes a record an event: the fields in which calendar, office and schema.org find what they ask for."""

    end: str = ""
    venue: str = ""
    mode: str = ""
    cancelled: str = ""
    organisers: str = ""
    joint_units: str = ""
    series: str = ""
    visits: str = ""
    achieved: str = ""
    enterprises: str = ""
    coverage: str = ""
    #: Whether the office counts it for the editions that it belongs to.
    counted: bool = False

    def of(self, record: Any) -> "Event":
        """What a record says as an event."""
        given = {role: getattr(record, name) for role, name in _named(self)}
        return Event(record.event_date, **given)


#: What was achieved where nothing is said.
NO_RESULTS = Results()


@dataclass(frozen=True, slots=True)
class Event:
    """An event, whatever its kind calls the fields; of a record that is none, nothing."""

    start: Day | None = None
    end: Day | None = None
    venue: str | None = None
    mode: Literal["线上", "线下", "线上线下"] | None = None
    cancelled: str | None = None
    organisers: tuple[str, ...] = ()
    joint_units: tuple[str, ...] = ()
    series: str | None = None
    visits: tuple[str, ...] = ()
    achieved: Results = NO_RESULTS
    enterprises: tuple[str, ...] = ()
    coverage: tuple[Any, ...] = ()

    @property
    def last_day(self) -> Day | None:
        """The day on which it ended."""
        return self.end or self.start


#: Of what is no event.
NO_EVENT = Event()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFields:
    """What makes a record a place of service: the fields in which people and maps find it."""

    district: str = ""
    address: str = ""
    telephone: str = ""
    hours: str = ""
    website: str = ""
    area: str = ""
    carrier: str = ""

    def of(self, record: Any) -> "Service":
        """What a record says as a place of service."""
        return Service(**{role: getattr(record, name) for role, name in _named(self)})


@dataclass(frozen=True, slots=True)
class Service:
    """A place of service, whatever its kind calls the fields."""

    district: str | None = None
    address: str | None = None
    telephone: str | None = None
    hours: str | None = None
    website: str | None = None
    area: str | None = None
    carrier: str | None = None


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list of records of another kind: the field, and what in each item names the record.

    `numbered` gives the items with their numbers, `embargo` until when the list and all in it are held back.
    """

    field: str
    reference: str
    kind: str
    numbered: str
    embargo: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Records with the same value in `field` follow each other by `number`: none can be judged without the others."""

    field: str
    number: str


Relation: TypeAlias = RecordList | Series


class Declared(Protocol):
    """What `faults` reads of a kind."""

    @property
    def model(self) -> type[BaseModel]: ...
    @property
    def happened(self) -> Happened: ...
    @property
    def details(self) -> tuple[Detail, ...]: ...
    @property
    def prose(self) -> tuple[str, ...]: ...
    @property
    def blocks(self) -> tuple[Block, ...]: ...
    @property
    def event(self) -> EventFields | None: ...
    @property
    def service(self) -> ServiceFields | None: ...
    @property
    def relations(self) -> tuple[Relation, ...]: ...
    @property
    def public(self) -> tuple[str, ...]: ...
    @property
    def internal(self) -> tuple[str, ...]: ...


def faults(kind: Declared, common: Container[str]) -> Iterator[str]:
    """Names that the model does not have, fields about which nothing was decided, and what is internal and shown.

    `common` are the fields of every record, about which a kind has nothing to say.
    """
    fields_, shown = kind.model.model_fields, set(_shown(kind))
    for name in sorted(shown | set(_unseen(kind))):
        if not (name in fields_ or isinstance(getattr(kind.model, name, None), property)):
            yield f"there is no {name!r}"
    if "event_date" in kind.model.__annotations__ and fields_["event_date"].title != kind.happened.label:
        yield f"'event_date' is {fields_['event_date'].title!r} in the model and {kind.happened.label!r} in happened"
    for name in fields_:
        if name not in common and name not in shown and name not in kind.internal:
            yield f"nothing says what becomes of {name!r}: name it in details, prose, blocks, public or internal"
    yield from (f"{name!r} is internal and shown" for name in kind.internal if name in shown)
    for name in (name for name in kind.public if name in fields_):
        for part in data_in(fields_[name].annotation):
            if not part.public:
                yield f"{name!r} is public, but {part.__name__} does not say which of its fields are (`public`)"


def _shown(kind: Declared) -> Iterator[str]:
    """Every name whose values are public in some form."""
    yield from (*kind.prose, *kind.public)
    for detail in kind.details:
        yield from filter(None, (detail.name, detail.label_from))
    yield from (name for block in kind.blocks for name in block.fields)
    for roles in (kind.event, kind.service):
        yield from (name for role, name in _named(roles) if role != "enterprises")
    yield from (relation.field for relation in kind.relations)


def _unseen(kind: Declared) -> Iterator[str]:
    """Every other name: what is internal, and what only decides about others."""
    yield from kind.internal
    yield from (name for name in (kind.event.enterprises if kind.event else "",) if name)
    for relation in kind.relations:
        names = (relation.numbered, relation.embargo) if isinstance(relation, RecordList) else (relation.number,)
        yield from filter(None, names)


def _named(roles: EventFields | ServiceFields | None) -> Iterator[tuple[str, str]]:
    """The roles that fields of the model play, each with its field."""
    for role in fields(roles) if roles else ():
        name = getattr(roles, role.name)
        if name and isinstance(name, str):
            yield role.name, name
