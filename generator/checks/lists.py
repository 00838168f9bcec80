"""The controlled lists are sound themselves."""

from collections.abc import Iterator

from generator.checks.references import edition_place
from generator.problems import Problem, quote
from generator.site import Site

_KEYS = {"id": "编号（id）", "name": "名称（name）", "code": "行政区划代码（code）"}


def lists_sound(site: Site) -> Iterator[Problem]:
    """Ids, names and division codes occur once a list. A list may be of any shape: it was refused then."""
    for source in site.list_sources.values():
        items = source.data.get("items")
        for key, words in _KEYS.items():
            seen: set[str] = set()
            for number, item in enumerate(items if isinstance(items, list) else ()):
                value = item.get(key) if isinstance(item, dict) else None
                if not isinstance(value, str):
                    continue
                if value in seen:
                    place = source.place(("items", number, key))
                    message = f"{words}{quote(value)}在这份词表里出现了两次。"
                    yield Problem(place, "E311", message, "请改成不同的值，或删去重复的一项。")
                seen.add(value)


def editions_in_order(site: Site) -> Iterator[Problem]:
    """An edition ends after it has begun."""
    for edition in site.lists.editions.values():
        if edition.end.last < edition.start.first:
            message = f"活动结束（{edition.end}）早于活动开始（{edition.start}）。"
            yield Problem(edition_place(site, edition.id, "end"), "E309", message, "请核对 start 和 end 两个日期。")
