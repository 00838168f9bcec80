"""Quotation marks of a line that all look the same way, or straight ones among Chinese ones, turned."""

import re
from itertools import cycle

_MARKS = re.compile("[“”]")
_ALL_MARKS = re.compile('[“”"]')


def turned_quotes(text: str) -> tuple[str, list[str]]:
    """Lines whose quotation marks all look the same way: every second one is turned."""
    if not _MARKS.search(text):
        return text, []
    lines = [_turned(line) for line in text.split("\n")]
    made = "\n".join(lines)
    return made, ["引号的方向"] if made != text else []


def _turned(line: str) -> str:
    marks = _MARKS.findall(line)
    if '"' in line and marks and _is_mixed(line):
        return _alternating(line, _ALL_MARKS)
    return line if len(set(marks)) != 1 or len(marks) % 2 else _alternating(line, _MARKS)


def _is_mixed(line: str) -> bool:
    """Whether straight marks stand in for Chinese ones: in turn, all marks open and close."""
    marks = _ALL_MARKS.findall(line)
    return len(marks) % 2 == 0 and all(mark in ('"', side) for mark, side in zip(marks, cycle("“”"), strict=False))


def _alternating(line: str, marks: re.Pattern[str]) -> str:
    sides = cycle("“”")
    return marks.sub(lambda _found: next(sides), line)
