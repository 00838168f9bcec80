"""Read and check, without MkDocs, numpy or anything else that only a build needs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.checks import problems_of_record, problems_of_site
from generator.checks.privacy import without_persons
from generator.diagnostics.problems import Problem
from generator.loading.loader import LoadOptions, Reader, load, reader
from generator.runtime.store import Store
from generator.site.site import Site


def check(
    root: Path,
    today: date,
    production: bool = False,
    *,
    jobs: int = 1,
    select: Callable[[str], bool] | None = None,
    by: Reader | None = None,
    office_root: Path | None = None,
    store: Store | None = None,
) -> tuple[Site | None, list[Problem]]:
    """Read and check the whole site's folder, or what `select` says of it; problems are sorted, each once.

    Files are read in as many processes as `jobs` says, or `by` a reader that remembers; the office's from its folder.
    What a `store` has of them is taken from there; what the whole folder needed is kept in it.
    """
    # What an inspection asks of the whole site can't be said of a part.
    some = None if production else select
    options = LoadOptions(problems_of_record, some, by or reader(jobs, store=store), office_root)
    site, problems = load(root, today, production, options)
    if store and some is None:
        store.save()
    if site:
        problems += problems_of_site(site)
    return site, sorted(set(without_persons(problems)))
