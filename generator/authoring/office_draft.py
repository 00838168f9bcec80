"""Blank files of the office and a filled-in example of each: what `wanlixing new office/…` writes or shows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.authoring.blank_record import fields_of
from generator.model.editions import Edition
from generator.model.field_types import Data
from generator.model.office import OFFICE_FORMS
from generator.model.vocabularies import Lists

#: An edition stands in a list, not in a file of the office; its form is asked for in the same way.
EDITION = "edition"
#: What the program writes itself.
WRITTEN = {"frozen/*": "wanlixing edition close 届次", "links": "wanlixing links 报告.json"}


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """A form by the name under which it is asked for, the pattern of its path, and what it is for."""

    name: str
    pattern: str
    model: type[Data]
    about: str
    example: str


@cache
def office_drafts() -> Mapping[str, OfficeDraft]:
    """Every form that people fill in: `contacts`, `tasks`, `selection`, `ballot`, …, and `edition`."""
    examples = tomllib.loads((files("generator.authoring") / "office_examples.toml").read_text(encoding="utf-8"))
    forms: dict[str, type[Data]] = {**OFFICE_FORMS, EDITION: Edition}
    return {
        name: OfficeDraft(name, one["path"], forms[one["path"]], one["about"], one["example"].lstrip("\n"))
        for name, one in examples.items()
    }


def office_draft(form: OfficeDraft, lists: Lists, schema: str) -> str:
    """The form with empty fields; `schema` is where its schema lies, seen from the file."""
    fields = list(fields_of(form.model, lists))
    if form.name == EDITION:
        # An item of a list: its first field begins with a dash.
        first = fields.index("id:")
        fields = [f"  - {line}" if number == first else f"    {line}".rstrip() for number, line in enumerate(fields)]
    lines = [f"# yaml-language-server: $schema={schema}", f"# {form.about}", "", *fields]
    return "\n".join(lines) + "\n"
