"""Which tests `make check` leaves to `make test`, by what they do: nobody keeps a list, and no clock decides."""

import subprocess
from collections.abc import Callable, Iterator
from inspect import isfunction, unwrap
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from places import TESTS

from generator.build.pipeline import build, build_office, render, render_office
from generator.portal.build import join_columns
from generator.preview.live_site import LiveSite

#: Whole sites, and other programs.
DEAR = (build, build_office, render, render_office, join_columns, LiveSite, subprocess)
#: Programs that end at once.
QUICK = (TESTS / "repositories.py",)


def mark_slow(items: list[pytest.Item]) -> None:
    """Marks the tests that make a whole site or start a program, themselves or by a fixture not made for all."""
    for item in items:
        if isinstance(item, pytest.Function) and any(map(is_dear, _functions(item))):
            item.add_marker(pytest.mark.slow)


def _functions(item: pytest.Function) -> Iterator[Callable[..., Any]]:
    yield item.function
    for found in item._fixtureinfo.name2fixturedefs.values():
        if found[-1].scope != "session":
            yield found[-1].func


def is_dear(named: object, known: set[object] | None = None) -> bool:
    """Whether it is dear, or a function or class of the tests that names what is dear."""
    if any(named is dear for dear in DEAR):
        return True
    known = set() if known is None else known
    if isinstance(named, type) and named not in known:
        known.add(named)
        return any(is_dear(one, known) for one in vars(named).values() if isfunction(one))
    function = unwrap(named) if isfunction(named) else None
    if not isfunction(function) or function in known or not _is_ours(function):
        return False
    known.add(function)
    return any(is_dear(function.__globals__.get(name), known) for name in _names(function.__code__))


def _is_ours(function: Callable[..., Any]) -> bool:
    file = Path(function.__code__.co_filename)
    return file.is_relative_to(TESTS) and file not in QUICK


def _names(code: CodeType) -> Iterator[str]:
    """The names in a function, and in those inside it."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
