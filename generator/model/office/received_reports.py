"""`received.yml`: which reports have come in, and when."""

from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Data, Phrase, Slug


class Received(Data):
    """A report that a unit owed and has sent."""

    edition: Annotated[str, Field(title="届次")]
    unit: Annotated[Slug, Field(title="单位编号")]
    duty: Annotated[Slug, Field(title="要求的编号", description="届次里“报送”一类的要求。")]
    received: Annotated[Day, Field(title="收到日期")]
    note: Annotated[Phrase | None, Field(title="备注")] = None


class ReceivedList(Data):
    """File form of `received.yml`."""

    items: Annotated[tuple[Received, ...], Field(title="收到的报送", max_length=500)] = ()
