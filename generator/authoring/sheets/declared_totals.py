"""A filled-in summary table (成效汇总表) to the totals that units declare, one file a unit.

The table is the one that `build --office` writes, or any with the same names of columns: a row whose first name is
单位, below it perhaps the names inside groups, then a row a unit. What can't be placed is told, never dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.yaml_writer import written
from generator.diagnostics.problems import Problem, quote
from generator.model.editions import Edition
from generator.model.quantities import Money
from generator.model.vocabularies import Unit
from generator.site.site import File, Site

FOLDER = "content/office/declared"
#: How far down the row with the names of columns may be, and how many rows it may take.
_DEEPEST, _HEAD_ROWS = 10, 3
_TOTAL = ("合计", "总计", "小计")
#: Stands for a column that another one of its group has counted.
_PART = ""
_MONEY = TypeAdapter(Money)


@dataclass
class _Summary:
    """A summary table being read: its edition, what each column of the sheet counts, and what is told of it."""

    sheet: Sheet
    site: Site
    edition: Edition
    problems: list[Problem]
    #: By the number of a column of the sheet: the id of a column of the edition's table.
    columns: dict[int, str] = field(default_factory=dict)

    def leave(self, cell: Cell, why: str) -> None:
        """Tell of a cell that has no place."""
        hint = "列名照内部网站下载的汇总表写；说明文字可以不管。"
        message = f"{why}，{quote(cell.text, 60)}没有收下。"
        self.problems.append(Problem(self.sheet.position(cell.row, cell.column), "W701", message, hint))


def head_of(sheet: Sheet) -> int | None:
    """The row that begins with 单位 among others and so makes the sheet a summary table; counted from 0.

    Sheets of records begin with it as well, but have titles.
    """
    for number, cells in enumerate(sheet.rows[:_DEEPEST]):
        names = {_bare(cell).rstrip("*＊") for cell in cells}
        if (
            len(cells) > 1
            and _bare(cells[0]) in ("单位", "设区市", "报送单位")
            and not names & {"标题", "编号", "摘要"}
        ):
            return number
    return None


def declared(sheet: Sheet, site: Site, problems: list[Problem]) -> Iterator[File]:
    """What each unit declares, as files; whatever is wrong or left over goes to `problems`."""
    head = head_of(sheet)
    edition = _edition(sheet, site) if head is not None else None
    if head is None or edition is None:
        names = "、".join(f"{found.name}成效汇总表" for found in site.lists.editions.values() if found.table)
        hint = f"请在第一行写明是哪一届，例如 {names}。" if names else "请先在 content/lists/editions.yml 里写 table。"
        problems.append(Problem(sheet.position(1, 1), "E701", "看不出这份成效汇总表是哪一届的。", hint))
        return
    summary = _Summary(sheet, site, edition, problems)
    for cells in sheet.rows[_read_head(summary, head) :]:
        unit = _unit(_bare(cells[0]), site)
        if unit:
            yield from _row(summary, unit, cells)
        elif _bare(cells[0]) not in _TOTAL:
            for cell in cells:
                summary.leave(cell, "这一行不是单位")


def _edition(sheet: Sheet, site: Site) -> Edition | None:
    """The one that stands in the title; without a title that names a year, the only one that has a table."""
    there = [edition for edition in site.lists.editions.values() if edition.table]
    said = "".join(_bare(cell) for cells in sheet.rows[:_DEEPEST] for cell in cells)
    named = [edition for edition in there if re.sub(r"\s", "", edition.name) in said or f"{edition.id}年" in said]
    found = named or ([] if re.search(r"[0-9]{4}年", said) else there)
    return found[0] if len(found) == 1 else None


def _read_head(summary: _Summary, head: int) -> int:
    """Which column counts what; a group's name holds for all columns up to the next name. The first row of units."""
    rows = summary.sheet.rows
    names = {column.name: column.id for column in summary.edition.table}
    top = {cell.column: cell for cell in rows[head]}
    group = ""
    for number in range(min(top) + 1, max(cell.column for cells in rows for cell in cells) + 1):
        if number in top:
            group = names.get(_name(top[number]), "")
            if not group:
                summary.leave(top[number], "汇总表里没有这一列")
        if group:
            summary.columns[number] = group
    below = [cells for cells in rows[head + 1 : head + _HEAD_ROWS] if cells[0].column > min(top)]
    _leave_parts(summary, {cell.column: _name(cell) for cells in below for cell in cells})
    return head + 1 + len(below)


def _leave_parts(summary: _Summary, inner: dict[int, str]) -> None:
    """A group that has a column for its sum: the other columns are in that already."""
    summed = {summary.columns[number] for number, name in inner.items() if name in _TOTAL and number in summary.columns}
    for number, name in inner.items():
        if summary.columns.get(number) in summed and name not in _TOTAL:
            summary.columns[number] = _PART


def _row(summary: _Summary, unit: Unit, cells: tuple[Cell, ...]) -> Iterator[File]:
    """The totals of one unit; columns of a group are added up."""
    path = f"declared/{summary.edition.id}/{unit.id}"
    if any(file.path == path for file in summary.site.office.files):
        hint = f"请先核对；要换成这一份，就删去 content/office/{path}.yml 再来。"
        message = f"{unit.short}{summary.edition.id}年申报的数已经有了。"
        summary.problems.append(Problem(summary.sheet.position(cells[0].row, cells[0].column), "E301", message, hint))
        return
    sums: dict[str, Decimal] = {}
    for cell in cells[1:]:
        column = summary.columns.get(cell.column)
        if column is None:
            summary.leave(cell, "汇总表里没有这一列")
        elif column != _PART:
            sums[column] = sums.get(column, Decimal(0)) + _number(summary, cell)
    if sums:
        yield _file(summary, path, sums)


def _number(summary: _Summary, cell: Cell) -> Decimal:
    try:
        value: Decimal = _MONEY.validate_python(cell.text.strip())
    except ValidationError:
        place = summary.sheet.position(cell.row, cell.column)
        hint = "请只写数字；金额可以带“万元”“亿元”。"
        summary.problems.append(Problem(place, "E206", f"{quote(cell.text)}不是数字。", hint))
        return Decimal(0)
    return value


def _file(summary: _Summary, path: str, sums: dict[str, Decimal]) -> File:
    """The file of a unit, written as one would by hand."""
    data = {
        "received": summary.site.today.isoformat(),
        "source": f"成效汇总表（{summary.sheet.name}）",
        "values": [{"column": name, "value": f"{value.normalize():f}"} for name, value in sums.items()],
    }
    return File(f"content/office/{path}.yml", written(data, "# 由成效汇总表导入，请核对。").encode())


def _unit(name: str, site: Site) -> Unit | None:
    """By whatever it is called."""
    for unit in site.lists.units.values():
        if name in (unit.name, unit.short, unit.id, *unit.aliases):
            return unit
    return None


def _name(cell: Cell) -> str:
    """A column's name without its measure on the next line: 质押融资金额（万元）."""
    return re.sub(r"\s", "", cell.text.split("\n", 1)[0])


def _bare(cell: Cell) -> str:
    return re.sub(r"\s", "", cell.text)
