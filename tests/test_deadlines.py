"""Calendars of what is owed: stable ids, alarms for what is still owed alone, what programs can read."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from places import TODAY, MakeSite

from generator.build.check import check
from generator.build.pipeline import render_office
from generator.office.ledger import ledger
from generator.office_site.deadline_calendars import ALARMS, calendar_outputs, dues
from generator.site.site import File, Site

#: In the midst of the campaign of 2020.
MIDST = date(2020, 8, 3)


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    found, _problems = check(make_site("complete"), TODAY)
    assert found
    return found


def files(site: Site) -> dict[str, bytes]:
    return {made.path: made.content for made in calendar_outputs(site) if isinstance(made, File)}


def events(raw: bytes) -> dict[str, Any]:
    return {str(event["UID"]): event for event in Calendar.from_ical(raw).walk("VEVENT")}


def test_every_duty_of_the_ledger_that_is_owed_stands_in_its_units_calendar(site: Site) -> None:
    now = replace(site, today=MIDST)
    made = files(now)
    owed = ledger(now, now.lists.editions["2020"])
    assert owed
    cells = [cell for cell in owed.cells if cell.head.due and cell.state not in ("free", "unclassed")]

    assert cells
    for cell in cells:
        event = events(made[f"deadlines/unit-{cell.unit}.ics"])[
            f"due-2020-{cell.head.key}-{cell.unit}@test.example.org"
        ]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (cell.head.due, cell.head.due + timedelta(days=1))  # type: ignore[operator]
        done = cell.state in ("met", "over")
        assert str(event["SUMMARY"]).startswith("已完成：" if done else "截止：")
        alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
        assert alarms == ([] if done else [timedelta(hours=9) - timedelta(days=days) for days in ALARMS])


def test_tasks_and_the_dates_of_selections_are_there_and_everybody_has_what_is_for_all(site: Site) -> None:
    made = files(site)
    nanjing, whole = events(made["deadlines/unit-nanjing.ics"]), events(made["deadlines/all.ics"])

    assert "due-task-shiyan-nanjing@test.example.org" in nanjing
    assert "due-task-shiyan-suzhou@test.example.org" not in nanjing
    assert "due-selection-shiyan-2020-ballots@test.example.org" in nanjing
    assert not nanjing["due-selection-shiyan-2020-ballots@test.example.org"].walk("VALARM")  # It is over.
    assert "due-task-shiyan-yanqi@test.example.org" in whole  # Owed by an office that is no unit of the list.
    assert "due-task-shiyan-yanqi@test.example.org" not in nanjing
    assert {uid for unit in made for uid in events(made[unit])} == set(whole)


def test_ids_and_bytes_stay_when_a_day_passes_and_ids_when_a_duty_is_met(site: Site) -> None:
    today, tomorrow = (files(replace(site, today=day)) for day in (TODAY, TODAY + timedelta(days=1)))
    assert today == tomorrow

    before = dues(replace(site, today=MIDST))
    after = dues(replace(site, today=date(2020, 12, 31)))
    assert {due.key for due in before} == {due.key for due in after}
    assert len({due.key for due in before}) == len(before)


def test_lines_are_folded_and_end_as_the_standard_says(site: Site) -> None:
    for path, content in files(site).items():
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert max(map(len, lines)) <= 75, path
        assert b"\n" not in content.replace(b"\r\n", b""), path


def test_the_page_leads_to_every_calendar(make_site: MakeSite) -> None:
    made = {
        file.path: file.content.decode()
        for file in render_office(make_site("complete"), TODAY).files
        if file.path.startswith("deadlines/")
    }

    assert "还有9天" in made["deadlines/index.html"]
    for path in made:
        if path.endswith(".ics"):
            assert f'href="{path.removeprefix("deadlines/")}"' in made["deadlines/index.html"]
