"""The office's own files: an id stands for one thing."""

from collections.abc import Iterator

from pydantic import BaseModel

from generator.diagnostics.problems import Problem, quote
from generator.site.site import Site
from generator.yaml_source.builder import Steps


def office_ids_unique(site: Site) -> Iterator[Problem]:
    """In every list of a file of the office that gives ids, each is given once: calendars and ballots rest on them."""
    for file in site.office.files:
        for steps, value in _repeated(file.form):
            hint = "请换一个编号；编号定了就不再改，日历和选票都靠它。"
            yield Problem(file.source.position(steps), "E310", f"编号{quote(value)}用了两次。", hint)


def _repeated(form: BaseModel, outer: Steps = ()) -> Iterator[tuple[Steps, str]]:
    for name in type(form).model_fields:
        value = getattr(form, name)
        if not isinstance(value, tuple):
            continue
        seen: set[str] = set()
        for number, item in enumerate(value):
            if not isinstance(item, BaseModel):
                break
            own = getattr(item, "id", None)
            if own in seen:
                yield (*outer, name, number, "id"), str(own)
            seen |= {own} if isinstance(own, str) else set()
            yield from _repeated(item, (*outer, name, number))
