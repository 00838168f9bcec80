"""The skeleton of a unit's written summary, figures in place: as a document and as Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.documents.docx import (
    Block,
    Grid,
    Heading,
    Items,
    Paragraph,
    Signature,
    as_document,
    as_markdown,
    below,
    broken,
)
from generator.documents.tables import written
from generator.model.editions import Edition, Measured
from generator.model.record import Record
from generator.office.frozen import frozen_of
from generator.office.stated_figures import Stated, stated
from generator.office.summary_table import Difference, SummaryTable, TableRow, unnamed_visits
from generator.site.facets import unit as units_of
from generator.site.site import Site
from generator.text.chinese_numerals import in_chinese

_BLANK = "（请填写）"
#: What stands on every page of what the office prints.
MARK = "内部"


def report_document(site: Site, table: SummaryTable, row: TableRow) -> bytes:
    """As a file of the word processor."""
    return as_document(
        broken(_title(table, row)),
        below(site.config.notice, _blocks(site, table, row)),
        row.unit.name,
        mark=MARK,
        fitted=True,
    )


def report_markdown(site: Site, table: SummaryTable, row: TableRow) -> str:
    """The same as text."""
    return as_markdown(_title(table, row), below(site.config.notice, _blocks(site, table, row)))


def figures_grid(figures: Sequence[Stated]) -> Grid:
    """The figures of a row, line by line; a form that nobody chose is left out. Amendments stand beside."""
    shown = [one for one in figures if one.value or one.now or not one.field.part]
    if any(one.now is not None for one in figures):
        amended = tuple(
            (one.field.title, one.printed, "" if one.now is None else written(one.now), one.field.column.measure)
            for one in shown
        )
        return Grid(("项目", "封存时", "更正后", "单位"), amended, (6, 3, 3, 2), keeps_head=True)
    rows = tuple((one.field.title, one.printed, one.field.column.measure) for one in shown)
    return Grid(("项目", "数量", "单位"), rows, (6, 3, 2), keeps_head=True)


def sealed_words(site: Site, edition: Edition, figures: Sequence[Stated]) -> str:
    """Since when the figures stand, and that some have been amended; nothing of an edition that is open."""
    sealed = frozen_of(site, edition)
    if sealed is None:
        return ""
    amended = "封存以后记录有更正、补报，更正后的数写在旁边。" if any(one.now is not None for one in figures) else ""
    return f"数字以{sealed.closed_on.chinese}封存的为准。{amended}"


def unnamed(records: Iterable[Record]) -> str:
    """What the number of distinct enterprises leaves out; nothing where it leaves out none."""
    left = unnamed_visits(records)
    return f"惠及企业中有{left}家次没有填企业名单，不在不重复的家数之内。" if left else ""


def _title(table: SummaryTable, row: TableRow) -> str:
    return f"{row.unit.name}{table.edition.name}工作总结"


def _blocks(site: Site, table: SummaryTable, row: TableRow) -> Iterator[Block]:
    records = table.counted.by_unit.get(row.unit.id, ())
    edition = table.edition
    yield Paragraph(
        f"（提纲由专栏的记录生成，数字截至{chinese_day(site)}；带“{_BLANK}”的地方由{row.unit.short}填写。）"
    )
    yield Heading("一、总体情况")
    figures = stated(site, table, row)
    yield Paragraph(_overview(table, row, records, figures))
    yield Heading("二、各项重点任务开展情况")
    for number, theme in enumerate(edition.themes, start=1):
        found = [record for record in records if record.theme == theme]
        yield Heading(f"（{in_chinese(number)}）{theme}", 2)
        if found:
            yield Items(tuple(_line(record) for record in found))
        else:
            yield Paragraph(f"专栏没有收到这项任务的活动记录。开展了的，请补报记录并在这里写明。{_BLANK}")
    others = [record for record in records if record.theme not in edition.themes]
    if others:
        yield Heading(f"（{in_chinese(len(edition.themes) + 1)}）其他工作", 2)
        yield Items(tuple(_line(record) for record in others))
    ahead = [record for record in table.counted.announced if row.unit.id in units_of(record)]
    if ahead:
        yield Heading("（已预告、还没有举办的活动，不计入数字）", 2)
        yield Items(tuple(_line(record) for record in ahead))
    yield Heading("三、活动成效")
    yield figures_grid(figures)
    if sealed := sealed_words(site, edition, figures):
        yield Paragraph(sealed)
    if said := unnamed(records):
        yield Paragraph(said)
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
    yield Signature(row.unit.name, "　　　　年　　月　　日")


def _overview(table: SummaryTable, row: TableRow, records: tuple[Record, ...], stated: Sequence[Stated]) -> str:
    edition = table.edition
    when = f"{edition.start.chinese}至{edition.end.chinese}，{row.unit.short}围绕“{edition.theme}”"
    if not records:
        return f"{when}开展活动。专栏没有收到本届的活动记录；开展了的，请补报记录，数字会随记录更新。{_BLANK}"
    themes = {record.theme for record in records} & set(edition.themes)
    joint = sum(bool(record.event.joint_units) for record in records)
    with_others = f"，其中联合举办{joint}场" if joint else ""
    apart = "".join(_apart(table, records))
    figures = "，".join(_figures(stated, records))
    phrase = f"主要成效：{figures}。" if figures else "记录里没有填成效数字，请补报。"
    return (
        f"{when}，共举办活动{len(records)}场{with_others}，"
        f"涉及{len(edition.themes)}项重点任务中的{len(themes)}项。{apart}{phrase}"
    )


def _apart(table: SummaryTable, records: tuple[Record, ...]) -> Iterator[str]:
    """What is in the number of events and in no month of the ledger."""
    undated = sum(record.event_date is None for record in records)
    outside = sum(record.event_date is not None and not table.counted.inside(record) for record in records)
    parts = [
        f"{outside}场在活动期以外" if outside else "",
        f"{undated}场没有写明日期" if undated else "",
    ]
    found = "、".join(filter(None, parts))
    if found:
        yield f"其中{found}，请核对是否计入。"


def _figures(stated: Sequence[Stated], records: tuple[Record, ...]) -> Iterator[str]:
    """The figures as an office says them; what was not counted is not said."""
    whole = {
        one.field.column.counts: one.words
        for one in stated
        if not one.field.part and not one.field.column.theme and (one.value or one.now)
    }
    said: Mapping[Measured, str] = {"对接": "开展供需对接", "培训": "举办培训", "参加": "参加"}
    for counts, words in said.items():
        if counts in whole:
            yield f"{words}{whole[counts]}"
    loans, amount = whole.get("融资笔数"), whole.get("融资金额")
    if loans or amount:
        parts = [found for found in (loans, amount) if found]
        yield f"促成知识产权质押融资{'、金额'.join(parts) if loans else f'金额{parts[0]}'}"
    yield from _served(whole, unnamed_visits(records))


def _served(whole: Mapping[Measured, str], unnamed: int) -> Iterator[str]:
    """Visits and enterprises: the one number stands beside the other only with what lies between them."""
    visits, names = whole.get("企业家次"), whole.get("企业家数")
    if visits:
        yield f"惠及企业{visits}"
    if names:
        left = f"，另有{unnamed}家次没有填名单，不能去重" if unnamed else ""
        yield f"按填报的企业名单去重为{names}{left}"


def _line(record: Record) -> str:
    day = record.event_date.chinese if record.event_date else "日期不详"
    place = f"，{record.event.venue}" if record.event.venue else ""
    return f"{day}{place}：{record.title}。{record.summary}"


def _compared(item: Difference) -> str:
    said, summed, measure = written(item.declared), written(item.counted), item.field.column.measure
    return f"{item.field.title}：申报{said}{measure}，记录相加{summed}{measure}，差{written(item.difference)}{measure}"


def chinese_day(site: Site) -> str:
    """Today as papers say it."""
    return f"{site.today.year}年{site.today.month}月{site.today.day}日"
