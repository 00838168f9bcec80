"""`content/lists/digests.yml`: what every digest held that has gone out, so that none changes afterwards."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from generator.authoring.sheets.yaml_writer import written
from generator.model.record import Record
from generator.site.site import Site


class Sent(Protocol):
    """A digest, as far as the list tells of it."""

    @property
    def name(self) -> str: ...

    @property
    def all(self) -> Iterable[Record]: ...


def sealed(site: Site, digest: Sent, when: datetime) -> str:
    """The whole list with a digest in it; one that is there already stays as it was."""
    items = [
        {"id": item.id, "sent": f"{item.sent:%Y-%m-%d %H:%M}", "records": list(item.records)}
        for item in site.lists.digests
    ]
    if digest.name not in {item["id"] for item in items}:
        records = sorted(record.id for record in digest.all)
        items.append({"id": digest.name, "sent": f"{when:%Y-%m-%d %H:%M}", "records": records})
    return written({"name": "已经发出的一周速递", "items": items}, "# wanlixing digest --seal 和推送时写，不用手改。")
