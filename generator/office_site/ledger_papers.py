"""The ledger on paper: a workbook of all units or of one, and a document that a meeting reads; what is owed first."""

from collections.abc import Iterator

from generator.documents.docx import Block, Grid, Heading, Paragraph, Signature, as_document, below, broken
from generator.documents.tables import Column, Table
from generator.documents.xlsx import as_workbook
from generator.office.contacts import telephone
from generator.office.edition_state import closed
from generator.office.exports import SIGNED
from generator.office.frozen import ledger_corrections
from generator.office.ledger import Cell, Ledger, Row, State, ledger
from generator.office.unmet import came_since, unmet_when_closed, when_closed
from generator.office_site.ledger import blocks, tallied
from generator.office_site.narrative_report import MARK, chinese_day
from generator.site.site import File, Site

#: What an office reads first.
_ORDER: tuple[State, ...] = (
    *("missing", "below", "due", "coming", "closed", "unreached"),
    *("met", "over", "unclassed", "free"),
)
_NOTES = (
    "没有记录的写“未见报送”，不等于没有举办；补报的记录照样计入。",
    "已预告、还没有举办的活动不计入；联合举办的，每个参加的单位各计一次。",
)


def ledger_files(site: Site) -> Iterator[File]:
    """`ledger/2020.xlsx`, `ledger/2020.docx`, and `ledger/2020-nanjing.xlsx` for each unit."""
    for edition in site.lists.editions.values():
        made = ledger(site, edition)
        if made is None:
            continue
        yield File(f"ledger/{edition.id}.xlsx", ledger_workbook(site, made))
        yield File(f"ledger/{edition.id}.docx", ledger_document(site, made))
        for row in made.rows:
            yield File(f"ledger/{edition.id}-{row.unit.id}.xlsx", unit_workbook(site, made, row))


def ledger_workbook(site: Site, made: Ledger) -> bytes:
    """A sheet a duty: units by period, each cell in words."""
    tables = []
    for heads in blocks(made):
        keys = {head.key for head in heads}
        single = len({head.duty.id for head in heads}) > 1 or len(heads) == 1
        rows = tuple(
            (
                row.unit.short,
                *(_said(cell) for cell in row.cells if cell.head.key in keys),
                telephone(site, row.unit.id),
            )
            for row in made.rows
        )
        name = "其他要求" if single else heads[0].duty.name
        columns = (
            Column("单位", width=12),
            *(Column(head.name, width=17) for head in heads),
            Column("联系人", width=28),
        )
        tables.append(Table(name, f"{made.edition.name}：{name}", _when(site), columns, rows, _NOTES, signed=SIGNED))
    return as_workbook(tables, _author(site), mark=MARK, notice=site.config.notice)


def unit_workbook(site: Site, made: Ledger, row: Row) -> bytes:
    """One unit's duties, what is owed first; what is not asked of it is left out."""
    asked = [cell for cell in row.cells if cell.state != "free"]
    rows = tuple(_line(cell) for cell in sorted(asked, key=lambda cell: _ORDER.index(cell.state)))
    columns = (
        *(Column("要求", width=16), Column("期间或任务", width=18), Column("截止", width=16), Column("至少", width=8)),
        *(Column("已有", width=8), Column("状态", width=30), Column("依据的记录", width=56)),
    )
    title = f"{row.unit.short}：{made.edition.name}任务台账"
    table = Table("任务台账", title, _when(site), columns, rows, _NOTES, signed=SIGNED)
    return as_workbook([table], _author(site), mark=MARK, notice=site.config.notice)


def ledger_document(site: Site, made: Ledger) -> bytes:
    """How far the units are, for those who decide: how many of each state, then who owes what."""
    title = f"{made.edition.name}任务完成情况"
    return as_document(
        broken(title), below(site.config.notice, _blocks(site, made)), _author(site), mark=MARK, fitted=True
    )


def _blocks(site: Site, made: Ledger) -> Iterator[Block]:
    counts = "、".join(f"{words}{count}项" for state, words, count in tallied(made) if state != "free")
    yield Paragraph(f"截至{chinese_day(site)}，计入活动记录{len(made.counted.every)}条。各单位各项要求：{counts}。")
    yield from _owed(site, made)
    yield Heading("二、各单位完成情况")
    head = ("单位", "已完成", "待完成", "未见报送", "原则上未达到")
    yield Grid(head, tuple(map(_counted, made.rows)), (3, 2, 2, 2, 3), keeps_head=True)
    yield from _amended(site, made)
    for note in _NOTES:
        yield Paragraph(f"注：{note}")
    yield Signature(_author(site), chinese_day(site))


def _owed(site: Site, made: Ledger) -> Iterator[Block]:
    """Who is to be reminded; of an edition that is closed, what had not come by then."""
    if closed(site, made.edition):
        yield Heading(f"一、{when_closed(site, made)}未见报送的")
        yield Paragraph("活动已结束，不再催办。")
        waiting, said = unmet_when_closed(site, made), named_since
    else:
        yield Heading("一、要催办的")
        waiting, said = [(row, owed) for row in made.rows if (owed := overdue(row))], _owing
    if waiting:
        lines = tuple(
            (row.unit.short, "；".join(map(said, cells)), telephone(site, row.unit.id) or "未登记")
            for row, cells in waiting
        )
        yield Grid(("单位", "未见报送的", "联系人"), lines, (3, 6, 5), keeps_head=True)
    else:
        yield Paragraph("没有到期未见报送的。")


def _amended(site: Site, made: Ledger) -> Iterator[Block]:
    """What came or changed after the sealing: state and number of each cell, then and now."""
    changed = ledger_corrections(site, made.edition)
    if changed:
        yield Heading("三、封存以后的更正")
        lines = tuple(
            (
                site.lists.units[one.unit].short,
                one.title,
                *(f"{said.replace(' ', '（已有')}）" for said in (one.before, one.now)),
            )
            for one in changed
        )
        yield Grid(("单位", "要求", "封存时", "更正后"), lines, (3, 5, 3, 3), keeps_head=True)


def overdue(row: Row) -> list[Cell]:
    """What a unit should have done by now and of which there is no record."""
    return [cell for cell in row.cells if cell.state == "missing"]


def named(cell: Cell) -> str:
    """`每月一场（6月）`, `书面总结`."""
    return str(cell.head.duty.name) + (f"（{cell.head.name}）" if cell.head.name != cell.head.duty.name else "")


def named_since(cell: Cell) -> str:
    """What had not come when the edition was closed, and whether it has come since."""
    since = came_since(cell)
    return named(cell) + (f"（{since}）" if since else "")


def _owing(cell: Cell) -> str:
    return f"{named(cell)}，{cell.words}"


def _counted(row: Row) -> tuple[str, ...]:
    def count(*states: State) -> str:
        return str(sum(cell.state in states for cell in row.cells))

    return (
        str(row.unit.short),
        count("met", "over"),
        count("due", "coming"),
        count("missing", "closed"),
        count("below", "unreached"),
    )


def _said(cell: Cell) -> str:
    late = f"，迟报{cell.late}{cell.measure}" if cell.late else ""
    if cell.state == "free":
        return f"不作要求，已有{cell.count}{cell.measure}" if cell.count else ""
    return f"{cell.count}{cell.measure}，{cell.words}{late}"


def _line(cell: Cell) -> tuple[str | int, ...]:
    due = f"{cell.head.due.year}年{cell.head.due.month}月{cell.head.due.day}日" if cell.head.due else ""
    period = cell.head.name if cell.head.name != cell.head.duty.name else "全程"
    said = [
        f"{record.event_date.chinese if record.event_date else '日期不详'} {record.title}" for record in cell.records
    ]
    if cell.received:
        said.append(f"{cell.received.received.chinese}收到")
    least = f"{'原则上' if cell.head.duty.in_principle else ''}{cell.head.duty.at_least}{cell.measure}"
    return cell.head.duty.name, period, due, least, f"{cell.count}{cell.measure}", cell.words, "\n".join(said)


def _when(site: Site) -> str:
    return f"截至{chinese_day(site)}"


def _author(site: Site) -> str:
    return str(site.lists.units[site.config.host_unit].name)
