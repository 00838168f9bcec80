"""`records/<unit>.yml`: what the office knows of records and keeps out of the files that bureaus share."""

from typing import Annotated

from pydantic import Field

from generator.model.field_types import Data, Name, Phrase, Slug
from generator.model.kinds import KINDS, KindName

#: The kind whose records are counted: the one that notes are about.
COUNTED: KindName = next(name for name, kind in KINDS.items() if kind.event and kind.event.counted)


class RecordNote(Data):
    """A remark on a record, and the enterprises that it served, which are counted and never shown."""

    record: Annotated[Slug, Field(title="记录编号")]
    kind: Annotated[KindName, Field(title="种类", description="不写就是活动。")] = COUNTED
    note: Annotated[Phrase | None, Field(title="内部备注")] = None
    enterprise_names: Annotated[tuple[Name, ...], Field(title="惠及企业名单", max_length=5000)] = ()

    @property
    def told(self) -> dict[str, object]:
        """As the fields of the record, in the text form of its file."""
        said = {"note": self.note, "enterprise_names": list(self.enterprise_names)}
        return {name: value for name, value in said.items() if value}


class RecordNotes(Data):
    """File form of `records/<unit>.yml`."""

    items: Annotated[tuple[RecordNote, ...], Field(title="记录的内部资料", max_length=5000)]
