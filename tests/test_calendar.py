"""Events: what is coming and what is past by the day that is given; iCalendar that programs agree on."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import html
from places import TODAY, MakeSite

from generator.build.pipeline import render
from generator.outputs.dated_events import LENGTH


def files(root: Path, today: date = TODAY) -> dict[str, bytes]:
    return {file.path: file.content for file in render(root, today).files}


def events(content: bytes) -> dict[str, Mapping[str, object]]:
    found = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def test_an_event_lasts_whole_days_and_keeps_its_id_and_stamp(complete_files: Mapping[str, bytes]) -> None:
    found = events(complete_files["calendar/all.ics"])
    event = found["highlight-coming-day@test.example.org"]

    assert event["SUMMARY"] == "定了日子的试验活动；逗号，反斜杠\\和分号（编造）"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 5), date(2026, 12, 6))  # type: ignore[attr-defined]
    # The correction of 2026-11-21 10:00 in China.
    assert event["DTSTAMP"].dt == datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # type: ignore[attr-defined]
    assert event["SEQUENCE"] == 1


def test_an_event_known_to_the_month_fills_it_and_says_so(complete_files: Mapping[str, bytes]) -> None:
    event = events(complete_files["calendar/all.ics"])["highlight-coming-month@test.example.org"]

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 1), date(2027, 1, 1))  # type: ignore[attr-defined]
    assert "具体日期不详" in str(event["SUMMARY"])


def test_a_unit_has_its_own_and_its_joint_events(complete_files: Mapping[str, bytes]) -> None:
    own = events(complete_files["calendar/unit-taizhou.ics"])
    joint = events(complete_files["calendar/unit-suzhou.ics"])

    assert "highlight-coming-day@test.example.org" in own
    assert "highlight-bank-fair-2020@test.example.org" in own  # Held jointly with Nanjing.
    assert "highlight-coming-day@test.example.org" in joint
    assert "calendar/unit-jiangsu.ics" not in complete_files  # Its only highlight has no date.


def test_lines_are_folded_and_end_as_the_standard_says(complete_files: Mapping[str, bytes]) -> None:
    for path, content in complete_files.items():
        if path.endswith(".ics"):
            lines = content.split(b"\r\n")
            assert lines[-1] == b""
            assert max(map(len, lines)) <= 75, path
            assert b"\n" not in content.replace(b"\r\n", b""), path


def test_a_calendar_is_bounded_and_keeps_the_latest(make_site: MakeSite, highlight: str) -> None:
    made = {
        f"content/highlights/nanjing/a-{n:03}.yml": highlight.replace("2020-06-18", f"{2000 + n // 12}-{n % 12 + 1:02}")
        for n in range(LENGTH + 12)
    }
    found = events(files(make_site(files=made))["calendar/all.ics"])

    assert len(found) == LENGTH
    assert "highlight-a-000@test.example.org" not in found
    assert f"highlight-a-{LENGTH + 11:03}@test.example.org" in found


@pytest.mark.parametrize(
    ("today", "coming"),
    [
        (date(2026, 11, 22), ["2026-12", "2026-12-05"]),
        (date(2026, 12, 5), ["2026-12", "2026-12-05"]),
        (date(2026, 12, 6), ["2026-12"]),
        (date(2027, 1, 1), []),
    ],
)
def test_what_is_coming_follows_the_given_day(make_site: MakeSite, today: date, coming: list[str]) -> None:
    page = html.fromstring(files(make_site("complete"), today)["calendar/index.html"])
    section = page.findall(".//section")[0]

    assert section.findtext("h2") == "即将举办"
    assert [day.text for day in section.findall(".//span[@class='day']")] == coming


def test_the_files_do_not_change_with_the_day(make_site: MakeSite) -> None:
    root = make_site("complete")
    first, later = (files(root, day) for day in (TODAY, date(2026, 12, 31)))

    assert {p: c for p, c in first.items() if p.endswith(".ics")} == {
        p: c for p, c in later.items() if p.endswith(".ics")
    }
