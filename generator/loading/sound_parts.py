"""What is sound of a record with faults, so that checks that need only that say their word in the same round."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import new_class
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from generator.diagnostics.problems import Problem
from generator.loading.validation import faulty_steps, models_in, without_blanks
from generator.model.field_types import Data
from generator.model.record import Kind
from generator.site.entry import Entry
from generator.yaml_source.builder import Steps
from generator.yaml_source.reader import Source


class UnsoundFieldError(Exception):
    """A field was asked for that has a fault, which was reported already."""


def until_unsound(problems: Iterable[Problem]) -> Iterator[Problem]:
    """What a check says before it asks for a field that has a fault."""
    try:
        yield from problems
    except UnsoundFieldError:
        return


def sound_part(kind: Kind, source: Source, record_id: str, unit: str) -> Entry:
    """The record that a file would hold, in which each field with a fault can't be read."""
    data = {**without_blanks(source.data), "id": record_id, "unit": unit}
    return Entry(_part(kind.model, data, faulty_steps(kind.model, data)), source)


def _part(model: Any, data: Mapping[str, Any], faults: list[Steps]) -> Any:
    values: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        inside = [steps[1:] for steps in faults if steps[:1] == (name,)]
        value = _within(info.annotation, data.get(name), inside) if inside else _sound(model, name, data)
        if value is not None or (not inside and name not in data):
            values[name] = value
    return _model_of(model, frozenset(model.model_fields) - frozenset(values)).made_of(values)


def _within(annotation: Any, value: Any, faults: list[Steps]) -> Any:
    """A group, or a list of groups, that have faults inside; None if it is itself at fault."""
    inner = list(models_in(annotation))
    if len(inner) != 1 or () in faults:
        return None
    if isinstance(value, dict):
        return _part(inner[0], value, faults)
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        within = [[steps[1:] for steps in faults if steps[0] == number] for number in range(len(value))]
        return tuple(_part(inner[0], item, mine) for item, mine in zip(value, within, strict=True))
    return None


def _sound(model: type[Data], name: str, data: Mapping[str, Any]) -> Any:
    if name not in data:
        return model.model_fields[name].get_default(call_default_factory=True)
    try:
        return _reader(model, name).validate_python(data[name])
    except ValidationError:
        return None


@cache
def _reader(model: type[Data], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(annotation)


@lru_cache(maxsize=512)
def _model_of(model: type[Data], unsound: frozenset[str]) -> type[Data]:
    """The model, with fields that nobody may ask for."""
    if not unsound:
        return model
    made: type[Data] = new_class(
        model.__name__, (model,), exec_body=lambda names: names.update(__module__=model.__module__)
    )
    made.unsound = unsound
    for name in unsound:
        setattr(made, name, property(_refused))
    return made


def _refused(_self: object) -> object:
    raise UnsoundFieldError
