"""Earlier entries, a document for each year or part of one (RFC 5005), so that readers can get everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model.record import Record
from generator.outputs.feeds.channel import Channel, files
from generator.outputs.feeds.entries import entries
from generator.outputs.feeds.items import short_item
from generator.outputs.feeds.links import ALL
from generator.site.site import File, Site

#: Archives have summaries and no texts; so many entries stay well below the bound on a feed's size.
PER_ARCHIVE = 120


@dataclass(frozen=True, slots=True)
class Archive:
    """A part of a year, newest first."""

    path: str
    year: int
    records: Sequence[Record]


def archives(site: Site, shown: int) -> list[Archive]:
    """Newest first: the years that are over, and this one if the feed itself (`shown` records) can't hold it all.

    Parts are cut from the oldest record on, so that a year that goes on changes only its last part.
    """
    years: dict[int, list[Record]] = {}
    for record in site.catalogue.records:
        years.setdefault(record.publish_date.year, []).append(record)
    found = []
    for year, records in years.items():
        if year >= site.today.year and len(records) <= shown:
            continue
        first = len(records) % PER_ARCHIVE or PER_ARCHIVE
        starts = [0, *range(first, len(records), PER_ARCHIVE)]
        for number, start in zip(range(len(starts), 0, -1), starts, strict=True):
            end = start + (PER_ARCHIVE if start else first)
            found.append(Archive(f"feeds/archive/{year}-{number}", year, records[start:end]))
    return found


def archive_files(site: Site, found: Sequence[Archive]) -> Iterator[File]:
    """Each archive with links to its neighbours and to the feed."""
    for number, part in enumerate(found):
        history = {"current": ALL.path}
        if number + 1 < len(found):
            history["prev-archive"] = found[number + 1].path
        if number:
            history["next-archive"] = found[number - 1].path
        channel = Channel(
            path=part.path,
            title=f"{site.config.title}·{part.year}年",
            page="",
            updated=max(record.updated for record in part.records),
            history=history,
            archive=True,
        )
        # Part by part: all entries at once would be the largest thing in memory.
        made = entries(site, {record.address: short_item(site, record) for record in part.records})
        yield from files(site, channel, list(made.values()))
