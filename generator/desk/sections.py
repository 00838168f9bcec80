"""The menu of the office's site. Each section has a page `<name>/index.html`, whatever there is to show."""

from generator.site import Section

HOME = Section("home", "工作台")

SECTIONS: tuple[Section, ...] = (
    HOME,
    Section("ledger", "任务台账"),
    Section("summary", "成效汇总"),
    Section("editions", "届次"),
    Section("queue", "待办"),
    Section("records", "记录与备注"),
    Section("deadlines", "日程"),
    Section("targets", "目标"),
    Section("tasks", "任务清单"),
    Section("coverage", "覆盖"),
    Section("selections", "评选"),
    Section("inspection", "巡查"),
    Section("contacts", "联系人"),
)
