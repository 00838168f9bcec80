"""A roster's rows fit its columns, and each names a source that there is."""

from collections.abc import Iterator

from generator.diagnostics.problems import Problem, quote
from generator.model.dates import read_day
from generator.model.kinds.roster import NOT_GIVEN, ROSTER, Roster, RosterRow
from generator.model.parsers import read_amount
from generator.site.entry import Entry
from generator.site.site import Site

#: How a value of a column is read, and how it may be written.
_READERS = {
    "数字": (read_amount, "只写数字，例如 353.12；单位写在栏目的 measure 里。"),
    "日期": (read_day, "例如 2020-12-04、2020-12 或 2020。"),
}


def rosters_sound(site: Site) -> Iterator[Problem]:
    """As many values as columns, numbers and dates where the column asks for them, sources that are listed."""
    for entry in site.catalogue.entries_of(ROSTER):
        yield from _columns(entry.record, entry)
        for number, row in enumerate(entry.record.rows):
            yield from _row(entry.record, entry, number, row)


def _columns(roster: Roster, entry: Entry) -> Iterator[Problem]:
    names = [column.name for column in roster.columns]
    for number, name in enumerate(names):
        if name in names[:number]:
            place = entry.source.position(("columns", number, "name"))
            yield Problem(place, "E310", f"栏目{quote(name)}列了两次。", "请删去一栏，或把名称写得有区别。")


def _row(roster: Roster, entry: Entry, number: int, row: RosterRow) -> Iterator[Problem]:
    if row.source > len(roster.sources):
        place = entry.source.position(("rows", number, "source"))
        hint = f"sources 里列了 {len(roster.sources)} 个，请核对序号。"
        yield Problem(place, "E315", f"没有第 {row.source} 个来源。", hint)
    if len(row.values) != len(roster.columns):
        place = entry.source.position(("rows", number, "values"))
        message = f"应有 {len(roster.columns)} 栏内容，写了 {len(row.values)} 栏。"
        yield Problem(place, "E315", message, f"请和 columns 一一对应；来源没有写的写“{NOT_GIVEN}”。")
        return
    for position, (column, value) in enumerate(zip(roster.columns, row.values, strict=True)):
        reader, advice = _READERS.get(column.type, (str, ""))
        try:
            if value != NOT_GIVEN:
                reader(value)
        except ValueError:
            place = entry.source.position(("rows", number, "values", position))
            message = f"“{column.name}”一栏填{column.type}，不能写{quote(value)}。"
            yield Problem(place, "E315", message, f"{advice}来源没有写的写“{NOT_GIVEN}”。")
