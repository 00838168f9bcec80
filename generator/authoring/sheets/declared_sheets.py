"""Sheets of one workbook that declare beside each other: one unit twice, or units of which one may be left over."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from generator.authoring.sheets.cells import Sheet
from generator.authoring.sheets.summary_units import unit_of
from generator.diagnostics.problems import Position, Problem, quote
from generator.office.ledger import due_day, summaries
from generator.site.site import Site

#: What the tab of a list says from which the totals of another sheet are made.
_DETAIL = re.compile("明细|清单|台账|名单|花名册")


def is_detail(sheet: Sheet) -> bool:
    """Whether a tab says that its sheet lists what another one sums up."""
    return _DETAIL.search(sheet.title) is not None


def left_detail(sheet: Sheet) -> Problem:
    """That such a list was not read, as the totals stand on another sheet."""
    message = f"工作表{quote(sheet.title)}是明细，合计在别的工作表里，没有读。"
    return Problem(sheet.position(1, 1), "W701", message, "请核对合计的工作表里各项都有；要读的请改工作表的名称。")


def declared_late(paths: Iterable[str], site: Site, received: date, name: str) -> Iterator[Problem]:
    """Tables that will stand as received late, though they may only have been imported late."""
    for edition in dict.fromkeys(PurePosixPath(path).parts[1] for path in paths):
        campaign = site.lists.editions[edition]
        days = [due_day(campaign, duty) for duty in summaries(campaign)] or [campaign.entries_due]
        due = min((day for day in days if day), default=None)
        if due and received > due:
            said = f"{due.year}年{due.month}月{due.day}日"
            message = f"收到的日期写作{received:%Y-%m-%d}，晚于{said}，台账里会标“迟报”。"
            hint = f"早收到的请加 --received，例如 --received {due:%Y-%m-%d}。"
            yield Problem(Position(name), "W701", message, hint)


def declared_apart(declared: dict[str, list[str]], site: Site, name: str) -> Iterator[Problem]:
    """Units on several sheets of which the tabs do not say whose they are: one may be left over."""
    tabs = list(dict.fromkeys(tab for sheets in declared.values() for tab in sheets))
    if len(tabs) > 1 and not all(unit_of(tab, site) for tab in tabs):
        message = f"几个工作表都有数：{'、'.join(map(quote, tabs))}，都收下了。"
        yield Problem(Position(name), "W701", message, "请核对有没有旧的、不用的工作表；不用的请删去。")


def declared_twice(declared: dict[str, list[str]], site: Site, name: str) -> Iterator[Problem]:
    """Two sheets that declare for the same unit: the later would be written over the earlier."""
    for path, sheets in sorted(declared.items()):
        if len(sheets) > 1:
            unit = site.lists.units[PurePosixPath(path).stem].short
            hint = "一个单位的数请写在一个工作表里；旧的工作表请删去或隐藏。"
            message = f"有两个工作表都写了{unit}的数：{'、'.join(map(quote, sheets))}。"
            yield Problem(Position(name), "E310", message, hint)
