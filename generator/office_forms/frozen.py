"""`frozen/<edition>.yml`: the figures of an edition on the day it was closed, as `edition close` writes them."""

import hashlib
import json
from typing import Annotated

from pydantic import Field

from generator.fields import Count, Data, Day, Digest, Word


class FrozenRow(Data):
    """The figures of one unit, in the order of the columns; an empty text is no figure."""

    unit: Annotated[Word, Field(title="单位")]
    values: Annotated[tuple[str, ...], Field(title="数值", max_length=200)]


class FrozenDuty(Data):
    """How far one unit was with its duties: for each cell of the ledger its state and its number."""

    unit: Annotated[Word, Field(title="单位")]
    states: Annotated[tuple[str, ...], Field(title="状态", max_length=200)]


class Frozen(Data):
    """File form of `frozen/<edition>.yml`."""

    edition: Annotated[str, Field(title="届次")]
    closed_on: Annotated[Day, Field(title="封存日期")]
    records: Annotated[Count, Field(title="计入的记录条数")]
    columns: Annotated[tuple[str, ...], Field(title="列", max_length=200)]
    rows: Annotated[tuple[FrozenRow, ...], Field(title="各单位的数", max_length=200)]
    heads: Annotated[tuple[str, ...], Field(title="台账的列", max_length=200)] = ()
    duties: Annotated[tuple[FrozenDuty, ...], Field(title="台账", max_length=200)] = ()
    sha256: Annotated[Digest, Field(title="校验值")]

    @property
    def digest(self) -> str:
        """SHA-256 of everything but itself, whatever the file's layout."""
        said = self.model_dump(mode="json", exclude={"sha256"})
        said["closed_on"] = str(self.closed_on)
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def sound(self) -> bool:
        return bool(self.digest == self.sha256)
