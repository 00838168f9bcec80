"""Addresses are permanent and belong to one record or picture each."""

from collections.abc import Iterator

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Position, Problem
from generator.site.entry import Entry
from generator.site.site import Site


def addresses_unique(site: Site) -> Iterator[Problem]:
    """Two records of a kind may not share an id, whatever their units (GOV-37), nor two pictures a path."""
    yield from _pictures(site)
    if len({entry.record.address for entry in site.catalogue.entries}) == len(site.catalogue.entries):
        return
    first: dict[str, Entry] = {}
    for entry in sorted(site.catalogue.entries, key=lambda e: e.source.path):
        address = entry.record.address
        other = first.setdefault(address, entry)
        if other is not entry:
            # Told at both: whoever checks only a new file must hear of it, whichever comes first.
            for mine, theirs in ((entry, other), (other, entry)):
                yield Problem(mine.source.position(), *message_for("taken", address=address, other=theirs.source.path))


def _pictures(site: Site) -> Iterator[Problem]:
    """A picture is published as JPG or PNG whatever it was, so that a.jpg and a.png can be one file."""
    first: dict[str, str] = {}
    for (unit, name), file in sorted(site.pictures.items(), key=lambda item: item[0]):
        mine = f"content/images/{unit}/{name}"
        other = first.setdefault(file.path, mine) if file.picture else mine
        if other != mine:
            message = f"发布后的地址 {file.path} 已被 {other} 占用。"
            hint = "请给这张图片换一个名字（不只是改后缀），记录里的文件名也一起改。"
            yield Problem(Position(mine), "E301", message, hint)
