"""The parts of the site. All are there from the first day; the menu leaves out what is empty (GOV-34)."""

from generator.model.kinds import KINDS
from generator.office.summary_table import published_tables
from generator.outputs.pages import editions, progress, region_group
from generator.site.site import Section, Site


def sections(site: Site) -> tuple[Section, ...]:
    """In menu order: home, the kinds, units; then what stands outside the menu."""
    kinds = [Section(kind.folder, kind.label, in_menu=bool(site.catalogue.of(kind))) for kind in KINDS.values()]
    units = Section("units", "各地", in_menu=len(site.catalogue) > 0)
    outside = [
        ("themes", "任务"),
        ("series", "系列活动"),
        ("years", "年份"),
        ("regions", "地区"),
        ("calendar", "日历"),
        ("feeds", "订阅"),
    ]
    outside += [("outlets-by", "服务网点")]
    if any(site.catalogue.of(kind) for kind in KINDS.values() if kind.record_list):
        outside.append(("booklets", "打印版"))
    if published_tables(site):
        outside.append(("results", "活动成效"))
    further = [editions.SECTION] if site.lists.editions else []
    if progress.published(site):
        further.append(progress.SECTION)
    cooperation = region_group.section(site)
    hidden = [Section(name, title, in_menu=False) for name, title in outside]
    return (
        Section("home", "首页"),
        *kinds,
        *([cooperation] if cooperation else ()),
        units,
        *hidden,
        *further,
        Section("search", "搜索", in_menu=False),
        Section("submit", "投稿", in_menu=False),
    )
