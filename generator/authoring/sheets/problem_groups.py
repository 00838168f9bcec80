"""What is wrong with many cells of a column for the same reason, said once."""

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.authoring.sheets.cells import where
from generator.diagnostics.problems import Problem

_QUOTED = re.compile("“[^”]*”")
_MOST = 20


def by_column(problems: Iterable[Problem]) -> list[Problem]:
    """The first of each kind in a column, with the rows of the others; what has no cell stays as it is."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in sorted(problems):
        groups.setdefault(_kind(problem), []).append(problem)
    return [_one(group) for group in groups.values()]


def _kind(problem: Problem) -> tuple[object, ...]:
    place = problem.position
    if "〔" not in place.path or not place.line:
        return (problem,)
    said = _QUOTED.sub("", problem.message.removeprefix(where(place.line, place.column)))
    return place.path, place.column, problem.code, said, problem.hint


def _one(group: list[Problem]) -> Problem:
    first, rows = group[0], sorted({problem.position.line for problem in group[1:]} - {group[0].position.line})
    if not rows:
        return first
    others = "、".join(map(str, rows[:_MOST])) + ("等" if len(rows) > _MOST else "")
    return replace(first, message=f"{first.message}这一列还有 {len(rows)} 格也是这样：第 {others} 行。")
