"""The policy library: document numbers, whether a document still holds, what rests on what."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.model.kinds.policy import POLICY, Basis, Policy
from generator.model.record import Record
from generator.model.vocabularies import Term
from generator.outputs.feeds.links import ALL, kind_feed
from generator.outputs.pages.json_ld import trail
from generator.outputs.pages.pagination import leaves
from generator.rendering.templates import Meta, compose, newest
from generator.site.derived import derived
from generator.site.site import Page, Site


@dataclass(frozen=True, slots=True)
class Standing:
    """What a document rests on, each with its page if the column has it, and what has been made on its ground."""

    policy: Policy
    based_on: tuple[tuple[Basis, Policy | None], ...]
    implemented_by: tuple[Policy, ...]


class Grounds:
    """Which document rests on which; a basis is found by its id, or by its document number."""

    def __init__(self, site: Site) -> None:
        found = site.catalogue.of(POLICY)
        self._by_id = {policy.id: policy for policy in found}
        self._by_number = {policy.number: policy for policy in reversed(found) if policy.number}
        self._below: dict[str, dict[str, Policy]] = {}
        for policy in found:
            for basis in policy.based_on:
                above = self._found(basis)
                if above and above.id != policy.id:
                    self._below.setdefault(above.id, {})[policy.id] = policy

    def _found(self, basis: Basis) -> Policy | None:
        return self._by_id.get(basis.record or "") or (self._by_number.get(basis.number) if basis.number else None)

    def of(self, policy: Policy) -> Standing:
        bases = tuple((basis, self._found(basis)) for basis in policy.based_on)
        return Standing(policy, bases, tuple(self._below.get(policy.id, {}).values()))


@derived
def _grounds(site: Site) -> Grounds:
    return Grounds(site)


def ground_values(site: Site, record: Record) -> dict[str, Any]:
    """What the page of a policy asks for."""
    policy = POLICY.own(record)
    return {"standing": _grounds(site).of(policy)} if policy else {}


def policy_library(site: Site) -> Iterator[Page]:
    """`policies/index.html` and further pages: the latest document first."""
    found = list(site.catalogue.of(POLICY))
    grounds = Grounds(site)
    feeds = (kind_feed(POLICY), ALL)
    counts = Counter(policy.status for policy in found)
    found.sort(key=_issued, reverse=True)
    for leaf in leaves(found, site.config.display.page_size, "policies/index.html"):
        yield compose(
            site,
            "policies.html",
            address=leaf.address,
            section=POLICY.folder,
            title=leaf.titled(POLICY.label),
            meta=Meta(
                f"{POLICY.about.description}。",
                POLICY,
                feeds=feeds,
                styles=("pages",),
                graph=(trail(site, [(POLICY.label, "")]),),
            ),
            changed=newest(found),
            total=len(found),
            leaf=leaf,
            standings=[grounds.of(policy) for policy in leaf.items],
            statuses=[(status, counts[status.name]) for status in _statuses(site) if counts[status.name]],
            status_of={status.name: status for status in _statuses(site)},
            feeds=feeds,
        )


def _issued(policy: Policy) -> tuple[int, int, int]:
    """When it was issued as far as is known; what nobody dated comes last."""
    day = policy.issued or policy.event_date
    return day.key if day else (0, 0, 0)


def _statuses(site: Site) -> tuple[Term, ...]:
    form = site.lists.terms.get("policy-statuses")
    return form.items if form else ()
