"""What the public pages of records do not show: notes, names of enterprises, who reviewed."""

from collections.abc import Iterator

from generator.model.record import Record
from generator.office_site.compose import office_page
from generator.site.site import Page, Site


def record_pages(site: Site) -> Iterator[Page]:
    """`records/index.html`: records with something internal; and a page for each of them and for each event counted."""
    records = [entry.record for entry in site.catalogue.entries]
    noted = [record for record in records if _is_internal(record)]
    yield office_page(
        site, "records.html", address="records/index.html", section="records", title="记录与备注", records=noted
    )
    for record in records:
        event = record.kind.event
        if _is_internal(record) or (event and event.counted and record.editions):
            yield office_page(
                site,
                "record.html",
                address=f"records/{record.kind.name}-{record.id}.html",
                section="records",
                title=record.title,
                record=record,
                event=record.event,
                internal=list(_internal(record)),
                editions=[site.lists.editions[name] for name in record.editions if name in site.lists.editions],
                public=site.catalogue.get(record.kind.name, record.id) is not None,
            )


def _is_internal(record: Record) -> bool:
    return bool(record.note or any(_internal(record)))


def _internal(record: Record) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What its kind keeps for the office: the name of the field, and what stands in it."""
    for name in record.kind.internal:
        value = getattr(record, name)
        if value not in (None, "", ()):
            title = record.kind.model.model_fields[name].title or name
            yield title, value if isinstance(value, tuple) else (value,)
