"""Bulletins: their tables with shares, totals and what changed since the last one, as page, workbook and CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.documents import tables as papers
from generator.documents.tables import as_csv
from generator.model.kinds.bulletin import BULLETIN, UNREPORTED, Bulletin, Column, Row
from generator.model.record import Record
from generator.outputs.questions import EarlierIssue, earlier_issue, has_page, issues
from generator.site.look import Look
from generator.site.site import File
from generator.text.wechat_elements import COLUMNS

TOTAL = "合计"
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: its value and what changed; either may be unknown. `measure` is % for a share."""

    value: Decimal | None
    change: Decimal | None
    measure: str

    @property
    def text(self) -> str:
        if self.value is None:
            return UNREPORTED if self.measure != "%" else "—"
        return f"{self.value:,f}%" if self.measure == "%" else f"{self.value:,f}"

    @property
    def total_text(self) -> str:
        """A column whose sum means nothing has none."""
        return "—" if self.value is None else self.text

    @property
    def change_text(self) -> str:
        """`+12`, `−3`, `持平`; shares change by points, not by per cent."""
        if self.change is None:
            return ""
        if not self.change:
            return "持平"
        sign = "+" if self.change > 0 else "−"
        return f"{sign}{abs(self.change):,f}{'个百分点' if self.measure == '%' else ''}"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column, of figures or of the share that follows from them."""

    name: str
    measure: str
    column: Column

    @property
    def is_share(self) -> bool:
        return self.measure == "%"

    @property
    def goal(self) -> str:
        """`2022年12月底前，目标100%`, at the share alone where there is one."""
        if self.column.share_of and not self.is_share:
            return ""
        target = f"目标{self.column.goal:f}{'%' if self.is_share else self.measure}" if self.column.goal else ""
        return "，".join(filter(None, (self.column.due_words, target)))


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's row, or the total of all."""

    unit: str
    name: str
    figures: tuple[Figure, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A bulletin as it is shown; `previous` is what it is compared with."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    total: Line | None
    previous: EarlierIssue | None
    unreported: tuple[str, ...]

    @property
    def compared(self) -> bool:
        return self.previous is not None

    @property
    def narrow(self) -> bool:
        """Whether the editor of 公众号 can show it as a table; a wider one becomes paragraphs (WX-18)."""
        return len(self.headings) < COLUMNS

    @property
    def all_lines(self) -> tuple[Line, ...]:
        return (*self.lines, *((self.total,) if self.total else ()))


def table_of(look: Look, bulletin: Bulletin) -> Table:
    """The table in the order in which the bulletin gives its units."""
    before = look.ask(earlier_issue, bulletin.series, bulletin.number)
    old = {row.unit: row for row in before.rows} if before else {}
    lines = tuple(
        Line(row.unit, look.units[row.unit].short, _figures(bulletin, [row], before, _of(old, row)), row.note or "")
        for row in bulletin.rows
    )
    unreported = tuple(
        look.units[row.unit].short for row in bulletin.rows if any(value is None for value in row.reported)
    )
    return Table(tuple(_headings(bulletin)), lines, _total(bulletin, before), before, unreported)


def _of(old: dict[str, Row], row: Row) -> list[Row]:
    return [old[row.unit]] if row.unit in old else []


def _headings(bulletin: Bulletin) -> Iterator[Heading]:
    for column in bulletin.columns:
        yield Heading(column.name, column.measure, column)
        if column.share_of:
            yield Heading(f"占{column.share_of}的比例", "%", column)


def _total(bulletin: Bulletin, before: EarlierIssue | None) -> Line | None:
    """All units together; a change only where both bulletins hold the same units, all of them reported."""
    if len(bulletin.rows) == 1 or not any(column.summed for column in bulletin.columns):
        return None
    same = before is not None and {row.unit for row in before.rows} == {row.unit for row in bulletin.rows}
    return Line("", TOTAL, _figures(bulletin, bulletin.rows, before, before.rows if before and same else []))


def _figures(
    bulletin: Bulletin, rows: Sequence[Row], before: EarlierIssue | None, old_rows: Sequence[Row]
) -> tuple[Figure, ...]:
    old_columns = before.columns if before else ()
    made: list[Figure] = []
    for column in bulletin.columns:
        now, was = _sum(bulletin.columns, rows, column.name), _sum(old_columns, old_rows, column.name)
        if len(rows) > 1 and not column.summed:
            now = was = None
        whole = all(_sum(bulletin.columns, [row], column.name) is not None for row in rows) and all(
            _sum(old_columns, [row], column.name) is not None for row in old_rows
        )
        made.append(Figure(now, now - was if whole and now is not None and was is not None else None, column.measure))
        if column.share_of:
            made.append(_share_figure(bulletin, rows, old_columns, old_rows, column, whole=whole))
    return tuple(made)


def _share_figure(
    bulletin: Bulletin,
    rows: Sequence[Row],
    old_columns: Sequence[Column],
    old_rows: Sequence[Row],
    column: Column,
    *,
    whole: bool,
) -> Figure:
    now, was = _share(bulletin.columns, rows, column), _share(old_columns, old_rows, column)
    return Figure(now, now - was if whole and now is not None and was is not None else None, "%")


def _sum(columns: Sequence[Column], rows: Sequence[Row], name: str) -> Decimal | None:
    """What the units reported in the column of that name, if any did."""
    place = next((number for number, column in enumerate(columns) if column.name == name), None)
    if place is None:
        return None
    found = [value for row in rows if (value := row.reported[place]) is not None]
    return sum(found, Decimal(0)) if found else None


def _share(columns: Sequence[Column], rows: Sequence[Row], column: Column) -> Decimal | None:
    """Per cent to one place, over those units of which both figures are known."""
    names = [other.name for other in columns]
    if column.share_of not in names or column.name not in names:
        return None
    part, whole = names.index(column.name), names.index(column.share_of)
    pairs = [(row.reported[part], row.reported[whole]) for row in rows]
    known = [(p, w) for p, w in pairs if p is not None and w is not None]
    base = sum((w for _p, w in known), Decimal(0))
    if not base:
        return None
    return (sum((p for p, _w in known), Decimal(0)) * 100 / base).quantize(_TENTH, ROUND_HALF_UP)


def notes(bulletin: Bulletin, table: Table) -> list[str]:
    """What a reader of the table must know."""
    said = [f"数据截至{bulletin.as_of.chinese}，通报发布后不再改动；之后的变化见下一期。"]
    if table.previous:
        said.append(f"增减是和第{table.previous.number}期（截至{table.previous.as_of.chinese}）相比。")
        if table.total and not all(figure.change_text for figure in table.total.figures):
            said.append("两期单位不同，或者有单位未报的，合计不写增减。")
    said += [f"{h.name}：{h.goal}。" for h in table.headings if h.goal]
    if table.unreported:
        said.append(f"{'、'.join(table.unreported)}有未报的数据，合计只算已报的；占比只算两项都报了的单位。")
    said += [f"{line.name}：{line.note}" for line in table.lines if line.note]
    if bulletin.method:
        said.append(f"口径说明：{bulletin.method}")
    return said


def bulletin_files(look: Look, record: Record) -> Iterator[File]:
    """`bulletins/<id>.xlsx` and `bulletins/<id>.csv`."""
    bulletin = BULLETIN.own(record)
    if bulletin is None:
        return
    # openpyxl is slow to load, and most sites have no bulletin.
    from generator.documents.xlsx import as_workbook

    made = _paper(bulletin, table_of(look, bulletin))
    stem = f"{BULLETIN.folder}/{bulletin.id}"
    yield File(f"{stem}.xlsx", as_workbook([made], look.unit(bulletin).name, notice=look.config.notice))
    yield File(f"{stem}.csv", as_csv(made, look.config.notice))


def _paper(bulletin: Bulletin, table: Table) -> papers.Table:
    """Values, shares and changes as numbers in columns of their own, so that people can go on calculating."""
    columns = [papers.Column("单位", width=14)]
    for heading in table.headings:
        if table.compared:
            columns.append(papers.Column("本期", heading.measure, heading.name))
            change = "百分点" if heading.is_share else heading.measure
            columns.append(papers.Column("较上期", change, heading.name))
        else:
            columns.append(papers.Column(heading.name, heading.measure))
    return papers.Table(
        tab=f"第{bulletin.number}期",
        title=bulletin.title,
        subtitle=f"数据截至{bulletin.as_of.chinese}",
        columns=tuple(columns),
        rows=tuple(_numbers(line, compared=table.compared) for line in table.all_lines),
        notes=tuple(notes(bulletin, table)),
        totalled=table.total is not None,
    )


def _numbers(line: Line, *, compared: bool) -> tuple[papers.Value, ...]:
    cells: list[papers.Value] = [line.name]
    for figure in line.figures:
        words = figure.text if line.unit else figure.total_text
        cells.append(words if figure.value is None else figure.value)
        if compared:
            cells.append(figure.change)
    return tuple(cells)


def table_values(look: Look, record: Record) -> dict[str, Any]:
    """What the template of an article asks for."""
    bulletin = BULLETIN.own(record)
    if bulletin is None:
        return {}
    table = table_of(look, bulletin)
    return {"table": table, "table_notes": notes(bulletin, table)}


def bulletin_values(look: Look, record: Record) -> dict[str, Any]:
    """What the template of a page asks for: the table, which units have pages, and the other issues."""
    bulletin = BULLETIN.own(record)
    if bulletin is None:
        return {}
    shown = {row.unit for row in bulletin.rows if look.ask(has_page, row.unit)}
    return {**table_values(look, record), "shown_units": shown, "issues": look.ask(issues, bulletin.series)}
