"""What the host office reports of a half-year or any other period (半年报): text and tables from the public records."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date

from generator.documents.docx import (
    LINE_OF_TITLE,
    Block,
    Grid,
    Heading,
    Items,
    Paragraph,
    Signature,
    as_document,
    below,
)
from generator.documents.tables import written
from generator.model.record import Record
from generator.office.extract import METHOD, SUMS, added, by_unit, cases_among, events_among, records_of, sealed_notes
from generator.office_site.letters import event_line
from generator.office_site.narrative_report import MARK, chinese_day
from generator.site.facets import unit as units_of
from generator.site.site import Site
from generator.text.chinese_numerals import in_chinese

_BLANK = "（请填写）"
#: What columns are called where eight stand beside each other.
_SHORT = {"供需对接": "对接", "参加人数": "参加", "惠及企业": "惠及", "质押融资": "融资", "质押融资金额": "融资金额"}
#: So many events of a task line stand in the text; the workbook of the same command has them all.
_SHOWN = 3
_QUARTER, _HALF, _YEAR = 3, 6, 12


def period_document(site: Site, first: date, last: date, unit: str | None = None) -> bytes:
    """The paper of a period, of all units or of one."""
    sender = str(site.lists.units[unit or site.config.host_unit].name)
    period = period_words(first, last)
    apart = "\n" if len(sender + period) > LINE_OF_TITLE else ""
    title = f"{sender}{apart}{period}\n“知识产权服务万里行”工作情况"
    blocks = below(site.config.notice, _blocks(site, first, last, unit))
    return as_document(title, [*blocks, Signature(sender, chinese_day(site))], sender, mark=MARK, fitted=True)


def period_words(first: date, last: date) -> str:
    """`2026年上半年`, `2026年第三季度`, `2026年`; else from day to day."""
    months = last.month - first.month + 1
    is_whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if is_whole and first.year == last.year and (first.month - 1) % months == 0:
        if months == _YEAR:
            return f"{first.year}年"
        if months == _HALF:
            return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
        if months == _QUARTER:
            return f"{first.year}年第{in_chinese(last.month // _QUARTER)}季度"
    year = "" if first.year == last.year else f"{last.year}年"
    return f"{first.year}年{first.month}月{first.day}日至{year}{last.month}月{last.day}日"


def _blocks(site: Site, first: date, last: date, unit: str | None) -> Iterator[Block]:
    records = records_of(site, first, last, unit)
    events, cases = events_among(site, records), cases_among(records)
    yield Heading("一、总体情况")
    yield Paragraph(_overview(events, period_words(first, last)))
    yield Heading("二、各项重点任务")
    yield from _themes(site, events)
    yield Heading("三、成效")
    totals = zip(SUMS, added(events), strict=True)
    rows = tuple((column.name, written(value) or "没有填报", column.measure) for column, value in totals)
    yield Grid(("项目", "数量", "单位"), rows, (6, 3, 2), keeps_head=True)
    yield from _units(site, events, unit)
    yield Heading("五、典型案例")
    yield Items(tuple(f"{site.unit(one).short}：{one.title}。" for one in cases)) if cases else Paragraph(_BLANK)
    yield Heading("六、存在的问题和下一步打算")
    yield Paragraph(_BLANK)
    for note in (*METHOD, *sealed_notes(site, first, last)):
        yield Paragraph(f"注：{note}")


def _overview(events: Sequence[Record], period: str) -> str:
    if not events:
        return f"{period}，专栏没有公开的活动记录。{_BLANK}"
    holders = {name for record in events for name in units_of(record)}
    joint = sum(bool(record.event.joint_units) for record in events)
    with_others = f"，其中联合举办{joint}场" if joint else ""
    figures = "，".join(
        f"{column.name}{written(value)}{column.measure}"
        for column, value in zip(SUMS, added(events), strict=True)
        if value
    )
    return f"{period}，{len(holders)}个单位举办活动{len(events)}场{with_others}。{f'{figures}。' if figures else ''}"


def _themes(site: Site, events: Sequence[Record]) -> Iterator[Block]:
    themes = list(dict.fromkeys(record.theme for record in events if record.theme))
    if not themes:
        yield Paragraph(_BLANK)
    for number, theme in enumerate(themes, start=1):
        found = [record for record in events if record.theme == theme]
        only = f"，列出最近{_SHOWN}场" if len(found) > _SHOWN else ""
        yield Heading(f"（{in_chinese(number)}）{theme}：{len(found)}场{only}", 2)
        yield Items(tuple(event_line(site, record) for record in found[-_SHOWN:]))


def _units(site: Site, events: Sequence[Record], unit: str | None) -> Iterator[Block]:
    yield Heading("四、各单位情况")
    if unit or not events:
        yield Paragraph(_BLANK)
        return
    table = by_unit(site, events)
    head = ("单位", *(f"{_SHORT.get(c.name, c.name)}\n（{c.measure}）" for c in table.columns[1:]))
    rows = tuple(tuple(map(written, row)) for row in table.rows)
    yield Grid(head, rows, (30, 20, 20, 20, 20, 25, 20, 25), keeps_head=True)
