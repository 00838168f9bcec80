"""The task line 其他 asks for an explanation."""

from collections.abc import Iterator
from functools import cache

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem
from generator.model.field_types import AskedWhen, marks_of
from generator.model.record import Record
from generator.site.site import Site


def theme_explained(site: Site) -> Iterator[Problem]:
    """Work outside the seven task lines says what it is (苏知发〔2020〕63号, part 4, last paragraph)."""
    for entry in site.catalogue.entries:
        record = entry.record
        for name, when in _asked(record.kind.model):
            if getattr(record, when.field) == when.word and not getattr(record, name):
                yield Problem(entry.source.position((when.field,)), *message_for("theme-note"))


@cache
def _asked(model: type[Record]) -> tuple[tuple[str, AskedWhen], ...]:
    """The fields that have to be there when another holds a certain word."""
    found = ((name, mark) for name in model.model_fields for mark in marks_of(model, name))
    return tuple((name, mark) for name, mark in found if isinstance(mark, AskedWhen))
