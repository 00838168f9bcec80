"""What a query ought to find: the words of every record, looked through one by one, without any index."""

import pickle
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from generator.model.kinds.case import Case
from generator.model.record import Record
from generator.rendering.templates import moment
from generator.site import facets
from generator.site.site import Site
from generator.text.markdown import render
from generator.text.search_folding import fold

#: For each record whether it is one of them.
Mask: TypeAlias = npt.NDArray[np.bool_]
#: Values that are chosen, by facet.
Filters: TypeAlias = dict[str, list[str]]

#: Signs between two digits or letters stand for themselves: 15.6 is not 156.
_BETWEEN = re.compile(r"(?<=[0-9a-z])[^\w\n]+(?=[0-9a-z])")
_NO_WORD = re.compile(r"[^\w\n\x01]|_")


@dataclass(frozen=True, slots=True)
class Text:
    """A record as its words, folded; each line for itself."""

    address: str
    title: str
    #: Title, summary, blocks of the body, further words, the day: what must be found.
    text: str
    #: What its page says besides: it may be found.
    besides: str
    #: The day when it happened, `2019-04-19`, or nothing.
    day: str
    values: dict[str, tuple[str, ...]]

    @property
    def lines(self) -> list[str]:
        """Lines as written, the day left out."""
        return self.text.split("\n")[:-1]


def bare(text: str) -> str:
    """Folded text without punctuation."""
    return _NO_WORD.sub("", _BETWEEN.sub("\x01", text))


def texts(site: Site) -> Iterator[Text]:
    """Every record, newest first."""
    for record in site.catalogue.records:
        day = str(record.event_date) if record.event_date and record.event_date.day else ""
        plain = (render(section.text, section.top).plain for section in record.sections)
        lines = (record.title, record.summary, *plain, *record.words(), day)
        yield Text(
            record.address, record.title, _folded(lines), _folded(_besides(site, record)), day, _values(site, record)
        )


def _folded(lines: Iterable[str]) -> str:
    return "\n".join(fold(line) for whole in lines for line in whole.split("\n"))


def _besides(site: Site, record: Record) -> Iterator[str]:
    """What its page says as a form and not as words of its own."""
    yield from (record.kind.label, record.theme or "", str(record.event_date or ""), moment(record.publish_date))
    yield from (section.heading for section in record.sections)
    for unit in facets.unit(record):
        known = site.lists.units[unit]
        yield from (known.name, known.short, known.region, *known.aliases)
    if isinstance(record, Case):
        yield from (record.type, record.industry or "")


def _values(site: Site, record: Record) -> dict[str, tuple[str, ...]]:
    """The record's values in each facet."""
    case = record if isinstance(record, Case) else None
    return {
        "kind": (record.kind.name,),
        "unit": tuple(facets.unit(record)),
        "region": tuple(dict.fromkeys(site.lists.units[unit].region for unit in facets.unit(record))),
        "theme": _ids(site, "themes", record.theme),
        "right": _ids(site, "rights", *(case.rights if case else ())),
        "industry": _ids(site, "industries", case.industry if case else None),
        "year": tuple(facets.year(record)),
        "edition": (record.edition,) if record.edition else (),
    }


def _ids(site: Site, name: str, *names: str | None) -> tuple[str, ...]:
    terms = (site.lists.term(name, value) for value in names if value)
    return tuple(term.id for term in terms if term)


def names(site: Site) -> list[tuple[str, ...]]:
    """Names for the same thing, as the column's lists give them, folded."""
    offices = ((u.name, *(alias for alias in u.aliases if alias.endswith("局"))) for u in site.lists.units.values())
    listed = site.lists.terms.get("synonyms")
    synonyms = ((term.name, *term.aliases) for term in (listed.items if listed else ()))
    return [tuple(map(fold, group)) for group in (*synonyms, *offices)]


def keep(site: Site, file: Path) -> None:
    """Write the truth for `kept`."""
    file.write_bytes(pickle.dumps((list(texts(site)), names(site)), protocol=5))


def kept(file: Path) -> "Truth":
    """The truth that a process of ours wrote."""
    return Truth(*pickle.loads(file.read_bytes()))  # noqa: S301  # written by our own process a moment ago


class Truth:
    """All records of a site, to be asked what they hold."""

    def __init__(self, found: list[Text], known: list[tuple[str, ...]]) -> None:
        self.texts = found
        self.names = known
        self.number = {text.address: number for number, text in enumerate(found)}

    @cached_property
    def _bare(self) -> list[str]:
        return [bare(text.text) for text in self.texts]

    @cached_property
    def _bare_besides(self) -> list[str]:
        return [bare(text.besides) for text in self.texts]

    @cached_property
    def _bare_titles(self) -> list[str]:
        return [bare(fold(text.title)) for text in self.texts]

    def having(self, phrase: str) -> Mask:
        """Records whose words hold the phrase, punctuation and all."""
        folded = fold(phrase)
        return self._mask(folded in text.text for text in self.texts)

    def loosely(self, phrase: str, besides: bool = False) -> Mask:
        """The same whatever the punctuation; with `besides`, also in what else the page says."""
        folded = bare(fold(phrase))
        found = self._mask(folded in text for text in self._bare)
        return found | self._mask(folded in text for text in self._bare_besides) if besides else found

    def titled(self, phrase: str) -> Mask:
        """Records whose title holds the phrase, whatever the punctuation."""
        folded = bare(fold(phrase))
        return self._mask(folded in title for title in self._bare_titles)

    def variants(self, phrase: str) -> list[str]:
        """The phrase with each name that it holds, and in its place the other names of the same thing."""
        folded = fold(phrase)
        held = ((name, other) for group in self.names for name in group if name in folded for other in group)
        return list(dict.fromkeys((folded, *(folded.replace(name, other) for name, other in held))))

    def filtered(self, filters: Filters, but: str = "") -> Mask:
        """Records with one of the chosen values in each facet, one facet left out."""
        chosen = {facet: set(wanted) for facet, wanted in filters.items() if facet != but}
        return self._mask(all(wanted & set(text.values[f]) for f, wanted in chosen.items()) for text in self.texts)

    def counts(self, found: Mask, facet: str) -> Counter[str]:
        """How often each value of a facet occurs among records."""
        return Counter(value for number in np.flatnonzero(found) for value in self.texts[number].values[facet])

    def mask(self, addresses: list[str]) -> Mask:
        """Records by address."""
        found = np.zeros(len(self.texts), bool)
        found[[self.number[address] for address in addresses]] = True
        return found

    def _mask(self, answers: Iterator[bool]) -> Mask:
        return np.fromiter(answers, bool, len(self.texts))
