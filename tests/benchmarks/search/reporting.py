"""Tables of what was measured, as Markdown."""

import os
import statistics
from collections.abc import Iterator, Sequence

from benchmarks.search.judging import GUESSED, Verdict

#: Marks of a verdict, and what they are called.
COLUMNS = {
    "recall": "recall",
    "split": "recall with parts apart",
    "first_ten": "P@10",
    "wanted_in_ten": "as it stands @10",
    "titles_in_ten": "T@10",
    "title_first": "T@1",
    "best_in_three": "best in 3",
    "said": "says exact",
    "total": "and is",
    "off": "else off by",
    "counts": "counts exact",
    "unclaimed": "nothing claimed",
    "near": "near offered",
}


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def quality(name: str, verdicts: list[Verdict]) -> Iterator[str]:
    """Marks by class and in all, then every query that falls short."""
    classes = list(dict.fromkeys(verdict.query.type for verdict in verdicts))
    rows = [_row(kind, [v for v in verdicts if v.query.type == kind]) for kind in classes]
    plain = [v for v in verdicts if v.query.type not in (*GUESSED, "absent")]
    rows += [_row("all but guessed and absent", plain), _row("all", verdicts)]
    yield f"### Quality, {name}: {len(verdicts)} queries"
    yield ""
    yield from table(("class", "n", "full", *COLUMNS.values()), rows)
    short = [verdict for verdict in verdicts if verdict.short]
    yield f"Falling short: {len(short)} of {len(verdicts)}"
    yield ""
    for verdict in short:
        filters = f" {verdict.query.filters}" if verdict.query.filters else ""
        yield f"- {verdict.query.type} `{verdict.query.text}`{filters}: {' / '.join(verdict.short)}"
    yield ""


def _row(name: str, verdicts: list[Verdict]) -> list[str]:
    marks = [[m for v in verdicts if (m := getattr(v, column)) is not None] for column in COLUMNS]
    full = sum(v.recall == 1 for v in verdicts) / len(verdicts) if any(marks[0]) else None
    return [name, str(len(verdicts)), _mark(full), *(_mark(statistics.mean(m) if m else None) for m in marks)]


def _mark(value: float | None) -> str:
    if value is None:
        return "-"
    return "1" if value == 1 else f"{value:.3f}"


def middle(values: Sequence[float], digits: int = 0) -> str:
    """Median and greatest."""
    return f"{statistics.median(values):,.{digits}f} ({max(values):,.{digits}f})" if values else "-"


def load() -> str:
    """How busy the machine is, without which milliseconds say nothing."""
    return f"load {', '.join(f'{n:.1f}' for n in os.getloadavg())} on {os.cpu_count()} cores"
