"""What an edition asks for can be worked out: every name that its rules and columns use is there."""

from collections.abc import Iterable, Iterator

from generator.checks.references import edition_place
from generator.diagnostics.problems import Problem, quote
from generator.model.editions import Edition, UnitClass, excluding
from generator.site.site import Site


def editions_sound(site: Site) -> Iterator[Problem]:
    """Host, classes, task lines and days of every edition."""
    for edition in site.lists.editions.values():
        yield from _units(site, edition)
        yield from _classes(site, edition)
        yield from _themes(site, edition)
        yield from _rules(site, edition)
        yield from _unique(site, edition)


def _units(site: Site, edition: Edition) -> Iterator[Problem]:
    hint = "请用 content/lists/units.yml 里的单位编号（id），或先在那里登记。"
    if edition.host and edition.host not in site.lists.units:
        yield Problem(edition_place(site, edition.id, "host"), "E307", f"没有{quote(edition.host)}这个单位。", hint)
    for group in edition.classes:
        place = edition_place(site, edition.id, "classes")
        for unit in dict.fromkeys(member.unit for member in group.members):
            if unit not in site.lists.units:
                yield Problem(place, "E307", f"{group.name}里没有{quote(unit)}这个单位。", hint)
        if group.units and not group.basis:
            how = "请加上“basis: 归类的依据”；没有依据就不归类，台账里显示“未分类”。"
            yield Problem(place, "E202", f"{group.name}写了单位，没有写归类依据。", how)


def _classes(site: Site, edition: Edition) -> Iterator[Problem]:
    """No unit is at once in two classes that exclude each other: it would owe what the document asks of others."""
    place = edition_place(site, edition.id, "classes")
    for number, group in enumerate(edition.classes):
        for other in edition.classes[:number]:
            if not excluding(edition, group, other):
                continue
            for unit in sorted(_at_once(group, other)):
                name = site.lists.units[unit].short if unit in site.lists.units else unit
                message = f"{name}同时属于{quote(other.name)}和{quote(group.name)}，这两类的要求互相排斥。"
                how = "只留一类；活动期内变动的，在后来的一类里写 changes：unit、from（从哪天起）、basis（依据）。"
                yield Problem(place, "E310", message, how)


def _at_once(one: UnitClass, other: UnitClass) -> set[str]:
    """Units that came into both on one day, so that neither came after the other."""
    return {a.unit for a in one.members for b in other.members if a.unit == b.unit and a.begins == b.begins}


def _themes(site: Site, edition: Edition) -> Iterator[Problem]:
    names = set(site.lists.names("themes"))
    used = {
        "themes": edition.themes,
        "rules": [duty.theme for duty in edition.rules if duty.theme],
        "table": [column.theme for column in edition.table if column.theme],
    }
    for field, themes in used.items():
        for theme in themes:
            # A list that is lost or broken is reported where it is.
            if names and theme not in names:
                hint = f"可选：{'、'.join(site.lists.names('themes'))}。"
                place = edition_place(site, edition.id, field)
                yield Problem(place, "E304", f"没有{quote(theme)}这项任务。", hint)


def _rules(site: Site, edition: Edition) -> Iterator[Problem]:
    classes = [group.name for group in edition.classes]
    place = edition_place(site, edition.id, "rules")
    for duty in edition.rules:
        for name in duty.classes:
            if name not in classes:
                hint = f"可选：{'；'.join(classes)}。" if classes else "请先在 classes 里写单位类别。"
                yield Problem(place, "E304", f"{duty.name}适用的{quote(name)}不在单位类别里。", hint)
        if duty.rule == "报送" and not (duty.due or edition.summary_due):
            yield Problem(place, "E202", f"{duty.name}没有截止日期。", "请加上“due: 2020-10-20”。")
        if duty.rule == "每项任务" and not edition.themes:
            yield Problem(place, "E202", f"{duty.name}按每项任务要求，届次里没有重点任务。", "请加上“themes: […]”。")
    if (edition.rules or edition.table) and not edition.host:
        where = edition_place(site, edition.id, "id")
        hint = "请加上“host: 单位编号”，统计这个单位所在的地区。"
        yield Problem(where, "E202", "届次有核算规则或汇总表，没有统计单位。", hint)


def _unique(site: Site, edition: Edition) -> Iterator[Problem]:
    parts: dict[str, Iterable[str]] = {
        "classes": [group.id for group in edition.classes],
        "rules": [duty.id for duty in edition.rules],
        "table": [column.id for column in edition.table],
        "deadlines": [line.id for line in edition.deadlines],
    }
    for field, ids in parts.items():
        twice = {name for name in ids if list(ids).count(name) > 1}
        for name in sorted(twice):
            place = edition_place(site, edition.id, field)
            yield Problem(place, "E311", f"编号{quote(name)}用了两次。", "请改成不同的编号。")
    for column in edition.table:
        if column.split and column.counts not in ("对接", "培训"):
            place = edition_place(site, edition.id, "table")
            message = f"{column.name}不能按形式或类型分列。"
            yield Problem(place, "E209", message, "只有对接和培训可以写“split: 是”。")
