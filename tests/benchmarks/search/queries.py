"""The queries: written by hand where people's habits count, drawn from the records where numbers count.

The same records give the same queries. A query that no record answers is left out, but for those
that ask for something absent.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from benchmarks.corpus import HAN
from benchmarks.search.truth import Filters, Mask, Text, Truth
from benchmarks.search.words import (
    ABSENT,
    ACROSS,
    AMOUNTS,
    APART,
    COMMON,
    DAYS,
    JOINED,
    LATIN,
    MISTYPED,
    NAMES,
    NUMBERS,
    PHRASES,
    PINYIN,
    QUOTED,
    SINGLE,
    SPELT,
)

from generator.text.search_folding import fold

#: Alternatives of phrases that must all occur.
Needs = tuple[tuple[str, ...], ...]

_NUMBER = re.compile(r"\((\d{4})\)([^\s,。;、()]{2,12}?\d+号)")
_AMOUNT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)((?:亿|万)?(?:元|家|件|项|名|人次|场|次))")
_CROSSED = re.compile(r"[一-鿿]{2,4}[、,。:·“”()《》;-][一-鿿]{2,4}")
_FULL_WIDTH = {ord(char): ord(char) + 0xFEE0 for char in "0123456789"}
_BRACKETS = ("（{}）", "({})", "[{}]", "〔{}〕", "【{}】", "［{}］")
_QUOTES = re.compile('[“”"]')


@dataclass(frozen=True)
class Query:
    """What is typed, and what it must find."""

    type: str
    text: str
    needs: Needs = ()
    #: Punctuation does not count.
    loose: bool = False
    #: Only what must be found is right; parts of the query that stand apart are not.
    tight: bool = False
    filters: Filters = field(default_factory=dict)

    def wanted(self, truth: Truth) -> Mask:
        """The records that it must find."""
        hold = truth.loosely if self.loose else truth.having
        found = np.zeros(len(truth.texts), bool)
        for phrases in self.needs:
            found |= np.logical_and.reduce([hold(phrase) for phrase in phrases])
        return found & truth.filtered(self.filters)


def queries(truth: Truth) -> list[Query]:
    """All queries for these records, each once."""
    made = {(query.type, query.text, str(query.filters)): query for query in _all(truth)}
    return [query for query in made.values() if query.type == "absent" or query.wanted(truth).any()]


def _all(truth: Truth) -> Iterator[Query]:
    for name, make in _CLASSES.items():
        yield from make(Drawn(truth, name))


class Drawn:
    """Draws from the records, for one class of queries."""

    def __init__(self, truth: Truth, name: str) -> None:
        self.truth = truth
        self.dice = random.Random(f"search {name}")

    def texts(self, count: int) -> list[Text]:
        return self.dice.sample(self.truth.texts, min(count, len(self.truth.texts)))

    def piece(self, text: Text, low: int, high: int) -> str:
        """A run of Han characters of a record, cut anywhere."""
        runs = re.findall(f"[一-鿿]{{{low},}}", text.text)
        if not runs:
            return ""
        run, length = self.dice.choice(runs), self.dice.randint(low, high)
        start = self.dice.randint(0, max(len(run) - length, 0))
        return str(run[start : start + length])

    def pieces(self, count: int, low: int, high: int) -> Iterator[str]:
        yield from filter(None, (self.piece(text, low, high) for text in self.texts(count)))

    def found(self, pattern: re.Pattern[str], count: int) -> Iterator[re.Match[str]]:
        """One match each of records that have any."""
        for text in self.texts(50 * count):
            matches = [match for line in text.lines for match in pattern.finditer(line)]
            if matches and count:
                count -= 1
                yield self.dice.choice(matches)


def _plain(name: str, texts: Iterable[str]) -> Iterator[Query]:
    for text in texts:
        yield Query(name, text, ((text,),))


def _two(drawn: Drawn) -> Iterator[Query]:
    yield from _plain("two", (*COMMON, *drawn.pieces(12, 2, 2)))


def _phrase(drawn: Drawn) -> Iterator[Query]:
    yield from _plain("phrase", (*PHRASES, *drawn.pieces(12, 3, 6)))


def _across(_drawn: Drawn) -> Iterator[Query]:
    yield from _plain("across", ACROSS)


def _fragment(drawn: Drawn) -> Iterator[Query]:
    for text in drawn.texts(30):
        title = fold(text.title)
        length = drawn.dice.randint(8, 12)
        start = drawn.dice.randint(0, max(len(title) - length, 0))
        fragment = title[start : start + length]
        if len(fragment) >= 8 and not _QUOTES.search(fragment):
            yield Query("fragment", fragment, ((fragment,),))


def _title(drawn: Drawn) -> Iterator[Query]:
    yield from _plain("title", (text.title for text in drawn.texts(12)))


def _apart(drawn: Drawn) -> Iterator[Query]:
    drawn_pairs = ((drawn.piece(text, 2, 2), drawn.piece(text, 2, 4)) for text in drawn.texts(10))
    for parts in (*APART, *drawn_pairs):
        if all(parts):
            yield Query("apart", " ".join(parts), (tuple(parts),))


def _quoted(drawn: Drawn) -> Iterator[Query]:
    for text in (*QUOTED, *(f"“{piece}”" for piece in drawn.pieces(6, 3, 6))):
        yield Query("quoted", text, ((_QUOTES.sub("", text),),), tight=True)


def _joined(_drawn: Drawn) -> Iterator[Query]:
    for parts in JOINED:
        yield Query("joined", "".join(parts), (parts,))


def _number(drawn: Drawn) -> Iterator[Query]:
    drawn_numbers = (("", match[1], match[2]) for match in drawn.found(_NUMBER, 3))
    for before, year, after in (*NUMBERS, *drawn_numbers):
        for style in _BRACKETS:
            text = before + style.format(year) + after
            yield Query("number", text, ((text,),), tight=True)
        text = f"{before}（{year}）{after}"
        yield Query("number", text.translate(_FULL_WIDTH), ((text,),), tight=True)
        yield Query("number", after, ((after,),), tight=True)


def _amount(drawn: Drawn) -> Iterator[Query]:
    for number, unit in (*AMOUNTS, *(match.groups() for match in drawn.found(_AMOUNT, 5))):
        for text in (number + unit, f"{number} {unit}", number.translate(_FULL_WIDTH) + unit):
            yield Query("amount", text, ((number + unit,),), tight=True)


def _date(drawn: Drawn) -> Iterator[Query]:
    days = [text.day for text in drawn.texts(300) if text.day][:5]
    for day in dict.fromkeys((*DAYS, *days)):
        year, month, date = map(int, day.split("-"))
        forms = (f"{year}年{month}月{date}日", day, f"{year}.{month}.{date}")
        for form in forms:
            yield Query("date", form, tuple((other,) for other in forms), tight=True)


def _latin(_drawn: Drawn) -> Iterator[Query]:
    yield from _plain("latin", LATIN)


def _crossed(drawn: Drawn) -> Iterator[Query]:
    for match in drawn.found(_CROSSED, 10):
        if not _QUOTES.search(match[0]):
            yield Query("crossed", match[0], ((match[0],),))
            yield Query("crossed", re.sub(r"\W", "", match[0]), ((match[0],),), loose=True)


def _single(drawn: Drawn) -> Iterator[Query]:
    yield from _plain("single", (*SINGLE, *drawn.pieces(6, 1, 1)))


def _name(_drawn: Drawn) -> Iterator[Query]:
    for forms in NAMES:
        yield from (Query("name", form, tuple((other,) for other in forms)) for form in forms)


def _pinyin(drawn: Drawn) -> Iterator[Query]:
    for phrase, spelling in PINYIN.items():
        syllables = spelling.split()
        if drawn.truth.titled(phrase).any():
            initials = ["".join(syllable[0] for syllable in syllables)] if len(syllables) > 2 else []
            yield from (Query("pinyin", typed, ((phrase,), (typed,))) for typed in ("".join(syllables), *initials))


def _wrong(drawn: Drawn) -> Iterator[Query]:
    yield from (Query("wrong", typed, ((meant,),)) for typed, meant in MISTYPED)
    for phrase in SPELT:
        for at in range(len(phrase)):
            typed = phrase[:at] + drawn.dice.choice(HAN) + phrase[at + 1 :]
            if not drawn.truth.loosely(typed).any():
                yield Query("wrong", typed, ((phrase,),))


def _rare(drawn: Drawn) -> Iterator[Query]:
    most = max(3, len(drawn.truth.texts) // 1000)
    pieces = (piece for piece in drawn.pieces(1000, 2, 5) if drawn.truth.having(piece).sum() <= most)
    yield from _plain("rare", islice(pieces, 12))


def _facet(drawn: Drawn) -> Iterator[Query]:
    for phrase in ("", *COMMON[:4], *PHRASES[:4]):
        for names in (("kind",), ("unit",), ("year",), ("kind", "region"), ("unit", "year"), ("theme", "year")):
            having = np.flatnonzero(drawn.truth.having(phrase))
            if not len(having):
                continue
            values = drawn.truth.texts[int(drawn.dice.choice(having))].values
            if all(values[name] for name in names):
                filters = {name: [values[name][0]] for name in names}
                yield Query("facet", phrase, ((phrase,),), filters=filters)


def _absent(drawn: Drawn) -> Iterator[Query]:
    for text in (*ABSENT, *("".join(drawn.dice.choices(HAN, k=4)) for _ in range(4))):
        if not drawn.truth.loosely(text, besides=True).any():
            yield Query("absent", text)


_CLASSES = {
    "two": _two,
    "phrase": _phrase,
    "across": _across,
    "fragment": _fragment,
    "title": _title,
    "apart": _apart,
    "quoted": _quoted,
    "joined": _joined,
    "number": _number,
    "amount": _amount,
    "date": _date,
    "latin": _latin,
    "crossed": _crossed,
    "single": _single,
    "name": _name,
    "pinyin": _pinyin,
    "wrong": _wrong,
    "rare": _rare,
    "facet": _facet,
    "absent": _absent,
}
