"""Facts that need more than one record, and what a text may hold: named pure functions.

A check takes the site and yields problems; it changes nothing and knows no page.

Never: Page, jinja2, mkdocs, feedgen, yaml.
Read first: `dates.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.checks.addresses import addresses_unique
from generator.checks.bulletins import bulletins_sound
from generator.checks.calls import calls_sound
from generator.checks.closed_lists import closed_lists_add_up
from generator.checks.collections import collections_complete
from generator.checks.dates import dates_in_order, dates_in_window
from generator.checks.editions import editions_sound
from generator.checks.embargoes import embargoes_hold
from generator.checks.figures import negatives_meant
from generator.checks.identifiers import identifiers_fit
from generator.checks.images import images_exist, images_used
from generator.checks.lists import editions_in_order, lists_sound, maps_sound
from generator.checks.markdown import texts_usable
from generator.checks.office import office_sound
from generator.checks.office_ids import office_ids_unique
from generator.checks.page_links import page_links_lead_somewhere
from generator.checks.paste_marks import paste_marks_removed
from generator.checks.privacy import guides_protected, parties_masked, persons_protected, words_right
from generator.checks.production import columns_fresh, production_fields, production_ready, records_reviewed
from generator.checks.references import listed_values_exist, office_names_exist, references_resolve, settings_refer
from generator.checks.repetitions import events_unique, said_once, sources_past
from generator.checks.results import results_add_up
from generator.checks.rosters import rosters_sound
from generator.checks.theme_note import theme_explained
from generator.checks.withdrawn import moved_there, withdrawn_gone
from generator.diagnostics.problems import Problem
from generator.loading.sound_parts import until_unsound
from generator.site.site import Site


@dataclass(frozen=True, slots=True)
class Check:
    """A fact that must hold; one `of_record` looks at one record at a time, so that it can run where that is read.

    Such a check knows the settings and the lists, and no day: what it says is kept from one day to the next.
    """

    problems: Callable[[Site], Iterator[Problem]]
    of_record: bool = False
    #: Whether it looks at one record at a time, and at others only to find what that names.
    looks_up: bool = False

    @property
    def name(self) -> str:
        return self.problems.__name__


CHECKS: tuple[Check, ...] = (
    Check(lists_sound),
    Check(editions_in_order),
    Check(maps_sound),
    Check(addresses_unique),
    Check(listed_values_exist, of_record=True),
    Check(references_resolve, looks_up=True),
    Check(settings_refer),
    Check(office_names_exist),
    Check(office_ids_unique),
    Check(dates_in_order, looks_up=True),
    Check(sources_past, looks_up=True),
    Check(said_once, of_record=True),
    Check(events_unique),
    Check(dates_in_window, of_record=True),
    Check(theme_explained, of_record=True),
    Check(negatives_meant, of_record=True),
    Check(images_exist, looks_up=True),
    Check(images_used),
    Check(texts_usable, of_record=True),
    Check(collections_complete),
    Check(closed_lists_add_up),
    Check(bulletins_sound),
    Check(rosters_sound, of_record=True),
    Check(calls_sound),
    Check(embargoes_hold),
    Check(identifiers_fit, of_record=True),
    Check(paste_marks_removed, of_record=True),
    Check(persons_protected, of_record=True),
    Check(parties_masked, of_record=True),
    Check(guides_protected),
    Check(page_links_lead_somewhere),
    Check(words_right, of_record=True),
    Check(production_ready),
    Check(production_fields),
    Check(records_reviewed),
    Check(columns_fresh),
    Check(withdrawn_gone),
    Check(moved_there),
    Check(editions_sound),
    Check(results_add_up, of_record=True),
    Check(office_sound),
)


def problems_of_record(site: Site) -> Iterator[Problem]:
    """What the checks of single records say; asked where a record is read, of a site that has no other."""
    for one in CHECKS:
        if one.of_record:
            yield from until_unsound(one.problems(site))


def problems_of_site(site: Site) -> Iterator[Problem]:
    """What all other checks say, once everything is read."""
    for one in CHECKS:
        if not one.of_record:
            yield from one.problems(site)
    for entry in site.loaded.sound_parts:
        alone = replace(site, catalogue=site.catalogue.looking_at(entry))
        for one in CHECKS:
            if one.looks_up:
                yield from until_unsound(one.problems(alone))
