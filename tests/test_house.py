"""The house rules: who may import whom, who touches the disk, how large a thing may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import REPOSITORY

from generator.checks import CHECKS
from generator.model.kinds import KINDS
from generator.outputs import OUTPUTS

GENERATOR = REPOSITORY / "generator"
FILES = sorted(GENERATOR.rglob("*.py"))

#: From the ground up. A file imports only from packages of the floors below, or of its own package.
FLOORS = (
    ("diagnostics", "documents", "runtime"),
    ("text",),
    ("yaml_source",),
    ("images", "model"),
    ("site",),
    ("loading", "office", "publishing", "rendering"),
    ("checks", "form_spec"),
    ("authoring", "office_site"),
    ("outputs",),
    ("build", "integrations", "portal"),
    ("preview",),
    ("cli",),
)
#: Only these name MkDocs, read the clock, or write.
MKDOCS = {"rendering.mkdocs_theme"}
CLOCK = {"cli.console"}
WRITERS = {"publishing.versions", "authoring.write_file", "rendering.mkdocs_theme", "publishing.deploy"}
READERS = WRITERS | {"yaml_source.reader", "preview.server", "publishing.remote_verify"}

LONGEST_FUNCTION = 50
LONGEST_MODULE = 300


def name_of(file: Path) -> str:
    parts = file.relative_to(GENERATOR).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def floor_of(name: str) -> int:
    for number, names in enumerate(FLOORS):
        if any(name == n or name.startswith(f"{n}.") for n in names):
            return number
    raise AssertionError(f"{name} has no floor: add it to FLOORS")


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Every module of ours that a file imports, with the line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            inner = node.module.removeprefix("generator").lstrip(".")
            if inner:
                yield node.lineno, inner
            else:
                yield from ((node.lineno, alias.name) for alias in node.names)


def calls(file: Path) -> Iterator[tuple[int, str]]:
    """The name of everything that is called, with the line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            yield node.lineno, name


def test_a_package_imports_only_from_floors_below_its_own() -> None:
    wrong = []
    for file in FILES:
        mine = name_of(file)
        if not mine:
            continue
        for line, other in imports(file):
            same_package = mine.split(".")[0] == other.split(".")[0]
            if not same_package and floor_of(other) >= floor_of(mine):
                wrong.append(f"{file.relative_to(REPOSITORY)}:{line}: {mine} may not import {other}")

    assert wrong == []


def test_no_package_imports_itself_in_a_ring() -> None:
    edges = {name_of(file): {other for _line, other in imports(file)} for file in FILES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"ring: {' -> '.join((*path, name))}"
        if name not in done:
            for other in edges.get(name, ()):
                visit(other, (*path, name))
            done.add(name)

    for name in edges:
        visit(name, ())


@pytest.mark.parametrize(
    ("names", "allowed"),
    [
        ({"write_text", "write_bytes", "mkdir", "rename", "symlink_to", "unlink", "rmtree"}, WRITERS),
        ({"read_text", "read_bytes", "open", "iterdir", "rglob", "glob", "lstat", "stat"}, READERS),
    ],
)
def test_only_these_files_touch_the_disk(names: set[str], allowed: set[str]) -> None:
    wrong = [
        f"{file.relative_to(REPOSITORY)}:{line}: {name}"
        for file in FILES
        for line, name in calls(file)
        if name in names
        and name_of(file) not in allowed
        and not (name == "open" and name_of(file) in ("images.decode", "images.covers"))
    ]

    assert wrong == []


def test_only_the_engine_knows_mkdocs_and_only_the_command_line_reads_the_clock() -> None:
    wrong = []
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        if re.search(r"^\s*(from|import) mkdocs", text, re.MULTILINE) and name_of(file) not in MKDOCS:
            wrong.append(f"{name_of(file)} imports mkdocs")
        if re.search(r"\.(now|today|utcnow)\(|\btime\.time\(", text) and name_of(file) not in CLOCK:
            wrong.append(f"{name_of(file)} reads the clock")

    assert wrong == []


def test_functions_and_modules_are_small() -> None:
    wrong = []
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_MODULE:
            wrong.append(f"{name_of(file)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    wrong.append(f"{name_of(file)}.{node.name}: {length} lines")

    assert wrong == []


def test_no_file_is_called_utils() -> None:
    assert [file for file in FILES if file.stem in ("utils", "util", "helpers", "misc", "common")] == []


def test_every_kind_check_and_output_is_named_in_the_guide_for_contributors() -> None:
    guide = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = [*KINDS, *(check.__name__ for check in CHECKS), *(output.__name__ for output in OUTPUTS)]

    assert [name for name in names if f"`{name}`" not in guide] == []


def test_every_file_is_named_in_the_architecture() -> None:
    page = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")

    assert [file.name for file in FILES if file.name != "__init__.py" and file.name not in page] == []


def test_every_kind_has_its_template_and_its_column() -> None:
    for kind in KINDS.values():
        assert (REPOSITORY / "templates" / "pages" / f"{kind.name}.html").is_file()
        assert kind.description
        assert kind.keywords
        assert kind.column_type


def test_every_rule_that_the_code_names_is_explained() -> None:
    page = (REPOSITORY / "docs" / "conventions.md").read_text(encoding="utf-8")
    named = set()
    for path in [*FILES, *(REPOSITORY / "templates").rglob("*.*")]:
        if path.suffix in (".py", ".html", ".css", ".js"):
            named |= set(re.findall(r"\b(?:GOV|ID|WX|FEED|TYPO)-[0-9A-F]{2}[a-c]?\b", path.read_text(encoding="utf-8")))

    assert sorted(name for name in named if f"| {name} |" not in page) == []
