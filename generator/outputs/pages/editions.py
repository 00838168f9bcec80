"""Every year's campaign: its theme and window, where it stands, what it asks for, what there is of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.editions import Edition, Phase
from generator.model.kinds.policy import POLICY
from generator.model.record import Record
from generator.office.plans import plans_of
from generator.office.summary_table import published_tables
from generator.outputs.feeds.links import ALL, edition_feed
from generator.outputs.pages.json_ld import below_home
from generator.rendering.templates import FeedLink, compose, newest
from generator.site import facets
from generator.site.site import Page, Section, Site

SECTION = Section("editions", "历届活动", in_menu=False)


@dataclass(frozen=True, slots=True)
class Campaign:
    """An edition as its readers see it."""

    edition: Edition
    phase: Phase
    policy: Record | None
    records: tuple[Record, ...]
    plans: tuple[Record, ...]
    #: Units that no plan is held of; only where the office compares units in public.
    without_plan: tuple[str, ...]
    #: Whether its figures are public.
    achieved: bool
    #: Its feed, where there is something in it.
    feed: FeedLink | None


def edition_page(site: Site) -> Iterator[Page]:
    """`editions/index.html`, the latest campaign first; none before there is an edition."""
    found = sorted(site.lists.editions.values(), key=lambda edition: edition.start.key, reverse=True)
    if not found:
        return
    records = site.catalogue.by(facets.edition)
    yield compose(
        site,
        "editions.html",
        address="editions/index.html",
        section=SECTION.name,
        title=SECTION.title,
        meta=below_home(site, SECTION.title, "历届活动的主题、时间、要求、方案和记录。", feeds=(ALL,)),
        changed=newest(site.catalogue.records),
        every=[_campaign(site, edition, records.get(edition.id, ())) for edition in found],
    )


def _campaign(site: Site, edition: Edition, records: tuple[Record, ...]) -> Campaign:
    plans = plans_of(site, edition)
    host = site.lists.units.get(edition.host or "")
    owing = site.lists.regions.get(host.region, []) if host and edition.publish == "分单位" and plans else []
    return Campaign(
        edition,
        edition.phase(site.today),
        site.catalogue.find(POLICY, edition.policy),
        records,
        tuple(plan for unit in site.lists.units for plan in plans.get(unit, ())),
        tuple(unit.short for unit in owing if unit.level == "设区市" and unit.id not in plans),
        any(table.edition == edition for table in published_tables(site)),
        edition_feed(edition) if records else None,
    )
