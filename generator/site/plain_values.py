"""Values as JSON knows them, and back: what JSON does not know stands in an object, under the name of its type.

Whoever keeps values says which types there may be; anything else is a `NotPlainError`, so that nothing comes back as
something else.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from generator.model.dates import CHINA, Day
from generator.model.field_types import Data, data_in
from generator.model.kinds import KINDS
from generator.model.quantities import Tally

#: How a value of a type is taken apart, and put together again.
Form = tuple[Callable[[Any], Any], Callable[[Any], Any]]


class NotPlainError(TypeError):
    """A value of a type that nobody said may be there."""


def _moment_parts(moment: datetime) -> list[int]:
    if moment.tzinfo is not CHINA or moment.second or moment.microsecond:
        raise NotPlainError(moment)
    return [moment.year, moment.month, moment.day, moment.hour, moment.minute]


_FORMS: dict[type, Form] = {
    Day: (lambda day: [day.year, day.month, day.day], lambda parts: Day(*parts)),
    date: (date.isoformat, date.fromisoformat),
    datetime: (_moment_parts, lambda parts: datetime(*parts[:5], tzinfo=CHINA)),  # type: ignore[misc]
    Decimal: (str, Decimal),
    Tally: (lambda tally: [tally.name, tally.count], lambda parts: Tally(*parts)),
    bytes: (lambda content: b64encode(content).decode(), b64decode),
}


class PlainValues:
    """Takes values apart and puts them together; `types` are models and dataclasses that may be among them.

    `forms` says how it is done with further types.
    """

    def __init__(self, *types: type, forms: Mapping[type, Form] = MappingProxyType({})) -> None:
        made = {kind: (self._taker(kind), self._maker(kind)) for kind in types}
        self._forms: Mapping[type, Form] = {**_FORMS, **forms, **made}
        self._makers = {_label(kind): maker for kind, (_taker, maker) in self._forms.items()}
        if len(self._makers) != len(self._forms):
            raise ValueError("two types of the same name")

    def of(self, value: Any) -> Any:
        """A value as JSON knows it. Raises NotPlainError."""
        kind = type(value)
        if value is None or kind in (str, int, bool):
            return value
        if kind is tuple:
            return [self.of(one) for one in value]
        if kind is list:
            return {"list": [self.of(one) for one in value]}
        # A record whose texts wait on disk is of a class made from its model, of the same name.
        known = kind.__bases__[0] if isinstance(value, Data) and kind not in self._forms else kind
        form = self._forms.get(known)
        if form is None:
            raise NotPlainError(kind)
        return {_label(known): form[0](value)}

    def value(self, plain: Any) -> Any:
        """The value again."""
        kind = type(plain)
        if kind is list:
            return tuple([self.value(one) for one in plain])
        if kind is dict:
            ((name, inner),) = plain.items()
            return [self.value(one) for one in inner] if name == "list" else self._makers[name](inner)
        return plain

    def _taker(self, kind: type) -> Callable[[Any], Any]:
        names = _names(kind)
        return lambda value: [self.of(getattr(value, name)) for name in names]

    def _maker(self, kind: type) -> Callable[[Any], Any]:
        names = _names(kind)
        if issubclass(kind, Data):
            return lambda values: kind.made_of(dict(zip(names, map(self.value, values), strict=True)))
        return lambda values: kind(*map(self.value, values))


def _label(kind: type) -> str:
    """Two modules may call a type of theirs alike."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


def _names(kind: type) -> tuple[str, ...]:
    if issubclass(kind, Data):
        return tuple(kind.model_fields)
    if is_dataclass(kind):
        return tuple(one.name for one in fields(kind))
    raise TypeError(kind)


def _models(model: type[Data]) -> Iterator[type[Data]]:
    """A model and all that are in it."""
    yield model
    for info in model.model_fields.values():
        for inner in data_in(info.annotation):
            yield from _models(inner)


#: Records and all that are in them.
MODELS = tuple(dict.fromkeys(model for kind in KINDS.values() for model in _models(kind.model)))
RECORDS = PlainValues(*MODELS)
