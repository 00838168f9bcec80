"""Figures that can be what they say."""

from collections.abc import Iterator

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem, quote
from generator.model.kinds.figure import CHANGES, Figure
from generator.site.site import Site


def negatives_meant(site: Site) -> Iterator[Problem]:
    """A figure below nought says how something changed; of anything else it is a slip."""
    for entry in site.catalogue.entries:
        values = entry.record.values if isinstance(entry.record, Figure) else ()
        for number, value in enumerate(values):
            if value.value < 0 and not CHANGES.search(f"{value.name} {value.measure}"):
                told = message_for("negative-value", value=quote(value.value), name=value.name)
                yield Problem(entry.source.position(("values", number, "value")), *told)
