"""The item of `content/lists/withdrawn.yml` for a record, so that a notice goes wherever it had been."""

from datetime import datetime

from generator.authoring.sheets.yaml_writer import written
from generator.model.record import Record
from generator.site import facets
from generator.site.site import Site


def withdrawal(site: Site, record: Record, when: datetime, reason: str) -> str:
    """The lines to put into the list."""
    units = list(facets.unit(record))
    lists = [
        other.id
        for other in site.catalogue.records
        if other.kind.record_list and other.kind.record_list.kind == record.kind.name and record.id in other.listed
    ]
    item = {
        "id": record.id,
        "kind": record.kind.label,
        "unit": record.unit,
        "date": f"{when:%Y-%m-%d %H:%M}",
        "reason": reason,
        "published": f"{record.publish_date:%Y-%m-%d %H:%M}",
        "further_units": units[1:],
        "theme": record.theme,
        "editions": list(record.editions),
        "collections": lists,
    }
    return written({"items": [{name: value for name, value in item.items() if value}]}, f"# {record.title}")
