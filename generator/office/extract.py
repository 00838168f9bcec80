"""The statistics of a period as tables to hand on: what was held, what came of it, by unit and by task; cases; figures.

From public records alone, so it may be sent to whoever asks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.documents.tables import Column, Table, Value
from generator.model.kinds.case import CASE
from generator.model.kinds.figure import FIGURE, Figure
from generator.model.record import Record
from generator.office.counted_events import begun
from generator.office.frozen import corrections, frozen_of
from generator.office.summary_table import summary_table
from generator.site.facets import unit as units_of
from generator.site.site import Site

#: What is added up of an event, as the columns say it.
SUMS = (
    Column("供需对接", "次"),
    Column("培训", "次"),
    Column("参加人数", "人"),
    Column("惠及企业", "家次"),
    Column("质押融资", "笔"),
    Column("质押融资金额", "万元", width=16),
)
METHOD = (
    "只列本专栏公开的记录；没有填报的数字留空，不等于没有。",
    "日期只写到月或年的，整个月、整年都在时段内的才列入。",
    "联合举办的活动，在参加的各单位各计一次，合计只计一次。",
    "取消的活动和还没有举办的活动不列。",
)


def extract(site: Site, first: date, last: date, unit: str | None = None) -> list[Table]:
    """All tables of a period, both days included; of one unit, if it is named. An empty one is left out."""
    found = records_of(site, first, last, unit)
    events = events_among(site, found)
    notes = (*METHOD, *sealed_notes(site, first, last))
    said = f"{first.isoformat()}至{last.isoformat()}"
    if unit:
        said = f"{site.lists.units[unit].name}　{said}"
    tables = [
        replace(_events(site, events, said), notes=notes),
        replace(by_unit(site, events, said), notes=notes),
        replace(_grouped("按任务", "任务", said, events, lambda r: filter(None, [r.theme])), notes=notes),
        _cases(site, cases_among(found), said),
        _figures(site, [figure for record in found if (figure := FIGURE.own(record))], said),
    ]
    return [table for table in tables if table.rows]


def records_of(site: Site, first: date, last: date, unit: str | None = None) -> list[Record]:
    """The public records of a period, both days included."""
    return [record for record in site.catalogue.records if _inside(record, first, last) and _of(record, unit)]


def events_among(site: Site, records: Iterable[Record]) -> list[Record]:
    """What has been held of them, in order of days."""
    events = [r for r in records if r.kind.event and r.kind.event.counted and _held(site, r)]
    return sorted(events, key=lambda record: (record.event_date.key if record.event_date else (), record.id))


def cases_among(records: Iterable[Record]) -> list[Record]:
    """The cases of them."""
    return [record for record in records if record.kind is CASE]


def by_unit(site: Site, events: Sequence[Record], said: str = "") -> Table:
    """What each unit held and what came of it, in the order of the list of units."""
    order = [unit.short for unit in site.lists.units.values()]
    found = _grouped("按单位", "单位", said, events, lambda r: [site.lists.units[name].short for name in units_of(r)])
    *rows, total = found.rows or ((),)
    rows.sort(key=lambda row: order.index(str(row[0])))
    return replace(found, rows=(*rows, total)) if total else found


def sealed_notes(site: Site, first: date, last: date) -> list[str]:
    """Of which editions of the period other figures stand, as they were sealed."""
    notes = []
    for edition in site.lists.editions.values():
        sealed, table = frozen_of(site, edition), summary_table(site, edition)
        if sealed and table and edition.start.first <= last and first <= edition.end.last:
            changed = len(corrections(site, table))
            since = f"，封存以后有更正{changed}处" if changed else ""
            day = sealed.closed_on.chinese
            notes.append(
                f"{edition.name}的成效汇总表已在{day}封存，上报以封存的数字为准；这里按现在的记录相加{since}。"
            )
    return notes


def _inside(record: Record, first: date, last: date) -> bool:
    day = record.event_date
    return day is not None and first <= day.first and day.last <= last


def _of(record: Record, unit: str | None) -> bool:
    return unit is None or unit in units_of(record)


def _held(site: Site, record: Record) -> bool:
    return not record.event.cancelled and begun(record, site.today)


def _results(record: Record) -> tuple[int | Decimal | None, ...]:
    """In the order of `SUMS`; nothing where nothing was reported."""
    done = record.event.achieved
    numbers = (done.participants, done.enterprises, done.loans)
    return (done.all_matchings, done.all_trainings, *numbers, done.loan_amount_wan)


def added(records: Iterable[Record]) -> tuple[Value, ...]:
    """Column by column the sum of what was reported; nothing where nobody has reported any."""
    columns = zip(*map(_results, records), strict=True)
    reported = ([number for number in column if number is not None] for column in columns)
    return tuple(sum(column) if column else None for column in reported)


def _events(site: Site, events: Sequence[Record], said: str) -> Table:
    head = (Column("日期"), Column("单位"), Column("活动", width=38), Column("任务", width=16), *SUMS)
    rows: list[tuple[Value, ...]] = [
        (str(record.event_date), _names(site, record), record.title, record.theme, *_results(record))
        for record in events
    ]
    if rows:
        rows.append(("合计", "", f"{len(events)}场", "", *added(events)))
    columns = (*head, Column("网址", width=32))
    links: list[Value] = [*(site.url(record.address) for record in events), ""]
    whole = tuple((*row, link) for row, link in zip(rows, links, strict=False))
    return Table("活动", "活动和成效", said, columns, whole, totalled=True)


def _grouped(
    tab: str, name: str, said: str, events: Sequence[Record], groups_of: Callable[[Record], Iterable[str]]
) -> Table:
    groups: dict[str, list[Record]] = {}
    for record in events:
        for group in groups_of(record):
            groups.setdefault(group, []).append(record)
    rows: list[tuple[Value, ...]] = [(group, len(held), *added(held)) for group, held in groups.items()]
    if rows:
        rows.append(("合计", len(events), *added(events)))
    columns = (Column(name, width=20), Column("活动", "场"), *SUMS)
    return Table(tab, f"{tab}汇总", said, columns, tuple(rows), totalled=True)


def _cases(site: Site, cases: Sequence[Record], said: str) -> Table:
    columns = (
        Column("日期"),
        Column("单位"),
        Column("案例", width=44),
        Column("摘要", width=60),
        Column("网址", width=40),
    )
    rows = tuple((str(r.event_date), _names(site, r), r.title, r.summary, site.url(r.address)) for r in cases)
    return Table("典型案例", "典型案例", said, columns, rows)


def _figures(site: Site, figures: Sequence[Figure], said: str) -> Table:
    columns = (
        *(Column("单位"), Column("范围", width=16), Column("时期"), Column("性质")),
        *(Column("指标", width=26), Column("数值", width=18), Column("变化", width=20)),
        *(Column("来源", width=26), Column("网址", width=32)),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(_names(site, figure), figure.scope, value.period or figure.period, figure.nature),
            *(value.name, value.text, value.change),
            *(figure.origin, site.url(figure.address)),
        )
        for figure in figures
        for value in figure.values
    ]
    return Table("数据", "公开数据", said, columns, tuple(rows), ("数值照来源的写法，约数用语保留。",))


def _names(site: Site, record: Record) -> str:
    return "、".join(site.lists.units[name].short for name in units_of(record))
