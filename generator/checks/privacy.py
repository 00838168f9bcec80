"""What must not be published of persons (conventions ID-10 to ID-21), and words that must be right (ID-62)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from generator.checks.record_sources import sources
from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Position, Problem, quote
from generator.loading.validation import label_of
from generator.model.dates import one_form
from generator.model.kinds.figure import NO_MEASURE
from generator.model.parsers import AMOUNT
from generator.model.vocabularies import Wording
from generator.site.site import Site
from generator.text.confusables import as_shown
from generator.text.paste_cleanup import quoted
from generator.text.person_names import family_name, persons_in
from generator.text.pii import Trace, hidden, traces
from generator.yaml_source.builder import Steps
from generator.yaml_source.reader import Source

#: The list of brands and firms that are called like a person.
BRANDS = "brands"
_WORDS_FOR = {"W606": "person-topic", "W605": "person-home", "W601": "person-doubt", "E602": "person-phone"}
#: What stands there are other people's words, or an address.
_FOREIGN = ("sources", "coverage")


def persons_protected(site: Site) -> Iterator[Problem]:
    """No number, address or name by which a person can be found, in any text of any file, sound or not."""
    brands = {term.name for term in site.lists.items(BRANDS)}
    for source in sources(site):
        yield from persons_in_source(source, brands)


def persons_in_source(source: Source, brands: Collection[str]) -> Iterator[Problem]:
    """The same of one file."""
    # An id is read in every address of the record.
    for trace in traces(PurePath(source.path).stem.replace("-", "|")):
        yield _problem(Position(source.path), trace)
    # Two ends of a line: a number may go on behind one, but not in another field.
    whole = "\n\n".join(text for _steps, text in source.texts())
    if not any(map(traces, {whole, as_shown(whole)})):
        return
    for steps, text in source.texts():
        if _is_measured(source, steps, text):
            continue
        forms = (as_shown(text), text)
        found = {(t.masked, form.count("\n", 0, t.start)): t for form in forms for t in traces(form, brands)}
        for (_masked, line), trace in found.items():
            yield _problem(source.line_position(steps, line), trace)


def _is_measured(source: Source, steps: Steps, text: str) -> bool:
    """A figure that has its measure beside it is no telephone number, however long it is."""
    around: Any = source.data
    for step in steps[:-1]:
        around = around[step]
    measure = around.get("measure") if steps[-1] == "value" and isinstance(around, dict) else None
    return isinstance(measure, str) and not NO_MEASURE.search(measure) and bool(AMOUNT.fullmatch(text.strip()))


def parties_masked(site: Site) -> Iterator[Problem]:
    """Natural persons among the parties appear with their family name only (conventions ID-21)."""
    brands = {term.name for term in site.lists.items(BRANDS)}
    for entry in site.catalogue.entries:
        for number, party in enumerate(getattr(entry.record, "parties", ())):
            steps = ("parties", number, "name")
            for name in persons_in(party.name, brands)[:1]:
                code, message, hint = message_for("full-name", value=quote(name), family=family_name(name))
                label = label_of(type(entry.record), steps)
                yield Problem(entry.source.position(steps), code, f"{label}：{message}", hint)


def without_persons(problems: Iterable[Problem]) -> list[Problem]:
    """What is reported is read in public: whatever an author is quoted with is masked."""
    return [replace(p, message=hidden(p.message), hint=hidden(p.hint)) for p in problems]


def guides_protected(site: Site) -> Iterator[Problem]:
    """The same of the hand-written pages, but for words: these pages say what must not be written."""
    for guide in site.guides.values():
        shown = as_shown(guide.written)
        for trace in (trace for trace in traces(shown) if trace.code.startswith("E")):
            yield _problem(Position(guide.path, shown.count("\n", 0, trace.start) + 1), trace)


def _problem(place: Position, trace: Trace) -> Problem:
    """The number itself is not repeated: what is reported here is read in logs that are public."""
    kind = _WORDS_FOR.get(trace.code, "person")
    report = message_for(kind, code=trace.code, name=trace.name, masked=quote(trace.masked), plain=trace.masked)
    return Problem(place, *report)


def words_right(site: Site) -> Iterator[Problem]:
    """Names and terms as `content/lists/wording.yml` has them; what is quoted is left as it is."""
    wanted = site.lists.wording
    signs = [wrong for wording in wanted for wrong in wording.wrong]
    for source in sources(site):
        texts = [(steps, text) for steps, text in source.texts() if steps[0] not in _FOREIGN and steps[-1] != "url"]
        whole = "\n".join(text for _steps, text in texts)
        if not any(sign in whole for sign in signs):
            continue
        day = one_form(str(source.data.get("event_date") or source.data.get("publish_date") or ""))
        for steps, text in texts:
            yield from _wrong_words(source, steps, text, [w for w in wanted if w.since is None or day >= str(w.since)])


def _wrong_words(source: Source, steps: Steps, text: str, wanted: list[Wording]) -> Iterator[Problem]:
    for wording in wanted:
        for wrong in wording.wrong:
            start = quoted(text).find(wrong)
            if start < 0:
                continue
            place = source.line_position(steps, text.count("\n", 0, start))
            note = f"（{wording.note.rstrip('。')}）" if wording.note else ""
            yield Problem(place, *message_for("wording", value=quote(wrong), right=wording.right, note=note))
