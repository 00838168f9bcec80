"""Texts that bear marks of having been pasted from PDF, Word or a web page."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.record_sources import sources
from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Problem, quote
from generator.model.kinds import TITLES, is_prose
from generator.site.site import Site
from generator.text.paste_cleanup import first_change, quoted, repair, suspect
from generator.text.paste_rules import BARE_HOST, EMOJI, LOST_SIGN, LOST_TABLE, PRIVATE, SIGN_PAIR
from generator.yaml_source.builder import Steps
from generator.yaml_source.reader import Source

#: Without one of these a title has nothing that only a title has not.
_TITLED = re.compile(rf"[。，、；：]$|\*\*|<br|&nbsp;|{EMOJI}")
_EMOJI = re.compile(EMOJI)
_LOST_TABLE = re.compile(LOST_TABLE, re.MULTILINE)
_PRIVATE, _LOST_SIGN, _SIGN_PAIR, _BARE_HOST = map(re.compile, (PRIVATE, LOST_SIGN, SIGN_PAIR, BARE_HOST))


def paste_marks_removed(site: Site) -> Iterator[Problem]:
    """Nothing is left to repair (conventions ID-50 to ID-63); what is reported here, `check --fix` puts right."""
    for source in sources(site):
        texts = source.texts()
        titled = any(steps in TITLES and _TITLED.search(text) for steps, text in texts)
        if titled or suspect(text for _steps, text in texts):
            for steps, text in texts:
                yield from _repairable(source, steps, text)
                yield from _doubtful(source, steps, text)
                if steps in TITLES:
                    yield from _told(source, steps, text, "emoji", _EMOJI.finditer(text))
                if is_prose(steps):
                    yield from _told(source, steps, text, "bare-host", _BARE_HOST.finditer(quoted(text)))


def _repairable(source: Source, steps: Steps, text: str) -> Iterator[Problem]:
    lines = is_prose(steps) or steps in source.blocks
    found = repair(text, lines=lines, title=steps in TITLES)
    # A row of tags is reported as such: putting its commas right would not make a list of it.
    if not found.names or steps[0] == "tags":
        return
    change = first_change(text, found.text)
    right = f"空一行，再写{quote(change.before, 60)}" if change.before else quote(change.right, 60)
    report = message_for("pasted", names="、".join(found.names), right=right)
    yield Problem(source.line_position(steps, change.line if steps in source.blocks else 0), *report)


def _doubtful(source: Source, steps: Steps, text: str) -> Iterator[Problem]:
    """What only the author can put right: characters that his font has and no other, characters that were lost."""
    report = set()
    for found in _PRIVATE.finditer(text):
        line = text.count("\n", 0, found.start())
        if line not in report:
            report.add(line)
            yield Problem(source.line_position(steps, line), *message_for("private-sign", sign=f"{ord(found[0]):04X}"))
    yield from _told(source, steps, text, "lost-sign", _LOST_SIGN.finditer(text))
    if (table := _LOST_TABLE.search(text)) and _LOST_TABLE.search(repair(text, lines=True).text):
        yield from _told(source, steps, text, "lost-table", (table,))
    pairs = (found for found in _SIGN_PAIR.finditer(quoted(text)) if len(set(found[0])) > 1)
    yield from _told(source, steps, text, "sign-pair", pairs)


def _told(source: Source, steps: Steps, text: str, name: str, found: Iterable[re.Match[str]]) -> Iterator[Problem]:
    """A message about each place that was found."""
    for one in found:
        line = text.count("\n", 0, one.start())
        yield Problem(source.line_position(steps, line), *message_for(name, value=quote(one[0])))
