"""What an event achieved adds up, and its forms and types have names that the table knows."""

import difflib
from collections.abc import Iterator

from generator.diagnostics.problems import Problem, quote
from generator.model.kinds.highlight import Highlight
from generator.model.quantities import Tally
from generator.site.entry import Entry
from generator.site.site import Site
from generator.yaml_source.builder import Steps

_PARTS = (
    ("matchings", "matching_forms", "matching-forms", "对接次数", "对接形式"),
    ("trainings", "training_types", "training-types", "培训次数", "培训类型"),
)


def results_add_up(site: Site) -> Iterator[Problem]:
    """Parts come to no more than their whole, names to no more than enterprises; nothing ends before it begins."""
    for entry in site.catalogue.entries:
        record = entry.record
        if not isinstance(record, Highlight):
            continue
        for whole, parts, name, number, words in _PARTS:
            tallies: tuple[Tally, ...] = getattr(record.results, parts)
            yield from _named(site, entry, parts, name, words)
            given, summed = getattr(record.results, whole), sum(tally.count for tally in tallies)
            if given is not None and summed > given:
                message = f"{number}写的是 {given}，{words}加起来是 {summed}。"
                place = entry.source.position(("results", whole))
                yield Problem(place, "E313", message, f"请核对；不写{number}时按{words}相加。")
        yield from _enterprises(record, entry)
        if record.event_end and record.event_date and record.event_end.last < record.event_date.first:
            message = f"结束日期 {record.event_end} 早于发生日期 {record.event_date}。"
            place = entry.source.position(("event_end",))
            yield Problem(place, "E309", message, "请核对 event_date 和 event_end。")


def _enterprises(record: Highlight, entry: Entry) -> Iterator[Problem]:
    given, names = record.results.enterprises, len(set(record.enterprise_names))
    if given is not None and names > given:
        message = f"惠及企业数写的是 {given}，名单里有 {names} 家。"
        yield Problem(entry.source.position(("results", "enterprises")), "E313", message, "请核对企业数和名单。")


def _named(site: Site, entry: Entry, parts: str, name: str, words: str) -> Iterator[Problem]:
    known = set(site.lists.names(name))
    record = entry.record
    if not isinstance(record, Highlight):
        return
    for number, tally in enumerate(getattr(record.results, parts)):
        if known and tally.name not in known:
            steps: Steps = ("results", parts, number)
            hint = _meant(site, name, tally.name)
            yield Problem(entry.source.position(steps), "E304", f"{words}没有{quote(tally.name)}。", hint)


def _meant(site: Site, name: str, value: str) -> str:
    for term in site.lists.items(name):
        if value in term.aliases:
            return f"请写“{term.name}”。"
    close = difflib.get_close_matches(value, list(site.lists.names(name)), n=1, cutoff=0.5)
    return f"是不是“{close[0]}”？" if close else f"可选：{'、'.join(site.lists.names(name))}。"
