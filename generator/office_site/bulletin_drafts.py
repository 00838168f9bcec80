"""The next bulletin begun: the last one's table with nothing reported, or what an edition's records come to."""

from datetime import date
from typing import Any

from generator.model.kinds.bulletin import UNREPORTED, Bulletin, Column
from generator.office.summary_table import SummaryTable, TableRow

#: What people have to write: left blank, so that the check asks for it.
_BLANK = {
    "title": "",
    "summary": "",
    "publish_date": "",
    "sources": [{"title": "", "publisher": ""}],
    "reviewed_by": "",
    "reviewed_on": "",
}
_JOINT = "联合举办的活动各单位各计一次，所以各单位相加会多于全省，不写合计。"


def following(last: Bulletin, today: date) -> dict[str, Any]:
    """The next number of a series: the same columns and units, no figures."""
    return {
        **_BLANK,
        "series": last.series,
        "number": str(last.number + 1),
        "as_of": today.isoformat(),
        "columns": [_column(column) for column in last.columns],
        "rows": [{"unit": row.unit, "values": [UNREPORTED] * len(last.columns)} for row in last.rows],
        **({"method": last.method} if last.method else {}),
    }


def _column(column: Column) -> dict[str, str]:
    said = {
        "name": column.name,
        "measure": column.measure,
        "share_of": column.share_of,
        "goal": f"{column.goal:f}" if column.goal is not None else None,
        "due": str(column.due) if column.due else None,
        "summed": None if column.summed else "否",
    }
    return {name: value for name, value in said.items() if value}


def of_table(table: SummaryTable, series: str, number: int, today: date) -> dict[str, Any]:
    """The figures of an edition's summary table on a day; the forms that a column is split into are left out.

    A unit of which there is no record has reported nothing, which is no nought.
    """
    places = [place for place, field in enumerate(table.fields) if not field.part]
    columns = [table.fields[place].column for place in places]
    return {
        **_BLANK,
        "series": series,
        "number": str(number),
        "as_of": today.isoformat(),
        "columns": [{"name": column.name, "measure": column.measure, "summed": "否"} for column in columns],
        "rows": [
            {"unit": row.unit.id, "values": [_value(table, row, place) for place in places]}
            for row in table.rows
            if row.unit.id != table.total.unit.id
        ],
        "method": _JOINT,
    }


def _value(table: SummaryTable, row: TableRow, place: int) -> str:
    reported = bool(table.counted.by_unit.get(row.unit.id))
    return f"{row.figures[place].value.normalize():f}" if reported else UNREPORTED
