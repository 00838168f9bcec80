"""A JSON Schema for each kind, so that editors complete and check while people type.

Generated from the kinds and the controlled lists; `wanlixing schema` writes it to `content/schema/`.
"""

import json
from collections.abc import Iterable
from typing import Any

from generator.model.kinds import KINDS
from generator.model.record import PLACED, Kind
from generator.model.vocabularies import Lists
from generator.site.site import File

FOLDER = "content/schema"


def schemas(lists: Lists) -> list[File]:
    """One file a kind."""
    return [File(f"{FOLDER}/{kind.name}.json", _text(schema(kind, lists)).encode()) for kind in KINDS.values()]


def schema(kind: Kind, lists: Lists) -> dict[str, Any]:
    """The kind's schema with the names of the lists filled in."""
    made = kind.model.model_json_schema()
    for name in PLACED:
        made["properties"].pop(name)
    made["required"] = [name for name in made.get("required", []) if name not in PLACED]
    made["title"] = kind.label
    made["description"] = kind.about.description
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    settled: dict[str, Any] = _settle(made, lists)
    return settled


def _settle(node: Any, lists: Lists) -> Any:
    if isinstance(node, list):
        return [_settle(item, lists) for item in node]
    if not isinstance(node, dict):
        return node
    listed = node.get("x-list")
    settled = {key: _settle(value, lists) for key, value in node.items() if key not in ("x-list", "default")}
    if listed:
        _allow_only(settled, lists.names(listed))
    return settled


def _allow_only(node: dict[str, Any], names: Iterable[str]) -> None:
    """Editors read an unquoted 2020 as a number; both spellings are right in our files."""
    values: list[Any] = list(names)
    values += [int(name) for name in values if name.isdigit()]
    branches = [branch for branch in node.get("anyOf", [node]) if branch.get("type") != "null"]
    for branch in branches:
        branch.pop("type", None)
        branch["enum"] = values


def _text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
