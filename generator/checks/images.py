"""Pictures that a record names are there; whether they are pictures was seen when they were read."""

import difflib
from collections.abc import Iterator

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import Position, Problem, quote
from generator.model.record import Record
from generator.site.entry import Entry
from generator.site.site import Site
from generator.yaml_source.builder import Steps


def images_exist(site: Site) -> Iterator[Problem]:
    """Every named picture lies in the unit's folder, and none is named twice."""
    for entry in site.catalogue.entries:
        seen: set[str] = set()
        named = enumerate(entry.record.images) if "images" not in entry.record.unsound else ()
        for number, image in named:
            if "file" in image.unsound:
                continue
            steps = ("images", number, "file")
            if image.file in seen:
                place = entry.source.position(steps)
                yield Problem(place, *message_for("picture-twice", value=quote(image.file)))
            else:
                yield from _missing(site, entry, steps, image.file)
            seen.add(image.file)
        if "cover" not in entry.record.wechat.unsound and entry.record.wechat.cover:
            yield from _missing(site, entry, ("wechat", "cover"), entry.record.wechat.cover)


def images_used(site: Site) -> Iterator[Problem]:
    """Every picture is named by a record of its unit. What was not read may name it."""
    if site.loaded.not_loaded or len(site.loaded.invalid) > len(site.loaded.rejected):
        return
    named = {(entry.record.unit, file) for entry in site.catalogue.entries for file in _named(entry.record)}
    broken = "".join(text for source in site.loaded.rejected for _steps, text in source.texts())
    for unit, file in sorted(key for key, found in site.pictures.items() if found.picture):
        if (unit, file) not in named and file not in broken:
            yield Problem(Position(f"content/images/{unit}/{file}"), *message_for("picture-unused", file=file))


def _named(record: Record) -> Iterator[str]:
    yield from (image.file for image in record.images)
    if record.wechat.cover:
        yield record.wechat.cover


def _missing(site: Site, entry: Entry, steps: Steps, file: str) -> Iterator[Problem]:
    own = entry.record.unit
    if (own, file) in site.pictures:
        return
    names = [name for unit, name in site.pictures if unit == own]
    close = difflib.get_close_matches(file, names, n=1, cutoff=0.75)
    hint = f"是不是“{close[0]}”？" if close else f"请把图片文件放进 content/images/{own}/。"
    yield Problem(entry.source.position(steps), *message_for("no-picture", value=quote(file), how=hint))
