"""What waits for the office: matters without an answer, totals that differ, events that nothing counts."""

from collections.abc import Iterator

from generator.checks.production import not_reviewed
from generator.model.editions import Edition
from generator.model.office.issues import MatterList
from generator.model.record import Record
from generator.office.counted_events import counted, twins
from generator.office.edition_state import closed
from generator.office.frozen import frozen_of
from generator.office.ledger import ledger
from generator.office.summary_table import summary_table
from generator.office_site.compose import lead, office_page
from generator.site.site import Page, Site


def queue(site: Site) -> Iterator[Page]:
    """`queue/index.html`."""
    matters = [matter for _file, form in site.office.of(MatterList) for matter in form.items]
    editions = site.lists.editions.values()
    yield office_page(
        site,
        "queue.html",
        address="queue/index.html",
        section="queue",
        title="待办",
        open=sorted((m for m in matters if not m.answered), key=lambda matter: (matter.told, matter.id)),
        answered=sorted((m for m in matters if m.answered), key=lambda matter: (matter.told, matter.id), reverse=True),
        differing=[
            (table.edition, row, [item for item in table.differences(row) if item.difference])
            for edition in editions
            if (table := summary_table(site, edition))
            for row in table.rows
            if any(item.difference for item in table.differences(row))
        ],
        unclassed=[
            (made.edition, [row.unit for row in made.rows if not row.classes])
            for edition in editions
            if not closed(site, edition)
            and (made := ledger(site, edition))
            and any(not row.classes for row in made.rows)
        ],
        unreviewed=[lead(site, entry.record) for entry in site.catalogue.entries if not_reviewed(entry.record)],
        uncounted=_uncounted(site),
        twins=[(edition, group) for edition in editions if (found := counted(site, edition)) for group in twins(found)],
        unclosed=[e for e in editions if e.table and e.end.last < site.today and not frozen_of(site, e)],
    )


def _uncounted(site: Site) -> list[tuple[Edition, list[Record]]]:
    """Events in the window and region of an edition that name no edition: forgotten, or meant so."""
    found = []
    for edition in site.lists.editions.values():
        host = site.lists.units.get(edition.host or "")
        records = [
            record
            for record in site.catalogue.events(counted=True)
            if host
            and not record.editions
            and record.event_date
            and edition.start.first <= record.event_date.first
            and record.event_date.last <= edition.end.last
            and site.unit(record).region == host.region
        ]
        if records:
            found.append((edition, records))
    return found
