"""The summary table for people, with the records behind every figure; and as files to send on."""

from collections.abc import Iterator

from generator.documents.tables import as_csv
from generator.documents.xlsx import as_workbook
from generator.office import exports
from generator.office.frozen import corrections, frozen_of, sealed_table
from generator.office.summary_table import SummaryTable, TableRow, summary_table
from generator.office_site.compose import office_page
from generator.office_site.narrative_report import MARK, report_document, report_markdown
from generator.site.site import File, Page, Site

#: The page of all units together stands beside those of units.
ALL = "all"


def summary_pages(site: Site) -> Iterator[Page]:
    """`summary/index.html`, `summary/2020.html`, `summary/2020-nanjing.html`, `summary/2020-all.html`."""
    tables = [made for edition in site.lists.editions.values() if (made := summary_table(site, edition))]
    yield office_page(
        site,
        "summaries.html",
        address="summary/index.html",
        section="summary",
        title="成效汇总",
        tables=[(table, frozen_of(site, table.edition)) for table in tables],
    )
    for table in tables:
        yield office_page(
            site,
            "summary.html",
            address=f"summary/{table.edition.id}.html",
            section="summary",
            title=f"成效汇总表：{table.edition.id}年",
            table=table,
            methods=exports.methods(table),
            frozen=frozen_of(site, table.edition),
            corrections=corrections(site, table),
            differing=[(row, found) for row in table.rows if (found := table.differences(row))],
        )
        for name, row in ((ALL, table.total), *((row.unit.id, row) for row in table.rows)):
            yield _unit(site, table, name, row)


def _unit(site: Site, table: SummaryTable, name: str, row: TableRow) -> Page:
    who = "全部单位" if name == ALL else row.unit.short
    return office_page(
        site,
        "summary-unit.html",
        address=f"summary/{table.edition.id}-{name}.html",
        section="summary",
        title=f"{who}：{table.edition.id}年成效",
        table=table,
        row=row,
        who=who,
        whole=name == ALL,
        cells=list(zip(table.fields, row.figures, strict=True)),
        differences=table.differences(row),
    )


def summary_files(site: Site) -> Iterator[File]:
    """The table as a workbook and as CSV, and for each unit the skeleton of its written summary."""
    for edition in site.lists.editions.values():
        table = summary_table(site, edition)
        if table is None:
            continue
        author = site.lists.units[site.config.host_unit].name
        sealed = sealed_table(site, table)
        notes = [*exports.amendments(site, table), *exports.methods(sealed)]
        laid = exports.candid(exports.paper(sealed, subtitle(site, table), notes, exports.SIGNED), sealed)
        changed, compared = exports.corrected(site, table), exports.differences(table)
        yield File(
            f"summary/{edition.id}.xlsx",
            as_workbook([laid, *([changed] if changed else [])], author, mark=MARK, notice=site.config.notice),
        )
        # The page that the line names is one of the workbook.
        amended = [line.replace("一页：", "一页（同名的xlsx）：") for line in exports.amendments(site, table)]
        yield File(f"summary/{edition.id}.csv", as_csv(laid, laid.subtitle, *amended, site.config.notice))
        if compared:
            yield File(
                f"summary/{edition.id}-compared.xlsx",
                as_workbook([compared], author, mark=MARK, notice=site.config.notice),
            )
        for row in table.rows:
            if row.unit.id != table.counted.host.id:
                yield File(f"summary/{edition.id}-{row.unit.id}.docx", report_document(site, table, row))
                yield File(f"summary/{edition.id}-{row.unit.id}.md", report_markdown(site, table, row).encode())


def subtitle(site: Site, table: SummaryTable) -> str:
    """Who, and as of when."""
    closed = frozen_of(site, table.edition)
    who = f"统计单位：{table.counted.host.name}"
    if closed:
        return f"{who}　{closed.closed_on.chinese}封存的数字"
    day = site.today
    return f"{who}　截至{day.year}年{day.month}月{day.day}日"
