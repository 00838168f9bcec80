"""What `api/v1/` gives of a record: types of its own, so that nothing goes out unless it is named, here or in its kind.

They change only by new fields; a field that goes away or changes its meaning needs a `v2`.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from pydantic import Field

from generator.model.kinds import KINDS
from generator.outputs.api.forms import DayText, Out, details_form

VERSION = "1.0"


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


DETAILS = {name: details_form(kind) for name, kind in KINDS.items()}
if TYPE_CHECKING:
    Details: TypeAlias = Out
else:
    #: Read by their `kind`, without trying them all.
    Details = Annotated[Union[tuple(DETAILS.values())], Field(discriminator="kind")]  # noqa: UP007  # of what there is


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
