"""Records that got another id: from the old one to the present, and back to the first."""

from collections.abc import Iterable, Iterator

from generator.model.kinds import labelled
from generator.model.vocabularies import Moved
from generator.site.catalogue import Key
from generator.site.derived import derived
from generator.site.site import Site


def final_id(moved: Iterable[Moved], item: Moved) -> str | None:
    """Where an id leads in the end; nothing if it leads back to itself."""
    steps: dict[str, str] = {one.id: one.to for one in moved if one.kind == item.kind}
    now: str = item.to
    for _step in steps:
        if now not in steps:
            return now
        now = steps[now]
    return now if now not in steps else None


@derived
def _first_ids(site: Site) -> dict[Key, str]:
    """By kind and present id the id that the record had first."""
    found: dict[Key, str] = {}
    later = {(item.kind, item.to) for item in site.lists.moved}
    for item in site.lists.moved:
        if (item.kind, item.id) not in later and (now := final_id(site.lists.moved, item)):
            found.setdefault((labelled(item.kind).name, now), item.id)
    return found


def first_id(site: Site, kind: str, record_id: str) -> str:
    """The id that a record was first published under: feed readers know it by that for ever."""
    return _first_ids(site).get((kind, record_id), record_id)


def old_addresses(site: Site) -> Iterator[tuple[str, str, str]]:
    """The folder of each id that was given up, that id, and the one to which it leads now."""
    for item in site.lists.moved:
        if now := final_id(site.lists.moved, item):
            yield labelled(item.kind).folder, item.id, now


def gone(site: Site, kind: str, record_id: str) -> str:
    """What became of a record of that id and kind (`*`: any), as advice; nothing if nobody wrote it down."""
    for item in site.lists.moved:
        if item.id == record_id and kind in ("*", labelled(item.kind).name):
            now = final_id(site.lists.moved, item)
            return f"编号已经改为“{now}”，请写这个。" if now else ""
    for withdrawn in site.lists.withdrawn:
        if withdrawn.id == record_id and kind in ("*", labelled(withdrawn.kind).name):
            return "这条记录已经撤回，请删去这一项。"
    return ""


def no_record(site: Site, record_id: str) -> str:
    """What to tell somebody who names a record that is not there."""
    if held := site.catalogue.read("*", record_id):
        day = f"要到 {held.publish_date:%Y-%m-%d} 以后" if held.publish_date else "要等保密期满"
        return f"“{record_id}”还没有公开，{day}"
    return f"没有编号为“{record_id}”的记录" + (f"：{how}" if (how := gone(site, "*", record_id)) else "")
