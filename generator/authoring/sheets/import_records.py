"""A workbook to files of records: the same reader, the same checks, reported by sheet, row and column."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from generator.authoring.sheets.cells import read_sheets, where
from generator.authoring.sheets.declared_sheets import declared_apart, declared_twice, is_detail, left_detail
from generator.authoring.sheets.declared_totals import Declaring
from generator.authoring.sheets.formula_values import FormulaValues
from generator.authoring.sheets.heads import head_of, kind_of
from generator.authoring.sheets.record_rows import Row, rows_of
from generator.authoring.sheets.record_sheets import filled_down, without_doubts
from generator.authoring.sheets.saved_anew import saved_anew
from generator.authoring.sheets.summary_edition import is_summary
from generator.authoring.sheets.summary_understood import Understood
from generator.authoring.sheets.template import GUIDE, WORDS
from generator.authoring.sheets.yaml_writer import written
from generator.checks import problems_of_record, problems_of_site
from generator.checks.privacy import without_persons
from generator.diagnostics.problems import Position, Problem, errors, quote
from generator.loading.sound_parts import sound_part
from generator.loading.validation import read_record
from generator.model.field_types import SLUG
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.site.site import File, Site
from generator.yaml_source.reader import Source


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


def imported(raw: bytes, name: str, site: Site, received: date | None = None) -> Imported:
    """Read a workbook for a site; `name` is how problems call it, `received` when a summary table came in."""
    made = Imported()
    anew = saved_anew(raw, name)
    made.problems = anew.problems
    if errors(made.problems):
        return made
    sheets, problems = read_sheets(anew.raw, name)
    made.problems += problems
    values = FormulaValues(anew.raw)
    declared: dict[str, list[str]] = {}
    new: list[tuple[Row, Entry]] = []
    rejected: list[Entry] = []
    taken = {(e.record.kind.name, e.record.id) for e in site.catalogue.entries} | set(site.loaded.invalid)
    whole = (replace(one, beside=(*one.beside, *anew.beside.get(one.title, ()))) for one in sheets)
    for sheet in sorted(whole, key=is_detail):
        records = kind_of(sheet) and head_of(sheet)
        if not records and sheet.title not in (GUIDE, WORDS) and is_summary(sheet, site):
            made.is_summary = True
            if declared and is_detail(sheet):
                made.problems.append(left_detail(sheet))
                continue
            summary = Declaring(values.put_into(sheet), site, received)
            _declare(made, summary)
            for file in summary.files:
                declared.setdefault(file.path, []).append(sheet.title)
            continue
        for row in rows_of(filled_down(without_doubts(sheet, made.problems)), site, made.problems):
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


def _declare(made: Imported, summary: Declaring) -> None:
    """Take over what a sheet of totals came to."""
    made.office_files += summary.files
    made.problems += summary.problems
    made.shown += summary.shown
    made.totals += summary.totals


def _identify(row: Row, site: Site, taken: set[tuple[str, str]], problems: list[Problem]) -> None:
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


def _numbered(row: Row, taken: set[tuple[str, str]]) -> str:
    day = re.sub(r"\D", "", str(row.data.get("event_date") or row.data.get("publish_date") or ""))[:8]
    stem = f"{row.unit}-{day}" if day else f"{row.unit}-{row.kind.name}"
    return next(
        name
        for name in (stem, *(f"{stem}-{number}" for number in range(2, 10_000)))
        if (row.kind.name, name) not in taken
    )


def _cell_of(row: Row, name: str) -> tuple[int, int]:
    line, column = row.marks.pop((name,), (row.number - 1, 0))
    return line + 1, column + 1


def _in_row(problem: Problem, row: Row) -> Problem:
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


def _file(row: Row) -> File:
    head = f"# yaml-language-server: $schema=../../schema/{row.kind.name}.json"
    path = f"content/{row.kind.folder}/{row.unit}/{row.id}.yml"
    return File(path, written(row.data, head).encode())
