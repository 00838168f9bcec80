"""The form asks for every field of every kind, and knows how each is read."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from places import REPOSITORY

from generator.diagnostics.messages import MESSAGES, message_for
from generator.form_spec.fields import PARTS, form_fields
from generator.model.kinds import KINDS
from generator.model.record import PLACED

SCRIPTS = REPOSITORY / "templates" / "assets" / "js" / "form"


def leaves(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        if "fields" in field:
            yield from leaves(field["fields"])
        else:
            yield field


@pytest.mark.parametrize("name", KINDS)
def test_every_field_is_asked_for_in_a_part_of_the_form(name: str) -> None:
    fields = form_fields(KINDS[name])

    assert [field["name"] for field in fields] == [n for n in KINDS[name].model.model_fields if n not in PLACED]
    assert {field["part"] for field in fields} <= {part for part, _title, _names in PARTS}
    assert [field["name"] for field in leaves(fields) if not field["title"] and "many" not in field] == []


@pytest.mark.parametrize("name", KINDS)
def test_the_browser_knows_how_every_value_is_read(name: str) -> None:
    script = (SCRIPTS / "values.js").read_text("utf-8")
    known = set(
        re.findall(r"^    (\w+)[:,]", script.partition("const readers = {")[2].partition("};")[0], re.MULTILINE)
    )

    assert {field["reads"] for field in leaves(form_fields(KINDS[name]))} <= known


def test_whatever_the_browser_says_is_a_saying_of_ours() -> None:
    named = {
        name for path in SCRIPTS.glob("*.js") for name in re.findall(r'\bsay\("([\w-]+)"', path.read_text("utf-8"))
    }

    assert len(named) > 30
    assert named <= set(MESSAGES)


def test_a_saying_is_filled_in() -> None:
    assert message_for("too-short", least=4, unit="个字", now=2) == (
        "E205",
        "至少要 4 个字，现在只有 2 个字。",
        "请补充内容。",
    )
    assert message_for("person", code="E602", name="手机号码", masked="“1”", plain="1")[0] == "E602"
