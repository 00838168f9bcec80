"""A kind that does not fit its model stops the program, with a sentence that says what is missing."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, DeclarationError, Detail, EventFields, Happened
from generator.model.field_types import Data, Name
from generator.model.kinds.case import CASE, Case
from generator.model.kinds.highlight import HIGHLIGHT, Highlight
from generator.model.record import Kind, Record
from generator.outputs.api.forms import details_form


class Part(Data):
    """Something inside of which nobody said what is public."""

    name: Annotated[Name, Field(title="名称")]


class Visit(Record):
    """A made-up kind's model."""

    guide: Annotated[Name | None, Field(title="向导")] = None
    ends: Annotated[Day | None, Field(title="结束")] = None
    parts: Annotated[tuple[Part, ...], Field(title="部分")] = ()


class Dated(Visit):
    """The same with a name of its own for its date."""

    event_date: Annotated[Day | None, Field(title="走访日期")] = None


def declared(**given: Any) -> Kind[Visit]:
    whole: dict[str, Any] = {
        "model": Visit,
        "happened": Happened(),
        "details": (Detail("guide"), Detail("ends")),
        "public": ("guide", "ends"),
        "internal": ("parts",),
    }
    about = About("编造的", ("编造",), "工作动态", "编造的")
    return Kind(name="visit", label="走访", folder="visits", about=about, **whole | given)


def test_a_sound_declaration_is_taken() -> None:
    kind = declared()

    assert Visit.kind is kind


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"internal": ()}, "nothing says what becomes of 'parts'"),
        ({"details": (Detail("guid"),)}, "there is no 'guid'"),
        ({"event": EventFields(end="end")}, "there is no 'end'"),
        (
            {"model": Dated, "happened": Happened("走访")},
            "'event_date' is '走访日期' in the model and '走访' in happened",
        ),
        ({"internal": ("parts", "guide")}, "'guide' is internal and shown"),
        (
            {"internal": ("parts", "ends"), "details": (), "public": ("guide",), "event": EventFields(end="ends")},
            "'ends'",
        ),
        ({"public": ("guide", "ends", "parts"), "internal": ()}, "Part does not say which of its fields are"),
        ({"prose": ("body", "text")}, "there is no 'text'"),
    ],
)
def test_a_fault_is_told_by_name(given: dict[str, Any], said: str) -> None:
    with pytest.raises(DeclarationError, match=said.replace("(", r"\(")):
        declared(**given)


def test_a_part_gives_only_what_it_names() -> None:
    class Step(Data):
        public: ClassVar = ("name", "doubled")
        name: Annotated[Name, Field(title="名称")]
        hidden: Annotated[Name, Field(title="内部")]

        @property
        def doubled(self) -> Decimal | None:
            return Decimal(2)

    class Walk(Record):
        steps: Annotated[tuple[Step, ...], Field(title="步骤")] = ()

    about = About("编造的", ("编造",), "工作动态", "编造的")
    walk = Kind(
        name="walk",
        label="行走",
        folder="walks",
        model=Walk,
        about=about,
        happened=Happened(),
        details=(),
        public=("steps",),
    )
    form = details_form(walk)
    given = form.model_validate({"kind": "walk", "steps": (Step(name="甲", hidden="密"),)})

    assert given.model_dump() == {"kind": "walk", "steps": ({"name": "甲", "doubled": 2.0},)}


def test_a_record_of_no_event_says_nothing_as_one() -> None:
    fields = {name: info.default for name, info in Highlight.model_fields.items()}
    case = Case.made_of({})
    event = Highlight.made_of({**fields, "event_date": Day(2020, 6), "place": "试验"})

    assert (case.event.start, case.event.venue, case.event.joint_units) == (None, None, ())
    assert event.event.venue == "试验"
    assert event.event.last_day == Day(2020, 6)
    assert (HIGHLIGHT.own(event), CASE.own(event)) == (event, None)
