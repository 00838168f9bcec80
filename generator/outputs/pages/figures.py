"""The figures page: what the column holds, and every published figure as chart, table and download."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.model.kinds.figure import FIGURE, Figure, Value
from generator.model.record import Record
from generator.model.vocabularies import prefectures
from generator.office.summary_table import published_tables
from generator.outputs.feeds.links import ALL, kind_feed
from generator.outputs.pages.charts import bars, comparable
from generator.outputs.pages.json_ld import below_home
from generator.outputs.pages.pagination import leaves
from generator.rendering.templates import compose, moment, newest
from generator.site import facets
from generator.site.look import Look
from generator.site.output import Note, Notes
from generator.site.site import File, Page, Site

HEAD = (
    "编号",
    "标题",
    "性质",
    "统计范围",
    "时期",
    "指标",
    "数值",
    "约数用语",
    "计量单位",
    "变化",
    "来源",
    "发布时间",
    "网址",
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its caption, and the same as rows for a table."""

    caption: str
    svg: Markup
    rows: tuple[tuple[str, str], ...] = ()


def charts_of(figure: Figure) -> list[Chart]:
    """A chart for each measure of which there are two values at least; different measures can't be compared."""
    measures: dict[str, list[Value]] = {}
    for value in figure.values:
        measures.setdefault(value.measure, []).append(value)
    charts = []
    for measure, values in measures.items():
        found = comparable((f"{_named(value)}　{value.text}", float(value.value)) for value in values)
        if found:
            charts.append(Chart(f"单位：{measure}", bars(found)))
    return charts


def chart_values(_look: Look, record: Record) -> dict[str, Any]:
    """What the page of a figure asks for."""
    figure = FIGURE.own(record)
    return {"charts": charts_of(figure)} if figure else {}


def chart_note(_look: Look, record: Record) -> Iterator[Note]:
    """The same for the list of figures, so that none is drawn twice."""
    figure = FIGURE.own(record)
    if figure:
        yield Note("charts", tuple((chart.caption, str(chart.svg)) for chart in charts_of(figure)))


def latest(records: Iterable[Record]) -> list[tuple[Figure, Value]]:
    """The first value of each of the statistics among some records, those of the latest time first."""
    found = [figure for record in records if (figure := FIGURE.own(record)) and figure.nature == "统计"]
    found.sort(key=lambda figure: figure.event_date.key if figure.event_date else (), reverse=True)
    return [(figure, figure.values[0]) for figure in found]


def _named(value: Value) -> str:
    return f"{value.name}（{value.period}）" if value.period else value.name


def figure_pages(site: Site, notes: Notes) -> Iterator[Page]:
    """`figures/index.html` and further pages: the latest first, each with its values."""
    found = site.catalogue.of(FIGURE)
    feeds = (kind_feed(FIGURE), ALL)
    for leaf in leaves(found, site.config.display.page_size, "figures/index.html"):
        yield compose(
            site,
            "figures.html",
            address=leaf.address,
            section=FIGURE.folder,
            title=leaf.titled(FIGURE.label),
            meta=below_home(site, FIGURE.label, f"{FIGURE.about.description}。", FIGURE, feeds),
            changed=newest(site.catalogue.records),
            total=len(found),
            leaf=leaf,
            charts={figure.id: _noted(notes.of("charts", figure)) for figure in leaf.items},
            column=_column(site) if leaf.number == 1 else [],
            feeds=feeds,
            results=[table.edition for table in published_tables(site)] if leaf.number == 1 else [],
        )


def _noted(charts: Iterable[tuple[str, str]]) -> list[Chart]:
    return [Chart(caption, Markup(svg)) for caption, svg in charts]  # noqa: S704  # drawn by `bars`


def _column(site: Site) -> list[Chart]:
    """What the column itself holds: records by city of the home region, and by year."""
    units = Counter(unit for record in site.catalogue.records for unit in facets.unit(record))
    cities = [u for u in site.lists.regions.get(site.config.home_region, []) if u.level == "设区市"]
    by_city = sorted(((u.short, units[u.id]) for u in cities), key=lambda pair: -pair[1])
    years = Counter(year for record in site.catalogue.records for year in facets.year(record))
    by_year = [(f"{year}年", years[year]) for year in sorted(years, reverse=True) if year != facets.UNDATED]
    return [
        *_counted(f"{site.config.home_region}{prefectures(cities)}收录条数", by_city),
        *_counted("各年收录条数（按发生年份）", by_year),
    ]


def _counted(caption: str, counts: Sequence[tuple[str, int]]) -> Iterator[Chart]:
    found = comparable((f"{name}　{count}条", float(count)) for name, count in counts)
    if found:
        yield Chart(caption, bars(found), tuple((name, f"{count}条") for name, count in counts))


def figure_files(site: Site) -> Iterator[File]:
    """`figures/figures.csv` (for spreadsheets) and `figures/figures.json`."""
    found = site.catalogue.of(FIGURE)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    rows = [(figure, value) for figure in found for value in figure.values]
    writer.writerows(map(_cell, _row(site, figure, value)) for figure, value in rows)
    if notice := site.config.notice:
        writer.writerow([notice])
    # Spreadsheets take a file for Chinese only with a byte order mark.
    yield File("figures/figures.csv", text.getvalue().encode("utf-8-sig"))
    further = {"说明": notice} if notice else {}
    made = [dict(zip(HEAD, _row(site, figure, value), strict=True)) | further for figure, value in rows]
    yield File("figures/figures.json", (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode())


def _row(site: Site, figure: Figure, value: Value) -> Iterable[str]:
    return (
        figure.id,
        figure.title,
        figure.nature,
        figure.scope,
        value.period or figure.period,
        value.name,
        f"{value.value:f}",
        value.qualifier or "",
        value.measure,
        value.change or "",
        figure.origin,
        moment(figure.publish_date),
        site.url(figure.address),
    )


def _cell(text: str) -> str:
    """A spreadsheet takes a text that begins with one of these, or its full-width form, for a formula."""
    return f"'{text}" if text.startswith(tuple("=+-@\t\r＝＋－＠")) else text
