"""The house rules: who may import whom, who may do what, how large a thing may be."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest
from house import (
    FLOORS,
    GENERATOR,
    KINDS_ALONE,
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
from generator.model.record import Kind

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


def test_only_these_modules_know_a_kind_by_name() -> None:
    importing = {
        module.name
        for module in modules()
        for _line, other in imports_of_ours(module.file)
        if other.startswith("model.kinds.") and not module.name.startswith(("model.kinds", "outputs.pages"))
    }

    assert importing - set(KINDS_ALONE) == set(), (
        "give KINDS_ALONE of tests/house.py a reason, or ask what a kind declares"
    )
    assert set(KINDS_ALONE) - importing == set(), "who is named there imports a kind"


def test_nobody_asks_of_what_kind_a_record_is() -> None:
    """No `isinstance` on a kind's model, no kind's name as a word: what is asked is what the kind declares."""
    models = {kind.model.__name__ for kind in KINDS.values()}
    wrong = []
    for module in modules():
        nodes = [] if module.name.startswith("model.kinds") else list(ast.walk(parsed(module.file)))
        calls_ = [node for node in nodes if isinstance(node, ast.Call)]
        named = {id(word) for call in calls_ if _called(call) == "Refers" for word in call.args}
        wrong += [
            f"{module.name}:{call.lineno}: {ast.unparse(call)}"
            for call in calls_
            if _called(call) in ("isinstance", "issubclass")
            and models & {node.id for node in ast.walk(call.args[1]) if isinstance(node, ast.Name)}
        ]
        wrong += [
            f"{module.name}:{node.lineno}: {node.value!r}"
            for node in nodes
            # A number is called a figure as well.
            if isinstance(node, ast.Constant) and node.value in {*KINDS} - {"figure"} and id(node) not in named
        ]

    assert wrong == []


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "")


def test_no_template_or_script_asks_for_a_kind_by_name() -> None:
    names_ = "|".join(KINDS)
    asked = re.compile(rf"[!=]=+ *[\"']({names_})[\"']|[\"']({names_})[\"'] *(,|[!=]=)")
    wrong = [
        f"{file.relative_to(REPOSITORY)}: {found[0]}"
        for file in sorted((REPOSITORY / "templates").rglob("*.*"))
        if file.suffix in (".html", ".js")
        for found in asked.finditer(file.read_text(encoding="utf-8"))
        # An element of HTML is called so as well.
        if found[0] != '"figure",'
    ]

    assert wrong == []


def test_a_kind_declares_no_more_than_it_has_to() -> None:
    """A declaration that grows with every medium is none: what a medium wants to know belongs to the medium."""
    assert len(fields(Kind)) <= 18


def test_every_drawing_that_a_kind_names_is_there() -> None:
    pages, articles = REPOSITORY / "templates" / "pages", REPOSITORY / "templates" / "wechat"
    for kind in KINDS.values():
        drawn = [pages / "details" / f"{detail.shown or 'text'}.html" for detail in kind.details]
        drawn += [articles / "blocks" / f"{block.name}.html" for block in kind.blocks if block.only != "page"]
        assert [file.name for file in drawn if not file.is_file()] == [], kind.name


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
