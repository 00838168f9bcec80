"""What the public pages of records do not show: notes, names of enterprises, who reviewed."""

from collections.abc import Iterator

from generator.model.kinds.highlight import Highlight
from generator.model.record import Record
from generator.office_site.compose import office_page
from generator.site.site import Page, Site


def record_pages(site: Site) -> Iterator[Page]:
    """`records/index.html`: records with something internal; and a page for each of them and for each event counted."""
    records = [entry.record for entry in site.catalogue.entries]
    noted = [record for record in records if _internal(record)]
    yield office_page(
        site, "records.html", address="records/index.html", section="records", title="记录与备注", records=noted
    )
    for record in records:
        if _internal(record) or (isinstance(record, Highlight) and record.editions):
            yield office_page(
                site,
                "record.html",
                address=f"records/{record.kind.name}-{record.id}.html",
                section="records",
                title=record.title,
                record=record,
                event=record if isinstance(record, Highlight) else None,
                editions=[site.lists.editions[name] for name in record.editions if name in site.lists.editions],
                public=site.catalogue.get(record.kind.name, record.id) is not None,
            )


def _internal(record: Record) -> bool:
    return bool(record.note or (isinstance(record, Highlight) and record.enterprise_names))
