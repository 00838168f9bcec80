"""培训班: a course that people can sign up for, announced before it begins. Made up, to see what a kind needs."""

from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.declaration import About, Detail, EventFields, Happened, Review
from generator.model.field_types import Count, Listed, Name, Phrase
from generator.model.quantities import Wan
from generator.model.record import Kind, Record


class Training(Record):
    """A course; its first day is the day on which it happens."""

    event_date: Annotated[Day, Field(title="开班日期")]
    ends: Annotated[Day | None, Field(title="结业日期")] = None
    venue: Annotated[Name | None, Field(title="上课地点")] = None
    called_off: Annotated[Phrase | None, Field(title="停办说明")] = None
    level: Annotated[str, Listed("training-levels"), Field(title="培训级别")]
    fee_wan: Annotated[Wan | None, Field(title="培训费用（万元）")] = None
    seats: Annotated[Count | None, Field(title="名额")] = None
    signed_up: Annotated[tuple[Name, ...], Field(title="报名名单", description="内部使用。", max_length=500)] = ()


TRAINING = Kind(
    name="training",
    label="培训班",
    folder="trainings",
    model=Training,
    about=About("各地举办的知识产权培训班", ("知识产权", "培训班"), "办事服务", "一个培训班的安排"),
    happened=Happened("开班日期", may_be_ahead=True),
    event=EventFields(end="ends", venue="venue", cancelled="called_off", counted=True),
    details=(
        Detail("called_off"),
        Detail("event_date"),
        Detail("ends"),
        Detail("venue", searched=True),
        Detail("level", facet="level"),
        Detail("seats"),
        Detail("fee_wan", shown="money"),
    ),
    public=("ends", "venue", "called_off", "level", "seats", "fee_wan"),
    internal=("signed_up",),
    review=Review(days=90),
)
