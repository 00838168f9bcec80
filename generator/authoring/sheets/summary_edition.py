"""Whether a sheet is a summary table of an edition, and of which."""

import re

from generator.authoring.sheets.cells import Sheet
from generator.authoring.sheets.summary_grid import LABELS, UNITS
from generator.authoring.sheets.summary_words import bare, column_of
from generator.diagnostics.problems import Problem
from generator.model.editions import Edition
from generator.site.site import Site

#: How far down the row with the names of columns may be.
_DEEPEST = 10
_RECORDS = {"标题", "编号", "摘要"}
_DATE = re.compile(r"[0-9]{4}年[0-9]{1,2}月")


def is_summary(sheet: Sheet, site: Site) -> bool:
    """Whether a sheet is a summary table: units, measures or columns of an edition, and no titles, as records have."""
    rows = [[bare(cell.text).rstrip("*") for cell in cells] for cells in sheet.rows[:_DEEPEST]]
    if any(_RECORDS & set(names) for names in rows):
        return False
    heads = any(len(names) > 1 and set(names[:3]) & (UNITS | LABELS) for names in rows)
    columns = [edition.table for edition in site.lists.editions.values() if edition.table]
    named = any(sum(column_of(name, table) is not None for name in names) > 1 for names in rows for table in columns)
    return heads or named or any("成效汇总表" in name for names in rows for name in names)


def no_edition(sheet: Sheet, site: Site) -> Problem:
    """What is said where none can be told, with the titles that would say it."""
    names = "、".join(f"{found.name}成效汇总表" for found in site.lists.editions.values() if found.table)
    hint = f"请在第一行写明是哪一届，例如 {names}。" if names else "请先在 content/lists/editions.yml 里写 table。"
    return Problem(sheet.position(1, 1), "E701", "看不出这份成效汇总表是哪一届的。", hint)


def edition_of(sheet: Sheet, site: Site) -> Edition | None:
    """The one that stands in the title; without a title that names a year, the only one that has a table.

    A day in the table is when it was filled in, not its edition.
    """
    there = [edition for edition in site.lists.editions.values() if edition.table]
    texts = [cell.text for cells in sheet.rows[:_DEEPEST] for cell in cells]
    said = _DATE.sub("", "".join(map(bare, [*texts, sheet.name])))
    named = [edition for edition in there if bare(edition.name) in said]
    named = named or [edition for edition in there if f"{edition.id}年" in said]
    found = named or ([] if re.search(r"[0-9]{4}年", said) else there)
    return found[0] if len(found) == 1 else None
