"""What a part that is made of one record may ask of the site: each answer is a small frozen value, never a text.

An answer holds what is shown and no more: whatever else is in it would make the part anew for nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.model.dates import Day
from generator.model.kinds import KINDS
from generator.model.kinds.bulletin import BULLETIN, Bulletin, Column, Row
from generator.model.kinds.policy import POLICY, Policy
from generator.model.record import Record
from generator.outputs.dated_events import in_calendars
from generator.outputs.feeds.groups import feed_groups, for_editors
from generator.outputs.similar import most_alike
from generator.site import facets
from generator.site.catalogue import Key, key_of
from generator.site.derived import derived
from generator.site.look import picture
from generator.site.site import Site
from generator.site.surroundings import PictureCard

#: How many events of the same series a page leads to.
SERIES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Card:
    """What other pages say of a record, never its text."""

    kind: str
    id: str
    unit: str
    title: str
    event_date: Day | None

    @property
    def label(self) -> str:
        return KINDS[self.kind].label

    @property
    def address(self) -> str:
        return f"{KINDS[self.kind].folder}/{self.id}.html"


def card_of(record: Record) -> Card:
    """The card of a record."""
    return Card(record.kind.name, record.id, record.unit, record.title, record.event_date)


Neighbours: TypeAlias = tuple[Card | None, Card | None]


@derived
def _neighbours(site: Site) -> dict[Key, tuple[Record | None, Record | None]]:
    found: dict[Key, tuple[Record | None, Record | None]] = {}
    for group in site.catalogue.by(lambda r: (f"{r.unit} {r.kind.name}",)).values():
        for newer, record, older in zip((None, *group), group, (*group[1:], None), strict=False):
            found[key_of(record)] = (newer, older)
    return found


def neighbours(site: Site, kind: str, record_id: str) -> Neighbours:
    """The newer and the older record of the same unit and kind."""
    newer, older = _neighbours(site)[kind, record_id]
    return card_of(newer) if newer else None, card_of(older) if older else None


def related(site: Site, *ids: str) -> tuple[Card, ...]:
    """The records that one names as related, as far as the public may see them."""
    return tuple(card_of(found) for name in ids if (found := site.catalogue.get("*", name)))


@derived
def _series(site: Site) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in site.catalogue.events():
        if record.event.series:
            found.setdefault(record.event.series, []).append(record)
    return found


def series(site: Site, name: str, kind: str, record_id: str) -> tuple[Card, ...]:
    """The newest other events of a series."""
    others = [record for record in _series(site)[name] if key_of(record) != (kind, record_id)]
    return tuple(map(card_of, others[:SERIES_SHOWN]))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that names a record: its card, the record's number in it, and of how many if the list is complete."""

    card: Card
    number: int
    whole: int | None


@derived
def _listings(site: Site) -> dict[Key, list[Listing]]:
    found: dict[Key, list[Listing]] = {}
    for record in site.catalogue.records:
        if lists := record.kind.record_list:
            items, total = getattr(record, lists.field), getattr(record, "total", None)
            whole = total if len(items) == total else None
            for number, item in getattr(record, lists.numbered):
                key = lists.kind, getattr(item, lists.reference)
                found.setdefault(key, []).append(Listing(card_of(record), number, whole))
    return found


def listed_in(site: Site, kind: str, record_id: str) -> tuple[Listing, ...]:
    """The lists that name a record."""
    return tuple(_listings(site).get((kind, record_id), ()))


def listed(site: Site, kind: str, *ids: str | None) -> tuple[Card | None, ...]:
    """The records of a kind that a list names, item by item."""
    found = (site.catalogue.get(kind, name) if name else None for name in ids)
    return tuple(card_of(record) if record else None for record in found)


@dataclass(frozen=True, slots=True)
class Document:
    """Another document: its card and its number."""

    card: Card
    number: str | None

    @property
    def title(self) -> str:
        return self.card.title

    @property
    def address(self) -> str:
        return self.card.address


@dataclass(frozen=True, slots=True)
class Standing:
    """For each of a document's bases the document itself, if the column has it; and what was made on its ground."""

    above: tuple[Document | None, ...]
    below: tuple[Document, ...]


@derived
def _documents(site: Site) -> tuple[dict[str, Policy], dict[str, Policy], dict[str, dict[str, Policy]]]:
    """Documents by id, by number, and for each those that rest on it."""
    found = site.catalogue.of(POLICY)
    by_id = {policy.id: policy for policy in found}
    by_number = {policy.number: policy for policy in reversed(found) if policy.number}
    below: dict[str, dict[str, Policy]] = {}
    for policy in found:
        for basis in policy.based_on:
            above = by_id.get(basis.record or "") or by_number.get(basis.number or "")
            if above and above.id != policy.id:
                below.setdefault(above.id, {})[policy.id] = policy
    return by_id, by_number, below


def standing(site: Site, record_id: str, *bases: tuple[str | None, str | None]) -> Standing:
    """What a document rests on, each basis given by id and number, and what rests on it."""
    by_id, by_number, below = _documents(site)
    above = (by_id.get(name or "") or by_number.get(number or "") for name, number in bases)
    return Standing(
        tuple(_document(policy) if policy else None for policy in above),
        tuple(map(_document, below.get(record_id, {}).values())),
    )


def _document(policy: Policy) -> Document:
    return Document(card_of(policy), policy.number)


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a series of bulletins."""

    id: str
    number: int
    title: str
    as_of: Day


def issues(site: Site, name: str) -> tuple[Issue, ...]:
    """All issues of a series, the latest first."""
    return tuple(Issue(one.id, one.number, one.title, one.as_of) for one in _issues(site, name))


def _issues(site: Site, name: str) -> Iterable[Bulletin]:
    return sorted((one for one in site.catalogue.of(BULLETIN) if one.series == name), key=lambda one: -one.number)


@dataclass(frozen=True, slots=True)
class EarlierIssue:
    """What an issue is compared with: the figures of the one before."""

    number: int
    as_of: Day
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def earlier_issue(site: Site, name: str, number: int) -> EarlierIssue | None:
    """The issue with the next lower number of the same series."""
    found = next((one for one in _issues(site, name) if one.number < number), None)
    return EarlierIssue(found.number, found.as_of, found.columns, found.rows) if found else None


@derived
def _units_shown(site: Site) -> frozenset[str]:
    return frozenset(site.catalogue.by(facets.unit))


def has_page(site: Site, unit: str) -> bool:
    """Whether a unit has records, so that there is a page of it."""
    return unit in _units_shown(site)


def edition_name(site: Site, edition: str) -> str | None:
    """What an edition is called."""
    found = site.lists.editions.get(edition)
    return found.name if found else None


def article_name(site: Site, kind: str, record_id: str) -> str:
    """What a record's article is called: its id, unless a record of an earlier kind has the same."""
    first = site.catalogue.get("*", record_id)
    return record_id if first is None or first.kind.name == kind else f"{kind}_{record_id}"


def article_address(name: str) -> str:
    """The page that holds an article and nothing else."""
    return f"wechat/{name}.html"


@derived
def _newest(site: Site) -> frozenset[Key]:
    length = site.config.feeds.length
    return frozenset(key_of(record) for group in feed_groups(site) for record in group.records[:length])


def in_feeds(site: Site, kind: str, record_id: str) -> bool:
    """Whether a record is among the newest of a feed."""
    return (kind, record_id) in _newest(site)


@derived
def _newest_for_editors(site: Site) -> frozenset[Key]:
    return frozenset(map(key_of, for_editors(site)[: site.config.feeds.length]))


def in_wechat_feed(site: Site, kind: str, record_id: str) -> bool:
    """Whether a record is among the newest that editors of 公众号 publish."""
    return (kind, record_id) in _newest_for_editors(site)


def picture_content(site: Site, unit: str, file: str) -> bytes:
    """A picture as it is published: asked for by what holds pictures itself."""
    found = site.pictures[unit, file].picture
    return found.content if found else b""


def similar(site: Site, kind: str, record_id: str) -> tuple[Card, ...]:
    """The records that are most like one, the most alike first."""
    return tuple(map(card_of, most_alike(site).get((kind, record_id), ())))


_ALL: tuple[Callable[..., Any], ...] = (
    neighbours,
    related,
    similar,
    series,
    listed_in,
    listed,
    standing,
    issues,
    earlier_issue,
    has_page,
    edition_name,
    article_name,
    in_feeds,
    in_wechat_feed,
    in_calendars,
    picture,
    picture_content,
)
#: Every question by its name.
QUESTIONS: Mapping[str, Callable[..., Any]] = {question.__name__: question for question in _ALL}
#: The types of their answers, and what is in these.
ANSWERS = (Card, Listing, Document, Standing, Issue, EarlierIssue, PictureCard)
