"""What is written around the tables of a sheet: whether it says that they are less than the edition's whole."""

import re
from collections.abc import Sequence

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.summary_blocks import money_of
from generator.authoring.sheets.summary_coverage import district_of, foot_doubt, span_doubt
from generator.authoring.sheets.summary_grid import Block, is_foot
from generator.authoring.sheets.summary_places import WHOLE, Table
from generator.authoring.sheets.summary_units import other_unit, unit_of
from generator.authoring.sheets.summary_words import bare
from generator.diagnostics.problems import Problem, quote

#: Marks of papers and what stands there as a matter of course.
_MATTER_OF_COURSE = re.compile(r"内部|附件[0-9一二三四五六七八九十]*[:：]?|第?页?[,，/]?共?页?|[-—0-9/]*")
_REMINDED = ("页眉", "页脚", "文本框")


def around(table: Table, blocks: Sequence[Block], own: str | None) -> None:
    """What is written around the tables: whether it says that this is less than the edition's whole."""
    sheet = table.sheet
    lines = _above(sheet, blocks)
    corner = Cell(1, 1, sheet.title)
    for cell in (corner, *(cell for cells in lines for cell in cells if not is_foot([cell]))):
        table.doubt(cell)
        table.doubt_title(cell, cell.text)
    for cells in lines:
        if len(cells) > 1 and (said := span_doubt("".join(cell.text for cell in cells), table.edition)):
            table.refuse(cells[0], f"“{said}”不是整个活动期的数。", WHOLE)
        for cell in cells if own else ():
            if said := district_of(cell.text, table.site.lists.units[str(own)]):
                table.refuse(cell, f"“{said}”只是一部分。", WHOLE)
    for one in sheet.beside:
        table.doubt_title(corner, one.text, one.place)
        if said := foot_doubt(one.text, table.edition):
            table.refuse(corner, f"{one.place}里写着“{said}”，看不出表里的是不是全部、最后的数。", WHOLE)
        elif one.place in _REMINDED and not _is_plain(one.text, table):
            message = f"{one.place}里写着{quote(one.text, 60)}，没有读。"
            table.problems.append(Problem(sheet.position(1, 1), "W701", message, "请核对是不是改变了表里的数。"))


def _above(sheet: Sheet, blocks: Sequence[Block]) -> list[tuple[Cell, ...]]:
    """The lines above the first table."""
    first = min((cells[0].row for block in blocks for cells in (*block.head_rows, *block.body)[:1]), default=0)
    return [cells for cells in sheet.rows if cells[0].row < first]


def titles_of(sheet: Sheet, blocks: Sequence[Block]) -> list[str]:
    """What is written above the first table."""
    return [cell.text for cells in _above(sheet, blocks) for cell in cells]


def other_owner(table: Table, blocks: Sequence[Block]) -> None:
    """A table of another unit than its title or tab says, or of one that the edition does not count."""
    layout, units, host = table.layout, table.site.lists.units, table.site.lists.units.get(table.edition.host or "")
    titles = titles_of(table.sheet, blocks)
    for unit, row in layout.rows.items():
        if unit and host and units[unit].region != host.region:
            message = f"{units[unit].short}不是{quote(table.edition.name)}统计的单位。"
            table.refuse(Cell(row, 1, ""), message, "请核对单位名称。")
    owners = set(layout.rows) - {""}
    if named := other_unit(titles, table.sheet.title, owners, table.site):
        message = f"标题或工作表名写的是{named.short}，表里是{'、'.join(units[one].short for one in sorted(owners))}。"
        table.refuse(Cell(1, 1, ""), message, "请核对是哪个单位的数，改好标题或单位。")


def _is_plain(text: str, table: Table) -> bool:
    """Whether a text around the cells says nothing of the figures: page numbers, the title, the unit."""
    plain = bare(text.replace(table.site.config.notice, ""))
    return bool(
        _MATTER_OF_COURSE.fullmatch(plain)
        or bare(table.edition.name) in plain
        or plain.endswith("成效汇总表")
        or unit_of(plain, table.site)
        or money_of(plain)
    )
