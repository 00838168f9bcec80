"""The form of a kind's `details`, made of what the kind declares as public."""

from datetime import datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from generator.model import quantities
from generator.model.dates import Day
from generator.model.field_types import Data
from generator.model.record import Kind

#: A date as precise as it is known: `2024`, `2024-04`, `2024-04-26`.
DayText = Annotated[str, BeforeValidator(str), Field(pattern=r"^\d{4}(-\d{2}){0,2}$")]
Number = Annotated[float, BeforeValidator(float)]


class Out(BaseModel):
    """Read from a record's attributes; what is not declared stays behind."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Tally(Out):
    name: str
    count: int


#: A record in a list of records, with the number and the region that it has there.
class Item(Out):
    number: int
    title: str
    case: str | None
    note: str | None
    region: str | None


#: What stands in JSON for a type of ours.
_FORMS: dict[Any, Any] = {
    Day: DayText,
    Decimal: Number,
    quantities.Tally: Tally,
    **{plain: plain for plain in (str, int, bool, datetime, NoneType)},
}


def details_form(kind: Kind) -> type[Out]:
    """The type of a kind's details."""
    fields = {"kind": (Literal[kind.name], ...), **_fields(kind.model, kind.public)}
    if kind.record_list:
        fields[kind.record_list.field] = (tuple[Item, ...], ...)
    return _model(f"{kind.model.__name__}Details", kind.model, fields)


@cache
def _part_form(part: type[Data]) -> type[Out]:
    """The type of what is inside: of a party, of a step of a case."""
    return _model(part.__name__, part, dict(_fields(part, part.public)))


def _model(name: str, of: type[Data], fields: dict[str, Any]) -> type[Out]:
    made: type[Out] = create_model(name, __base__=Out, __module__=of.__module__, **fields)
    return made


def _fields(model: type[Data], names: tuple[str, ...]) -> dict[str, tuple[Any, Any]]:
    return {name: (_form(_annotation(model, name)), ...) for name in names}


def _annotation(model: type[Data], name: str) -> Any:
    """Of a field, or of a property that says it in another way."""
    if name in model.model_fields:
        return model.model_fields[name].annotation
    return get_type_hints(getattr(model, name).fget)["return"]


def _form(annotation: Any) -> Any:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _form(inner[0])
    if origin in (Union, UnionType):
        return Union[tuple(dict.fromkeys(map(_form, inner)))]  # noqa: UP007  # made of what there is
    if origin is tuple:
        return tuple[_form(inner[0]), ...]  # type: ignore[misc]  # likewise
    if origin is Literal:
        return Union[tuple(dict.fromkeys(type(word) for word in inner))]  # noqa: UP007
    if isinstance(annotation, type) and issubclass(annotation, Data):
        return _part_form(annotation)
    return _FORMS[annotation]
