"""The fields of a kind as plain data, so that the form in the browser is made of the kinds themselves."""

from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.loading.validation import how_to_add, models_in
from generator.model.dates import Day
from generator.model.field_types import AskedWhen, Listed, Reads, Refers
from generator.model.record import PLACED, Kind

#: The parts of the form: what they are called, and the fields in them besides the kind's texts.
#: What is in none belongs to the kind's own part.
PARTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("words", "标题和摘要", ("title", "summary")),
    ("kind", "", ()),
    ("text", "正文", ()),
    ("images", "图片", ("images",)),
    ("sources", "来源", ("sources",)),
    ("review", "发布和审核", ("publish_date", "reviewed_by", "reviewed_on")),
    ("more", "其他（不常用）", ("tags", "related", "outside_window", "corrections", "wechat", "note")),
)
_BOUNDS = {"max_length": "max", "min_length": "min", "ge": "ge", "le": "le"}


def form_fields(kind: Kind) -> list[dict[str, Any]]:
    """Every field that an author may write, in the order of the model."""
    named = [(name, info) for name, info in kind.model.model_fields.items() if name not in PLACED]
    return [{**_field(kind, info, name), "part": _part(kind, name)} for name, info in named]


def _part(kind: Kind, name: str) -> str:
    if name in kind.prose:
        return "text"
    return next((part for part, _title, names in PARTS if name in names), "kind")


def _field(kind: Kind, info: FieldInfo, *steps: str) -> dict[str, Any]:
    """A field; of a list, what is said of its items stands in it, and its own bounds in `many`."""
    made: dict[str, Any] = {"name": steps[-1], "title": info.title or "", "about": info.description or ""}
    for mark in info.metadata:
        if isinstance(mark, AskedWhen):
            made["when"] = (mark.field, mark.word)
    if info.examples:
        made["example"] = info.examples[0]
    if info.is_required():
        made |= {"required": True, "how": how_to_add(kind.model, steps)}
    annotation, marks = info.annotation, list(info.metadata)
    if get_origin(annotation) is tuple:
        made["many"] = _bounds(marks)
        annotation, marks = get_args(annotation)[0], []
    marks += _inside(annotation)
    inner = next(models_in(annotation), None)
    if inner:
        made["fields"] = [_field(kind, field, *steps, name) for name, field in inner.model_fields.items()]
    else:
        made |= _bounds(marks) | _reading(annotation, marks)
    return made


def _bounds(marks: list[Any]) -> dict[str, Any]:
    return {
        short: value
        for mark in marks
        for name, short in _BOUNDS.items()
        if (value := getattr(mark, name, None)) is not None
    }


def _reading(annotation: Any, marks: list[Any]) -> dict[str, Any]:
    """How a value is read, and what may be chosen."""
    made: dict[str, Any] = {"reads": "day" if Day in (annotation, *get_args(annotation)) else "plain"}
    for mark in marks:
        if isinstance(mark, Reads):
            made["reads"] = mark.how
            made |= {"pattern": mark.pattern, "advice": mark.advice} if mark.pattern else {}
        elif isinstance(mark, Listed):
            made["list"] = mark.name
        elif isinstance(mark, Refers):
            made["refers"] = mark.kind
    choices = [
        word for part in (annotation, *get_args(annotation)) if get_origin(part) is Literal for word in get_args(part)
    ]
    if choices and made["reads"] == "plain":
        made |= {"reads": "choice", "choices": choices}
    elif choices:
        # A number or, in its place, a word such as 未报.
        made["also"] = choices
    return made


def _inside(annotation: Any) -> list[Any]:
    """Marks anywhere inside an annotation such as `Annotated[…] | None`."""
    found = list(getattr(annotation, "__metadata__", ()))
    for inner in get_args(annotation):
        found += _inside(inner)
    return found
