"""A JSON Schema for each kind, so that editors complete and check while people type.

Generated from the kinds and the controlled lists; `wanlixing schema` writes it to `content/schema/`.
"""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from generator.model.kinds import KINDS
from generator.model.office import OFFICE_FORMS
from generator.model.record import PLACED, Kind
from generator.model.vocabularies import EditionList, Lists
from generator.site.site import File

FOLDER = "content/schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(lists: Lists) -> list[File]:
    """One file a kind; one a form of the office, and one for an edition."""
    kinds = [File(f"{FOLDER}/{kind.name}.json", _text(schema(kind, lists)).encode()) for kind in KINDS.values()]
    forms: dict[str, type[BaseModel]] = {office_schema(pattern): model for pattern, model in OFFICE_FORMS.items()}
    forms[office_schema("editions")] = EditionList
    return [*kinds, *(File(path, _text(_of(model, lists)).encode()) for path, model in forms.items())]


def office_schema(pattern: str) -> str:
    """Where the schema of an office's file lies: `content/schema/office-tasks.json`."""
    parts = [part for part in pattern.split("/") if part != "*"]
    return f"{FOLDER}/office-{parts[-1]}.json"


def _of(model: type[BaseModel], lists: Lists) -> dict[str, Any]:
    made = model.model_json_schema()
    made["$schema"] = DIALECT
    settled: dict[str, Any] = _settle(made, lists)
    return settled


def schema(kind: Kind, lists: Lists) -> dict[str, Any]:
    """The kind's schema with the names of the lists filled in."""
    made = kind.model.model_json_schema()
    for name in PLACED:
        made["properties"].pop(name)
    made["required"] = [name for name in made.get("required", []) if name not in PLACED]
    made["title"] = kind.label
    made["description"] = kind.about.description
    made["$schema"] = DIALECT
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
