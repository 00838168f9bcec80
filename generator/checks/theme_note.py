"""The task line 其他 asks for an explanation."""

from collections.abc import Iterator

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem
from generator.model.kinds.highlight import Highlight
from generator.site.site import Site


def theme_explained(site: Site) -> Iterator[Problem]:
    """Work outside the seven task lines says what it is (苏知发〔2020〕63号, part 4, last paragraph)."""
    for entry in site.catalogue.entries:
        record = entry.record
        if isinstance(record, Highlight) and record.theme == "其他" and not record.theme_note:
            yield Problem(entry.source.position(("theme",)), *message_for("theme-note"))
