"""The office's own site: internal pages, made by `build --office` instead of the public outputs, never beside them.

Read first: `ledger.py`.
"""

from generator.office_site.compose import unlisted
from generator.office_site.deadline_calendars import calendar_outputs
from generator.office_site.editions import edition_pages
from generator.office_site.home import contact_list, front
from generator.office_site.inspection import inspection_page
from generator.office_site.ledger import ledger_pages
from generator.office_site.ledger_papers import ledger_files
from generator.office_site.letters import letter_files
from generator.office_site.pending import queue
from generator.office_site.records import record_pages
from generator.office_site.selections import selection_pages
from generator.office_site.summary import summary_files, summary_pages
from generator.office_site.targets import coverage_page, target_page, task_page
from generator.office_site.traces import trace_pages
from generator.publishing.versions import INTERNAL
from generator.site.output import Output, whole

OFFICE_OUTPUTS: tuple[Output, ...] = (
    whole(front, "index.html"),
    whole(ledger_pages, "ledger/*.html"),
    whole(ledger_files, "ledger/*.xlsx", "ledger/*.docx"),
    whole(summary_pages, "summary/*.html"),
    whole(summary_files, "summary/*.xlsx", "summary/*.csv", "summary/*.docx", "summary/*.md"),
    whole(letter_files, "letters/"),
    whole(trace_pages, "traces/"),
    whole(edition_pages, "editions/"),
    whole(queue, "queue/"),
    whole(record_pages, "records/"),
    whole(contact_list, "contacts/"),
    whole(calendar_outputs, "deadlines/"),
    whole(target_page, "targets/"),
    whole(task_page, "tasks/"),
    whole(coverage_page, "coverage/"),
    whole(selection_pages, "selections/"),
    whole(inspection_page, "inspection/"),
    whole(unlisted, "robots.txt", INTERNAL),
)
