"""The inspection, as a page and as JSON: old columns, dead links, faults, wording, records not reviewed for long."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, TypeAlias

from generator.checks.production import ages
from generator.diagnostics.problems import Problem
from generator.model.kinds import KINDS
from generator.model.office.inspections import InspectionRules, LinkRun
from generator.model.record import Record
from generator.office_site.compose import office_page
from generator.site.site import File, Page, Site

Level: TypeAlias = Literal["不合格", "提醒"]
#: The sorts of findings in the order in which they are shown, each with what it means.
SORTS = {
    "栏目更新": "动态、要闻类栏目14天，其他栏目6个月没有更新的，检查时算不更新。",
    "空栏目": "没有内容的栏目不出现在菜单里；长期没有的，请补充或者取消。",
    "失效链接": "最近一次外部链接检查里打不开的网址。",
    "内容错误": "检查报的错误，改好才能发布。",
    "用语提醒": "名称、用语、编号可能写得不对，要人工核对。",
    "到期未复核": "网点、政策等会变的内容，超过期限没有重新审核。",
    "没有发生日期": "发布时间都有；这里是没有写明事情发生日期的记录。",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to see to; `url` is the public page, `file` where it is written."""

    level: Level
    sort: str
    message: str
    hint: str = ""
    url: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class ColumnAge:
    """A column: when something last came, and how long it may take."""

    label: str
    records: int
    newest: date | None
    days: int | None
    limit: int | None

    @property
    def state(self) -> str:
        if self.days is None or self.limit is None:
            return "空"
        return f"超期{self.days - self.limit}天" if self.days > self.limit else f"还有{self.limit - self.days}天"


@dataclass(frozen=True, slots=True)
class Inspection:
    """Everything found on one day."""

    day: date
    columns: tuple[ColumnAge, ...]
    findings: tuple[Finding, ...]
    links: LinkRun | None

    @property
    def failed(self) -> bool:
        return any(finding.level == "不合格" for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each sort, in their order."""
        return {sort: sum(finding.sort == sort for finding in self.findings) for sort in SORTS}


def inspect(site: Site, problems: Iterable[Problem]) -> Inspection:
    """Look at everything; `problems` is what reading and checking said."""
    rules = site.office.one("inspection", InspectionRules) or InspectionRules()
    run = site.office.one("links", LinkRun)
    columns = tuple(_columns(site))
    found = [
        *_stale(columns, rules),
        *_links(site, run, rules),
        *_problems(sorted(set(problems))),
        *_reviews(site, rules),
        *_undated(site),
    ]
    order = list(SORTS)
    return Inspection(site.today, columns, tuple(sorted(found, key=lambda finding: order.index(finding.sort))), run)


def _columns(site: Site) -> Iterator[ColumnAge]:
    known = {kind.name: (days, limit) for kind, days, limit in ages(site)}
    for kind in KINDS.values():
        records = site.catalogue.of(kind)
        newest = records[0].publish_date.date() if records else None
        days, limit = known.get(kind.name, (None, None))
        yield ColumnAge(kind.label, len(records), newest, days, limit)


def _stale(columns: Iterable[ColumnAge], rules: InspectionRules) -> Iterator[Finding]:
    for column in columns:
        if column.days is None or column.limit is None:
            yield Finding("提醒", "空栏目", f"“{column.label}”没有内容，网站上不显示这个栏目。")
        elif column.days > column.limit:
            words = f"“{column.label}”已有{column.days}天没有更新，期限是{column.limit}天。"
            yield Finding("不合格", "栏目更新", words, "请及时补充，或请主办单位确认已经归档。")
        elif column.limit - column.days <= rules.warn_days:
            words = f"“{column.label}”还有{column.limit - column.days}天到期（期限{column.limit}天）。"
            yield Finding("提醒", "栏目更新", words, "请准备新的内容。")


def _links(site: Site, run: LinkRun | None, rules: InspectionRules) -> Iterator[Finding]:
    if run is None:
        words = "还没有外部链接检查的结果。"
        yield Finding("提醒", "失效链接", words, "运行链接检查以后，用 wanlixing links 写出结果。")
        return
    days = (site.today - run.checked_on.first).days
    if days > rules.links_days:
        words = f"外部链接上次是{run.checked_on.chinese}检查的，已过{days}天（期限{rules.links_days}天）。"
        yield Finding("不合格", "失效链接", words, "请看每夜巡查有没有运行。")
    for link in run.dead:
        if not link.url.startswith(rules.excused or ("\0",)):
            words = f"{link.url}：{link.status}。"
            pages = "、".join(link.pages[:5])
            yield Finding("不合格", "失效链接", words, f"出现在{pages}。" if pages else "", url=link.url)


def _problems(problems: Sequence[Problem]) -> Iterator[Finding]:
    """Errors and warnings of the checks; how old columns are is reported above."""
    for problem in problems:
        if problem.code == "W501":
            continue
        words, file = f"{problem.code} {problem.message}", str(problem.position)
        if problem.severity == "error":
            yield Finding("不合格", "内容错误", words, problem.hint, file=file)
        else:
            yield Finding("提醒", "用语提醒", words, problem.hint, file=file)


def _reviews(site: Site, rules: InspectionRules) -> Iterator[Finding]:
    limits: dict[str, int] = {rule.kind: rule.days for rule in rules.reviews}
    for record in site.catalogue.records:
        limit = limits.get(record.kind.name)
        if limit is None or record.reviewed_on is None:
            continue
        days = (site.today - record.reviewed_on.last).days
        if days > limit:
            words = f"{record.title}：{record.reviewed_on.chinese}审核，已过{days}天（{limit}天复核一次）。"
            yield Finding("提醒", "到期未复核", words, "请核对后改写 reviewed_on。", *_where(site, record))


def _undated(site: Site) -> Iterator[Finding]:
    for record in site.catalogue.records:
        if record.event_date is None:
            words = f"{record.kind.label}：{record.title}"
            yield Finding("提醒", "没有发生日期", words, "来源里有日期的，请补写 event_date。", *_where(site, record))


def _where(site: Site, record: Record) -> tuple[str, str]:
    return site.url(record.address), f"content/{record.kind.folder}/{record.unit}/{record.id}.yml"


def as_json(found: Inspection) -> str:
    """For a nightly job: what failed, what is only to be known, and how old every column is."""
    columns = [
        {**asdict(column), "newest": column.newest.isoformat() if column.newest else None, "state": column.state}
        for column in found.columns
    ]
    data = {
        "version": 1,
        "day": found.day.isoformat(),
        "failed": found.failed,
        "counts": found.counts,
        "columns": columns,
        "findings": [asdict(finding) for finding in found.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_markdown(found: Inspection) -> str:
    """For an issue: what failed first, bounded, since an issue holds only so much."""
    lines = [f"### 专栏巡查（{found.day}）：{'不合格' if found.failed else '合格'}", ""]
    for sort, count in found.counts.items():
        mine = [finding for finding in found.findings if finding.sort == sort]
        bad = [finding for finding in mine if finding.level == "不合格"]
        if count:
            lines.append(f"- {sort}：{len(bad)} 项不合格，{count - len(bad)} 项提醒")
        lines += [f"  - {_escaped(finding.message)}" for finding in bad[:20]]
        if len(bad) > 20:
            lines.append(f"  - 还有 {len(bad) - 20} 项，见内部网站的巡查页")
    return "\n".join(lines)


def as_text(found: Inspection) -> str:
    """For a terminal: what failed, then how many reminders there are."""
    lines = [f"{f.level} {f.sort}：{f.message}{f'（{f.file}）' if f.file else ''}" for f in found.findings]
    bad = sum(finding.level == "不合格" for finding in found.findings)
    ages_ = "，".join(f"{c.label} {c.state}" for c in found.columns)
    return "\n".join([*lines, f"栏目：{ages_}。", f"共 {bad} 项不合格、{len(found.findings) - bad} 项提醒。"])


def _escaped(text: str) -> str:
    """A file's words stay words in Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|@" else sign for sign in text)


def inspection_page(site: Site) -> Iterator[Page | File]:
    """`inspection/index.html` and `inspection/inspection.json`."""
    found = inspect(site, site.loaded.reported)
    yield office_page(
        site,
        "inspection.html",
        address="inspection/index.html",
        section="inspection",
        title="巡查",
        found=found,
        sorts=SORTS,
    )
    yield File("inspection/inspection.json", f"{as_json(found)}\n".encode())
