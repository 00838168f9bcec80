"""What an event achieved adds up, and its forms and types have names that the table knows."""

import difflib
from collections.abc import Iterator

from generator.diagnostics.problems import Problem, quote
from generator.model.declaration import Event
from generator.model.quantities import Tally
from generator.site.entry import Entry
from generator.site.site import Site

_PARTS = (
    ("matchings", "matching_forms", "matching-forms", "对接次数", "对接形式"),
    ("trainings", "training_types", "training-types", "培训次数", "培训类型"),
)


def results_add_up(site: Site) -> Iterator[Problem]:
    """Parts come to no more than their whole, names to no more than enterprises; nothing ends before it begins."""
    for entry in site.catalogue.entries:
        fields, event = entry.record.kind.event, entry.record.event
        if fields is None:
            continue
        achieved = fields.achieved
        for whole, parts, name, number, words in _PARTS:
            tallies: tuple[Tally, ...] = getattr(event.achieved, parts)
            for at, *reported in _named(site, tallies, name, words):
                yield Problem(entry.source.position((achieved, parts, at)), *reported)
            given, summed = getattr(event.achieved, whole), sum(tally.count for tally in tallies)
            if given is not None and summed > given:
                message = f"{number}写的是 {given}，{words}加起来是 {summed}。"
                place = entry.source.position((achieved, whole))
                yield Problem(place, "E313", message, f"请核对；不写{number}时按{words}相加。")
        yield from _enterprises(event, entry, achieved)
        if event.end and event.start and event.end.last < event.start.first:
            message = f"结束日期 {event.end} 早于发生日期 {event.start}。"
            place = entry.source.position((fields.end,))
            yield Problem(place, "E309", message, f"请核对 event_date 和 {fields.end}。")


def _enterprises(event: Event, entry: Entry, achieved: str) -> Iterator[Problem]:
    given, names = event.achieved.enterprises, len(set(event.enterprises))
    if given is not None and names > given:
        message = f"惠及企业数写的是 {given}，名单里有 {names} 家。"
        yield Problem(entry.source.position((achieved, "enterprises")), "E313", message, "请核对企业数和名单。")


def _named(site: Site, tallies: tuple[Tally, ...], name: str, words: str) -> Iterator[tuple[int, str, str, str]]:
    """Of each tally that the list does not know: its place, and what there is to say."""
    known = set(site.lists.names(name))
    for number, tally in enumerate(tallies):
        if known and tally.name not in known:
            yield number, "E304", f"{words}没有{quote(tally.name)}。", _meant(site, name, tally.name)


def _meant(site: Site, name: str, value: str) -> str:
    for term in site.lists.items(name):
        if value in term.aliases:
            return f"请写“{term.name}”。"
    close = difflib.get_close_matches(value, list(site.lists.names(name)), n=1, cutoff=0.5)
    return f"是不是“{close[0]}”？" if close else f"可选：{'、'.join(site.lists.names(name))}。"
