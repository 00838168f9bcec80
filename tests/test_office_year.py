"""A year of the office at five dates: cells, figures and corrections against a recomputation from the rules alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import office_year as year
import pytest
import yaml
from office_rules import REPORT, Campaign, Event, cell, placed, sums, taking_part
from places import TODAY
from test_office import COLUMNS, entry_of

from generator.loading.validation import read_model
from generator.model.editions import Edition
from generator.model.field_types import Data
from generator.model.office import Office, OfficeFile
from generator.model.office.received_reports import ReceivedList
from generator.model.vocabularies import Unit
from generator.office.frozen import ALL, closing, corrections, sealed_table
from generator.office.ledger import Ledger, ledger
from generator.office.summary_table import SummaryTable, TableRow, summary_table
from generator.site.catalogue import Catalogue
from generator.site.site import Site
from generator.yaml_source.reader import Source, read_text

TABLE: list[dict[str, Any]] = [
    {"id": key, "name": key, "counts": counts, "measure": "个", "split": "是" if key == "matchings" else "否"}
    for key, counts in COLUMNS.items()
]
#: At least so many cells and figures are judged on each day; on all five 2,532 and 2,677.
CELLS, FIGURES = 480, 400


Form = TypeVar("Form", bound=Data)


def made(model: type[Form], data: dict[str, Any]) -> Form:
    form, problems = read_model(model, Source("made.yml", data))
    assert form is not None, problems
    return form


@pytest.fixture(scope="module")
def units(base_site: Site) -> dict[str, Unit]:
    province = base_site.lists.units["jiangsu"]
    made_up = {unit: (name, "设区市") for unit, name in year.CITIES.items()} | year.OTHERS
    places = {
        unit: province.model_copy(
            update={"id": unit, "name": f"{name}知识产权局", "short": name, "level": level, "aliases": ()}
        )
        for unit, (name, level) in made_up.items()
    }
    return {"jiangsu": province, **places, "shanghai": base_site.lists.units["shanghai"]}


def site_on(base: Site, units: dict[str, Unit], today: date) -> Site:
    """What the office had on a day: records entered by then, reports come by then, figures sealed by then."""
    # As the file that an office would write: its depth and its texts are bounded as any other's.
    source, problems = read_text(yaml.safe_dump({"items": year.editions(TABLE)}, allow_unicode=True), "editions.yml")
    assert source is not None, problems
    editions = {item["id"]: made(Edition, item) for item in source.data["items"]}
    received = [
        {"edition": edition, "unit": unit, "duty": duty, "received": str(day)}
        for (edition, unit, duty), day in year.RECEIVED.items()
        if day <= today
    ]
    files = [OfficeFile("received", made(ReceivedList, {"items": received}), Source("received.yml", {}))]
    site = replace(
        base,
        lists=replace(base.lists, units=units, editions=editions),
        catalogue=Catalogue(map(entry_of, year.known(today)), today),
        today=today,
    )
    if today > year.SEALED:
        form = closing(site_on(base, units, year.SEALED), editions["2020"])
        assert form
        files.append(OfficeFile("frozen/2020", form, Source("2020.yml", {})))
    return replace(site, office=Office(tuple(files)))


@pytest.fixture(scope="module", params=year.JUDGED, ids=str)
def site(request: pytest.FixtureRequest, base_site: Site, units: dict[str, Unit]) -> Site:
    return site_on(base_site, units, request.param)


def campaigns(today: date) -> list[Campaign]:
    sealed = year.SEALED if today > year.SEALED else None
    return [replace(c, sealed=sealed) if c.id == "2020" else c for c in year.CAMPAIGNS.values()]


def region() -> set[str]:
    return {"jiangsu", *year.LEVELS}


def test_every_cell_of_every_ledger_is_right(site: Site) -> None:
    judged = 0
    for campaign in campaigns(site.today):
        events = year.known(site.today)
        held = taking_part(campaign, events, region(), site.today)
        ahead = [
            e
            for e in events
            if campaign.id in e.editions and not e.cancelled and e.holders & region() and e not in held
        ]
        book = ledger(site, site.lists.editions[campaign.id])
        assert book
        shown = {row.unit.id for row in book.rows}
        assert shown >= set(year.CITIES)
        assert "jiangsu" not in shown
        assert list(differing(campaign, book, held, ahead)) == []
        judged += sum(len(row.cells) for row in book.rows)
    assert judged >= CELLS


def differing(campaign: Campaign, book: Ledger, held: list[Event], ahead: list[Event]) -> Any:
    """The cells that are not what the rules say: state, records, late ones, announced ones."""
    for row in book.rows:
        unit, level = row.unit.id, year.LEVELS[row.unit.id]
        expected: list[tuple[str, set[str], int, set[str]]] = []
        for rule in campaign.rules:
            come = year.RECEIVED.get((campaign.id, unit, rule.id)) if rule.rule == REPORT else None
            reported = come if come and come <= book.today else None
            cells = cell(campaign, rule, (unit, level), held=held, reported=reported, today=book.today)
            coming = placed(campaign, rule, unit, ahead, book.today)
            expected += [
                (state, ids, late, {e.id for e in soon[0]})
                for (state, ids, late), soon in zip(cells, coming, strict=True)
            ]
        told = [(one.state, {r.id for r in one.records}, one.late, {r.id for r in one.announced}) for one in row.cells]
        assert len(told) == len(expected)
        heads = [one.head.key for one in row.cells]
        yield from (
            (campaign.id, unit, *pair) for pair in zip(heads, told, expected, strict=True) if pair[1] != pair[2]
        )


def figures(table: SummaryTable, row: TableRow) -> dict[str, int]:
    """What a row says; money in millionths, noughts left out."""
    said = {}
    for field, figure in zip(table.fields, row.figures, strict=True):
        key = f"{field.column.id}/{field.part}" if field.part else field.column.id
        exact = figure.value * (1_000_000 if key == "money" else 1)
        assert exact == int(exact)
        said[key] = int(exact)
    return {key: value for key, value in said.items() if value}


def right(events: list[Event]) -> dict[str, int]:
    return {key: value for key, value in sums(events).items() if value}


def test_every_figure_of_every_table_is_right(site: Site) -> None:
    judged = 0
    for campaign in campaigns(site.today):
        held = taking_part(campaign, year.known(site.today), region(), site.today)
        table = summary_table(site, site.lists.editions[campaign.id])
        assert table
        for row in table.rows:
            assert figures(table, row) == right([e for e in held if row.unit.id in e.holders]), (campaign.id, row.unit)
        assert figures(table, table.total) == right(held), campaign.id
        judged += len(table.fields) * (len(table.rows) + 1)
    assert judged >= FIGURES


def test_what_changed_after_the_sealing_is_told_and_nothing_else(site: Site) -> None:
    campaign = year.CAMPAIGNS["2020"]
    table = summary_table(site, site.lists.editions["2020"])
    assert table
    then, now = (
        taking_part(campaign, year.known(day), region(), day) for day in (min(year.SEALED, site.today), site.today)
    )
    expected = {}
    for unit in (*region(), ALL):
        before, after = (right([e for e in held if unit == ALL or unit in e.holders]) for held in (then, now))
        for key in before.keys() | after.keys():
            if before.get(key, 0) != after.get(key, 0):
                expected[unit, key] = (before.get(key, 0), after.get(key, 0))
    names = {f.key: f"{f.column.id}/{f.part}" if f.part else f.column.id for f in table.fields}
    told = {
        (item.unit, names[item.key]): tuple(
            int(Decimal(text) * (1_000_000 if item.key == "money" else 1)) for text in (item.before, item.now)
        )
        for item in corrections(site, table)
    }
    assert told == expected
    if site.today > year.SEALED:
        assert len(told) > 10
        sealed = sealed_table(site, table)
        assert figures(sealed, sealed.total) == right(then)


def test_the_year_holds_what_makes_an_office_err() -> None:
    events = year.EVENTS

    assert len(events) >= 73
    assert len(year.CITIES) == 13
    assert [sum(level == kind for level in year.LEVELS.values()) for kind in ("园区", "县区")] == [3, 1]
    assert sum(bool(e.joint) for e in events) >= 4
    assert {len(e.day) for e in events} == {0, 4, 7, 10}
    assert sum(e.cancelled for e in events) == 2
    assert sum(e.published.isoformat() < e.day for e in events) >= 5
    assert sum(len(e.editions) > 1 for e in events) >= 3
    assert len(year.CORRECTED) == 2
    # A day before the fixed day of all tests, so that nothing of it lies ahead there.
    assert max(e.published for e in events) < TODAY
