"""The office's own site: internal pages, made by `build --office` instead of the public outputs, never beside them.

Read first: `ledger.py`.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.office_site.compose import unlisted
from generator.office_site.deadline_calendars import calendar_outputs
from generator.office_site.editions import edition_pages
from generator.office_site.home import contact_list, front
from generator.office_site.inspection import inspection_page
from generator.office_site.ledger import ledger_pages
from generator.office_site.pending import queue
from generator.office_site.records import record_pages
from generator.office_site.selections import selection_pages
from generator.office_site.summary import summary_files, summary_pages
from generator.office_site.targets import coverage_page, target_page, task_page
from generator.site.site import File, Page, Site

Output: TypeAlias = Callable[[Site], Iterator[Page | File]]

OFFICE_OUTPUTS: tuple[Output, ...] = (
    front,
    ledger_pages,
    summary_pages,
    summary_files,
    edition_pages,
    queue,
    record_pages,
    contact_list,
    calendar_outputs,
    target_page,
    task_page,
    coverage_page,
    selection_pages,
    inspection_page,
    unlisted,
)
