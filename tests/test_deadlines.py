"""Calendars of what is owed: stable ids, alarms for what is still owed alone, what programs can read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar
from places import TODAY

from generator.model.editions import Deadline
from generator.office.ledger import Cell, ledger
from generator.office_site.deadline_calendars import ALARMS, calendar_outputs, dues
from generator.site.site import File, Site

#: In the midst of the campaign of 2020.
MIDST = date(2020, 8, 3)


def files(site: Site) -> dict[str, bytes]:
    return {made.path: made.content for made in calendar_outputs(site) if isinstance(made, File)}


def events(raw: bytes) -> dict[str, Any]:
    return {str(event["UID"]): event for event in Calendar.from_ical(raw).walk("VEVENT")}


def test_every_duty_of_the_ledger_that_is_owed_stands_in_its_units_calendar(site: Site) -> None:
    edition = site.lists.editions["2020"]
    classed = edition.classes[0].model_copy(update={"units": ("nanjing",)})
    changed = edition.model_copy(update={"classes": (classed, *edition.classes[1:])})
    now = replace(site, today=MIDST, lists=replace(site.lists, editions={"2020": changed}))
    made = files(now)
    owed = ledger(now, now.lists.editions["2020"])
    assert owed
    cells: dict[tuple[str, date], list[Cell]] = {}
    for cell in owed.cells:
        if cell.head.due and cell.state not in ("free", "unclassed"):
            cells.setdefault((cell.unit, cell.head.due), []).append(cell)

    assert any(len(found) > 1 for found in cells.values())
    for (unit, day), found in cells.items():
        # One event of a unit and a day, however much is owed until then.
        event = events(made[f"deadlines/unit-{unit}.ics"])[f"due-2020-{unit}-{day}@test.example.org"]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (day, day + timedelta(days=1))
        waiting = [cell for cell in found if cell.state not in ("met", "over")]
        strict = [cell for cell in waiting if not cell.head.duty.in_principle]
        assert str(event["SUMMARY"]).startswith("截止：" if waiting else "已完成：")
        assert all(cell.head.duty.name in str(event["SUMMARY"]) for cell in strict)
        alarms = [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
        assert alarms == ([timedelta(hours=9) - timedelta(days=days) for days in ALARMS] if strict else [])


def test_what_is_asked_in_principle_and_past_editions_are_never_overdue(site: Site) -> None:
    after = dues(replace(site, today=date(2020, 12, 31)))
    late = [due for due in after if due.overdue and due.day < date(2020, 12, 31) and due.key.startswith("2020-")]
    assert late
    assert not any(due.title.startswith("原则上") for due in late)

    # Its year is over, so that nobody waits for it.
    much_later = [due for due in dues(site) if due.key.startswith("2020-")]
    assert much_later
    assert not any(due.overdue for due in much_later)
    ended = events(files(site)["deadlines/all.ics"])
    assert all(not ended[f"due-{due.key}@test.example.org"].walk("VALARM") for due in much_later)


def test_a_day_of_the_edition_can_be_said_to_be_done(site: Site) -> None:
    edition = site.lists.editions["2020"]
    open_line = {"id": "a", "name": "编造的事", "due": "2020-10-30"}
    seen = {}
    for done in (None, "2020-10-01"):
        line = Deadline.model_validate({**open_line, **({"done_on": done} if done else {})})
        changed = edition.model_copy(update={"deadlines": (line,)})
        now = replace(site, today=MIDST, lists=replace(site.lists, editions={"2020": changed}))
        due = next(due for due in dues(now) if due.key == "2020-deadline-a")
        seen[done] = (due.done, due.overdue)
    assert seen == {None: (False, True), "2020-10-01": (True, False)}


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


def test_the_page_leads_to_every_calendar(office_files: Mapping[str, bytes]) -> None:
    made = {path: content.decode() for path, content in office_files.items() if path.startswith("deadlines/")}

    assert "还有9天" in made["deadlines/index.html"]
    for path in made:
        if path.endswith(".ics"):
            assert f'href="{path.removeprefix("deadlines/")}"' in made["deadlines/index.html"]
