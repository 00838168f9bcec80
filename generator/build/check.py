"""Read and check, without MkDocs, numpy or anything else that only a build needs."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from generator.checks import BY_RECORD, CHECKS
from generator.diagnostics.problems import Problem
from generator.loading.loader import LoadOptions, Reader, load, reader
from generator.site.site import Site


def check(
    root: Path,
    today: date,
    production: bool = False,
    *,
    jobs: int = 1,
    select: Callable[[str], bool] | None = None,
    by: Reader | None = None,
) -> tuple[Site | None, list[Problem]]:
    """Read and check the whole site's folder, or what is `wanted` of it; problems are sorted, each once.

    Files are read in as many processes as `jobs` says, or `by` a reader that remembers.
    """
    # What an inspection asks of the whole site can't be said of a part.
    some = None if production else select
    site, problems = load(root, today, production, LoadOptions(_of_record, some, by or reader(jobs)))
    if site:
        for rule in CHECKS:
            problems += () if rule in BY_RECORD else rule(site)
    return site, sorted(set(problems))


def _of_record(site: Site) -> Iterator[Problem]:
    for rule in BY_RECORD:
        yield from rule(site)
