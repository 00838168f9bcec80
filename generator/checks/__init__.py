"""Facts that need more than one record, and what a text may hold: named pure functions.

A check takes the site and yields problems; it changes nothing and knows no page.

Never: Page, jinja2, mkdocs, feedgen, yaml.
Read first: `dates.py`.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.checks.addresses import addresses_unique
from generator.checks.bulletins import bulletins_sound
from generator.checks.closed_lists import closed_lists_add_up
from generator.checks.collections import collections_complete
from generator.checks.dates import dates_in_order, dates_in_window
from generator.checks.editions import editions_sound
from generator.checks.embargoes import embargoes_hold
from generator.checks.identifiers import identifiers_fit
from generator.checks.images import images_exist
from generator.checks.lists import editions_in_order, lists_sound, maps_sound
from generator.checks.markdown import texts_usable
from generator.checks.office import office_sound
from generator.checks.office_ids import office_ids_unique
from generator.checks.paste_marks import pasting_repaired
from generator.checks.privacy import guides_protected, persons_protected, words_right
from generator.checks.production import columns_fresh, production_ready
from generator.checks.references import listed_values_exist, office_names_exist, references_resolve
from generator.checks.results import results_add_up
from generator.checks.theme_note import theme_explained
from generator.checks.withdrawn import withdrawn_gone
from generator.diagnostics.problems import Problem
from generator.site.site import Site

Check: TypeAlias = Callable[[Site], Iterator[Problem]]

#: Of these each looks at one record at a time, so that they can run where the record is read.
BY_RECORD: tuple[Check, ...] = (
    listed_values_exist,
    dates_in_window,
    theme_explained,
    texts_usable,
    identifiers_fit,
    pasting_repaired,
    persons_protected,
    words_right,
    results_add_up,
)

CHECKS: tuple[Check, ...] = (
    lists_sound,
    editions_in_order,
    maps_sound,
    addresses_unique,
    listed_values_exist,
    references_resolve,
    office_names_exist,
    office_ids_unique,
    dates_in_order,
    dates_in_window,
    theme_explained,
    images_exist,
    texts_usable,
    collections_complete,
    closed_lists_add_up,
    bulletins_sound,
    embargoes_hold,
    identifiers_fit,
    pasting_repaired,
    persons_protected,
    guides_protected,
    words_right,
    production_ready,
    columns_fresh,
    withdrawn_gone,
    editions_sound,
    results_add_up,
    office_sound,
)
