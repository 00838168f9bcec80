"""What was understood of a city's table, cell by cell, as a workbook that goes back to it."""

from collections import defaultdict
from collections.abc import Sequence

from generator.authoring.sheets.cells import where
from generator.authoring.sheets.summary_understood import Understood
from generator.diagnostics.problems import Position, Problem
from generator.documents.tables import Column, Table, Value
from generator.documents.xlsx import as_workbook
from generator.office_site.narrative_report import MARK

#: The line that the city signs.
SIGNED = "核对：　　　　　　　　　　审核：　　　　　　　　　　日期：　　　　年　　月　　日"

#: That a table of the same city was imported before, which is nothing that the city could mend.
_THERE = "E301"


def reply(name: str, shown: Sequence[Understood], problems: Sequence[Problem], author: str) -> bytes:
    """Every cell that was read or reported, in the order of the table, with what it was taken for."""
    said: dict[Position, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.code == _THERE:
            continue
        verb = "请改正" if problem.severity == "error" else "请核对"
        said[problem.position].append(f"{verb}：{problem.message}{problem.hint}")
    read: dict[Position, list[Understood]] = {position: [] for position in (*said, *(one.position for one in shown))}
    for one in shown:
        read[one.position].append(one)
    rows = [row for position in sorted(read) for row in _rows(position, read[position], said.get(position, []))]
    columns = (
        *(Column("工作表", width=16), Column("格子", width=16), Column("表里写的", width=18), Column("单位", width=10)),
        *(Column("项目", width=24), Column("理解为", width=14), Column("要核对、改正的", width=44)),
    )
    notes = (
        "“理解为”一列是程序读出的数，金额一律换算成汇总表的单位；有误的请改原表，改好再报，不要改这份表。",
        "没有列在这里的格子是表头、序号和说明，没有作为数字。",
    )
    table = Table("逐格核对", f"{name}：逐格核对", "", columns, tuple(rows), notes, signed=SIGNED)
    return as_workbook([table], author, mark=MARK)


def _rows(position: Position, read: list[Understood], said: list[str]) -> list[tuple[Value, ...]]:
    sheet = position.path.rpartition("〔")[2].rstrip("〕") if "〔" in position.path else ""
    spot = where(position.line, position.column) if position.line and position.column else "合计"
    remarks = "\n".join(said)
    if not read:
        return [(sheet, spot, "", "", "", "没有收下", remarks)]
    return [(sheet, spot, one.text, one.who, one.what, one.value, remarks) for one in read]
