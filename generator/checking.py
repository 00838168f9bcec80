"""Read and check, without MkDocs, numpy or anything else that only a build needs."""

from datetime import date
from pathlib import Path

from generator.checks import checked
from generator.load import load
from generator.problems import Problem
from generator.site import Site


def check(root: Path, today: date, production: bool = False) -> tuple[Site | None, list[Problem]]:
    """Read and check the whole site's folder; problems are sorted, each once."""
    site, problems = load(root, today, production)
    if site:
        problems += checked(site)
    return site, sorted(set(problems))
