"""What `api/v1/` gives: types of its own, so that no field of a record goes out unless it is named here.

They change only by new fields; a field that goes away or changes its meaning needs a `v2`.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

VERSION = "1.0"

#: A date as precise as it is known: `2024`, `2024-04`, `2024-04-26`.
DayText = Annotated[str, BeforeValidator(str), Field(pattern=r"^\d{4}(-\d{2}){0,2}$")]
Number = Annotated[float, BeforeValidator(float)]


class Out(BaseModel):
    """Read from a record's attributes; what is not declared stays behind."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Source(Out):
    title: str
    publisher: str
    date: DayText | None
    url: str | None
    extent: str


class Correction(Out):
    date: datetime
    note: str


class Picture(Out):
    url: str
    alt: str
    caption: str | None
    credit: str
    width: int
    height: int


class Section(Out):
    field: str
    heading: str
    markdown: str


class Reference(Out):
    kind: str
    id: str
    title: str
    url: str


class Tally(Out):
    name: str
    count: int


class Results(Out):
    matchings: int | None
    matching_forms: tuple[Tally, ...]
    trainings: int | None
    training_types: tuple[Tally, ...]
    participants: int | None
    enterprises: int | None
    loans: int | None
    loan_amount_wan: Number | None


class Report(Out):
    title: str
    publisher: str
    date: DayText | None
    url: str | None


class HighlightDetails(Out):
    kind: Literal["highlight"]
    event_end: DayText | None
    cancelled: str | None
    theme_note: str | None
    place: str | None
    form: str | None
    organisers: tuple[str, ...]
    joint_units: tuple[str, ...]
    series: str | None
    visits: tuple[str, ...]
    results: Results
    coverage: tuple[Report, ...]


class Party(Out):
    role: str
    name: str


class Proceeding(Out):
    stage: str
    authority: str
    number: str | None
    date: DayText | None
    outcome: str | None


class CaseDetails(Out):
    kind: Literal["case"]
    type: str
    rights: tuple[str, ...]
    cause: str | None
    parties: tuple[Party, ...]
    proceedings: tuple[Proceeding, ...]
    industry: str | None
    countries: tuple[str, ...]
    procedure: str | None
    amount_wan: Number | None
    amount_kind: str | None
    outcome: str | None


class Item(Out):
    number: int
    title: str
    case: str | None
    note: str | None
    region: str | None


class Credit(Out):
    region: str
    issuers: tuple[str, ...]
    count: int | None


class Share(Out):
    name: str
    count: int | None


class Span(Out):
    first: int
    last: int


class CollectionDetails(Out):
    kind: Literal["collection"]
    year: int
    issuers: tuple[str, ...]
    occasion: str | None
    ranked: bool
    total: int
    items: tuple[Item, ...]
    missing: str | None
    years: Span | None
    credits: tuple[Credit, ...]
    industries: tuple[Share, ...]


class OutletDetails(Out):
    kind: Literal["outlet"]
    level: str | None
    type: str
    carrier: str | None
    district: str | None
    address_text: str | None
    telephone: str | None
    hours: str | None
    website: str | None
    industry: str | None
    services: tuple[str, ...]
    scope: str | None
    established: DayText | None


class Basis(Out):
    title: str
    number: str | None
    record: str | None


class PolicyDetails(Out):
    kind: Literal["policy"]
    number: str | None
    issuers: tuple[str, ...]
    issued: DayText | None
    status: str
    openness: str | None
    based_on: tuple[Basis, ...]


class Value(Out):
    name: str
    value: Number
    measure: str
    qualifier: str | None
    period: str | None
    change: str | None


class FigureDetails(Out):
    kind: Literal["figure"]
    nature: str
    period: str
    scope: str
    values: tuple[Value, ...]
    method: str | None


class BulletinColumn(Out):
    name: str
    measure: str
    share_of: str | None
    goal: Number | None
    due: DayText | None
    summed: bool


class BulletinRow(Out):
    unit: str
    #: In the order of the columns; null where the unit has reported nothing.
    reported: tuple[Number | None, ...]
    note: str | None


class BulletinDetails(Out):
    kind: Literal["bulletin"]
    series: str
    number: int
    as_of: DayText
    columns: tuple[BulletinColumn, ...]
    rows: tuple[BulletinRow, ...]
    method: str | None
    seal: str | None


Details = Annotated[
    HighlightDetails
    | CaseDetails
    | CollectionDetails
    | OutletDetails
    | PolicyDetails
    | FigureDetails
    | BulletinDetails,
    Field(discriminator="kind"),
]
#: By kind, to read a record's details without trying them all.
DETAILS: dict[str, type[Out]] = {
    "highlight": HighlightDetails,
    "case": CaseDetails,
    "collection": CollectionDetails,
    "outlet": OutletDetails,
    "policy": PolicyDetails,
    "figure": FigureDetails,
    "bulletin": BulletinDetails,
}


class RecordOut(Out):
    id: str
    kind: str
    url: str
    title: str
    summary: str
    unit: str
    edition: str | None
    further_editions: tuple[str, ...]
    theme: str | None
    tags: tuple[str, ...]
    event_date: DayText | None
    published: datetime
    updated: datetime
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    related: tuple[Reference, ...]
    details: Details
