"""The plans (活动方案) that units have made for an edition, as far as the column holds them."""

from collections.abc import Mapping

from generator.model.editions import Edition
from generator.model.kinds.policy import POLICY, Policy
from generator.site.derived import derived
from generator.site.site import Site


@derived
def plans_of(site: Site, edition: Edition) -> Mapping[str, tuple[Policy, ...]]:
    """By unit; a unit that has changed its plan has several."""
    found: dict[str, tuple[Policy, ...]] = {}
    for policy in site.catalogue.of(POLICY):
        if policy.plan_for == edition.id:
            found[policy.unit] = (*found.get(policy.unit, ()), policy)
    return found
