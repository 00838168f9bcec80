"""What the editions achieved: figures with their method, each with the records that make it; charts and downloads.

Of the office's calculations only what an edition gives to the public: sums, and units where it says so.
"""

import json
from collections import Counter
from collections.abc import Iterator

from generator.documents.tables import as_csv, written
from generator.model.kinds import KINDS
from generator.office import exports
from generator.office.frozen import corrections, frozen_of, sealed_table
from generator.office.periods import months, period_of
from generator.office.summary_table import SummaryTable, TableRow, published_tables
from generator.outputs.feeds.links import ALL, edition_feed
from generator.outputs.pages.charts import bars, comparable
from generator.outputs.pages.figures import Chart
from generator.outputs.pages.json_ld import trail
from generator.rendering.templates import Meta, compose, newest
from generator.site.site import File, Page, Site

#: The column whose records are added up.
COLUMN = next(kind for kind in KINDS.values() if kind.event and kind.event.counted)


def result_pages(site: Site) -> Iterator[Page]:
    """`results/index.html`, `results/2020.html`, and a page of records for the whole and for each unit shown."""
    tables = published_tables(site)
    if not tables:
        return
    yield compose(
        site,
        "results.html",
        address="results/index.html",
        section="results",
        title="活动成效",
        meta=Meta("历届知识产权服务万里行活动的成效数字，由活动记录相加得出。", feeds=(ALL,), styles=("pages",)),
        changed=newest(record for table in tables for record in table.counted.every),
        tables=tables,
    )
    for table in tables:
        yield _edition(site, table)
        yield _behind(site, table, "all", table.total)
        if table.edition.publish == "分单位":
            for row in table.rows:
                yield _behind(site, table, row.unit.id, row)


def _edition(site: Site, table: SummaryTable) -> Page:
    closed = frozen_of(site, table.edition)
    shown_table = sealed_table(site, table)
    units = shown_table.rows if table.edition.publish == "分单位" else ()
    shown = {row.unit.id for row in units}
    changed = [item for item in corrections(site, table) if item.unit not in site.lists.units or item.unit in shown]
    return compose(
        site,
        "result.html",
        address=f"results/{table.edition.id}.html",
        section="results",
        title=f"{table.edition.name}成效",
        meta=Meta(
            f"{table.edition.name}的成效数字、口径和下载。",
            COLUMN,
            feeds=(edition_feed(table.edition), ALL) if _has_feed(site, table) else (ALL,),
            styles=("pages",),
            graph=(trail(site, [("活动成效", "results/index.html"), (f"{table.edition.id}年", "")]),),
        ),
        changed=newest(table.counted.every),
        edition=table.edition,
        fields=shown_table.fields,
        total=shown_table.total.figures,
        units=[(row.unit, row.figures) for row in units],
        events=len(table.counted.every),
        charts=list(_charts(table)),
        methods=exports.public_methods(table),
        closed=closed,
        changes=changed,
    )


def _has_feed(site: Site, table: SummaryTable) -> bool:
    return any(table.edition.id in record.editions for record in site.catalogue.records)


def _charts(table: SummaryTable) -> Iterator[Chart]:
    """Events by task line and by month; by unit where units are shown."""
    records = table.counted.every
    themes = Counter(record.theme for record in records)
    yield from _chart("各项任务的活动场次", [(theme, themes[theme]) for theme in table.edition.themes])
    pieces = months(table.edition)
    counts_by_month = Counter(period_of(pieces, record.event_date) for record in records if record.event_date)
    yield from _chart("各月的活动场次", [(piece.name, counts_by_month[piece]) for piece in pieces])
    if table.edition.publish == "分单位":
        counts = [(row.unit.short, len(table.counted.by_unit.get(row.unit.id, ()))) for row in table.rows]
        yield from _chart("各单位的活动场次", sorted(counts, key=lambda pair: -pair[1]))


def _chart(caption: str, counts: list[tuple[str, int]]) -> Iterator[Chart]:
    found = comparable((f"{name}　{count}场", float(count)) for name, count in counts)
    if found:
        yield Chart(caption, bars(found), tuple((name, f"{count}场") for name, count in counts))


def _behind(site: Site, table: SummaryTable, name: str, row: TableRow) -> Page:
    """The records behind each figure of a row."""
    who = "全部" if name == "all" else row.unit.short
    return compose(
        site,
        "result-records.html",
        address=f"results/{table.edition.id}-{name}.html",
        section="results",
        title=f"{table.edition.id}年活动成效的依据：{who}",
        meta=Meta(f"{table.edition.name}{who}成效数字所依据的活动记录。", COLUMN, feeds=(ALL,), styles=("pages",)),
        changed=newest(table.counted.every),
        edition=table.edition,
        cells=list(zip(table.fields, row.figures, strict=True)),
        distinct=[field.key for field in table.fields if field.column.counts == "企业家数"],
    )


def result_files(site: Site) -> Iterator[File]:
    """`results/2020.csv`, `.xlsx` and `.json`: what the page shows."""
    for table in published_tables(site):
        edition = table.edition
        latest = newest(table.counted.every)
        closed = frozen_of(site, edition)
        when = f"{closed.closed_on.chinese}封存的数字" if closed else f"依据 {latest} 以前发布的记录"
        said = f"统计单位：{table.counted.host.name}　{when}"
        by_unit = edition.publish == "分单位"
        notes = [*exports.amendments(site, table, units=by_unit), *exports.public_methods(table)]
        laid = exports.paper(sealed_table(site, table), said, notes)
        laid = laid if by_unit else exports.only_total(laid)
        changed = exports.corrected(site, table, units=by_unit)
        yield File(f"results/{edition.id}.csv", as_csv(laid, site.config.notice))
        # openpyxl is slow to load, and few sites publish a table.
        from generator.documents.xlsx import as_workbook

        yield File(
            f"results/{edition.id}.xlsx",
            as_workbook([laid, *([changed] if changed else [])], site.config.title, notice=site.config.notice),
        )
        made = {
            "edition": edition.id,
            "name": edition.name,
            "columns": [column.title for column in laid.columns],
            "rows": [[written(value) for value in row] for row in laid.rows],
            "notes": [*filter(None, [site.config.notice]), *laid.notes],
        }
        yield File(f"results/{edition.id}.json", (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode())
