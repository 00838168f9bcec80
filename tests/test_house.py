"""The house rules: who may import whom, who may do what, how large a thing may be."""

import ast
import re
from pathlib import Path

import pytest
from house import (
    FLOORS,
    GENERATOR,
    RIGHTS,
    Right,
    charter,
    floor_of,
    imports_of_ours,
    may,
    modules,
    names,
    packages,
    users,
)
from house import tree as parsed
from places import REPOSITORY

from generator.model.kinds import KINDS

LONGEST_FUNCTION = 50
LONGEST_MODULE = 300
MOST_ENTRIES = 24


def test_the_tree_is_a_table_of_contents() -> None:
    entries = [entry for entry in GENERATOR.iterdir() if entry.name != "__pycache__"]

    assert len(entries) <= MOST_ENTRIES
    assert [entry.name for entry in entries if not entry.is_dir()] == ["__init__.py"]
    assert sorted(name for floor in FLOORS for name in floor) == sorted(e.name for e in entries if e.is_dir())


def test_a_package_imports_only_from_floors_below_its_own() -> None:
    wrong = [
        f"{module.file.relative_to(REPOSITORY)}:{line}: {module.package} may not import {other}"
        for module in modules()
        for line, other in imports_of_ours(module.file)
        if other.split(".")[0] != module.package and floor_of(other.split(".")[0]) >= floor_of(module.package)
    ]

    assert wrong == []


def test_no_module_imports_itself_in_a_ring() -> None:
    edges = {module.name: {other for _line, other in imports_of_ours(module.file)} for module in modules()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"ring: {' -> '.join((*path, name))}"
        if name not in done:
            # A package is imported before what is in it, whoever asks.
            for other in edges.get(name, set()) - {name, name.rpartition(".")[0]}:
                visit(other, (*path, name))
            done.add(name)

    for name in edges:
        visit(name, ())


@pytest.mark.parametrize("right", RIGHTS, ids=lambda right: right.what)
def test_only_these_modules_do_it(right: Right) -> None:
    wrong = [
        f"{module.file.relative_to(REPOSITORY)}:{line}: {module.name} {right.what}"
        for module in modules()
        if not may(right, module)
        for line in users(right, module)
    ]
    idle = [name for name in right.modules if not any(_uses(right, name, module.name) for module in modules())]

    assert wrong == []
    assert idle == [], "who has a right makes use of it"


def _uses(right: Right, name: str, module: str) -> bool:
    found = next(m for m in modules() if m.name == module)
    inside = module == name or module.startswith(f"{name}.")
    return inside and any(True for _line in users(right, found))


@pytest.mark.parametrize("folder", packages(), ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_a_package_keeps_what_its_docstring_promises(folder: Path) -> None:
    promised = charter(folder)
    used = {name: file.name for file in sorted(folder.rglob("*.py")) for name in names(file)}

    assert (folder / promised.first).is_file()
    assert {name: used[name] for name in promised.never if name in used} == {}


def test_functions_and_modules_are_small() -> None:
    wrong = []
    for module in modules():
        text = module.file.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_MODULE:
            wrong.append(f"{module.name}: {text.count(chr(10))} lines")
        for node in ast.walk(parsed(module.file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    wrong.append(f"{module.name}.{node.name}: {length} lines")

    assert wrong == []


def test_no_file_is_called_utils() -> None:
    assert [m.name for m in modules() if m.file.stem in ("utils", "util", "helpers", "misc", "common")] == []


def test_every_module_says_what_it_is() -> None:
    assert [module.name for module in modules() if not module.summary.endswith((".", ":"))] == []


def test_every_kind_has_its_template_and_its_column() -> None:
    for kind in KINDS.values():
        assert (REPOSITORY / "templates" / "pages" / f"{kind.name}.html").is_file()
        assert kind.about.description
        assert kind.about.keywords
        assert kind.about.column_type


def test_every_rule_that_the_code_names_is_explained() -> None:
    page = (REPOSITORY / "docs" / "conventions.md").read_text(encoding="utf-8")
    named = set()
    for path in [*(module.file for module in modules()), *(REPOSITORY / "templates").rglob("*.*")]:
        if path.suffix in (".py", ".html", ".css", ".js"):
            named |= set(re.findall(r"\b(?:GOV|ID|WX|FEED|TYPO)-[0-9A-F]{2}[a-c]?\b", path.read_text(encoding="utf-8")))

    assert sorted(name for name in named if f"| {name} |" not in page) == []
