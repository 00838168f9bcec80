"""What a record names must exist: controlled values and other records."""

import difflib
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.fields import Listed, Refers
from generator.problems import Problem, quote
from generator.record import Entry, Record
from generator.site import Site
from generator.source import Steps
from generator.validate import models_in


def listed_values_exist(site: Site) -> Iterator[Problem]:
    """Every `Listed` field holds a name of its list."""
    for entry in site.catalogue.entries:
        for steps, mark, value in marked(entry.record):
            if isinstance(mark, Listed) and value not in _names(site, mark.name):
                message = f"{quote(value)}不在“{_title(site, mark.name)}”词表内。"
                yield Problem(entry.source.place(steps), "E304", message, _nearest(site, mark.name, value))


def references_resolve(site: Site) -> Iterator[Problem]:
    """Every `Refers` field holds the id of a record; editions refer to policies."""
    for entry in site.catalogue.entries:
        for steps, mark, value in marked(entry.record):
            if isinstance(mark, Refers) and site.catalogue.get(mark.kind, value) is None:
                yield _unresolved(site, entry, steps, mark.kind, value)
    source = site.list_sources.get("editions")
    for number, edition in enumerate(site.lists.editions.values()):
        if source and edition.policy and site.catalogue.get("policy", edition.policy) is None:
            message = f"没有编号为{quote(edition.policy)}的政策文件。"
            yield Problem(source.place(("items", number, "policy")), "E302", message, "请写政策文件的文件名。")


def _unresolved(site: Site, entry: Entry, steps: Steps, kind: str, value: str) -> Problem:
    ids = [r.id for r in site.catalogue.records if kind in ("*", r.kind.name)]
    close = difflib.get_close_matches(value, ids, n=1)
    hint = f"是不是“{close[0]}”？" if close else "请写对方的文件名（不带 .yml）。"
    return Problem(entry.source.place(steps), "E302", f"没有编号为{quote(value)}的记录。", hint)


def _names(site: Site, name: str) -> frozenset[str]:
    return _frozen(tuple(site.lists.names(name)))


@cache
def _frozen(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names)


def _title(site: Site, name: str) -> str:
    titles = {"units": "单位", "editions": "届次"}
    return titles.get(name) or (site.lists.terms[name].name if name in site.lists.terms else name)


def _nearest(site: Site, name: str, value: str) -> str:
    """Did you mean: an alias that people say, a similar name, or the whole list."""
    names = list(site.lists.names(name))
    for term in site.lists.terms[name].items if name in site.lists.terms else ():
        if value in term.aliases or value == term.id:
            return f"请写“{term.name}”。"
    close = difflib.get_close_matches(value, names, n=1, cutoff=0.4)
    if close:
        return f"是不是“{close[0]}”？"
    return f"可选：{'、'.join(names[:30])}。"


def marked(record: Record) -> Iterator[tuple[Steps, Listed | Refers, str]]:
    """Every value of the record that carries a mark, with its steps."""
    for name, mark, inner in _plan(type(record)):
        value = getattr(record, name)
        if value is None:
            continue
        items = [((name,), value)] if not isinstance(value, tuple) else [((name, i), v) for i, v in enumerate(value)]
        for steps, item in items:
            if mark is not None:
                yield steps, mark, item
            elif inner is not None and isinstance(item, inner):
                yield from _marked_inside(item, steps)


def _marked_inside(model: BaseModel, outer: Steps) -> Iterator[tuple[Steps, Listed | Refers, str]]:
    for name, mark, _inner in _plan(type(model)):
        value = getattr(model, name)
        if mark is not None and value is not None:
            yield (*outer, name), mark, value


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, Listed | Refers | None, type[BaseModel] | None], ...]:
    """The fields of a model worth looking at: those with a mark, and those with a model inside."""
    plan = []
    for name, info in model.model_fields.items():
        mark = next((m for m in (*info.metadata, *_nested(info.annotation)) if isinstance(m, Listed | Refers)), None)
        inner = next(models_in(info.annotation), None)
        if mark is not None or inner is not None:
            plan.append((name, mark, None if mark else inner))
    return tuple(plan)


def _nested(annotation: Any) -> Iterator[Any]:
    """Metadata of `Annotated` items inside a tuple or union."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _nested(inner)
