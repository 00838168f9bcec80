"""The summary table as a table to hand on: for a workbook and for CSV."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from generator.documents.tables import Column, Table, Value
from generator.model.editions import Edition, Measured
from generator.office.frozen import ALL, Correction, corrections
from generator.office.summary_table import Field, SummaryTable, TableRow, unnamed_visits
from generator.site.site import Site

#: The line that those who sign a table fill in.
SIGNED = "制表：　　　　　　　　　　审核：　　　　　　　　　　日期：　　　　年　　月　　日"
#: The sheet of what changed since the sealing, and how many of its lines are named on the first.
AMENDED, _NAMED = "封存以后的更正", 6
#: What stands under a table that is to be filled in.
_TO_FILL_IN = (
    "没有开展的写 0，没有统计的写“未报”，不要留空；金额写明单位。",
    "分形式、分类型的可以写成“银企对接会4次、宣讲会1次”。列名不要改。",
)
#: Instead of a nought that nobody counted.
NOT_REPORTED, NO_NAMES = "未报", "无名单"
METHOD = (
    "数字由专栏的活动记录逐条相加得出；金额按万元，不作四舍五入。",
    "联合举办的活动，每个参加的市各计一次，合计只计一次，所以合计可以小于各市相加。",
    "取消的活动不计；同时属于几次活动的记录，在每一次里各计一次。",
)


#: How the figures of a column come about that is counted so.
_OF_COLUMN: Mapping[Measured, str] = {
    "对接": "按对接形式分列；只填了总数的记在“未注明”",
    "培训": "按培训类型分列；只填了总数的记在“未注明”",
    "企业家次": "各场活动惠及企业数相加，同一家企业参加几场就计几次",
    "企业家数": "按各场活动填报的企业名单去掉重复；没有填名单的场次不在内",
}


def blank_notes(edition: Edition) -> tuple[str, ...]:
    """How a blank table is to be filled in."""
    return (*_TO_FILL_IN, *(f"{column.name}：{column.note}。" for column in edition.table if column.note))


def methods(table: SummaryTable) -> list[str]:
    """How the figures came about, for the office: with what an edition says of its columns."""
    silent = [row.unit.short for row in table.rows if _is_silent(table, row)]
    without = [f"没有收到活动记录的单位写“{NOT_REPORTED}”，不等于没有举办：{'、'.join(silent)}。"] if silent else []
    return [*_methods(table, {column.id: column.note for column in table.edition.table if column.note}), *without]


def public_methods(table: SummaryTable) -> list[str]:
    """The same for everybody; what an edition says of its columns is the office's own."""
    said = {
        column.id: _OF_COLUMN[column.counts]
        for column in table.edition.table
        if column.counts in _OF_COLUMN and (column.split or column.counts in ("企业家次", "企业家数"))
    }
    return _methods(table, said)


def _methods(table: SummaryTable, said: Mapping[str, str]) -> list[str]:
    """In the order in which a reader asks."""
    notes = [*METHOD, *(f"{column.name}：{said[column.id]}。" for column in table.edition.table if column.id in said)]
    if table.counted.announced:
        notes.append(f"已预告、还没有举办的 {len(table.counted.announced)} 场活动不计入，举办以后再计。")
    left = unnamed_visits(table.counted.every)
    if left and any(column.counts == "企业家数" for column in table.edition.table):
        notes.append(f"惠及企业中有 {left} 家次没有填企业名单，不能计入不重复的家数。")
    return notes


def paper(table: SummaryTable, subtitle: str, notes: list[str] | None = None, signed: str = "") -> Table:
    """Units, then all together."""
    columns = (Column("单位", width=14), *map(_column, table.fields))
    # What the host itself held stands apart from what the units held.
    host = table.counted.host
    rows = [_row(f"{row.unit.short}（本级）" if row.unit is host else row.unit.short, row) for row in table.rows]
    rows.append(_row("合计", table.total))
    title = f"{table.edition.name}成效汇总表"
    return Table(
        "成效汇总表",
        title,
        subtitle,
        columns,
        tuple(rows),
        tuple(notes or methods(table)),
        totalled=True,
        signed=signed,
    )


def candid(laid: Table, table: SummaryTable) -> Table:
    """A nought only where something was counted: not for units without records, nor for enterprises without names."""
    rows = [
        (cells[0], *(candid_value(table, row, number) for number in range(len(table.fields))))
        for row, cells in zip(table.rows, laid.rows, strict=False)
    ]
    return replace(laid, rows=(*rows, *laid.rows[len(rows) :]))


def candid_value(table: SummaryTable, row: TableRow, number: int) -> Value:
    """A figure of a row as one may print it."""
    figure, field = row.figures[number], table.fields[number]
    if _is_silent(table, row):
        return NOT_REPORTED
    unnamed = field.column.counts == "企业家数" and unnamed_visits(table.counted.by_unit.get(row.unit.id, ()))
    return NO_NAMES if unnamed and not figure.value else plain(figure.value)


def _is_silent(table: SummaryTable, row: TableRow) -> bool:
    """Whether nothing has come from a unit; of what it held itself the host knows."""
    counted = table.counted.by_unit.get(row.unit.id) or any(figure.value for figure in row.figures)
    return not counted and row.unit is not table.counted.host


def only_total(laid: Table) -> Table:
    """Without the units."""
    return replace(laid, rows=laid.rows[-1:])


def differences(table: SummaryTable) -> Table | None:
    """What units declared beside what their records come to; none if nothing was declared."""
    rows: list[tuple[Value, ...]] = [
        (row.unit.short, item.field.title, item.field.column.measure, *map(plain, item.numbers))
        for row in table.rows
        for item in table.differences(row)
    ]
    if not rows:
        return None
    columns = (
        *(Column("单位"), Column("项目", width=24), Column("计量单位"), Column("申报合计"), Column("记录合计")),
        Column("差（申报减记录）", width=16),
    )
    notes = ("申报合计为各市书面总结所列；有差的请各市核对：是记录没有报全，还是总结里的数有误。",)
    return Table("申报与记录对照", f"{table.edition.name}：各市申报与记录对照", "", columns, tuple(rows), notes)


def corrected(site: Site, table: SummaryTable, units: bool = True) -> Table | None:
    """A sheet of what has changed since an edition was closed; none if nothing has."""
    found = [item for item in corrections(site, table) if units or item.unit == ALL]
    if not found:
        return None
    names = {unit.id: unit.short for unit in site.lists.units.values()}
    rows = tuple(
        (names.get(item.unit, item.unit), item.title, Decimal(item.before), Decimal(item.now), _titles(item))
        for item in found
    )
    columns = (
        *(Column("单位"), Column("项目", width=24), Column("封存时", width=14), Column("现在", width=14)),
        Column("有关记录", width=50),
    )
    notes = ("封存的数字不改；封存以后记录有更正、补报的，差别列在这里。",)
    return Table(AMENDED, f"{table.edition.name}：封存以后的更正", "", columns, rows, notes)


def amendments(site: Site, table: SummaryTable, units: bool = True) -> list[str]:
    """A line under sealed figures, for whoever sees this sheet alone; all units together come first."""
    found = [item for item in corrections(site, table) if units or item.unit == ALL]
    if not found:
        return []
    found.sort(key=lambda item: item.unit != ALL)
    said = "；".join(f"{_place(site, item)}封存时{item.before}，更正后{item.now}" for item in found[:_NAMED])
    return [f"封存以后有更正{len(found)}处，全部列在“{AMENDED}”一页：{said}{'等' if len(found) > _NAMED else ''}。"]


def _place(site: Site, item: Correction) -> str:
    unit = site.lists.units.get(item.unit)
    return f"{unit.short if unit else item.unit}{item.title}"


def _titles(item: Correction) -> str:
    return "、".join(record.title for record in item.records) or "记录已改动或撤去"


def plain(value: Decimal) -> int | Decimal:
    """A whole number as one."""
    return int(value) if value == value.to_integral_value() else value


def _column(field: Field) -> Column:
    return Column(field.name, field.column.measure, field.group, min(max(8, 2 * len(field.name) + 1), 10))


def _row(name: str, row: TableRow) -> tuple[Value, ...]:
    return (name, *(plain(figure.value) for figure in row.figures))
