"""What was withdrawn stays away, what got another id is there, and both are named rightly."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem, quote
from generator.model.kinds import KINDS
from generator.model.vocabularies import Withdrawn
from generator.site.moved import final_id
from generator.site.site import Site
from generator.yaml_source.reader import Source


def withdrawn_gone(site: Site) -> Iterator[Problem]:
    """A withdrawn record has no file any more; the unit of each is known."""
    source = site.loaded.list_sources.get("withdrawn")
    if source is None:
        return
    there = {(e.record.kind.label, e.record.id): e.source.path for e in site.catalogue.entries}
    there |= {(KINDS[kind].label, record_id): "" for kind, record_id in site.loaded.invalid}
    for number, item in enumerate(site.lists.withdrawn):
        key = (item.kind, item.id)
        if key in there:
            file = there[key] or "它的文件"
            hint = f"请删去 {file}；如果不撤回了，请删去 content/lists/withdrawn.yml 里的这一项。"
            yield Problem(
                source.position(("items", number, "id")), "E312", f"{quote(item.id)}已经撤回，文件还在。", hint
            )
        yield from _names_exist(site, source, number, item)


def _names_exist(site: Site, source: Source, number: int, item: Withdrawn) -> Iterator[Problem]:
    named = {
        "unit": ((item.unit,), site.lists.units, "单位", "单位编号（id）"),
        "further_units": (item.further_units, site.lists.units, "单位", "单位编号（id）"),
        "theme": (tuple(filter(None, [item.theme])), tuple(site.lists.names("themes")), "任务", "任务名称"),
        "editions": (item.editions, site.lists.editions, "活动年度", "活动年度编号（id）"),
    }
    for field, (names, known, word, what) in named.items():
        for name in names:
            if name not in known:
                hint = f"请写 content/lists/ 里有的{what}。"
                place = source.position(("items", number, field))
                yield Problem(place, "E307" if word == "单位" else "E304", f"没有{quote(name)}这个{word}。", hint)


def moved_there(site: Site) -> Iterator[Problem]:
    """An id that was given up leads to a record that is there or was withdrawn; no file has it any more."""
    source = site.loaded.list_sources.get("moved")
    if source is None:
        return
    there = {(entry.record.kind.label, entry.record.id): entry.source.path for entry in site.catalogue.entries}
    there |= {(KINDS[kind].label, record_id): "" for kind, record_id in site.loaded.invalid}
    reached = there.keys() | {(item.kind, item.id) for item in site.lists.withdrawn}
    for number, item in enumerate(site.lists.moved):
        key, place = (item.kind, item.id), source.position(("items", number, "id"))
        if key in there:
            hint = f"请删去 {there[key] or '它的文件'}；没有改编号的，请删去 content/lists/moved.yml 里的这一项。"
            yield Problem(place, "E301", f"{quote(item.id)}登记为已改编号，文件还在。", hint)
        if final_id(site.lists.moved, item) is None or (item.kind, final_id(site.lists.moved, item)) not in reached:
            hint = f"请写一条已有的{item.kind}的编号；绕回自己的也不行。"
            place = source.position(("items", number, "to"))
            yield Problem(place, "E302", f"{quote(item.id)}改成的{quote(item.to)}找不到。", hint)
