"""Pictures that a record names are there; whether they are pictures was seen when they were read."""

import difflib
from collections.abc import Iterator

from generator.problems import Problem, quote
from generator.site import Site


def images_exist(site: Site) -> Iterator[Problem]:
    """Every named picture lies in the unit's folder, and none is named twice."""
    for entry in site.catalogue.entries:
        record = entry.record
        seen: set[str] = set()
        for number, image in enumerate(record.images):
            place = entry.source.place(("images", number, "file"))
            if image.file in seen:
                yield Problem(place, "E310", f"图片{quote(image.file)}写了两次。", "请删去一处。")
            elif (record.unit, image.file) not in site.pictures:
                names = [name for unit, name in site.pictures if unit == record.unit]
                close = difflib.get_close_matches(image.file, names, n=1, cutoff=0.75)
                hint = f"是不是“{close[0]}”？" if close else f"请把图片文件放进 content/images/{record.unit}/。"
                yield Problem(place, "E305", f"没有图片{quote(image.file)}。", hint)
            seen.add(image.file)
