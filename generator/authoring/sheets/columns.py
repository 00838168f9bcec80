"""The columns of a kind's sheet: its fields laid out flat, lists of groups a few times over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.authoring.sheets.list_cells import ADVICE
from generator.loading.validation import models_in
from generator.model.dates import Day
from generator.model.field_types import LONGEST_TEXT, Listed, Reads
from generator.model.record import PLACED, Kind
from generator.model.vocabularies import Lists
from generator.yaml_source.builder import Steps

UNIT, ID = "单位", "编号"
#: How often a group such as 来源 stands in the template; the header of a further one is written by hand.
SHOWN = 3
#: How often a group stands in a record whose field names no bound.
MOST = 30


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands above it, where its value belongs, what may be written there."""

    header: str
    steps: Steps
    info: FieldInfo
    required: bool
    #: Whether a cell holds several values.
    many: bool
    long: bool
    list_name: str
    choices: tuple[str, ...]
    #: How its value is read: `day`, `count`, `wan` and so on.
    reads: str

    @property
    def hint(self) -> str:
        """What belongs here, in the words of the field itself."""
        words = ["必填" if self.required else "选填", self.info.description or ""]
        if self.many:
            words.append(ADVICE)
        if self.info.examples:
            words.append(f"例如 {self.info.examples[0]}")
        most = next((mark.max_length for mark in self.info.metadata if isinstance(mark, MaxLen)), None)
        if most and not self.many:
            words.append(f"最多 {most} 个字")
        return "。".join(word.rstrip("。") for word in words if word) + "。"


def columns(kind: Kind, lists: Lists, shown: int = SHOWN) -> Iterator[Column]:
    """The columns in the order of the fields, the required ones first, as in the blank template."""
    fields = {name: info for name, info in kind.model.model_fields.items() if name not in PLACED}
    for name, info in sorted(fields.items(), key=lambda field: not field[1].is_required()):
        inner = next(models_in(info.annotation), None)
        title = info.title or name
        if inner is None:
            yield _column(title, (name,), info, lists, required=info.is_required())
        elif not is_many(info):
            yield from _group(f"{title}：", (name,), inner, lists, required=False)
        else:
            for number in range(min(shown, _most(info))):
                needed = info.is_required() and number == 0
                yield from _group(f"{title}{number + 1}：", (name, number), inner, lists, required=needed)


def _group(lead: str, steps: Steps, model: type[BaseModel], lists: Lists, *, required: bool) -> Iterator[Column]:
    for name, info in model.model_fields.items():
        needed = required and info.is_required()
        yield _column(f"{lead}{info.title or name}", (*steps, name), info, lists, required=needed)


def _column(header: str, steps: Steps, info: FieldInfo, lists: Lists, *, required: bool) -> Column:
    marks = [*info.metadata, *_inside(info.annotation)]
    listed = next((mark.name for mark in marks if isinstance(mark, Listed)), "")
    words = tuple(mark for mark in marks if isinstance(mark, str))
    long = any(getattr(mark, "max_length", 0) == LONGEST_TEXT for mark in marks)
    choices = tuple(lists.names(listed)) if listed else words
    dated = Day in (info.annotation, *get_args(info.annotation))
    reads = next((mark.how for mark in marks if isinstance(mark, Reads)), "day" if dated else "plain")
    return Column(header, steps, info, required, is_many(info), long, listed, choices, reads)


def _inside(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        if isinstance(inner, str):
            yield inner
        else:
            yield from _inside(inner)


def is_many(info: FieldInfo) -> bool:
    """Whether a field holds a list."""
    return any(get_origin(part) is tuple for part in (info.annotation, *get_args(info.annotation)))


def _most(info: FieldInfo) -> int:
    return next((mark.max_length for mark in info.metadata if isinstance(mark, MaxLen)), MOST)
