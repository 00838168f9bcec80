"""What an answer is worth, against the truth."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from benchmarks.search.asking import LONGEST, Answer, Asked
from benchmarks.search.queries import Query
from benchmarks.search.truth import Mask, Truth

from generator.text.search_folding import fold

#: Classes in which something else is typed than what is meant.
GUESSED = ("pinyin", "wrong")
_WORDS = re.compile(r"[“\"]([^”\"]+)[”\"]|([^\s“”\"]+)")


@dataclass
class Verdict:
    """One query's marks, each from 0 to 1, None where it makes no sense; and what fell short, in words."""

    query: Query
    recall: float | None = None
    #: With those that have the parts apart, which the page offers one click away.
    split: float | None = None
    first_ten: float | None = None
    #: How many of the first ten hold the query as it stands, of those that could be there; titles likewise.
    wanted_in_ten: float | None = None
    titles_in_ten: float | None = None
    title_first: float | None = None
    best_in_three: float | None = None
    #: Whether the total is said to be exact; if so, whether it is; if not, how far it is off.
    said: float | None = None
    total: float | None = None
    off: float | None = None
    counts: float | None = None
    unclaimed: float | None = None
    near: float | None = None
    short: list[str] = field(default_factory=list)


def judge(query: Query, asked: Asked, truth: Truth, facets: list[str]) -> Verdict:
    """All marks of one query."""
    verdict = Verdict(query)
    if error := asked.first.error or asked.whole.error or asked.split.error:
        verdict.recall = verdict.first_ten = 0.0
        verdict.short.append(f"error {error}")
    elif query.type == "absent":
        _absent(verdict, asked.first, truth)
    else:
        wanted = query.wanted(truth)
        _found(verdict, asked, truth, wanted)
        _ranked(verdict, asked.first, truth, wanted)
        _total(verdict, asked.first, truth, wanted)
        _counts(verdict, asked.first, truth, facets)
    return verdict


def _absent(verdict: Verdict, answer: Answer, truth: Truth) -> None:
    """What is nowhere must not be claimed; a correction that is told is no claim, but worth a look."""
    told = [note for note in answer.notes if note["type"] in ("typo", "pinyin", "split")]
    verdict.unclaimed = float(answer.total == 0 or bool(told))
    if answer.total:
        verdict.short.append(f"expected nothing, got {answer.total}; {_told(answer)}")
    elif any(truth.loosely(word).any() for word in re.findall(r"\w{2,}", verdict.query.text)):
        verdict.near = float(bool(answer.nearest))
        if not answer.nearest:
            verdict.short.append("one of its words is there, but no nearest record was offered")


def _found(verdict: Verdict, asked: Asked, truth: Truth, wanted: Mask) -> None:
    """The whole list; a long one that was not asked for to its end is worth its total, if that is near."""
    needed = int(wanted.sum())
    for name, answer in (("recall", asked.whole), ("split", asked.split)):
        found = int((truth.mask(answer.items) & wanted).sum())
        if len(answer.items) == LONGEST:
            found = needed if answer.total >= 0.9 * needed else answer.total
        setattr(verdict, name, min(found / needed, 1.0))
        if len(set(answer.items)) != len(answer.items):
            verdict.short.append(f"{name}: the list holds records twice")
    if (verdict.split or 0) < 1:
        missing = np.flatnonzero(wanted & ~truth.mask(asked.split.items))[:2]
        examples = ", ".join(truth.texts[int(number)].address for number in missing)
        verdict.short.append(
            f"expected {needed}, got {verdict.recall:.3f} of them, not {examples}; {_told(asked.first)}"
        )
    if len(asked.first.items) < min(10, needed) and verdict.recall == 1:
        verdict.short.append(f"only {len(asked.first.items)} items at first, expected {needed}")
    if asked.whole.items[: len(asked.first.items)] != asked.first.items:
        verdict.short.append("the first ten change when more are asked for")


def _ranked(verdict: Verdict, answer: Answer, truth: Truth, wanted: Mask) -> None:
    """What stands on top: only what is right, what must be found before parts apart, titles before all."""
    query, ten = verdict.query, [truth.number[address] for address in answer.items[:10]]
    right = wanted if query.tight else wanted | meant(query, answer, truth, _by_any_name(truth))
    verdict.first_ten = float(right[ten].mean()) if ten else 0.0
    if verdict.first_ten < 1:
        wrong = [truth.texts[number].address for number in ten if not right[number]][:2]
        verdict.short.append(f"first ten: {verdict.first_ten:.2f} right of {len(ten)}, wrong {wrong}; {_told(answer)}")
    verdict.wanted_in_ten = int(wanted[ten].sum()) / min(10, int(wanted.sum()))
    if verdict.wanted_in_ten < 1 == verdict.first_ten and query.type != "joined":
        verdict.short.append(f"first ten: {verdict.wanted_in_ten:.2f} hold it as it stands; {_told(answer)}")
    phrases = (query.text,) if query.type == "name" else query.needs[0]
    titled = wanted & np.logical_and.reduce([truth.titled(phrase) for phrase in phrases])
    if titled.any():
        verdict.titles_in_ten = int(titled[ten].sum()) / min(10, int(titled.sum()))
        if verdict.titles_in_ten < 1 and query.type not in ("joined", "pinyin"):
            verdict.short.append(f"first ten: {verdict.titles_in_ten:.2f} of the titles that could be there")
    _topmost(verdict, answer, titled, wanted, ten)


def _topmost(verdict: Verdict, answer: Answer, titled: Mask, wanted: Mask, ten: list[int]) -> None:
    """The first hit of a title or a piece of one, the first three of a guess."""
    query = verdict.query
    if query.type in ("fragment", "title"):
        verdict.title_first = float(titled[ten[:1]].any())
        if not verdict.title_first:
            verdict.short.append(f"expected a title with it first, got {answer.items[:1]}")
    if query.type in GUESSED:
        best = titled if titled.any() else wanted
        verdict.best_in_three = float(best[ten[:3]].any())
        if not verdict.best_in_three:
            verdict.short.append(f"expected {query.needs[0][0]} on top, got {answer.items[:3]}; {_told(answer)}")


def _loosely(truth: Truth) -> Callable[[str], Mask]:
    return lambda phrase: truth.loosely(phrase, besides=True)


def _by_any_name(truth: Truth) -> Callable[[str], Mask]:
    """The engine does not tell of other names where the full one was typed, so the lists must."""
    loosely = _loosely(truth)
    return lambda phrase: np.logical_or.reduce([loosely(variant) for variant in truth.variants(phrase)])


def _total(verdict: Verdict, answer: Answer, truth: Truth, wanted: Mask) -> None:
    """The total is that of the words as typed and as told in the notes, with or without punctuation."""
    readings = [meant(verdict.query, answer, truth, hold) for hold in (truth.having, truth.loosely, _loosely(truth))]
    named = meant(verdict.query, answer, truth, _by_any_name(truth))
    expected = {int(reading.sum()) for reading in (*readings, named, wanted)}
    verdict.said = float(answer.exact)
    if not answer.exact:
        verdict.off = min(abs(answer.total - right) / max(right, 1) for right in expected)
        if verdict.off > 1:
            verdict.short.append(f"total about {answer.total}, expected {sorted(expected)}; {_told(answer)}")
        return
    verdict.total = float(answer.total in expected)
    if not verdict.total:
        verdict.short.append(f"total {answer.total} is said to be exact, expected {sorted(expected)}; {_told(answer)}")


def meant(query: Query, answer: Answer, truth: Truth, hold: Callable[[str], Mask]) -> Mask:
    """Records that hold every word of the query, each as typed or as the notes say it was read."""

    def held(word: str, depth: int = 0) -> Mask:
        found = hold(word)
        for note in answer.notes if depth < 3 else ():
            if fold(note["from"]) != fold(word):
                continue
            if note["type"] == "split" and not note.get("hidden"):
                found = found | np.logical_and.reduce([held(part, depth + 1) for part in note["to"]])
            elif note["type"] != "split":
                others = [note["to"]] if isinstance(note["to"], str) else note["to"]
                found = found | np.logical_or.reduce([held(other, depth + 1) for other in others])
        return found

    words = [quoted or word for quoted, word in _WORDS.findall(query.text)]
    every = [held(word) for word in words] or [np.ones(len(truth.texts), bool)]
    combined: Mask = np.logical_and.reduce(every) & truth.filtered(query.filters)
    return combined


def _counts(verdict: Verdict, answer: Answer, truth: Truth, facets: list[str]) -> None:
    """Counts of each facet's values, with the filters of all other facets."""
    query = verdict.query
    if query.type != "facet" or not answer.exact:
        return
    wrong = list(_wrong_counts(query, answer, truth, facets))
    verdict.counts = float(not wrong)
    verdict.short += wrong


def _wrong_counts(query: Query, answer: Answer, truth: Truth, facets: list[str]) -> Iterator[str]:
    for facet in facets:
        got: dict[str, Any] = {row["value"]: row["count"] for row in answer.facets.get(facet, ()) if row["count"]}
        found = replace(query, filters={}).wanted(truth) & truth.filtered(query.filters, but=facet)
        expected = dict(truth.counts(found, facet))
        if got != expected:
            both = {value: (expected.get(value, 0), got.get(value, 0)) for value in expected.keys() | got.keys()}
            differing = {value: pair for value, pair in both.items() if pair[0] != pair[1]}
            yield f"counts of {facet}: expected and got {differing}"


def _told(answer: Answer) -> str:
    return "; ".join(f"{note['type']} {note['from']} → {note['to']}" for note in answer.notes) or "no notes"
