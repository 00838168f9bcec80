"""All families, in order, with every case under its own name."""

from dataclasses import replace
from importlib import import_module

from hostile.case import Case

FAMILIES = (
    *("encodings", "syntax", "values", "sizes", "names", "markup", "links"),
    *("pictures", "tables", "machine", "templates", "privacy", "repository", "slowness"),
)


def cases() -> list[Case]:
    """Every case of every family."""
    return [replace(case, family=name) for name in FAMILIES for case in import_module(f"hostile.{name}").CASES]
