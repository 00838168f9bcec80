"""What can be read of a file that YAML refuses: slips put right, values that stop the parser left out.

Nothing of it is ever published. It serves to report what else is wrong in the same round.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from generator.diagnostics.problems import Problem
from generator.yaml_source.builder import Builder, Mark
from generator.yaml_source.reader import MAX_SLIPS, Source, decode, feed
from generator.yaml_source.syntax_errors import LINE_END, Slip, forbidden, line_faults

#: So often the parser is asked again, and for so many characters in all.
ROUNDS, CHARACTERS = 20, 1_000_000

#: A field or an item with its value; what stands for a value that can't be read.
_VALUE = re.compile(r"(\s*(?:- +)*(?:[A-Za-z_][\w-]*:[ \t]+|- +))(?=\S)")
_LEFT_OUT = "\ue0a7"
#: Faults that may come of a guess: of fields that are unknown, missing or of another shape.
_SHAPE = ("E201", "E202", "E203")


class LeftOut:
    """Stands for a value that could not be read: no field takes it."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The data as far as it can be read, and every fault of the writing."""

    source: Source
    problems: list[Problem]
    #: Lines of which nothing is known but that they are wrong.
    unread: frozenset[int]
    #: Whether white space was put right, so that what belongs to what is a guess.
    guessed: bool

    def sure(self, problems: Iterable[Problem]) -> list[Problem]:
        """What may be said of the data: nothing that follows from what was left out or guessed."""
        return [
            problem
            for problem in problems
            if problem.position.line - 1 not in self.unread and not (self.guessed and problem.code in _SHAPE)
        ]


def salvaged(raw: bytes, name: str) -> Salvaged | None:
    """What a broken file holds; None if that can't be told."""
    text, _problems = decode(raw, name)
    slips = list(islice(line_faults(text, name), MAX_SLIPS + 1)) if text else []
    if not text or len(slips) > MAX_SLIPS or any(forbidden(text, name)):
        return None
    lines = LINE_END.split(text)
    for slip in slips:
        line = lines[slip.line]
        lines[slip.line] = line[: slip.start] + slip.right + line[slip.end :]
    problems = [slip.problem for slip in slips]
    unread: set[int] = set()
    for _ in range(min(ROUNDS, CHARACTERS // len(text))):
        builder = Builder(name, "\n".join(lines))
        fault = feed(builder, builder.text, name)
        if fault is None:
            data = builder.finish()
            source = _source(builder, data, {slip.line: slip for slip in slips}) if data else None
            guessed = any(slip.indents for slip in slips)
            every = [*problems, *builder.problems]
            return Salvaged(source, every, frozenset(unread), guessed) if source else None
        number = fault.position.line - 1
        value = _VALUE.match(lines[number])
        if number in unread or not value:
            return None
        lines[number] = f"{value[1]}{_LEFT_OUT}"
        unread.add(number)
        problems.append(fault)
    return None


def _source(builder: Builder, data: dict[str, Any], slips: dict[int, Slip]) -> Source:
    """The source with its places in the text as the author wrote it."""

    def back(mark: Mark) -> Mark:
        slip = slips.get(mark[0])
        if slip is None or mark[1] < slip.start + len(slip.right):
            return mark
        return mark[0], mark[1] - len(slip.right) + slip.end - slip.start

    keys = {steps: back(mark) for steps, mark in builder.keys.items()}
    values = {steps: back(mark) for steps, mark in builder.values.items()}
    return Source(builder.name, _without_stand_ins(data), keys, values, builder.blocks)


def _without_stand_ins(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_stand_ins(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_stand_ins(inner) for inner in value]
    return LeftOut() if value == _LEFT_OUT else value
