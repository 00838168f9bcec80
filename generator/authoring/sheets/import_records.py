"""Rows of a workbook to records: the same reader, the same checks, reported by sheet, row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.authoring.sheets.cells import Cell, Sheet, read_sheets, where
from generator.authoring.sheets.columns import ID, UNIT, Column, columns
from generator.authoring.sheets.declared_sheets import declared_apart, declared_twice
from generator.authoring.sheets.declared_totals import Declaring
from generator.authoring.sheets.formula_values import FormulaValues
from generator.authoring.sheets.heads import Head, head_of, is_head, kind_of, read_head, with_measure
from generator.authoring.sheets.list_cells import values_in
from generator.authoring.sheets.record_sheets import filled_down, without_doubts
from generator.authoring.sheets.summary_edition import is_summary
from generator.authoring.sheets.summary_understood import Understood
from generator.authoring.sheets.template import GUIDE, WORDS
from generator.authoring.sheets.yaml_writer import written
from generator.checks import problems_of_record, problems_of_site
from generator.checks.privacy import without_persons
from generator.diagnostics.problems import Position, Problem, quote
from generator.loading.sound_parts import sound_part
from generator.loading.validation import read_record
from generator.model.dates import one_form
from generator.model.field_types import SLUG
from generator.model.kinds import KINDS
from generator.model.parsers import SCALES, YUAN, plain_number, written_figure
from generator.model.record import Kind
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.site import File, Site
from generator.yaml_source.builder import Mark, Steps
from generator.yaml_source.reader import Source

#: What a row under the table begins with.
_REMARK = re.compile(r"\s*(?:备?注|说明|填[表报写]|制表|审核|联系|合计|总计|小计|[*＊※])")


@dataclass
class Imported:
    """What came of a workbook: files to write if nothing is wrong, and everything to be reported."""

    files: list[File] = field(default_factory=list)
    #: The same for the office's own folder.
    office_files: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: Cell by cell, what was understood of summary tables.
    shown: list[Understood] = field(default_factory=list)
    totals: list[Understood] = field(default_factory=list)
    #: Whether there is a summary table in it, whatever came of it.
    is_summary: bool = False


@dataclass
class _Row:
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


def imported(raw: bytes, name: str, site: Site, received: date | None = None) -> Imported:
    """Read a workbook for a site; `name` is how problems call it, `received` when a summary table came in."""
    made = Imported()
    sheets, made.problems = read_sheets(raw, name)
    values = FormulaValues(raw)
    declared: dict[str, list[str]] = {}
    new: list[tuple[_Row, Entry]] = []
    rejected: list[Entry] = []
    taken = {(e.record.kind.name, e.record.id) for e in site.catalogue.entries} | set(site.loaded.invalid)
    for sheet in sheets:
        records = kind_of(sheet) and head_of(sheet)
        if not records and sheet.title not in (GUIDE, WORDS) and is_summary(sheet, site):
            made.is_summary = True
            summary = Declaring(values.put_into(sheet), site, received)
            made.office_files += summary.files
            for file in summary.files:
                declared.setdefault(file.path, []).append(sheet.title)
            made.problems += summary.problems
            made.shown += summary.shown
            made.totals += summary.totals
            continue
        for row in _rows_of(filled_down(without_doubts(sheet, made.problems)), site, made.problems):
            source = Source(sheet.name, row.data, row.marks, row.marks)
            _identify(row, site, taken, made.problems)
            entry, problems = read_record(row.kind, source, row.id or "x", row.unit or "x")
            made.problems += [_in_row(problem, row) for problem in problems]
            if entry:
                new.append((row, entry))
            else:
                rejected.append(sound_part(row.kind, source, row.id or "x", row.unit or "x"))
    made.problems += [*declared_twice(declared, site, name), *declared_apart(declared, site, name)]
    made.problems += _checked(site, [entry for _row, entry in new], rejected)
    made.files += [_file(row) for row, _entry in new if row.unit and row.id]
    made.problems = sorted({_spoken(problem) for problem in without_persons(made.problems)})
    return made


def _rows_of(sheet: Sheet, site: Site, problems: list[Problem]) -> Iterator[_Row]:
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
        row = _Row(kind, sheet, cells[0].row)
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


def _take(row: _Row, cell: Cell, head: Head, known: dict[str, Column], problems: list[Problem]) -> None:
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


def _drop_shown_measures(row: _Row) -> None:
    """38.71% beside the measure %: the % is the cell's format, the number is what belongs into the field."""
    for name, groups in row.data.items():
        for number, group in enumerate(groups if isinstance(groups, list) else ()):
            if not isinstance(group, dict) or row.marks.get((name, number, "value")) not in row.numeric:
                continue
            figure = written_figure(group["value"])
            shown = figure.scale + figure.unit if figure else ""
            if figure and shown and str(group.get("measure", "")).startswith(shown):
                group["value"] = plain_number(abs(figure.value.scaleb(-SCALES.get(figure.scale, 0))), figure)


def _put(row: _Row, steps: Steps, value: Any, mark: Mark) -> None:
    """Into the data, making what is around it; every level is marked with its first cell."""
    around: Any = row.data
    for depth, step in enumerate(steps[:-1], start=1):
        row.marks.setdefault(steps[:depth], mark)
        around = around.setdefault(step, {})
    around[steps[-1]] = value
    row.marks[steps] = mark
    for number in range(len(value) if isinstance(value, list) else 0):
        row.marks[*steps, number] = mark


def _close_gaps(row: _Row) -> None:
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


def _identify(row: _Row, site: Site, taken: set[tuple[str, str]], problems: list[Problem]) -> None:
    """The unit by its id or any of its names; the id as written, or made from unit and day."""
    said, place = row.unit, Position(row.sheet.name, *_cell_of(row, "unit"))
    row.unit = next(
        (u.id for u in site.lists.units.values() if said and said in (u.id, u.name, u.short, *u.aliases)), ""
    )
    if not row.unit:
        message = f"没有{quote(said)}这个单位。" if said else "缺少单位。"
        problems.append(Problem(place, "E307" if said else "E202", message, "请从“单位”一列的下拉列表里选。"))
    place = Position(row.sheet.name, *_cell_of(row, "id"))
    if row.id and not re.fullmatch(SLUG, row.id):
        hint = "请只用小写英文字母、数字和短横线，例如 jiashi-yinqi-2020；不填就自动编。"
        problems.append(Problem(place, "E004", f"编号{quote(row.id)}不合规定。", hint))
        row.id = ""
    elif row.id and (row.kind.name, row.id) in taken:
        hint = "请换一个编号，例如在末尾加上年份。"
        problems.append(Problem(place, "E301", f"编号{quote(row.id)}已经有记录用了。", hint))
    elif not row.id and row.unit:
        row.id = _numbered(row, taken)
    if row.id:
        taken.add((row.kind.name, row.id))


def _numbered(row: _Row, taken: set[tuple[str, str]]) -> str:
    day = re.sub(r"\D", "", str(row.data.get("event_date") or row.data.get("publish_date") or ""))[:8]
    stem = f"{row.unit}-{day}" if day else f"{row.unit}-{row.kind.name}"
    return next(
        name
        for name in (stem, *(f"{stem}-{number}" for number in range(2, 10_000)))
        if (row.kind.name, name) not in taken
    )


def _cell_of(row: _Row, name: str) -> tuple[int, int]:
    line, column = row.marks.pop((name,), (row.number - 1, 0))
    return line + 1, column + 1


def _in_row(problem: Problem, row: _Row) -> Problem:
    """What has no cell, being missing, is reported at the row."""
    if problem.code == "E202" and "请加上" in problem.hint:
        title = re.sub("（[a-z_]+）。$", "", problem.message.removeprefix("缺少"))
        problem = replace(problem, hint=f"请在这一行填写“{title}”。")
    return (
        replace(problem, position=Position(row.sheet.name, row.number))
        if problem.position == Position(row.sheet.name)
        else problem
    )


def _checked(site: Site, new: list[Entry], rejected: list[Entry]) -> list[Problem]:
    """What all checks say of the new records, those of the whole together with what is there; ids were looked at."""
    names = {entry.source.path for entry in (*new, *rejected)}
    catalogue = Catalogue([*site.catalogue.entries, *new], site.today)
    loaded = replace(site.loaded, sound_parts=tuple(rejected), production=False)
    whole = replace(site, catalogue=catalogue, loaded=loaded)
    alone = (replace(whole, catalogue=catalogue.looking_at(entry)) for entry in (*new, *rejected))
    found = (*problems_of_site(whole), *(problem for one in alone for problem in problems_of_record(one)))
    return [problem for problem in found if problem.position.path in names and problem.code != "E301"]


def _spoken(problem: Problem) -> Problem:
    """The cell as people at a spreadsheet name it."""
    row, column = problem.position.line, problem.position.column
    if "〔" not in problem.position.path or problem.message.startswith("第 "):
        return problem
    return replace(problem, message=f"{where(row, column)}，{problem.message}")


def _file(row: _Row) -> File:
    head = f"# yaml-language-server: $schema=../../schema/{row.kind.name}.json"
    path = f"content/{row.kind.folder}/{row.unit}/{row.id}.yml"
    return File(path, written(row.data, head).encode())
