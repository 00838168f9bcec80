"""How a summary table is laid out: which cell holds whose figure of which column.

A row a unit with names of columns above, in one to three rows; or a line a measure, for one unit or several.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.summary_words import TOTALS, bare, column_of, measure_of, name_of, odd_measure
from generator.diagnostics.problems import Problem, quote
from generator.model.editions import Edition, TableColumn
from generator.model.vocabularies import Unit
from generator.site.site import Site

#: What stands above units, above measures, above their figures, above their words of measure.
UNITS = frozenset(("单位", "设区市", "报送单位", "填报单位", "单位名称", "地区", "城市", "地市", "市", "市别"))
LABELS = frozenset(
    ("项目", "指标", "指标名称", "项目名称", "成效指标", "统计项目", "统计指标", "内容", "类别", "项目内容")
)
_VALUES = frozenset(
    ("数量", "数值", "数据", "数字", "结果", "成效", "完成情况", "完成数", "填报数", "合计", "数据填报")
)
_MEASURES = frozenset(("单位", "计量单位"))
_NUMBERS = frozenset(("序号", "编号", "号"))
_DEEPEST, _HEAD_ROWS = 10, 3
_Known: TypeAlias = dict[int, tuple[TableColumn | None, str, str]]
_HINT = "列名照内部网站下载的汇总表写；说明文字可以不管。"
_FIGURE = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with a figure: whose (nobody's: of all together), of which column, of which form, in which measure."""

    cell: Cell
    unit: str
    column: TableColumn
    part: str = ""
    measure: str = ""


@dataclass
class Layout:
    """All cells with figures; in which row each unit begins."""

    places: list[Place] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)


@dataclass
class _Table:
    """A sheet being laid out."""

    sheet: Sheet
    edition: Edition
    site: Site
    problems: list[Problem]
    layout: Layout = field(default_factory=Layout)
    #: The measure that a line above the table gives for money.
    above: str = ""

    def leave(self, cells: Iterable[Cell], why: str) -> None:
        """Tell of cells that have no place; one that may hold a figure stops everything."""
        for cell in cells:
            message = f"{why}，{quote(cell.text, 60)}没有收下。"
            self.problems.append(Problem(self.sheet.position(cell.row, cell.column), "W701", message, _HINT))

    def refuse(self, cell: Cell, message: str, hint: str, code: str = "E307") -> None:
        self.problems.append(Problem(self.sheet.position(cell.row, cell.column), code, message, hint))

    def add(self, place: Place) -> None:
        measure = place.measure or (self.above if place.column.counts == "融资金额" else "")
        self.layout.places.append(Place(place.cell, place.unit, place.column, place.part, measure))
        self.layout.rows.setdefault(place.unit, place.cell.row)


def layout_of(sheet: Sheet, edition: Edition, site: Site, problems: list[Problem]) -> Layout | None:
    """Where the figures of a table stand; none if it is no table that anybody could read."""
    table = _Table(sheet, edition, site, problems)
    for number, cells in enumerate(sheet.rows[:_DEEPEST]):
        names = [bare(cell.text).rstrip("*") for cell in cells]
        if len(cells) > 1 and LABELS & set(names[:3]):
            table.above = _above(sheet.rows[:number])
            return table.layout if _lines(table, number) else None
        if len(cells) > 1 and UNITS & set(names[:3]):
            table.above = _above(sheet.rows[:number])
            _rows(table, number)
            return table.layout
    table.above = _above(sheet.rows[:3])
    return table.layout if _bare_lines(table) else None


def _above(rows: Iterable[tuple[Cell, ...]]) -> str:
    """The measure of money that is given above the table: （单位：亿元）, 金额单位：万元."""
    for cells in rows:
        for cell in cells:
            found = re.search(r"单位[:：]?(?:[^元]{0,12}、)?((?:[百千]?万|亿|千)?元)", bare(cell.text))
            if found:
                return found[1]
    return ""


def unit_of(text: str, site: Site) -> Unit | None:
    """By whatever it is called: its own names, or those with what people put behind them."""
    name = re.sub(r"\([^()]*\)$", "", bare(text))
    short = re.sub(r"(?:市|县|区)?(?:知识产权局|市场监督管理局|市场监管局|局)?(?:\([^()]*\))?$", "", name)
    for unit in site.lists.units.values():
        if name in (bare(unit.name), unit.short, unit.id, *unit.aliases):
            return unit
    return next((unit for unit in site.lists.units.values() if short and short == unit.short), None)


def _rows(table: _Table, head: int) -> None:
    rows = table.sheet.rows
    first = next(cell.column for cell in rows[head] if bare(cell.text).rstrip("*") in UNITS)
    below = [
        cells
        for cells in rows[head + 1 : head + _HEAD_ROWS]
        if not any(cell.column == first and bare(cell.text).rstrip("*") not in UNITS for cell in cells)
        and not any(_FIGURE.search(bare(cell.text)) for cell in cells)
    ]
    columns = _columns(table, rows[head], below, first)
    seen: dict[str, int] = {}
    for cells in rows[head + 1 + len(below) :]:
        lead = next((cell for cell in cells if cell.column == first), None)
        unit = unit_of(lead.text, table.site) if lead else None
        figures = [cell for cell in cells if cell.column > first]
        if unit and unit.id in seen:
            message = f"{unit.short}写了两行，前面一行是第 {seen[unit.id]} 行。"
            table.refuse(cells[0], message, "一个单位请只留一行，分开的数请先加好。", "E310")
        elif unit or (lead and bare(lead.text) in TOTALS):
            if unit:
                seen[unit.id] = cells[0].row
            _unit_row(table, unit.id if unit else "", figures, columns)
        elif any(_FIGURE.fullmatch(bare(cell.text)[:1]) for cell in figures):
            who = lead or cells[0]
            why = "这一行不是单位" if lead else "这一行没有单位"
            table.refuse(who, f"{why}，{quote(who.text, 60)}没有收下。", "请写明单位；合并的单元格请拆开，每行写单位。")
        else:
            table.leave(cells, "这一行不是单位")


def _columns(table: _Table, top: tuple[Cell, ...], below: list[tuple[Cell, ...]], first: int) -> _Known:
    """By the number of a column of the sheet: what it counts, the form that it counts of that, and its measure.

    A name above holds for all columns up to the next name.
    """
    known: _Known = {}
    upper = {cell.column: cell for cell in top}
    lower: dict[int, list[Cell]] = {}
    for cells in below:
        for cell in cells:
            lower.setdefault(cell.column, []).append(cell)
    last = max(cell.column for cells in table.sheet.rows for cell in cells)
    group: Cell | None = None
    for number in range(1, last + 1):
        group = upper.get(number, group if number > first else None)
        if number == first or (group and bare(group.text) in _NUMBERS):
            continue
        if number > first and group:
            known[number] = _meant(table, group, lower.get(number, []))
            if known[number][0] is None and (number in upper or number in lower):
                table.leave(lower.get(number) or [upper[number]], "汇总表里没有这一列")
    _once(table, known, upper, lower)
    return known


def _meant(table: _Table, group: Cell, lower: list[Cell]) -> tuple[TableColumn | None, str, str]:
    """What a column counts, from what stands above it: the whole name, the name of its group, its own."""
    columns = table.edition.table
    # A merged cell says the same in every place that it covers.
    own = [name for cell in lower if (name := name_of(cell.text)) and cell.text != group.text]
    text = "".join(own)
    measure = next((found for t in (*(cell.text for cell in lower), group.text) if (found := measure_of(t))), "")
    for cell in (group, *lower):
        odd = odd_measure(cell.text)
        if odd:
            table.refuse(cell, f"看不懂列名里的单位“{odd}”。", "金额请写“元”“万元”或“亿元”。", "E206")
    whole = column_of(group.text, columns)
    if not own:
        return whole, "", measure
    joined = column_of(f"{name_of(group.text)}{text}", columns)
    if joined and not (whole and whole.id != joined.id and whole.split and column_of(text, columns) is None):
        return joined, "", measure
    if whole:
        return whole, "" if text in TOTALS else text, measure
    return column_of(text, columns), "", measure


def _once(table: _Table, known: _Known, upper: dict[int, Cell], lower: dict[int, list[Cell]]) -> None:
    """No two columns of a sheet are the same total."""
    seen: dict[str, int] = {}
    for number, (column, part, _measure) in known.items():
        if column and not part:
            if column.id in seen:
                cell = (lower.get(number) or [upper[number]] if number in upper or number in lower else [None])[0]
                if cell:
                    message = f"{quote(column.name)}这一列有两次。"
                    table.refuse(cell, message, "请只留一列，或把列名写清楚。", "E310")
            seen[column.id] = number


def _unit_row(table: _Table, unit: str, cells: Iterable[Cell], columns: _Known) -> None:
    for cell in cells:
        column, part, measure = columns.get(cell.column, (None, "", ""))
        if column is None:
            table.leave([cell], "汇总表里没有这一列")
        else:
            table.add(Place(cell, unit, column, part, measure))


def _lines(table: _Table, head: int) -> bool:
    """Names at the left; to their right the figures of one unit, or a column for each unit."""
    label: list[int] = []
    values: dict[int, str] = {}
    words: int | None = None
    for cell in table.sheet.rows[head]:
        name = bare(cell.text).rstrip("*")
        unit = unit_of(cell.text, table.site)
        if unit or name in TOTALS[:2]:
            values[cell.column] = unit.id if unit else ""
        elif name in _VALUES or (name_of(cell.text) in _VALUES):
            values[cell.column] = "?"
        elif name in _MEASURES:
            words = cell.column
        elif name in LABELS or (name not in _NUMBERS and not values and words is None):
            label.append(cell.column)
    own = _own_unit(table.sheet.rows[:_DEEPEST], table.site)
    if list(values.values()) == [""] or "?" in values.values():
        values = {number: own.id for number in values if own}
    if not values or not label:
        return False
    for column in range(min(label), min(values)):
        if column not in label and column != words:
            label.append(column)
    _measured(table, table.sheet.rows[head + 1 :], label, values, words)
    return True


def _bare_lines(table: _Table) -> bool:
    """The same without a head: a name, a figure, perhaps its measure; at least two of them."""
    own = _own_unit(table.sheet.rows[:_DEEPEST], table.site)
    if own is None:
        return False
    rows = [cells for cells in table.sheet.rows if len(cells) > 1]
    behind = [found for cells in rows if (found := _behind_name(table, cells))]
    if len(behind) < 2:
        return False
    at = min(behind)
    _measured(table, rows, list(range(1, at)), {at: own.id}, at + 1)
    return True


def _behind_name(table: _Table, cells: tuple[Cell, ...]) -> int | None:
    """The column of the first figure behind the name of a column."""
    named = next((cell.column for cell in cells if column_of(cell.text, table.edition.table)), None)
    if named is None:
        return None
    return next((cell.column for cell in cells if cell.column > named and _FIGURE.search(bare(cell.text))), None)


def _own_unit(rows: Iterable[tuple[Cell, ...]], site: Site) -> Unit | None:
    """The one unit that the lines above or around a table name: 报送单位：南京市知识产权局; 南京市2020年……汇总表."""
    said = [bare(cell.text) for cells in rows for cell in cells]
    found: dict[str, Unit] = {}
    for text in said:
        for unit in site.lists.units.values():
            names = [bare(unit.name), *(alias for alias in unit.aliases if len(alias) > 2)]
            if any(name in text for name in names) and unit.level != "省级":
                found[unit.id] = unit
    return next(iter(found.values())) if len(found) == 1 else None


def _measured(
    table: _Table, rows: Iterable[tuple[Cell, ...]], label: list[int], values: dict[int, str], words: int | None
) -> None:
    group: Cell | None = None
    for cells in rows:
        at = {cell.column: cell for cell in cells}
        names = [at[number] for number in sorted(label) if number in at and not at[number].text.strip().isdigit()]
        figures = [at[number] for number in values if number in at]
        if not names or not figures:
            table.leave(cells, "这一行不是汇总表的项目")
            continue
        group = names[0] if group is None or names[0].column <= group.column else group
        lower = [cell for cell in names if cell is not group]
        column, part, measure = _meant(table, group, lower)
        beside = measure_of(f"({at[words].text})") if words in at else ""
        if column is None:
            table.leave(cells, "汇总表里没有这一项")
            continue
        for cell in figures:
            table.add(Place(cell, values[cell.column], column, part, beside or measure))
