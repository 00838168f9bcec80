"""Figures that can be what they say."""

from collections.abc import Iterator

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem, quote
from generator.model.kinds.figure import CHANGES, FIGURE
from generator.site.site import Site


def negatives_meant(site: Site) -> Iterator[Problem]:
    """A figure below nought says how something changed; of anything else it is a slip."""
    for entry in site.catalogue.entries_of(FIGURE):
        for number, value in enumerate(entry.record.values):
            if value.value < 0 and not CHANGES.search(f"{value.name} {value.measure}"):
                report = message_for("negative-value", value=quote(value.value), name=value.name)
                yield Problem(entry.source.position(("values", number, "value")), *report)
