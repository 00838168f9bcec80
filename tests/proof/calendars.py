"""Calendars as people's own programs take them: vobject and khal read every event on the days that its record says."""

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.outputs.dated_events import day_of
from generator.site.site import Site

PACKAGES = ("khal==0.13.0", "vobject==0.9.9")
#: An event as a program shows it: its title, its first and its last day.
Shown = tuple[str, str, str]
#: Run where vobject is: every event of a file, by its uid.
_VOBJECT = """
import datetime, json, sys, vobject
found = {}
for calendar in vobject.readComponents(sys.stdin.buffer.read().decode(), validate=True):
    for event in calendar.vevent_list:
        last = event.dtend.value - datetime.timedelta(days=1)
        found[event.uid.value] = event.summary.value, str(event.dtstart.value), str(last)
json.dump(found, sys.stdout)
"""
_KHAL = """\
[calendars]
[[all]]
path = {folder}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


@contextmanager
def programs() -> Iterator[Path | None]:
    """A folder with both programs in it, for as long as they are asked; nothing if they can't be fetched."""
    with tempfile.TemporaryDirectory(prefix="wanlixing-calendars-") as name:
        folder = Path(name)
        venv.create(folder, with_pip=True)
        command = [str(folder / "bin/pip"), "install", "-q", "--only-binary", ":all:", *PACKAGES]
        yield folder if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0 else None


def faults(folder: Path, site: Site, calendars: Mapping[str, bytes]) -> list[str]:
    """Where a program shows other events than the records have; each calendar by itself."""
    known = _of_records(site)
    wrong = []
    for name, read in (("vobject", _by_vobject), ("khal", _by_khal)):
        count = 0
        for path, content in calendars.items():
            uids = [line.removeprefix("UID:") for line in _unfolded(content) if line.startswith("UID:")]
            found = read(folder, content)
            count += len(found)
            if found != {uid: known[uid] for uid in uids}:
                wrong.append(f"{name}: {path}: {sorted(set(found.items()) ^ {(uid, known[uid]) for uid in uids})[:2]}")
        sys.stdout.write(f"{name}：{len(calendars)} 个日历，{count} 项活动\n")
    return wrong


def _of_records(site: Site) -> dict[str, Shown]:
    """The events by their uid, straight from the records."""
    found = {}
    for record in site.catalogue.events():
        if record.event_date and record.event_date.month:
            day = day_of(record)
            title = record.title if day.day else f"{record.title}（{day.chinese}，具体日期不详）"
            last = (record.event.last_day or day).last
            uid = f"{record.kind.name}-{record.id}@{site.config.feeds.authority.split(',')[0]}"
            found[uid] = title, str(day.first), str(last)
    return found


def _unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().splitlines()


def _by_vobject(folder: Path, content: bytes) -> dict[str, Shown]:
    words = [str(folder / "bin/python"), "-c", _VOBJECT]
    done = subprocess.run(words, input=content, check=True, capture_output=True)
    return {uid: (title, first, last) for uid, (title, first, last) in json.loads(done.stdout).items()}


def _by_khal(folder: Path, content: bytes) -> dict[str, Shown]:
    """As khal shows a file that somebody got."""
    with tempfile.TemporaryDirectory(prefix="wanlixing-khal-") as name:
        settings, file = Path(name) / "khal.conf", Path(name) / "file.ics"
        settings.write_text(_KHAL.format(folder=name), encoding="utf-8")
        file.write_bytes(content)
        form = "{uid}\t{title}\t{start-date}\t{end-date}"
        words = [str(folder / "bin/khal"), "-c", str(settings), "printics", "--format", form, str(file)]
        around = {**os.environ, "XDG_DATA_HOME": name, "XDG_CACHE_HOME": name, "TZ": "Asia/Shanghai"}
        done = subprocess.run(words, check=True, capture_output=True, env=around, encoding="utf-8")
    rows = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    return {uid: (title, first, last) for uid, title, first, last in rows}
