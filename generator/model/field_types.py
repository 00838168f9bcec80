"""The field types that kinds, lists and settings are declared with.

Each type reads text (all that `source` gives) and refuses with a code, a Chinese message and a hint.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import quote
from generator.model.dates import DAY, HAN_DATE, HAN_TENS, MOMENT, SPACED, WEEKDAY, read_moment
from generator.model.parsers import (
    AMOUNT,
    APART,
    COUNT,
    DOCUMENT_NUMBER,
    FIGURE,
    IN_BRACKETS,
    LINK_TAIL,
    NEAR_NUMBER,
    SEPARATORS,
    WORDS_APART,
    read_amount,
    read_count,
    read_document_number,
    read_flag,
    read_link,
    read_name,
    read_signed,
    read_tag,
    refuse,
)


class Data(BaseModel):
    """Frozen, no unknown fields: the base of every model that a file is read into."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    #: Of a part of a record: the fields that the API gives; none goes out unless it is named here.
    public: ClassVar[tuple[str, ...]] = ()
    #: The fields that can't be read, because what the file says there has a fault.
    unsound: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def made_of(cls, values: dict[str, Any]) -> Self:
        """A value of what was validated before."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        for name, state in _STATE.items():
            object.__setattr__(made, name, state)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Half the time and memory of pydantic's own way, which keeps of each value which fields were given."""
        values = self.__dict__
        names = type(self).model_fields
        further = {name: value for name, value in values.items() if name not in names}
        return _restored, (type(self), [values[name] for name in names], further)


#: What pydantic keeps of a value besides its fields; nobody here asks for it, so that all may share it.
_STATE: dict[str, Any] = {
    "__pydantic_fields_set__": set(),
    "__pydantic_extra__": None,
    "__pydantic_private__": None,
}


def _restored(model: type[Data], values: list[Any], further: dict[str, Any]) -> Data:
    return model.made_of({**dict(zip(model.model_fields, values, strict=True)), **further})


def data_in(annotation: Any) -> Iterator[type[Data]]:
    """Every model of ours inside an annotation such as `tuple[Image, ...]` or `Results | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Data):
        yield annotation
    for inner in get_args(annotation):
        yield from data_in(inner)


def marks_of(model: type[Data], name: str) -> Iterator[Any]:
    """Every mark of a field, or of the items in it; none of what is no field."""
    info = model.model_fields.get(name)
    if info:
        yield from info.metadata
        yield from _marks_in(info.annotation)


def _marks_in(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks_in(inner)


@dataclass(frozen=True, slots=True)
class Listed:
    """Marks a text that must be a name in the controlled list `name` (`content/lists/<name>.yml`)."""

    name: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(schema), "x-list": self.name}


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a text that must be the id of a record of the kind named `kind`."""

    kind: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(schema), "x-reads": "id"}


@dataclass(frozen=True, slots=True)
class AskedWhen:
    """Marks a field that is asked for only when another holds a certain word, and must then be there."""

    field: str
    word: str


@dataclass(frozen=True, slots=True)
class Reads:
    """Marks how a text is read, so that the form in the browser reads it in the same way."""

    how: str
    pattern: str = ""
    advice: str = ""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(schema), "x-reads": self.how}


#: The forms in which values are read, for who reads them elsewhere.
FORMS = {
    "day": DAY.pattern,
    "moment": MOMENT.pattern,
    "spaced": SPACED,
    "weekday": WEEKDAY,
    "han-date": HAN_DATE,
    "han-tens": HAN_TENS,
    "count": COUNT.pattern,
    "amount": AMOUNT.pattern,
    "figure": FIGURE.pattern,
    "document": DOCUMENT_NUMBER.pattern,
    "link-tail": LINK_TAIL.pattern,
    "separators": SEPARATORS,
    "in-brackets": IN_BRACKETS,
    "words-apart": WORDS_APART,
    "apart": APART,
    "near-document": NEAR_NUMBER.pattern,
}


def _one_line(value: str) -> str:
    if "\n" in value or "\r" in value:
        refuse(*message_for("one-line"))
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        refuse(*message_for("blank"))
    return value


def _line(maximum: int, minimum: int = 1, *further: Callable[[str], str], how: str = "line") -> Any:
    return Annotated[
        str,
        Reads(how),
        AfterValidator(_one_line),
        AfterValidator(_not_blank),
        *map(AfterValidator, further),
        StringConstraints(strip_whitespace=True, min_length=minimum, max_length=maximum),
    ]


def matching(pattern: str, advice: str) -> Any:
    """Text of a fixed form; `advice` tells people what the pattern says."""
    form = re.compile(pattern)

    def check(value: str) -> str:
        if not form.fullmatch(value):
            refuse(*message_for("form", value=quote(value), advice=advice))
        return value

    schema = {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}
    marks = (Reads("form", pattern, advice), StringConstraints(max_length=200), AfterValidator(check))
    return Annotated[str, *marks, WithJsonSchema(schema)]


def read_as(how: str, function: Callable[[Any], Any], **schema: Any) -> tuple[BeforeValidator, WithJsonSchema, Reads]:
    """Read text by a function of ours; `schema` is what editors show."""
    return BeforeValidator(function), WithJsonSchema(schema), Reads(how)


Word = _line(40)
Tag = _line(40, 1, read_tag, how="tag")
Name = _line(80)
#: One of several names.
OneName = _line(80, 1, read_name, how="name")
Title = _line(64, minimum=4)
Phrase = _line(200)
PartyName = _line(200, how="party")
Summary = _line(120, minimum=8)
LONGEST_TEXT = 20_000
Text = Annotated[str, Reads("text"), AfterValidator(_not_blank), StringConstraints(max_length=LONGEST_TEXT)]
Link = Annotated[str, Reads("link"), StringConstraints(max_length=500), AfterValidator(read_link)]
#: Windows keeps these names for devices, whatever the ending: such a file could not be checked out there.
_DEVICE = r"(con|prn|aux|nul|com[0-9]|lpt[0-9])"
#: An id is a file name in an address, beside the pages of the lists: index, page-2, nanjing-page-2.
SLUG = rf"(?!({_DEVICE}|index|(.*-)?page-[0-9]+)$)(?=.{{1,80}}$)[a-z0-9]+(-[a-z0-9]+)*"
PICTURE_NAME = rf"(?!{_DEVICE}\.)[a-z0-9][a-z0-9_-]{{0,59}}\.(jpg|jpeg|png|webp)"
Slug = matching(
    SLUG,
    "请只用小写英文字母、数字和短横线，例如 jiashi-2024；最多 80 个字，不能用 index、page-2、con 等系统用的名称。",
)
FileName = matching(PICTURE_NAME, "请只用小写英文字母、数字和短横线，以 .jpg、.png 或 .webp 结尾，不能叫 con、nul 等。")
#: 发文字号 of an official document.
DocumentNumber = Annotated[
    str,
    Reads("document"),
    StringConstraints(max_length=80),
    AfterValidator(_one_line),
    AfterValidator(_not_blank),
    AfterValidator(read_document_number),
    WithJsonSchema({"type": "string", "pattern": f"^{DOCUMENT_NUMBER.pattern}$"}),
]
Moment = Annotated[datetime, *read_as("moment", read_moment, type="string", pattern=MOMENT.pattern)]
Amount = Annotated[Decimal, *read_as("amount", read_amount, type=["number", "string"], minimum=0)]
#: A number that may be below nought: a change.
Signed = Annotated[Decimal, *read_as("signed", read_signed, type=["number", "string"])]
Count = Annotated[int, *read_as("count", read_count, type=["integer", "string"], minimum=0)]
Flag = Annotated[bool, *read_as("flag", read_flag, enum=["是", "否"])]
