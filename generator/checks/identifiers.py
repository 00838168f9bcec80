"""Numbers that were copied wrongly (conventions ID-30, ID-31, ID-35)."""

from collections.abc import Iterator

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem, quote
from generator.model.kinds.case import AS_GIVEN, CASE, Case
from generator.site.site import Site
from generator.text.identifiers import CHECKED, FORMED


def identifiers_fit(site: Site) -> Iterator[Problem]:
    """A check digit fits; a case number is in the form of its year."""
    for entry in site.catalogue.entries_of(CASE):
        record = entry.record
        for found in record.identifiers:
            if found.verdict not in (CHECKED, FORMED, AS_GIVEN):
                place = entry.source.position(_field_with(record, found.text))
                report = message_for("miscopied", kind=found.kind, value=quote(found.text), verdict=found.verdict)
                yield Problem(place, *report)


def _field_with(record: Case, text: str) -> tuple[str | int, ...]:
    """The field that holds a number."""
    for position, step in enumerate(record.proceedings):
        if text in (step.number or ""):
            return ("proceedings", position, "number")
    return next(((section.field,) for section in record.sections if text in section.text), ("title",))
