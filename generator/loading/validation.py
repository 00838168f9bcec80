"""Plain data plus a model gives a value of that model, or problems with places.

Speaks for pydantic: every fault it reports gets a code, a Chinese message and the nearest place.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Position, Problem, quote
from generator.model.dates import Day
from generator.model.field_types import Listed
from generator.model.parsers import measured_advice
from generator.model.record import PLACED, Kind, Record
from generator.site.entry import Entry
from generator.yaml_source.builder import Steps
from generator.yaml_source.reader import Source

Model = TypeVar("Model", bound=BaseModel)


def read_model(model: type[Model], source: Source, **given: Any) -> tuple[Model | None, list[Problem]]:
    """Build `model` from the file's data and from what is `given` by its place in the tree."""
    data = without_blanks(source.data)
    refused = [_unknown(model, source, (name,)) for name in given if name in data]
    if data != source.data:
        refused += _unknown_blanks(model, source, given)
    try:
        return model.model_validate({**data, **given}), refused
    except ValidationError as error:
        faults = [fault for fault in error.errors(include_url=False) if not _is_echo(fault)]
        meant = {_meant(model, fault["loc"]) for fault in faults if fault["type"] == "extra_forbidden"}
        # A required field under a mistaken name is one mistake, not two.
        faults = [fault for fault in faults if fault["type"] != "missing" or fault["loc"] not in meant]
        return None, _once_a_place([*refused, *(_problem(model, source, fault) for fault in faults)])


def _unknown_blanks(model: type[Model], source: Source, given: Mapping[str, Any]) -> Iterator[Problem]:
    """A name that no field has is a mistake even while nothing stands behind it."""
    try:
        model.model_validate({**source.data, **given})
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            if fault["type"] == "extra_forbidden" and fault["input"] is None:
                yield _unknown(model, source, fault["loc"])


def read_record(kind: Kind, source: Source, record_id: str, unit: str) -> tuple[Entry | None, list[Problem]]:
    """One record with the file it came from."""
    record, problems = read_model(kind.model, source, id=record_id, unit=unit)
    return (Entry(record, source) if record else None), problems


def faulty_steps(model: type[BaseModel], data: Any) -> list[Steps]:
    """Where data has faults: the fields that are wrong or missing, and those that were meant by unknown ones."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [
            _meant(model, fault["loc"]) if fault["type"] == "extra_forbidden" else fault["loc"]
            for fault in error.errors(include_url=False)
            if not _is_echo(fault)
        ]
    return []


def without_blanks(data: Any) -> Any:
    """`key:` with nothing behind it means "not given", as in a template that was left blank."""
    if isinstance(data, dict):
        return {key: without_blanks(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [without_blanks(value) for value in data]
    return data


def _once_a_place(problems: Iterable[Problem]) -> list[Problem]:
    """One fault a place: a field that is wrong in two ways is reported once. Missing fields share a place."""
    first: dict[tuple[Position, str], Problem] = {}
    for problem in problems:
        first.setdefault((problem.position, problem.message if problem.code == "E202" else ""), problem)
    return list(first.values())


def _problem(model: type[BaseModel], source: Source, fault: Mapping[str, Any]) -> Problem:
    steps: Steps = tuple(step for step in fault["loc"] if not _is_branch(step, source, fault["loc"]))
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(model, source, steps)
    label = label_of(model, steps)
    if kind == "missing":
        return _missing(model, source, steps)
    if fault.get("input", "") is None:
        # Only a list keeps an empty place ("- " with nothing behind it).
        return Problem(source.position(steps), "E202", f"{label}是空的。", "请填写内容；没有内容就删去这一项。")
    if kind.startswith("E"):
        hint = _measured_hint(model, source, steps, context)
        return Problem(source.position(steps), kind, f"{label}：{context['message']}", hint or context["hint"])
    code, message, hint = _translate(kind, context, fault.get("input"))
    return Problem(source.position(steps), code, f"{label}{message}", hint)


def _measured_hint(model: type[BaseModel], source: Source, steps: Steps, context: Mapping[str, Any]) -> str:
    """Of a number whose measure is a field beside it: what to write into both."""
    owner = _model_at(model, steps[:-1])
    if "figure" not in context or not owner or "measure" not in owner.model_fields:
        return ""
    beside: Any = source.data
    for step in steps[:-1]:
        beside = beside[step]
    measure = beside.get("measure")
    return measured_advice(context["figure"], measure.strip() if isinstance(measure, str) else "")


def _is_echo(fault: Mapping[str, Any]) -> bool:
    """Whether a list is called too short only because its items have faults, which are reported themselves."""
    return fault["type"] == "too_short" and bool(len(fault["input"]) >= fault["ctx"]["min_length"])


def _is_branch(step: Any, source: Source, whole: tuple[Any, ...]) -> bool:
    """Whether pydantic put this step in for a union's branch: it is nowhere in the file."""
    return isinstance(step, str) and (not step.isidentifier() or "[" in step) and whole not in source.keys


def _missing(model: type[BaseModel], source: Source, steps: Steps) -> Problem:
    label = label_of(model, steps)
    if steps in source.keys:
        return Problem(source.key_position(steps), "E202", f"{label}是空的。", "这一项必填，请在冒号后面填写内容。")
    return Problem(source.position(steps[:-1]), *message_for("missing", label=label, how=how_to_add(model, steps)))


def how_to_add(model: type[BaseModel], steps: Steps) -> str:
    """What to write for a missing field: an example, its choices, or its shape."""
    name, info = steps[-1], _field_at(model, steps)
    if info is None:
        return f"请加上“{name}: …”。"
    listed = next((mark for mark in info.metadata if isinstance(mark, Listed)), None)
    if info.examples or info.annotation is Day:
        return f"请加上这个字段，例如“{name}: {info.examples[0] if info.examples else '2024-04-26'}”。"
    if listed:
        return f"请加上“{name}: …”，可选的词见 content/lists/{listed.name}.yml。"
    if get_origin(info.annotation) is Literal:
        return f"请加上“{name}: …”，从这些词里选一个：{'、'.join(map(str, get_args(info.annotation)))}。"
    if get_origin(info.annotation) is tuple:
        return f"请加上“{name}:”，在下面另起一行，以“- ”开头逐项填写，写法见模板或已有的文件。"
    if next(models_in(info.annotation), None):
        return f"请加上“{name}:”，在下面换行缩进，逐行填写，写法见模板或已有的文件。"
    return f"请加上“{name}: …”。{info.description or ''}"


def _translate(kind: str, context: Mapping[str, Any], value: Any) -> tuple[str, str, str]:
    """Code, what is wrong (after the field's name), what to write, for a fault of pydantic's own."""
    if kind in ("string_too_long", "too_long"):
        most = context["max_length"]
        unit, now = ("个字", len(value)) if isinstance(value, str) else ("项", context.get("actual_length", len(value)))
        return message_for("too-long", most=most, unit=unit, now=now)
    if kind in ("string_too_short", "too_short"):
        least = context["min_length"]
        unit = "个字" if isinstance(value, str) else "项"
        return message_for("too-short", least=least, unit=unit, now=len(value))
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"不小于 {context['ge']}" if "ge" in context else f"不大于 {context['le']}"
        return message_for("bound", bound=bound, value=quote(value))
    if kind == "literal_error":
        if not isinstance(value, str):
            return message_for("text-shape")
        choices = context["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
        return message_for("choice", value=quote(value), choices=choices)
    return message_for(_SHAPES.get(kind, "other-shape"))


_SHAPES = {
    "string_type": "text-shape",
    "tuple_type": "list-shape",
    "model_type": "group-shape",
    "model_attributes_type": "group-shape",
}


def _unknown(model: type[BaseModel], source: Source, steps: Steps) -> Problem:
    name = str(steps[-1])
    place = source.key_position(steps)
    if len(steps) == 1 and name in PLACED:
        hint = "编号就是文件名，单位就是所在的文件夹；请删去这一行。"
        return Problem(place, "E201", f"{quote(name)}不在文件里填写。", hint)
    inside = f"{label_of(model, steps[:-1])}里" if len(steps) > 1 else ""
    how = _suggest(_model_at(model, steps[:-1]), name)
    return Problem(place, *message_for("no-such-field", inside=inside, value=quote(name), how=how))


#: So many fields are named to who wrote one that there is not; all stand in the template.
_SHOWN = 16


def _suggest(model: type[BaseModel] | None, name: str) -> str:
    """Did you mean this field, or which fields there are."""
    close = _close_field(model, name)
    shown = {field: f"{field}（{title}）" if title else field for field, title in _fields(model).items()}
    if name.startswith("-") and name.lstrip("-") in shown:
        return f"请删去开头的“-”，写成“{name.lstrip('-')}: …”；列表的各项才以“- ”开头。"
    if close:
        return f"是不是想写 {shown[close]}？冒号前面要写英文字段名。"
    some = list(shown.values())[:_SHOWN]
    more = f"等 {len(shown)} 个" if len(shown) > _SHOWN else ""
    return f"请删去，或改用这里的字段：{'、'.join(some)}{more}。" if shown else "请删去这一行。"


def _fields(model: type[BaseModel] | None) -> dict[str, str | None]:
    """The fields that an author may write, with their titles."""
    placed = PLACED if model and issubclass(model, Record) else ()
    return {n: info.title for n, info in (model.model_fields if model else {}).items() if n not in placed}


@lru_cache(maxsize=4096)
def _close_field(model: type[BaseModel] | None, name: str) -> str | None:
    """The field that was meant: one of a similar name, or of the Chinese title that the author wrote."""
    fields = _fields(model)
    titles = {title: field for field, title in fields.items() if title}
    close = difflib.get_close_matches(name, fields, n=1, cutoff=0.6)
    close += [titles[title] for title in difflib.get_close_matches(name, titles, n=1, cutoff=0.5)]
    return close[0] if close else None


def _meant(model: type[BaseModel], steps: Steps) -> tuple[Any, ...]:
    """The steps of the field that was meant by an unknown one."""
    return (*steps[:-1], _close_field(_model_at(model, steps[:-1]), str(steps[-1])))


def label_of(model: type[BaseModel], steps: Steps) -> str:
    """What people call the field at `steps`: 来源第 2 项的网址（url）."""
    words, name, titled = "", "", False
    current: type[BaseModel] | None = model
    for step in steps:
        if isinstance(step, int):
            words += f"第 {step + 1} 项"
            continue
        info = current.model_fields.get(step) if current else None
        name, titled = step, bool(info and info.title)
        words += ("的" if words else "") + (info.title if info and info.title else quote(step))
        current = next(models_in(info.annotation), None) if info else None
    return f"{words}（{name}）" if titled else words or "内容"


def _field_at(model: type[BaseModel], steps: Steps) -> FieldInfo | None:
    names = [step for step in steps if isinstance(step, str)]
    owner = _model_at(model, tuple(names[:-1]))
    return owner.model_fields.get(names[-1]) if owner and names else None


def holds_date(model: type[BaseModel], steps: Steps) -> bool:
    """Whether the field at `steps` is a date or a time."""
    info = _field_at(model, steps)
    return info is not None and any(part in (Day, datetime) for part in (info.annotation, *get_args(info.annotation)))


def _model_at(model: type[BaseModel], steps: Steps) -> type[BaseModel] | None:
    """The model that the value at `steps` is read into."""
    current: type[BaseModel] | None = model
    for step in steps:
        if isinstance(step, int):
            continue
        info = current.model_fields.get(step) if current else None
        current = next(models_in(info.annotation), None) if info else None
    return current


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every model inside an annotation such as `tuple[Image, ...]` or `Results | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for inner in get_args(annotation):
        yield from models_in(inner)
