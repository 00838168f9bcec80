"""What one event achieved, whatever its kind: the figures that the office adds up."""

from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.field_types import Count, Data
from generator.model.quantities import Counted, Tally, Wan


class Results(Data):
    """What this one event achieved; totals of a city or a year belong into a figure."""

    public: ClassVar = (
        "matchings",
        "matching_forms",
        "trainings",
        "training_types",
        "participants",
        "enterprises",
        "loans",
        "loan_amount_wan",
    )

    matchings: Annotated[Count | None, Field(title="供需对接次数")] = None
    matching_forms: Annotated[
        tuple[Counted, ...],
        Field(
            title="对接形式",
            description="每种形式几次。",
            examples=["[银企对接会 2, 宣讲会 1]"],
            max_length=20,
        ),
    ] = ()
    trainings: Annotated[Count | None, Field(title="培训次数")] = None
    training_types: Annotated[
        tuple[Counted, ...],
        Field(
            title="培训类型",
            description="每种类型几次。",
            examples=["[知识产权运营培训 1]"],
            max_length=20,
        ),
    ] = ()
    participants: Annotated[Count | None, Field(title="参加人数")] = None
    enterprises: Annotated[Count | None, Field(title="惠及企业数")] = None
    loans: Annotated[Count | None, Field(title="促成质押融资笔数")] = None
    loan_amount_wan: Annotated[Wan | None, Field(title="促成质押融资金额（万元）")] = None

    @property
    def all_matchings(self) -> int | None:
        """The number that was given, or what its forms come to."""
        return _whole(self.matchings, self.matching_forms)

    @property
    def all_trainings(self) -> int | None:
        return _whole(self.trainings, self.training_types)

    @property
    def counts(self) -> list[tuple[str, int, str]]:
        """What can be counted of it: name, number, measure word."""
        rows = (
            ("供需对接", self.all_matchings, "次"),
            ("培训", self.all_trainings, "次"),
            ("参加人数", self.participants, "人"),
            ("惠及企业", self.enterprises, "家"),
            ("促成质押融资", self.loans, "笔"),
        )
        return [(name, number, measure) for name, number, measure in rows if number is not None]


def _whole(given: int | None, parts: tuple[Tally, ...]) -> int | None:
    return given if given is not None or not parts else sum(part.count for part in parts)
