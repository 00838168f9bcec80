"""`frozen/<edition>.yml`: the figures of an edition on the day it was closed, as `edition close` writes them."""

import hashlib
import json
from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Count, Data, Word
from generator.model.registry_codes import Digest


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
    closed_by: Annotated[Word | None, Field(title="封存人")] = None
    version: Annotated[Word | None, Field(title="封存时的版本", description="版本库（git）里的版本。")] = None
    #: A line a record; a group of fields each would make the file too large to be read.
    basis: Annotated[
        tuple[str, ...],
        Field(title="计入的记录", description="编号｜发布｜审核人｜审核日期｜最近更正", max_length=3000),
    ] = ()
    sha256: Annotated[Digest, Field(title="校验值")]

    @property
    def digest(self) -> str:
        """SHA-256 of everything but itself, whatever the file's layout."""
        # What older files do not say is no part of their seal.
        unsaid = {name for name in ("closed_by", "version", "basis") if not getattr(self, name)}
        said = self.model_dump(mode="json", exclude={"sha256", *unsaid})
        said["closed_on"] = str(self.closed_on)
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def sound(self) -> bool:
        return bool(self.digest == self.sha256)


def as_text(form: Frozen) -> str:
    """The file, for people to read and for the program to read again. No text in it needs more than quotes."""

    def listed(items: tuple[str, ...]) -> str:
        return f"[{', '.join(json.dumps(item, ensure_ascii=False) for item in items)}]"

    lines = [
        f"# 由 wanlixing edition close {form.edition} 写出，请不要改动；封存以后的改动会在内部网站上列为更正。",
        f"edition: {json.dumps(form.edition)}",
        f"closed_on: {form.closed_on}",
        f"records: {form.records}",
        f"columns: {listed(form.columns)}",
        "rows:",
    ]
    for row in form.rows:
        lines += [f"  - unit: {row.unit}", f"    values: {listed(row.values)}"]
    if form.heads:
        lines += [f"heads: {listed(form.heads)}", "duties:"]
        for duty in form.duties:
            lines += [f"  - unit: {duty.unit}", f"    states: {listed(duty.states)}"]
    for name, value in (("closed_by", form.closed_by), ("version", form.version)):
        lines += [f"{name}: {json.dumps(value, ensure_ascii=False)}"] if value else []
    lines += ["basis:"] if form.basis else []
    lines += [f"  - {json.dumps(line, ensure_ascii=False)}" for line in form.basis]
    return "\n".join([*lines, f"sha256: {form.sha256}"]) + "\n"
