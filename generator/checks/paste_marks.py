"""Texts that bear marks of having been pasted from PDF, Word or a web page."""

from collections.abc import Iterator

from generator.checks.record_sources import sources
from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem, quote
from generator.site.site import Site
from generator.text.paste_cleanup import repair, suspect


def pasting_repaired(site: Site) -> Iterator[Problem]:
    """Nothing is left to repair (conventions ID-50 to ID-63); what is told here, `check --fix` puts right."""
    for source in sources(site):
        if not suspect(text for _steps, text in source.texts()):
            continue
        for steps, text in source.texts():
            lines = steps in source.blocks
            found = repair(text, lines=lines)
            if not found.names:
                continue
            pairs = list(zip(text.split("\n"), found.text.split("\n"), strict=False)) if lines else [(text, found.text)]
            first, right = next(((n, now) for n, (was, now) in enumerate(pairs) if was != now), (0, found.text))
            told = message_for("pasted", names="、".join(found.names), right=quote(right, 60))
            yield Problem(source.line_position(steps, first), *told)
