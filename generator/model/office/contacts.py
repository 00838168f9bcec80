"""`contacts.yml`: whom the office asks at each unit."""

from typing import Annotated

from pydantic import Field

from generator.model.dates import Day
from generator.model.field_types import Data, Name, Phrase, Slug, Word


class Contact(Data):
    """A person or post at a unit; confirmed anew each year."""

    unit: Annotated[Slug, Field(title="单位编号")]
    name: Annotated[Word, Field(title="联系人")]
    post: Annotated[Name | None, Field(title="职务或处室")] = None
    telephone: Annotated[Word | None, Field(title="电话")] = None
    confirmed_on: Annotated[Day | None, Field(title="最近核实日期")] = None
    note: Annotated[Phrase | None, Field(title="备注")] = None


class ContactList(Data):
    """File form of `contacts.yml`."""

    items: Annotated[tuple[Contact, ...], Field(title="联系人", max_length=500)]
