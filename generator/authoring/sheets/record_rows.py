"""Rows of a sheet to the data of records, with the cell that everything in them comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.columns import ID, UNIT, Column, columns
from generator.authoring.sheets.heads import Head, head_of, is_head, kind_of, read_head, with_measure
from generator.authoring.sheets.list_cells import values_in
from generator.authoring.sheets.template import GUIDE, WORDS
from generator.diagnostics.problems import Problem, quote
from generator.model.dates import one_form
from generator.model.kinds import KINDS
from generator.model.parsers import SCALES, YUAN, plain_number, written_figure
from generator.model.record import Kind
from generator.site.site import Site
from generator.yaml_source.builder import Mark, Steps

#: What a row under the table begins with.
_REMARK = re.compile(r"\s*(?:备?注|说明|填[表报写]|制表|审核|联系|合计|总计|小计|[*＊※])")


@dataclass
class Row:
    """One record in the making: its data, and the cell that everything in it comes from."""

    kind: Kind
    sheet: Sheet
    number: int
    unit: str = ""
    id: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[Steps, Mark] = field(default_factory=dict)
    #: Cells that are numbers to the spreadsheet.
    numeric: set[Mark] = field(default_factory=set)


def rows_of(sheet: Sheet, site: Site, problems: list[Problem]) -> Iterator[Row]:
    """The rows that are records; what stands in none of their fields is reported."""
    kind = kind_of(sheet)
    if kind is None:
        if sheet.title not in (GUIDE, WORDS) and sheet.rows:
            hint = f"请把工作表改名为记录的种类：{'、'.join(k.label for k in KINDS.values())}。"
            problems.append(Problem(sheet.position(1, 1), "W701", "看不出这个工作表是哪种记录，没有读。", hint))
        return
    head = head_of(sheet)
    if not head:
        hint = f"请从 wanlixing template {kind.label} 写出的表格开始填写，不要改动第一行。"
        problems.append(Problem(sheet.position(1, 1), "E701", "没有找到写着各列名称的一行。", hint))
        return
    groups = [1, *(int(number) for cell in head for number in re.findall("([0-9]{1,3})[：:]", cell.text))]
    known = {column.header: column for column in columns(kind, site.lists, max(groups))}
    heads: dict[int, Head] = {}
    for cells in sheet.rows[sheet.rows.index(head) :]:
        if is_head(cells):
            heads |= {cell.column: read_head(cell.text, known) for cell in cells}
            continue
        if _is_remark(cells, heads):
            problems += [_unplaced(sheet, cell, "这一行没有标题，像是说明或合计") for cell in cells]
            continue
        row = Row(kind, sheet, cells[0].row)
        for cell in cells:
            _take(row, cell, heads.get(cell.column, Head("")), known, problems)
        if row.data or row.unit or row.id:
            _close_gaps(row)
            _drop_shown_measures(row)
            yield row
    for cells in sheet.rows[: sheet.rows.index(head)]:
        problems += [_unplaced(sheet, cell, "在各列名称的上面") for cell in cells]


def _is_remark(cells: tuple[Cell, ...], heads: dict[int, Head]) -> bool:
    """A row without a title that says something of the table, or has a single cell: no record."""
    titled = any(heads.get(cell.column, Head("")).name == "标题" for cell in cells)
    return not titled and (len(cells) == 1 or bool(_REMARK.match(cells[0].text)))


def _take(row: Row, cell: Cell, head: Head, known: dict[str, Column], problems: list[Problem]) -> None:
    header, column = head.name, known.get(head.name)
    mark = (cell.row - 1, cell.column - 1)
    if header == UNIT:
        row.unit, row.marks["unit",] = cell.text, mark
    elif header == ID:
        row.id, row.marks["id",] = cell.text, mark
    elif column is None:
        problems.append(_unplaced(row.sheet, cell, f"没有{quote(header)}这一列" if header else "这一列没有名称"))
    else:
        cell = with_measure(cell, head, column)
        if cell.numeric:
            row.numeric.add(mark)
        if cell.numeric and column.reads in ("day", "moment") and "." in cell.text:
            message = f"{quote(cell.text)}在表格里是数字，看不出是 1 月还是 10 月这样的月份。"
            hint = "请把这一格设成文本，写成“年-月”，例如 2024-04。"
            problems.append(Problem(row.sheet.position(cell.row, cell.column), "E207", message, hint))
        else:
            _put(row, column.steps, _read(column, cell), mark)


def _unplaced(sheet: Sheet, cell: Cell, why: str) -> Problem:
    message = f"{why}，{quote(cell.text, 60)}没有放进记录。"
    return Problem(
        sheet.position(cell.row, cell.column), "W701", message, "要用的请移到相应的列，列名照模板写；不用的可以删去。"
    )


def _read(column: Column, cell: Cell) -> Any:
    """A cell's value: one, or several; days and shown figures in one form."""
    text = cell.text
    if column.many:
        return values_in(text)
    if column.reads in ("day", "moment"):
        return one_form(text)
    figure = written_figure(text) if cell.numeric else None
    if figure and column.reads == "wan" and (figure.unit in YUAN or (figure.scale and not figure.unit)):
        return plain_number(figure.value.scaleb(-4), figure)
    if figure and column.reads == "count" and figure.unit != "%":
        return plain_number(figure.value, figure)
    return text


def _drop_shown_measures(row: Row) -> None:
    """38.71% beside the measure %: the % is the cell's format, the number is what belongs into the field."""
    for name, groups in row.data.items():
        for number, group in enumerate(groups if isinstance(groups, list) else ()):
            if not isinstance(group, dict) or row.marks.get((name, number, "value")) not in row.numeric:
                continue
            figure = written_figure(group["value"])
            shown = figure.scale + figure.unit if figure else ""
            if figure and shown and str(group.get("measure", "")).startswith(shown):
                group["value"] = plain_number(abs(figure.value.scaleb(-SCALES.get(figure.scale, 0))), figure)


def _put(row: Row, steps: Steps, value: Any, mark: Mark) -> None:
    """Into the data, making what is around it; every level is marked with its first cell."""
    around: Any = row.data
    for depth, step in enumerate(steps[:-1], start=1):
        row.marks.setdefault(steps[:depth], mark)
        around = around.setdefault(step, {})
    around[steps[-1]] = value
    row.marks[steps] = mark
    for number in range(len(value) if isinstance(value, list) else 0):
        row.marks[*steps, number] = mark


def _close_gaps(row: Row) -> None:
    """Groups counted from the first that is filled in: 来源1 and 来源3 are two sources."""
    order = [name for name in row.kind.model.model_fields if name in row.data]
    row.data = {name: row.data[name] for name in order}
    for name, value in row.data.items():
        if not isinstance(value, dict) or not all(isinstance(key, int) for key in value):
            continue
        for now, was in enumerate(sorted(value)):
            for steps in [steps for steps in row.marks if steps[:2] == (name, was)]:
                row.marks[name, now, *steps[2:]] = row.marks.pop(steps)
        row.data[name] = [value[was] for was in sorted(value)]
