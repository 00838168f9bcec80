"""Problems as a command prints them: for people, as JSON, and as commands of GitHub's workflows."""

import json
from collections.abc import Iterable
from typing import Literal, TypeAlias

from generator.diagnostics.limits import folded, limited
from generator.diagnostics.problems import Position, Problem, visible

Format: TypeAlias = Literal["text", "json", "github"]


def show(problems: Iterable[Problem], form: Format = "text") -> str:
    """All problems, sorted by place, in one of the three forms; each form ends without a newline."""
    ordered = [_printable(p) for p in limited(folded(problems) if form == "text" else problems)]
    if form == "json":
        return json.dumps([_as_dict(p) for p in ordered], ensure_ascii=False, indent=2)
    line = _github if form == "github" else _text
    return "\n".join(line(p) for p in ordered)


def _printable(problem: Problem) -> Problem:
    """Whatever a file is called, its name neither breaks a line nor fails to be written."""
    place = Position(visible(problem.position.path), problem.position.line, problem.position.column)
    return Problem(place, problem.code, visible(problem.message), visible(problem.hint))


def _text(problem: Problem) -> str:
    word = "错误" if problem.severity == "error" else "提醒"
    # GitHub takes a line that begins so for a command; no name of a file may give one.
    begin = "./" if problem.position.path.lstrip().startswith(("::", "##[")) else ""
    head = f"{begin}{problem.position}: {word} {problem.code} {problem.message}"
    return f"{head}\n    改法：{problem.hint}" if problem.hint else head


def _as_dict(problem: Problem) -> dict[str, object]:
    place = problem.position
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _github(problem: Problem) -> str:
    """A workflow command; `%`, newlines, `:` and `,` are escaped so that text stays text."""
    place = problem.position
    body = problem.message + (f" 改法：{problem.hint}" if problem.hint else "")
    body = body.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = place.path.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={place.line},col={place.column}"
    return f"::{problem.severity} {where},title={problem.code}::{body}"
