"""The controlled lists are sound themselves."""

from collections.abc import Iterator

from generator.problems import Problem, quote
from generator.site import Site


def lists_sound(site: Site) -> Iterator[Problem]:
    """Ids, names and division codes occur once a list; the settings name what exists."""
    for source in site.list_sources.values():
        for key in ("id", "name", "code"):
            seen: set[str] = set()
            for number, item in enumerate(source.data.get("items", ())):
                value = item.get(key)
                if value is not None and value in seen:
                    place = source.place(("items", number, key))
                    yield Problem(place, "E311", f"{key} {quote(value)}在这份词表里出现了两次。", "请改成不同的值。")
                seen.add(value)
    editions = site.list_sources.get("editions")
    for number, edition in enumerate(site.lists.editions.values()):
        if editions and edition.end.last < edition.start.first:
            yield Problem(
                editions.place(("items", number, "end")), "E309", "活动结束早于活动开始。", "请核对两个日期。"
            )
