"""The template that `wanlixing new KIND` writes: every field with its label, required ones first."""

from collections.abc import Collection, Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from generator.loading.validation import models_in
from generator.model.field_types import LONGEST_TEXT, Listed
from generator.model.record import PLACED, Kind
from generator.model.vocabularies import Lists

#: A comment is read at a glance; the schema has all choices.
MOST_CHOICES = 14


def draft(kind: Kind, lists: Lists) -> str:
    """YAML with empty fields; a field that is left empty counts as not given."""
    lines = [
        f"# yaml-language-server: $schema=../../schema/{kind.name}.json",
        f"# {kind.label}：{kind.about.description}",
        "# 文件名就是编号，只用小写英文字母、数字和短横线。",
        "",
        *fields_of(kind.model, lists, PLACED),
    ]
    return "\n".join(lines) + "\n"


def fields_of(model: type[BaseModel], lists: Lists, left_out: Collection[str] = ()) -> Iterator[str]:
    """The lines of a form: what has to be filled in, then what may be; without what the file's place says."""
    fields = {name: info for name, info in model.model_fields.items() if name not in left_out}
    # A list that is all that a file holds is what one comes to fill in, even if it may be empty.
    needed = [name for name, info in fields.items() if info.is_required() or name == "items"]
    if needed:
        yield "# —— 必填 ——"
    for name in needed:
        yield from _field(name, fields[name], lists, "", needed=True)
    if len(needed) < len(fields):
        yield from ("", "# —— 选填：没有就留空或删去 ——")
    for name, info in fields.items():
        if name not in needed:
            yield from _field(name, info, lists, "", needed=False)


def _field(name: str, info: FieldInfo, lists: Lists, indent: str, *, needed: bool) -> Iterator[str]:
    """The explanation as a comment, then the field with nothing behind it."""
    yield f"{indent}# {_explain(info, lists)}"
    inner = next(models_in(info.annotation), None)
    if inner is None:
        yield f"{indent}{name}: {'|' if _is_long(info) and needed else ''}".rstrip()
    else:
        many = _is_many(info)
        yield from _group(name, inner, lists, indent, required=needed, many=many)


def _group(
    name: str, model: type[BaseModel], lists: Lists, indent: str, *, required: bool, many: bool
) -> Iterator[str]:
    """A group of fields; an optional one is commented out whole, since half of it would be a fault."""
    sign = "" if required else "# "
    yield f"{indent}{sign}{name}:"
    for number, (inner, info) in enumerate(model.model_fields.items()):
        lead = "- " if many and number == 0 else "  " if many else ""
        yield f"{indent}{sign}  {lead}{inner}:  # {_explain(info, lists)}"


def _explain(info: FieldInfo, lists: Lists) -> str:
    words = [info.title or "", info.description or ""]
    names = list(_choices(info, lists))
    if names:
        words.append(f"可选：{'、'.join(names[:MOST_CHOICES])}{'……' if len(names) > MOST_CHOICES else ''}")
    if _is_many(info) and next(models_in(info.annotation), None) is None:
        words.append("多项写成 [甲, 乙]")
    if info.examples:
        words.append(f"例如 {info.examples[0]}")
    return "。".join(word.rstrip("。") for word in words if word)


def _choices(info: FieldInfo, lists: Lists) -> Iterator[str]:
    """What may be written here: names of a list, or the words that the field itself names."""
    for mark in (*info.metadata, *_inside(info.annotation)):
        if isinstance(mark, Listed):
            yield from lists.names(mark.name)
        elif isinstance(mark, WithJsonSchema):
            yield from (mark.json_schema or {}).get("enum", ())
        elif isinstance(mark, str):
            yield mark


def _inside(annotation: Any) -> Iterator[Any]:
    """Marks and literal words anywhere inside an annotation such as `tuple[Annotated[…], ...] | None`."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        if isinstance(inner, str):
            yield inner
        else:
            yield from _inside(inner)


def _is_many(info: FieldInfo) -> bool:
    return any(get_origin(part) is tuple for part in (info.annotation, *get_args(info.annotation)))


def _is_long(info: FieldInfo) -> bool:
    return any(getattr(mark, "max_length", 0) == LONGEST_TEXT for mark in info.metadata)
