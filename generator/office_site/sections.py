"""The menu of the office's site. Each section has a page `<name>/index.html`, whatever there is to show."""

from generator.site.site import Section

HOME = Section("home", "工作台")

SECTIONS: tuple[Section, ...] = (
    HOME,
    Section("ledger", "任务台账"),
    Section("summary", "成效汇总"),
    Section("editions", "届次"),
    Section("queue", "待办"),
    Section("records", "记录与备注"),
    Section("traces", "留痕"),
    Section("deadlines", "日程"),
    Section("targets", "目标"),
    Section("tasks", "任务清单"),
    Section("coverage", "覆盖"),
    Section("selections", "评选"),
    Section("inspection", "巡查"),
    Section("contacts", "联系人"),
)

#: What each is for, by name, for the first page.
PURPOSES = {
    "ledger": "谁举办了、谁还欠着，逐月逐项",
    "summary": "成效汇总表，可下载、可追到记录",
    "editions": "各届的主题、时间、要求和封存",
    "queue": "要核对、要答复、要封存的事",
    "records": "全部记录和内部备注",
    "traces": "谁报送、审核、更正、封存，什么时候",
    "deadlines": "各市到什么时候要交什么，可订阅",
    "targets": "方案里的目标完成了多少",
    "tasks": "任务、责任单位和完成时间",
    "coverage": "五进、网点覆盖到哪里",
    "selections": "推荐、打分、排名和结果",
    "inspection": "栏目更新、失效链接、用语提醒",
    "contacts": "各市联系人",
}
