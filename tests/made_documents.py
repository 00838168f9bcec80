"""The parts of documents that are made from the code: `make docs` writes them, a test says when they are stale.

A part stands between `<!-- made: NAME -->` and `<!-- made end -->`, in YAML between `# made: NAME` and `# made end`;
its name leads to the function that makes it. On a page of the column, whose source readers can see, a table that is
made is known by its head.
"""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import yaml
from house import FLOORS, GENERATOR, RIGHTS, charter, modules, packages
from places import REPOSITORY

from generator.checks import CHECKS
from generator.cli.main import cli
from generator.model.kinds import KINDS
from generator.outputs import OUTPUTS

_PART = re.compile(r"((?:<!--|#) made: ([a-z-]+)(?: -->)?\n)(.*?)( *(?:<!-- made end -->|# made end))", re.DOTALL)


#: The head of the table by which authors find the right kind.
MATERIALS = "| 材料内容 | 种类 | 文件夹 |"
_TABLE = re.compile(rf"^{re.escape(MATERIALS)}\n(?:\|.*\n)*", re.MULTILINE)


def files() -> Iterator[str]:
    """Every package with what it promises, and every file in it in a line."""
    for folder in packages():
        name = folder.relative_to(GENERATOR).as_posix()
        promised = charter(folder)
        summary = _summary(folder / "__init__.py")
        yield f"{'#' * (3 + name.count('/'))} `{name}/`\n"
        never = f" Never: {', '.join(f'`{word}`' for word in sorted(promised.never))}." if promised.never else ""
        yield f"{summary} Read `{promised.first}` first.{never}\n"
        inside = [module for module in modules() if module.file.parent == folder and module.file.stem != "__init__"]
        if inside:
            yield "| file | what it is |\n| --- | --- |"
            yield from (f"| `{module.file.name}` | {_cell(module.summary)} |" for module in inside)
            yield ""


def floors() -> Iterator[str]:
    """The floors of the packages, the highest first."""
    yield "| floor | packages |\n| ---: | --- |"
    for number, names in reversed(list(enumerate(FLOORS, start=1))):
        yield f"| {number} | {' '.join(f'`{name}`' for name in sorted(names))} |"


def rights() -> Iterator[str]:
    """What only some modules may do."""
    yield "| what | who |\n| --- | --- |"
    for right in RIGHTS:
        yield f"| {right.what} | {', '.join(f'`{name}`' for name in right.modules)} |"


def kinds() -> Iterator[str]:
    """Every kind in the order of the menu."""
    yield f"Kinds of record: {', '.join(f'`{kind.name}` {kind.label}' for kind in KINDS.values())}."


def commands() -> Iterator[str]:
    """Every command with the first sentence of its help, those of groups under the group's name."""
    yield "| 命令 | 用处 |\n| --- | --- |"
    for name, command in sorted(cli.commands.items()):
        group = command.commands if isinstance(command, click.Group) else {}
        for shown, one in [(f"{name} {inner}", sub) for inner, sub in sorted(group.items())] or [(name, command)]:
            sentence = _cell((one.help or "").strip().split("。")[0].replace("\n", ""))
            yield f"| `wanlixing {shown}` | {sentence} |"


def materials() -> Iterator[str]:
    """Which kind is right for what, and where its files lie."""
    yield f"{MATERIALS}\n| --- | --- | --- |"
    for kind in KINDS.values():
        yield f"| {kind.about.material} | {kind.label} | `content/{kind.folder}/` |"


def kind_choices() -> Iterator[str]:
    """What may be chosen in a form of the forge."""
    yield f"      options: [{', '.join(kind.label for kind in KINDS.values())}]"


def checks() -> Iterator[str]:
    """Every check in its order."""
    yield f"Now, in this order: {', '.join(f'`{check.name}`' for check in CHECKS)}."


def outputs() -> Iterator[str]:
    """Every output in its order."""
    yield f"Now, in this order: {', '.join(f'`{output.name}`' for output in OUTPUTS)}."


def glossary() -> Iterator[str]:
    """The words of the project."""
    yield "| 中文 | English | in the code | 说明 | not |\n| --- | --- | --- | --- | --- |"
    for word in words():
        banned = ", ".join(word.get("not", ()))
        yield f"| {word['zh']} | {word['en']} | `{word['code']}` | {word['says']} | {banned} |"


def words() -> list[dict[str, Any]]:
    """The glossary as data: `zh`, `en`, `code`, `says`, and words that must not come back under `not`."""
    found: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / "docs" / "glossary.yml").read_text(encoding="utf-8"))
    return found


#: Where parts stand, and what makes each.
DOCUMENTS = (
    *("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "README.zh-CN.md", "docs/glossary.md"),
    *("content/pages/guide.md", ".github/ISSUE_TEMPLATE/1-submission.yml"),
)
PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "files": files,
    "floors": floors,
    "rights": rights,
    "glossary": glossary,
    "kinds": kinds,
    "materials": materials,
    "kind-choices": kind_choices,
    "checks": checks,
    "commands": commands,
    "outputs": outputs,
}


def made(text: str) -> str:
    """A document with its parts made anew."""
    text = _TABLE.sub(lambda _found: f"{chr(10).join(materials())}\n", text)
    return _PART.sub(lambda found: f"{found[1]}{chr(10).join(PARTS[found[2]]()).rstrip()}\n{found[4]}", text)


def named(text: str) -> list[str]:
    """The parts that a document has."""
    return [*(found[2] for found in _PART.finditer(text)), *("materials" for _table in _TABLE.finditer(text))]


def _summary(file: Path) -> str:
    return next(module.summary for module in modules() if module.file == file)


def _cell(text: str) -> str:
    """Words that can stand in a cell of a table, without the colon that leads on to more."""
    return text.replace("|", "\\|").removesuffix(":")


def main() -> None:
    for name in DOCUMENTS:
        page = REPOSITORY / name
        page.write_text(made(page.read_text(encoding="utf-8")), encoding="utf-8")
        sys.stdout.write(f"· {name}\n")


if __name__ == "__main__":
    main()
