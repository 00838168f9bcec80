"""A JSON Schema for each kind, so that editors complete and check while people type.

Generated from the kinds and the controlled lists; `wanlixing schema` writes it to `content/schema/`.
"""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from generator.model.dates import DAY, MOMENT, WEEKDAY
from generator.model.kinds import KINDS
from generator.model.office import OFFICE_FORMS
from generator.model.parsers import AMOUNT, COUNT, IN_BRACKETS, WORDS_APART
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


def _spelt(form: str) -> str:
    """A form of a date with the figures and blanks that people put into it."""
    return (
        form.strip("^$")
        .replace("[0-9]", "[0-9０-９]")
        .replace("年", " *年 *")
        .replace("月", " *月 *")
        .replace("年 *?", "年? *")
    )


_SOME = r"^[^\n\r]*[^\s][^\n\r]*$"
_HAN = "[一二三四五六七八九十]{1,3}"
_IN_HAN = rf"[0-9〇○零一二三四五六七八九]{{4}}年(?:{_HAN}月(?:{_HAN}[日号])?)?"
_ONE = rf"^(?:{IN_BRACKETS}|[^，、；;,\n\r])*$"
#: An unquoted 2024 or true is no text to an editor, and is text to us.
_WORDS = {"type": ["string", "number", "boolean"]}
#: What an editor is to know of how a text is read.
_READ: dict[str, dict[str, Any]] = {
    "id": _WORDS,
    "line": {**_WORDS, "pattern": _SOME},
    "party": {**_WORDS, "pattern": _SOME},
    "text": {**_WORDS, "pattern": r"[^\s]"},
    "name": {**_WORDS, "allOf": [{"pattern": _SOME}, {"pattern": _ONE}]},
    "tag": {
        **_WORDS,
        "allOf": [{"pattern": _SOME}, {"pattern": _ONE}, {"not": {"type": "string", "pattern": WORDS_APART}}],
    },
    "link": {"pattern": r"^\s*[hH][tT][tT][pP][sS]?://[^\s\\<>\"'`{}|^]+\s*$"},
    "day": {
        "type": ["string", "number"],
        "pattern": rf"^\s*(?:{_spelt(DAY.pattern)}|{_IN_HAN})(?:{WEEKDAY})?\s*$",
        "minimum": 1949,
        "exclusiveMaximum": 2100,
    },
    "moment": {"pattern": rf"^\s*(?:{_spelt(MOMENT.pattern).replace('[日号]', f' *[日号](?:{WEEKDAY})?')})\s*$"},
    "count": {"pattern": rf"^(?:{COUNT.pattern})$"},
    "amount": {"pattern": rf"^(?:{AMOUNT.pattern})$"},
    "wan": {"pattern": rf"^(?:{AMOUNT.pattern})$"},
    "signed": {"pattern": rf"^-?(?:{AMOUNT.pattern})$"},
}


def _settle(node: Any, lists: Lists) -> Any:
    if isinstance(node, list):
        return [_settle(item, lists) for item in node]
    if not isinstance(node, dict):
        return node
    listed, reads = node.get("x-list"), node.get("x-reads")
    settled = {key: _settle(value, lists) for key, value in node.items() if key not in ("x-list", "x-reads", "default")}
    for branch in _branches(settled) if reads else ():
        branch.update(_READ.get(str(reads), {}))
        if branch.get("type") == _WORDS["type"] and branch.get("minLength", 1) > 1:
            branch.update(_long_enough(branch["minLength"]))
    if listed:
        _allow_only(settled, lists.names(listed))
    return settled


def _branches(node: dict[str, Any]) -> list[dict[str, Any]]:
    """What may stand there besides nothing."""
    return [branch for branch in node.get("anyOf", [node]) if branch.get("type") != "null"]


def _long_enough(least: int) -> dict[str, Any]:
    """Which numbers are long enough as texts."""
    return {"type": ["string", "number"], "minimum": 10 ** (least - 1)} if least <= len("2024") else {"type": "string"}


def _allow_only(node: dict[str, Any], names: Iterable[str]) -> None:
    """Editors read an unquoted 2020 as a number; both spellings are right in our files."""
    values: list[Any] = list(names)
    values += [int(name) for name in values if name.isdigit()]
    for branch in _branches(node):
        branch.pop("type", None)
        branch["enum"] = values


def _text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
