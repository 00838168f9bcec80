"""The program knows no province: places of Jiangsu and its neighbours stand in settings, lists and examples alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import REPOSITORY

from generator.authoring.new_column.divisions import divisions

#: Words of the language, wherever the column is: how 长 is read, what is no person's name, what a line break tears.
LANGUAGE = ("generator/text/pinyin.py", "generator/text/person_names.py", "generator/text/paste_rules.py")
COMMENT = re.compile(r"<!--.*?-->|\{#.*?#\}|/\*.*?\*/|(?m:^\s*(?://|#).*$)", re.DOTALL)


def place_names() -> re.Pattern[str]:
    table = divisions()
    jiangsu = table.find("江苏")
    assert jiangsu
    cities = [unit.short for unit in table.provinces[jiangsu]]
    return re.compile("|".join(["江苏", "长三角", "长江三角洲", "上海", "浙江", "安徽", "沪苏浙皖", *cities]))


def words_of(source: str) -> Iterator[str]:
    """The strings of a module that are neither its explanation nor an example."""
    tree = ast.parse(source)
    kept_out = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            kept_out.add(id(node.value))
        if isinstance(node, ast.keyword) and node.arg == "examples":
            kept_out |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in kept_out:
            yield node.value


MODULES = sorted((REPOSITORY / "generator").rglob("*.py"))
TEMPLATES = [
    path
    for path in sorted((REPOSITORY / "templates").rglob("*.*"))
    if path.is_file() and path.suffix not in (".png", ".webp")
]


@pytest.mark.parametrize("folder", ["generator", "templates"])
def test_no_place_is_named_outside_examples(folder: str) -> None:
    names = place_names()
    found = []
    for path in MODULES if folder == "generator" else TEMPLATES:
        text = path.read_text(encoding="utf-8")
        words = words_of(text) if path.suffix == ".py" else COMMENT.sub("", text).splitlines()
        shown = path.relative_to(REPOSITORY).as_posix()
        found += [f"{shown}: {word.strip()[:60]}" for word in words if names.search(word) and "例如" not in word]
    assert [one for one in found if not one.startswith(LANGUAGE)] == []


def test_a_place_in_a_sentence_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""南京 in an explanation."""\nWORDS = "南京各单位"\n', encoding="utf-8")

    assert [word for word in words_of(module.read_text(encoding="utf-8")) if place_names().search(word)] == [
        "南京各单位"
    ]
