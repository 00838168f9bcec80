"""What was withdrawn stays away, and is named rightly."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem, quote
from generator.model.kinds import KINDS
from generator.site.site import Site


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
        if item.unit not in site.lists.units:
            hint = "请写 content/lists/units.yml 里的单位编号（id）。"
            yield Problem(source.position(("items", number, "unit")), "E307", f"没有{quote(item.unit)}这个单位。", hint)
