"""`matters.yml`: difficulties, proposals and what needs help from above, as units have reported them to the office."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Data, Phrase, Slug, Title


class Matter(Data):
    """Something that waits for an answer until `answered` says when it had one."""

    id: Annotated[Slug, Field(title="编号")]
    unit: Annotated[Slug, Field(title="单位编号")]
    kind: Annotated[Literal["困难", "建议", "需协调事项", "其他"], Field(title="种类")]
    title: Annotated[Title, Field(title="事项")]
    told: Annotated[Day, Field(title="收到日期")]
    answered: Annotated[Day | None, Field(title="答复日期")] = None
    answer: Annotated[Phrase | None, Field(title="答复")] = None
    note: Annotated[Phrase | None, Field(title="备注")] = None


class MatterList(Data):
    """File form of `matters.yml`."""

    items: Annotated[tuple[Matter, ...], Field(title="事项", max_length=500)] = ()
