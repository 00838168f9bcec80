"""What one unit gets of an edition, as a ZIP archive: its own duties, dates, papers and tables, and no other's."""

import io
import zipfile
from collections.abc import Iterator

from generator.documents.reproducible import EPOCH
from generator.documents.tables import Column, Table
from generator.documents.xlsx import as_workbook
from generator.model.editions import Edition
from generator.office.exports import SIGNED, blank_notes
from generator.office.ledger import Ledger, Row, ledger
from generator.office.summary_table import summary_table
from generator.office_site.deadline_calendars import unit_calendar
from generator.office_site.ledger_papers import overdue, unit_workbook
from generator.office_site.letters import FORM, letter, letter_lines, message
from generator.office_site.narrative_report import MARK, chinese_day, report_document
from generator.site.site import File, Site


def packs(site: Site, edition: Edition, workbook: bytes) -> Iterator[File]:
    """`2020-nanjing.zip` for every unit of the ledger; `workbook` is what records are filled into."""
    made = ledger(site, edition)
    for row in made.rows if made else ():
        if made:
            yield File(f"{edition.id}-{row.unit.id}.zip", _zipped(_files(site, made, row, workbook)))


def _files(site: Site, made: Ledger, row: Row, workbook: bytes) -> Iterator[File]:
    short, table = row.unit.short, summary_table(site, made.edition)
    yield File("说明.txt", _guide(site, made, row).encode("utf-8-sig"))
    yield File(f"{short}任务台账.xlsx", unit_workbook(site, made, row))
    yield File("活动记录填报表.xlsx", workbook)
    yield File("网页填报.url", f"[InternetShortcut]\r\nURL={site.url(FORM)}\r\n".encode())
    if calendar := unit_calendar(site, row.unit.id, made.edition.id):
        yield File(f"{short}期限.ics", calendar)
    if table:
        yield File("成效汇总表（空表）.xlsx", _blank(site, made.edition, row))
        own = next(found for found in table.rows if found.unit.id == row.unit.id)
        yield File("书面总结提纲.docx", report_document(site, table, own))
    if overdue(row):
        yield File("催报函.docx", letter(site, made.edition, row))
        yield File("短信和邮件.txt", _messages(site, made, row).encode("utf-8-sig"))


def _guide(site: Site, made: Ledger, row: Row) -> str:
    """What each file is for, in the order in which it is needed."""
    lines = [
        f"{made.edition.name}：给{row.unit.name}的一份（内部，截至{chinese_day(site)}）",
        site.config.notice,
        f"{row.unit.short}任务台账.xlsx　各项要求完成了哪些、还差哪些，要办的在前",
        f"{row.unit.short}期限.ics　　　　双击可以加进日历，到期前提醒",
        f"网页填报.url　　　　　双击打开填报网页：{site.url(FORM)}",
        "活动记录填报表.xlsx　　不便上网的，填好这份表报来",
        "成效汇总表（空表）.xlsx　活动结束以后填报，列名和单位不要改",
        "书面总结提纲.docx　　　数字已按专栏的记录填好，“（请填写）”的地方由你单位补写",
        "",
        "台账和数字由专栏的记录算出；有误的请补报或者更正记录，数字随记录更新。",
        "这份材料只给你单位，请不要公开、转发。",
    ]
    return "\r\n".join(lines) + "\r\n"


def _messages(site: Site, made: Ledger, row: Row) -> str:
    """Ready to be sent to the unit: a short message, and a mail with what is missing line by line."""
    owed = overdue(row)
    lines = [
        "（内部）短信：",
        message(site, row, owed),
        "",
        f"邮件主题：请补报{made.edition.name}有关情况（{row.unit.short}）",
        "邮件正文：",
        *letter_lines(site, row),
        "附件：任务台账、活动记录填报表、成效汇总表（空表）、书面总结提纲。",
    ]
    return "\r\n".join(lines) + "\r\n"


def _blank(site: Site, edition: Edition, row: Row) -> bytes:
    """The summary table with the unit's own row, to be filled in; forms with their numbers go into one cell."""
    columns = (Column("单位", width=18), *(Column(c.name, c.measure, width=16) for c in edition.table))
    cells = ((row.unit.name, *(None for _column in edition.table)),)
    table = Table("成效汇总表", f"{edition.name}成效汇总表", "", columns, cells, blank_notes(edition), signed=SIGNED)
    return as_workbook([table], str(site.lists.units[site.config.host_unit].name), mark=MARK, notice=site.config.notice)


def _zipped(files: Iterator[File]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.path, EPOCH), file.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
