"""Sheets of one workbook that declare beside each other: one unit twice, or units of which one may be left over."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.diagnostics.problems import Position, Problem, quote
from generator.site.site import Site


def declared_twice(declared: dict[str, list[str]], site: Site, name: str) -> Iterator[Problem]:
    """Two sheets that declare for the same unit: the later would be written over the earlier."""
    for path, sheets in sorted(declared.items()):
        if len(sheets) > 1:
            unit = site.lists.units[PurePosixPath(path).stem].short
            hint = "一个单位的数请写在一个工作表里；旧的工作表请删去或隐藏。"
            message = f"有两个工作表都写了{unit}的数：{'、'.join(map(quote, sheets))}。"
            yield Problem(Position(name), "E310", message, hint)
