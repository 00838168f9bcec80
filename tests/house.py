"""The rules of the house as data, and the source tree as they see it.

`test_house.py` holds the code to them; `made_documents.py` writes the tables of ARCHITECTURE.md from them.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from places import REPOSITORY

GENERATOR = REPOSITORY / "generator"

#: From the ground up. A file imports only from packages of the floors below, or of its own package.
FLOORS = (
    ("diagnostics", "documents", "runtime"),
    ("text",),
    ("yaml_source",),
    ("images", "model"),
    ("site",),
    ("loading", "office", "publishing", "rendering"),
    ("checks", "form_spec"),
    ("office_site",),
    ("authoring", "outputs"),
    ("build", "integrations", "portal"),
    ("preview", "receiving"),
    ("cli",),
)


class Right(NamedTuple):
    """What only some modules may do: the imports and calls by which it is known. A package stands for all inside."""

    what: str
    modules: tuple[str, ...]
    imports: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WRITERS = ("publishing.versions", "publishing.deploy", "rendering.mkdocs_theme", "authoring.write_file")
RIGHTS = (
    Right(
        "writes files",
        (
            *(*WRITERS, "publishing.published_files", "runtime.spill_file", "runtime.git_tree", "runtime.store"),
            "rendering.compiled_templates",
        ),
        calls=_words("write_text write_bytes mkdir rename symlink_to unlink rmtree pwrite copyfile copytree os.link"),
    ),
    Right(
        "reads the disk",
        (
            *("yaml_source.reader", "publishing", "rendering.mkdocs_theme", "rendering.plain_theme", "preview.server"),
            *("diagnostics.explanations", "authoring.new_column", "authoring.office_draft", "runtime.spill_file"),
            *("authoring.write_file", "receiving.intake", "text.person_names"),
            *("runtime.store", "runtime.program"),
        ),
        calls=_words("read_text read_bytes iterdir rglob glob lstat stat pread scandir islink"),
    ),
    Right(
        "opens files",
        ("images", "publishing.versions", "authoring.write_file", "receiving.archives", "runtime.store"),
        calls=_words("open fdopen"),
    ),
    Right("keeps a value in a temporary file", ("runtime.spill_file",), imports=_words("pickle mmap")),
    Right(
        "works in a temporary folder",
        ("publishing.deploy", "rendering.mkdocs_theme", "runtime.git_tree", "receiving.intake"),
        calls=_words("TemporaryDirectory mkdtemp"),
    ),
    Right("makes processes", ("runtime.process_pool",), imports=_words("multiprocessing")),
    Right(
        "runs other programs", ("runtime.git", "publishing.deploy", "receiving.notice"), imports=_words("subprocess")
    ),
    Right("reads the clock", ("cli.console",), calls=_words("now utcnow date.today time.time")),
    Right("prints", ("cli", "integrations.wechat.push_command"), calls=_words("echo secho print")),
    Right("knows YAML", ("yaml_source", "rendering.mkdocs_theme"), imports=_words("yaml")),
    Right("knows MkDocs and Material", ("rendering.mkdocs_theme",), imports=_words("mkdocs material")),
    Right(
        "loads templates",
        ("rendering.templates", "rendering.plain_theme", "rendering.compiled_templates"),
        imports=_words("jinja2"),
    ),
    Right(
        "knows Markdown",
        ("text.markdown", "text.markdown_syntax", "text.page_links", "rendering.plain_markdown"),
        imports=_words("markdown_it nh3"),
    ),
    Right("decodes pictures", ("images",), imports=_words("PIL")),
    Right("writes feeds", ("outputs.feeds",), imports=_words("feedgen")),
    Right("writes calendars", ("outputs.calendar", "office_site.deadline_calendars"), imports=_words("icalendar")),
    Right("draws charts", ("outputs.pages.charts",), imports=_words("pygal")),
    Right("makes QR codes", ("images.qr",), imports=_words("segno")),
    Right("calculates with arrays", ("outputs.search", "text.search_folding"), imports=_words("numpy")),
    Right("knows Excel and Word", ("documents", "authoring.sheets"), imports=_words("openpyxl docx")),
    Right("speaks to another host", ("integrations.wechat.client",), imports=_words("urllib3 requests httpx")),
    Right("asks a published site", ("publishing.remote_verify",), calls=_words("urlopen build_opener")),
    Right("serves on this machine", ("preview.server",), imports=_words("http socketserver")),
)

#: What only one kind can do, by the module that does it. Pages and tables of one kind lie in `outputs.pages`; everybody
#: else asks what a kind declares.
KINDS_ALONE = {
    "checks.bulletins": "tables by unit add up",
    "checks.calls": "a call and what came of it",
    "checks.closed_lists": "what a collection declares of its cases",
    "checks.collections": "a collection is complete",
    "checks.figures": "figures that can be what they say",
    "checks.identifiers": "numbers of cases",
    "checks.privacy": "a figure's value is no telephone number",
    "checks.rosters": "rows of a roster fit its columns",
    "cli.commands.office_reports": "commands for bulletins, and for the collection that comes of a selection",
    "form_spec.rules": "what the checks of figures know, for the form",
    "office.extract": "cases and figures of a period are tables of their own",
    "office.plans": "plans of units are policies",
    "office.selections": "cases are what is selected",
    "office.targets": "targets name figures and count outlets",
    "office_site.bulletin_drafts": "the next bulletin of a series",
    "office_site.editions": "the policy that an edition rests on",
    "office_site.selections": "cases are what is selected",
    "outputs": "who makes the lists that have a form of their own",
    "outputs.questions": "issues of a bulletin, and documents that rest on others",
}

_PACKAGE = re.compile(r"(?:Never: (?P<never>[\w, ]+)\.\n)?Read first: `(?P<first>[\w/.]+)`\.\s*$")


@dataclass(frozen=True)
class Module:
    """A source file: `name` is dotted, from `generator` on."""

    name: str
    file: Path

    @property
    def package(self) -> str:
        return self.name.split(".")[0]

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return (ast.get_docstring(tree(self.file)) or "").splitlines()[0]


class Charter(NamedTuple):
    """What a package's docstring promises: names it never uses, and the file to read first."""

    never: frozenset[str]
    first: str


@cache
def modules() -> tuple[Module, ...]:
    """All of ours, in the order of their paths; a package is called like its folder."""
    return tuple(Module(_name(file), file) for file in sorted(GENERATOR.rglob("*.py")) if file.parent != GENERATOR)


def packages() -> list[Path]:
    """Every folder of source files inside `generator`."""
    return sorted({file.parent for file in GENERATOR.rglob("*.py")} - {GENERATOR})


def _name(file: Path) -> str:
    parts = file.relative_to(GENERATOR).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def tree(file: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imports(file: Path) -> tuple[tuple[int, str], ...]:
    """Every module that a file imports, with the line; of `from a import b` both `a` and `a.b`."""
    return tuple(_imports(file))


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def imports_of_ours(file: Path) -> Iterator[tuple[int, str]]:
    """The same of our own modules, from `generator` on."""
    for line, name in imports(file):
        inner = name.removeprefix("generator.")
        if inner != name and inner in _known():
            yield line, inner


@cache
def _known() -> frozenset[str]:
    return frozenset(module.name for module in modules())


@cache
def calls(file: Path) -> tuple[tuple[int, str], ...]:
    """The name of everything that is called, with the line: `open`, and `os.link` as `link` and `os.link`."""
    return tuple(_calls(file))


def _calls(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield node.lineno, function.attr
                owner = function.value
                if isinstance(owner, ast.Name):
                    yield node.lineno, f"{owner.id}.{function.attr}"
            elif isinstance(function, ast.Name):
                yield node.lineno, function.id


@cache
def names(file: Path) -> frozenset[str]:
    """Every name that a file imports, calls or refers to."""
    found = {part for _line, name in imports(file) for part in name.split(".")}
    found |= {name for _line, name in calls(file)}
    return frozenset(found | {node.id for node in ast.walk(tree(file)) if isinstance(node, ast.Name)})


def floor_of(package: str) -> int:
    """The number of a package's floor, from the ground."""
    found = [number for number, names_ in enumerate(FLOORS) if package in names_]
    assert found, f"{package} has no floor: add it to FLOORS"
    return found[0]


def charter(package: Path) -> Charter:
    """What the docstring of a package promises."""
    text = ast.get_docstring(tree(package / "__init__.py")) or ""
    found = _PACKAGE.search(text)
    assert found, f"{package.relative_to(REPOSITORY)}/__init__.py does not end with “Read first: `file.py`.”"
    return Charter(frozenset((found["never"] or "").replace(",", " ").split()), found["first"])


def users(right: Right, module: Module) -> Iterator[int]:
    """The lines in which a module makes use of a right."""
    yield from (line for line, name in imports(module.file) if name.split(".")[0] in right.imports)
    yield from (line for line, name in calls(module.file) if name in right.calls)


def may(right: Right, module: Module) -> bool:
    """Whether a module, or the package that it is in, has a right."""
    return any(module.name == name or module.name.startswith(f"{name}.") for name in right.modules)
