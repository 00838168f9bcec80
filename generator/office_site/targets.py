"""Targets, task lists and coverage as pages; every figure leads to the records that it was made of."""

from collections.abc import Iterator
from functools import partial

from generator.office.coverage import matrices
from generator.office.targets import progress
from generator.office.tasks import task_lists
from generator.office_site.compose import lead, office_page
from generator.site.site import Page, Site


def target_page(site: Site) -> Iterator[Page]:
    """`targets/index.html`: every target with its progress, or that nothing is known of it."""
    yield office_page(
        site,
        "targets.html",
        address="targets/index.html",
        section="targets",
        title="目标",
        found=progress(site),
        lead=partial(lead, site),
    )


def task_page(site: Site) -> Iterator[Page]:
    """`tasks/index.html`: every list, with owner and date."""
    yield office_page(
        site,
        "tasks.html",
        address="tasks/index.html",
        section="tasks",
        title="任务清单",
        sheets=task_lists(site),
        lead=partial(lead, site),
    )


def coverage_page(site: Site) -> Iterator[Page]:
    """`coverage/index.html`: every matrix; a cell leads to its records below."""
    yield office_page(
        site,
        "coverage.html",
        address="coverage/index.html",
        section="coverage",
        title="覆盖",
        matrices=matrices(site),
        lead=partial(lead, site),
    )
