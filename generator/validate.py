"""Plain data plus a model gives a value of that model, or problems with places.

Speaks for pydantic: every fault it reports gets a code, a Chinese message and the nearest place.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.problems import Place, Problem, quote
from generator.record import PLACED, Entry, Kind
from generator.source import Source, Steps

Model = TypeVar("Model", bound=BaseModel)


def read_model(model: type[Model], source: Source, **given: Any) -> tuple[Model | None, list[Problem]]:
    """Build `model` from the file's data and from what is `given` by its place in the tree."""
    data = _without_blanks(source.data)
    refused = [_unknown(model, source, (name,)) for name in given if name in data]
    try:
        return model.model_validate({**data, **given}), refused
    except ValidationError as error:
        found = (_problem(model, source, fault) for fault in error.errors(include_url=False))
        return None, _once_a_place([*refused, *found])


def read_record(kind: Kind, source: Source, record_id: str, unit: str) -> tuple[Entry | None, list[Problem]]:
    """One record with the file it came from."""
    record, problems = read_model(kind.model, source, id=record_id, unit=unit)
    return (Entry(record, source) if record else None), problems


def _without_blanks(data: Any) -> Any:
    """`key:` with nothing behind it means "not given", as in a template that was left blank."""
    if isinstance(data, dict):
        return {key: _without_blanks(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_blanks(value) for value in data]
    return data


def _once_a_place(problems: Iterable[Problem]) -> list[Problem]:
    """One fault a place: a field that is wrong in two ways is told once."""
    first: dict[Place, Problem] = {}
    for problem in problems:
        first.setdefault(problem.place, problem)
    return list(first.values())


def _problem(model: type[BaseModel], source: Source, fault: Mapping[str, Any]) -> Problem:
    steps: Steps = tuple(step for step in fault["loc"] if not _is_branch(step, source, fault["loc"]))
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(model, source, steps)
    label = _label(model, steps)
    if kind == "missing":
        hint = f"请加上“{steps[-1]}: …”。"
        return Problem(_missing_place(source, steps), "E202", f"缺少{label}（{steps[-1]}）。", hint)
    if kind.startswith("E"):
        return Problem(source.place(steps), kind, f"{label}：{context['message']}", context["hint"])
    code, message, hint = _translate(kind, context, fault.get("input"))
    return Problem(source.place(steps), code, f"{label}{message}", hint)


def _is_branch(step: Any, source: Source, whole: tuple[Any, ...]) -> bool:
    """Whether pydantic put this step in for a union's branch: it is nowhere in the file."""
    return isinstance(step, str) and (not step.isidentifier() or "[" in step) and whole not in source.keys


def _missing_place(source: Source, steps: Steps) -> Place:
    return source.key_place(steps) if steps in source.keys else source.place(steps[:-1])


def _translate(kind: str, context: Mapping[str, Any], value: Any) -> tuple[str, str, str]:
    """Code, what is wrong (after the field's name), what to write, for a fault of pydantic's own."""
    if kind in ("string_too_long", "too_long"):
        most = context["max_length"]
        unit, now = ("个字", len(value)) if isinstance(value, str) else ("项", context.get("actual_length", len(value)))
        return "E204", f"最多 {most} {unit}，现在有 {now} {unit}。", f"请删减到 {most} {unit}以内。"
    if kind in ("string_too_short", "too_short"):
        least = context["min_length"]
        unit = "个字" if isinstance(value, str) else "项"
        return "E205", f"至少要 {least} {unit}。", "请补充内容。"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"不小于 {context['ge']}" if "ge" in context else f"不大于 {context['le']}"
        return "E206", f"应当{bound}，现在是{quote(value)}。", "请核对数字。"
    if kind == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
        return "E209", f"不能写{quote(value)}。", f"请从这些词里选一个：{choices}。"
    if kind == "string_pattern_mismatch":
        return "E210", f"的写法不合规定：{quote(value)}。", f"应当符合 {context['pattern']}。"
    return "E203", *_SHAPES.get(kind, ("的形式不对。", "请对照模板或示例填写。"))


_SHAPES = {
    "string_type": ("应当是文字。", "请直接写文字；若有方括号、花括号或“- ”，请去掉或加引号。"),
    "tuple_type": ("应当是列表。", "请逐项另起一行，以“- ”开头。"),
    "model_type": ("应当是一组字段。", "请换行缩进，逐行写“字段: 值”。"),
    "model_attributes_type": ("应当是一组字段。", "请换行缩进，逐行写“字段: 值”。"),
}


def _unknown(model: type[BaseModel], source: Source, steps: Steps) -> Problem:
    name = str(steps[-1])
    place = source.key_place(steps)
    if len(steps) == 1 and name in PLACED:
        hint = "编号就是文件名，单位就是所在文件夹；请删去这一行。"
        return Problem(place, "E201", f"{quote(name)}不在文件里填写。", hint)
    return Problem(place, "E201", f"没有{quote(name)}这个字段。", _suggest(_model_at(model, steps[:-1]), name))


def _suggest(model: type[BaseModel] | None, name: str) -> str:
    """Did you mean: by a similar field name, or by the Chinese label that the author wrote."""
    fields = {n: f for n, f in (model.model_fields if model else {}).items() if n not in PLACED}
    labels = {info.title: field for field, info in fields.items() if info.title}
    close = difflib.get_close_matches(name, fields, n=1, cutoff=0.6)
    if not close:
        close = [labels[t] for t in difflib.get_close_matches(name, labels, n=1, cutoff=0.5)]
    if close:
        return f"是不是想写“{close[0]}”？"
    return f"可用的字段：{'、'.join(fields)}。" if fields else "请删去这一行。"


def _label(model: type[BaseModel], steps: Steps) -> str:
    """The Chinese name of the field at `steps`, with the item's number inside a list."""
    number = next((step + 1 for step in reversed(steps) if isinstance(step, int)), None)
    info = _field_at(model, steps)
    words = (info.title if info else None) or str(steps[-1] if steps else "内容")
    return f"第 {number} 项{words}" if number else words


def _field_at(model: type[BaseModel], steps: Steps) -> FieldInfo | None:
    names = [step for step in steps if isinstance(step, str)]
    owner = _model_at(model, tuple(names[:-1]))
    return owner.model_fields.get(names[-1]) if owner and names else None


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
