"""What was tried and what came of it: a row each, gathered while the courses run."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Row:
    """One step of a course: what is done, by which jobs, what had to be so and was not."""

    course: str
    what: str
    jobs: str
    missed: list[str] = field(default_factory=list)
    seconds: float = 0

    def expect(self, words: str, holds: object) -> None:
        if not holds:
            self.missed.append(words)


class Results:
    """Every row of every course."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    @contextmanager
    def row(self, course: str, what: str, jobs: str) -> Iterator[Row]:
        row, began = Row(course, what, jobs), time.monotonic()
        try:
            yield row
        except Exception as error:  # noqa: BLE001  # one that fails is told with all others
            row.missed.append(f"{type(error).__name__}: {error}")
        row.seconds = time.monotonic() - began
        self.rows.append(row)
        sys.stdout.write(f"· {course}：{what}：{'；'.join(row.missed) or '成'}（{row.seconds:.1f} 秒）\n")
        sys.stdout.flush()

    @property
    def missed(self) -> bool:
        return any(row.missed for row in self.rows)
