"""What a record names must exist: controlled values and other records."""

import difflib
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Position, Problem, quote
from generator.loading.validation import label_of, models_in
from generator.model.field_types import Listed, Refers
from generator.model.kinds import KINDS
from generator.model.office.selections import Selection
from generator.model.record import Record
from generator.site.moved import gone
from generator.site.site import Site
from generator.yaml_source.builder import Steps


def listed_values_exist(site: Site) -> Iterator[Problem]:
    """Every `Listed` field holds a name of its list. A list with faults of its own is not asked."""
    for entry in site.catalogue.entries:
        for steps, mark, value in marked(entry.record, Listed):
            source = site.loaded.list_sources.get(mark.name) if isinstance(mark, Listed) else None
            if not isinstance(mark, Listed) or value in _names(site, mark.name):
                continue
            if source is None:
                place = Position(f"content/lists/{mark.name}.yml")
                yield Problem(place, "E311", "没有这份词表，而有的记录要用。", "请恢复这个文件；它可能被删去或改了名。")
            elif _names(site, mark.name) or source.data.get("items") == []:
                label = label_of(type(entry.record), steps)
                how = _nearest(site, mark.name, value)
                report = message_for("unlisted", label=label, value=quote(value), list=_title(site, mark.name), how=how)
                yield Problem(entry.source.position(steps), *report)


def references_resolve(site: Site) -> Iterator[Problem]:
    """Every `Refers` field holds the id of a record.

    A record with mistakes of its own is there: they are reported where they are, not at who refers to it.
    """
    for entry in site.catalogue.entries:
        for steps, mark, value in marked(entry.record, Refers):
            if isinstance(mark, Refers) and not _is_there(site, mark.kind, value):
                yield _unresolved(site, entry.source.position(steps), mark.kind, value)
            elif isinstance(mark, Refers) and _is_itself(site, entry.record, mark.kind, value):
                yield Problem(entry.source.position(steps), *message_for("itself", value=quote(value)))


def referring(site: Site, record: Record) -> Iterator[Position]:
    """Where other records, editions, settings and the office's files name a record by its id."""
    wanted = {record.kind.name, "*"}

    def names_it(model: BaseModel) -> Iterator[Steps]:
        for steps, mark, value in marked(model, Refers):
            if isinstance(mark, Refers) and mark.kind in wanted and value == record.id:
                yield steps

    for entry in site.catalogue.entries:
        yield from (entry.source.position(steps) for steps in names_it(entry.record))
    for edition in site.lists.editions.values():
        yield from (edition_place(site, edition.id, *steps) for steps in names_it(edition))
    yield from (site.loaded.settings.position(steps) for steps in names_it(site.config))
    for file in site.office.files:
        yield from (file.source.position(steps) for steps in names_it(file.form))


def settings_refer(site: Site) -> Iterator[Problem]:
    """What the settings and the editions name of the records is there."""
    for edition in site.lists.editions.values():
        for steps, mark, value in marked(edition, Refers):
            if isinstance(mark, Refers) and not _is_there(site, mark.kind, value):
                yield _unresolved(site, edition_place(site, edition.id, *steps), mark.kind, value)
    for steps, mark, value in marked(site.config, Refers):
        if isinstance(mark, Refers) and not _is_there(site, mark.kind, value):
            yield _unresolved(site, site.loaded.settings.position(steps), mark.kind, value)


def _is_there(site: Site, kind: str, record_id: str) -> bool:
    if site.catalogue.read(kind, record_id) is not None:
        return True
    keys = [(name, record_id) for name in (KINDS if kind == "*" else (kind,))]
    return any(key in site.loaded.invalid or key in site.loaded.not_loaded for key in keys)


def _is_itself(site: Site, record: Record, kind: str, value: str) -> bool:
    """A record that names itself; another kind may have a record of the same name."""
    own = record.kind.name
    others = [name for name in KINDS if name != own] if kind == "*" else []
    return value == record.id and kind in ("*", own) and not any(_is_there(site, name, value) for name in others)


def edition_place(site: Site, edition: str, *steps: str | int) -> Position:
    """Where a field of an edition stands in its list."""
    source = site.loaded.list_sources["editions"]
    ids = [str(item["id"]).strip() for item in source.data["items"]]
    return source.position(("items", ids.index(edition), *steps))


def _unresolved(site: Site, place: Position, kind: str, value: str) -> Problem:
    keys = (*site.catalogue.keys, *site.loaded.invalid, *site.loaded.not_loaded)
    ids = [record_id for name, record_id in keys if kind in ("*", name)]
    word = KINDS[kind].label if kind in KINDS else "记录"
    if value.removesuffix(".yml") in ids:
        hint = f"请写“{value.removesuffix('.yml')}”，不带 .yml。"
    elif known := gone(site, kind, value):
        hint = known
    elif close := difflib.get_close_matches(value, ids, n=1, cutoff=0.75):
        hint = f"是不是“{close[0]}”？"
    else:
        hint = "请写对方的文件名（不带 .yml），并确认那个文件已经放好。"
    return Problem(place, *message_for("no-record", value=quote(value), kind=word, how=hint))


def _names(site: Site, name: str) -> frozenset[str]:
    return _frozen(tuple(site.lists.names(name)))


@cache
def _frozen(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names)


def _title(site: Site, name: str) -> str:
    titles = {"units": "单位", "editions": "活动年度"}
    return titles.get(name) or (site.lists.terms[name].name if name in site.lists.terms else name)


def _nearest(site: Site, name: str, value: str) -> str:
    """Did you mean: an alias that people say, a similar name, or the whole list."""
    names = list(site.lists.names(name))
    for term in site.lists.terms[name].items if name in site.lists.terms else ():
        if value in term.aliases or value == term.id:
            return f"请写“{term.name}”。"
    for unit in site.lists.units.values() if name == "units" else ():
        if value in (unit.name, unit.short, *unit.aliases):
            return f"请写单位编号“{unit.id}”。"
    close = difflib.get_close_matches(value, names, n=1, cutoff=0.4)
    guess = f"是不是“{close[0]}”？" if close else ""
    if guess and len(names) > 12:
        return guess
    choices = f"可选：{'、'.join(names[:30])}{'等' if len(names) > 30 else ''}。" if names else "这份词表还是空的。"
    return guess + choices


def office_names_exist(site: Site) -> Iterator[Problem]:
    """What the office's own files name is there, too; a case that is only nominated is named by its title."""
    kept = {n.case for _file, form in site.office.of(Selection) for n in form.nominations if n.title}
    for file in site.office.files:
        for steps, mark, value in marked(file.form, (Listed, Refers)):
            place = file.source.position(steps)
            if isinstance(mark, Refers):
                if value not in kept and not _is_there(site, mark.kind, value):
                    yield _unresolved(site, place, mark.kind, value)
            elif value not in _names(site, mark.name):
                label, how = label_of(type(file.form), steps), _nearest(site, mark.name, value)
                report = message_for("unlisted", label=label, value=quote(value), list=_title(site, mark.name), how=how)
                yield Problem(place, *report)


def marked(model: BaseModel, sort: Any, outer: Steps = ()) -> Iterator[tuple[Steps, Listed | Refers, str]]:
    """Every value of a record, or of what is inside it, that carries a mark of a sort, with its steps."""
    for name, mark, inner in _plan(type(model), sort):
        if name in getattr(model, "unsound", ()):
            continue
        value = getattr(model, name)
        if value is None or value == ():
            continue
        items = [((name,), value)] if not isinstance(value, tuple) else [((name, i), v) for i, v in enumerate(value)]
        for steps, item in items:
            if mark is not None:
                yield (*outer, *steps), mark, item
            elif inner is not None and isinstance(item, inner):
                yield from marked(item, sort, (*outer, *steps))


@cache
def _plan(model: type[BaseModel], sort: Any) -> tuple[tuple[str, Listed | Refers | None, type[BaseModel] | None], ...]:
    """The fields of a model worth looking at: those with a mark, and those with a model inside that has some."""
    plan = []
    for name, info in model.model_fields.items():
        mark = next((m for m in (*info.metadata, *_nested(info.annotation)) if isinstance(m, sort)), None)
        inner = next(models_in(info.annotation), None)
        if mark is not None or (inner is not None and _plan(inner, sort)):
            plan.append((name, mark, None if mark else inner))
    return tuple(plan)


def _nested(annotation: Any) -> Iterator[Any]:
    """Metadata of `Annotated` items inside a tuple or union."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _nested(inner)
