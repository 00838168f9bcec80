"""What the office sends out in writing: letters that ask for what is overdue (催报函), and briefs (简报)."""

from collections.abc import Iterator
from datetime import timedelta

from generator.documents.docx import Block, Heading, Items, Paragraph, Signature, as_document, as_lines, below, broken
from generator.model.editions import Edition
from generator.model.office.contacts import ContactList
from generator.model.record import Record
from generator.office.edition_state import closed
from generator.office.ledger import Cell, Ledger, Row, ledger
from generator.office.stated_figures import stated
from generator.office.summary_table import SummaryTable, summary_table
from generator.office.unmet import unmet_when_closed, when_closed
from generator.office_site.ledger_papers import named, named_since, overdue
from generator.office_site.narrative_report import MARK, chinese_day, figures_grid, sealed_words, unnamed
from generator.site.facets import unit as units_of
from generator.site.site import File, Site
from generator.text.chinese_numerals import in_chinese

FORM = "submit.html"
#: Days that a unit is given to answer.
_ANSWER = timedelta(days=7)


def letter_files(site: Site) -> Iterator[File]:
    """`letters/2020-nanjing.docx` for each unit that owes something, and `letters/2020-brief.docx`."""
    for edition in site.lists.editions.values():
        made, table = ledger(site, edition), summary_table(site, edition)
        for row in made.rows if made else ():
            if made and overdue(row):
                yield File(f"letters/{edition.id}-{row.unit.id}.docx", letter(site, edition, row))
        if made and table:
            yield File(f"letters/{edition.id}-brief.docx", brief(site, made, table))


def letter(site: Site, edition: Edition, row: Row) -> bytes:
    """To one unit: what is asked by which words, what has no record, until when and where to send it, whom to ask."""
    title = f"关于报送{edition.name}有关情况的函"
    blocks, number = below(site.config.notice, _letter(site, row)), f"　　　　〔{site.today.year}〕　　　号"
    return as_document(broken(title), blocks, _sender(site), mark=MARK, number=number, fitted=True)


def _letter(site: Site, row: Row) -> Iterator[Block]:
    owed = overdue(row)
    yield Paragraph(f"{row.unit.name}：", indent=False)
    yield Paragraph(f"截至{chinese_day(site)}，专栏里未见你单位以下事项的记录：")
    yield Items(tuple(map(_missing, owed)))
    until = site.today + _ANSWER
    yield Paragraph(
        f"未见记录不等于没有举办。已经举办、已经报送的，请于{until.year}年{until.month}月{until.day}日前补报；"
        f"没有举办的，请抓紧安排；确有困难的，请书面说明。"
    )
    yield Paragraph(f"填报网页：{site.url(FORM)}")
    yield Paragraph(f"联系人：{_contact(site)}。")
    yield Signature(_sender(site), chinese_day(site))


def _missing(cell: Cell) -> str:
    """What a unit still owes, as one office writes to another: until when, and by which words."""
    due = cell.head.due
    until = f"应于{due.year}年{due.month}月{due.day}日前完成，" if due else ""
    return f"{named(cell)}：{until}未见报送。要求：“{cell.head.duty.text}”。"


def letter_lines(site: Site, row: Row) -> list[str]:
    """The letter as lines of a mail."""
    return as_lines(below(site.config.notice, _letter(site, row)))


def message(site: Site, row: Row, owed: list[Cell]) -> str:
    """The same in the length of an SMS, for the same unit."""
    what = "、".join(map(named, owed))
    phrase = f"截至{chinese_day(site)}，专栏未见{what}的记录，已举办、已报送的请补报"
    return f"【{_sender(site)}】{row.unit.short}：{phrase}：{site.url(FORM)}"


def brief(site: Site, made: Ledger, table: SummaryTable) -> bytes:
    """How an edition goes: events by task line, what they achieved, who is missing, what comes next."""
    title = f"{made.edition.name}工作简报"
    return as_document(
        broken(title), below(site.config.notice, _brief(site, made, table)), _sender(site), mark=MARK, fitted=True
    )


def _brief(site: Site, made: Ledger, table: SummaryTable) -> Iterator[Block]:
    records, edition = made.counted.every, made.edition
    active = [row for row in made.rows if made.counted.by_unit.get(row.unit.id)]
    yield Paragraph(f"（第　　期，{chinese_day(site)}）", indent=False, centred=True)
    yield Heading("一、总体进展")
    ahead = f"；另有已预告、还没有举办的活动{len(made.counted.announced)}场" if made.counted.announced else ""
    yield Paragraph(
        f"{edition.start.chinese}至{edition.end.chinese}的活动，截至{chinese_day(site)}，"
        f"专栏收到{len(active)}个单位的活动记录{len(records)}条{ahead}。"
        if records
        else f"截至{chinese_day(site)}，专栏没有收到本届的活动记录{ahead}。"
    )
    yield Heading("二、各项重点任务")
    for number, theme in enumerate(edition.themes, start=1):
        found = [record for record in records if record.theme == theme]
        last = [record for record in found if record.event_date][-3:]
        only = f"，列出最近{len(last)}场" if 0 < len(last) < len(found) else ""
        yield Heading(f"（{in_chinese(number)}）{theme}：{len(found)}场{only}", 2)
        if last:
            yield Items(tuple(event_line(site, record) for record in last))
    yield Heading("三、成效")
    figures = stated(site, table, table.total)
    yield figures_grid(figures)
    method = "数字由活动记录逐条相加得出，联合举办的只计一次；口径见成效汇总表。"
    yield Paragraph(f"{sealed_words(site, edition, figures)}{method}{unnamed(records)}")
    yield from _outstanding(site, made)
    yield Heading("五、下一步")
    owed = (cell for cell in made.cells if cell.head.due and cell.state in ("due", "coming"))
    coming = sorted({(c.head.due, c.head.duty.name if c.head.theme else named(c)) for c in owed if c.head.due})
    lines = tuple(f"{day.year}年{day.month}月{day.day}日前：{what}。" for day, what in coming[:6])
    yield Items(lines) if lines else Paragraph("（请填写）")
    yield Signature(_sender(site), chinese_day(site))


def _outstanding(site: Site, made: Ledger) -> Iterator[Block]:
    """Who owes what; of an edition that is closed, what had not come by then."""
    if closed(site, made.edition):
        yield Heading(f"四、{when_closed(site, made)}未见报送的")
        left = unmet_when_closed(site, made)
        lines = tuple(f"{row.unit.short}：{'、'.join(map(named_since, cells))}" for row, cells in left)
        yield Paragraph("活动已结束，不再催办。" if lines else "没有未见报送的。")
    else:
        yield Heading("四、未见报送")
        waiting = ((row, overdue(row)) for row in made.rows)
        lines = tuple(f"{row.unit.short}：{'、'.join(map(named, owed))}" for row, owed in waiting if owed)
        if not lines:
            yield Paragraph("没有到期未见报送的。")
    if lines:
        yield Items(lines)
        later = "封存以后补报的，列为更正" if closed(site, made.edition) else "补报的照样计入"
        yield Paragraph(f"未见记录不等于没有举办；{later}。")


def event_line(site: Site, record: Record) -> str:
    """When, who and what, in one line."""
    day = record.event_date.chinese if record.event_date else "日期不详"
    unit = site.unit(record).short
    who = "" if record.title.startswith(unit) else f"{unit}："
    others = "、".join(site.lists.units[one].short for one in units_of(record) if one != record.unit)
    return f"{day}，{who}{record.title}{f'（与{others}联合）' if others else ''}。"


def _contact(site: Site) -> str:
    """Whom units ask at the host office."""
    found = site.office.one("contacts", ContactList)
    for contact in found.items if found else ():
        if contact.unit == site.config.host_unit:
            return f"{contact.name}；电话：{contact.telephone or '（请填写）'}"
    return f"（请填写）；电话：{site.config.government.telephone or '（请填写）'}"


def _sender(site: Site) -> str:
    return str(site.lists.units[site.config.host_unit].name)
