"""The index of mistakes: every code with a wrong and a right example and why; each can be linked to."""

from collections.abc import Iterator

from generator.diagnostics.explanations import EXPLAINED
from generator.diagnostics.problems import CODES
from generator.outputs.pages.json_ld import below_home
from generator.rendering.templates import compose, newest
from generator.site.site import Page, Site

#: What the first two characters of a code stand for.
GROUPS = {
    "E0": "文件",
    "E1": "YAML写法",
    "E2": "字段的内容",
    "E3": "记录之间、日期和词表",
    "E4": "正文",
    "E5": "正式发布",
    "E6": "个人信息",
    "E7": "Excel 表格",
    "W3": "提醒：记录之间",
    "W4": "提醒：正文和编号",
    "W5": "提醒：更新",
    "W6": "提醒：个人信息",
    "W7": "提醒：Excel 表格",
}


def error_index(site: Site) -> Iterator[Page]:
    """`errors.html`, with an anchor for each code."""
    title = "错误编号说明"
    starts = dict.fromkeys(code[:2] for code in CODES)
    yield compose(
        site,
        "errors.html",
        address="errors.html",
        section="submit",
        title=title,
        meta=below_home(site, title, "检查报出的每个编号：错在哪里、怎样改、为什么。"),
        changed=newest(site.catalogue.records),
        groups=[
            (GROUPS.get(start, "其他"), [(c, name, EXPLAINED[c]) for c, name in CODES.items() if c.startswith(start)])
            for start in starts
        ],
    )
