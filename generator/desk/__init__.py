"""The office's own site: internal pages, made by `build --office` instead of the public outputs, never beside them."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.desk.calendars import calendar_outputs
from generator.desk.contacts import contact_list
from generator.desk.editions import edition_pages
from generator.desk.front import front
from generator.desk.goals import coverage_page, target_page, task_page
from generator.desk.inspection import inspection_page
from generator.desk.ledger import ledger_pages
from generator.desk.queue import queue
from generator.desk.records import record_pages
from generator.desk.summary import summary_files, summary_pages
from generator.desk.unlisted import unlisted
from generator.desk.votes import selection_pages
from generator.site.site import File, Page, Site

Output: TypeAlias = Callable[[Site], Iterator[Page | File]]

DESK: tuple[Output, ...] = (
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
