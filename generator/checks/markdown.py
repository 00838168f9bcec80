"""What the Markdown of a record may hold."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem
from generator.site.site import Site
from generator.text.markdown import may_have_faults, render


def texts_usable(site: Site) -> Iterator[Problem]:
    """No raw HTML, no link that a reader can't follow; the place is the line inside the text."""
    for entry in site.catalogue.entries:
        for section in filter(lambda passage: may_have_faults(passage.text), entry.record.sections):
            for fault in render(section.text, section.top).faults:
                place = entry.source.line_position((section.field,), fault.line)
                yield Problem(place, fault.code, fault.message, fault.hint)
