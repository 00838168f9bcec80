"""The skeleton of a unit's written summary, figures in place: as a document and as Markdown."""

from collections.abc import Iterator

from generator.documents.docx import Block, Grid, Heading, Items, Paragraph, as_document, as_markdown
from generator.documents.tables import written
from generator.model.record import Record
from generator.office.summary_table import Difference, SummaryTable, TableRow
from generator.site.site import Site

_BLANK = "（请填写）"


def report_document(site: Site, table: SummaryTable, row: TableRow) -> bytes:
    """As a file of the word processor."""
    return as_document(_title(table, row), tuple(_blocks(site, table, row)), row.unit.name)


def report_markdown(site: Site, table: SummaryTable, row: TableRow) -> str:
    """The same as text."""
    return as_markdown(_title(table, row), tuple(_blocks(site, table, row)))


def _title(table: SummaryTable, row: TableRow) -> str:
    return f"{row.unit.name}{table.edition.name}工作总结"


def _blocks(site: Site, table: SummaryTable, row: TableRow) -> Iterator[Block]:
    records = table.counted.by_unit.get(row.unit.id, ())
    edition = table.edition
    yield Paragraph(f"（提纲由专栏的记录生成，数字截至{_chinese(site)}；带“{_BLANK}”的地方由{row.unit.short}填写。）")
    yield Heading("一、总体情况")
    yield Paragraph(_overview(table, row, records))
    yield Heading("二、各项重点任务开展情况")
    for number, theme in enumerate(edition.themes, start=1):
        found = [record for record in records if record.theme == theme]
        yield Heading(f"（{_NUMBERS[number]}）{theme}", 2)
        if found:
            yield Items(tuple(_line(record) for record in found))
        else:
            yield Paragraph(f"专栏没有收到这项任务的活动记录。开展了的，请补报记录并在这里写明。{_BLANK}")
    others = [record for record in records if record.theme not in edition.themes]
    if others:
        yield Heading(f"（{_NUMBERS[len(edition.themes) + 1]}）其他工作", 2)
        yield Items(tuple(_line(record) for record in others))
    yield Heading("三、活动成效")
    rows = tuple(
        (field.title, written(figure.value), field.column.measure)
        for field, figure in zip(table.fields, row.figures, strict=True)
    )
    yield Grid(("项目", "数量", "单位"), rows)
    differing = [item for item in table.differences(row) if item.difference]
    if differing:
        yield Paragraph("以下各项，申报的合计与记录相加不一致，请核对：")
        yield Items(tuple(_compared(item) for item in differing))
    yield Heading("四、好做法和经验")
    yield Paragraph(_BLANK)
    yield Heading("五、困难和问题、意见建议")
    yield Paragraph(_BLANK)
    yield Heading("六、下一步打算")
    yield Paragraph(_BLANK)


_NUMBERS = "〇一二三四五六七八九" + "十" * 30


def _overview(table: SummaryTable, row: TableRow, records: tuple[Record, ...]) -> str:
    edition = table.edition
    themes = {record.theme for record in records} & set(edition.themes)
    figures = "，".join(
        f"{field.column.name}{written(figure.value)}{field.column.measure}"
        for field, figure in zip(table.fields, row.figures, strict=True)
        if not field.part and figure.value
    )
    joint = sum(bool(record.event.joint_units) for record in records)
    with_others = f"，其中联合举办{joint}场" if joint else ""
    told = f"主要成效：{figures}。" if figures else "记录里没有填成效数字，请补报。"
    return (
        f"{edition.start.chinese}至{edition.end.chinese}，{row.unit.short}围绕“{edition.theme}”，"
        f"共举办活动{len(records)}场{with_others}，涉及{len(edition.themes)}项重点任务中的{len(themes)}项。{told}"
    )


def _line(record: Record) -> str:
    day = record.event_date.chinese if record.event_date else "日期不详"
    place = f"，{record.event.venue}" if record.event.venue else ""
    return f"{day}{place}：{record.title}。{record.summary}"


def _compared(item: Difference) -> str:
    said, summed, measure = written(item.declared), written(item.counted), item.field.column.measure
    return f"{item.field.title}：申报{said}{measure}，记录相加{summed}{measure}，差{written(item.difference)}{measure}"


def _chinese(site: Site) -> str:
    return f"{site.today.year}年{site.today.month}月{site.today.day}日"
