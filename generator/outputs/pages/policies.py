"""The policy library: document numbers, whether a document still holds, what rests on what."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.model.kinds.policy import POLICY, Policy
from generator.model.record import Record
from generator.model.vocabularies import Term
from generator.outputs.feeds.links import ALL, kind_feed
from generator.outputs.pages.json_ld import below_home
from generator.outputs.pages.pagination import leaves
from generator.outputs.questions import standing
from generator.rendering.templates import compose, newest
from generator.site.look import Look
from generator.site.site import Page, Site


def ground_values(look: Look, record: Record) -> dict[str, Any]:
    """What the page of a policy asks for: its bases, each with its document, and what rests on it."""
    policy = POLICY.own(record)
    if policy is None:
        return {}
    found = look.ask(standing, policy.id, *_bases(policy))
    return {"bases": list(zip(policy.based_on, found.above, strict=True)), "below": found.below}


def _bases(policy: Policy) -> list[tuple[str | None, str | None]]:
    return [(basis.record, basis.number) for basis in policy.based_on]


def policy_library(site: Site) -> Iterator[Page]:
    """`policies/index.html` and further pages: the latest document first."""
    found = list(site.catalogue.of(POLICY))
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
            meta=below_home(site, POLICY.label, f"{POLICY.about.description}。", POLICY, feeds),
            changed=newest(found),
            total=len(found),
            leaf=leaf,
            number=next((policy.number for policy in found if policy.number), None),
            standings=[(policy, standing(site, policy.id, *_bases(policy))) for policy in leaf.items],
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
