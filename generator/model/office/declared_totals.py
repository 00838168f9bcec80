"""`declared/<edition>/<unit>.yml`: the totals that a unit declares in its own summary."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Data, Phrase, Slug
from generator.model.quantities import Money


class DeclaredValue(Data):
    """One total, by the column of the edition's table; money may carry 万元 or 亿元."""

    column: Annotated[Slug, Field(title="列的编号")]
    value: Annotated[Money, Field(title="申报的合计")]


class Declared(Data):
    """File form of `declared/<edition>/<unit>.yml`."""

    received: Annotated[Day, Field(title="收到日期")]
    source: Annotated[Phrase, Field(title="出处", description="例如书面总结的题目。")]
    values: Annotated[tuple[DeclaredValue, ...], Field(title="申报的数", min_length=1, max_length=40)]
    note: Annotated[Phrase | None, Field(title="备注")] = None

    @property
    def by_column(self) -> dict[str, Decimal]:
        return {item.column: item.value for item in self.values}
