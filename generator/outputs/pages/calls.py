"""What came of a call, for its page."""

from typing import Any

from generator.model.kinds.call import CALL
from generator.model.record import Record
from generator.outputs.questions import related
from generator.site.look import Look


def call_values(look: Look, record: Record) -> dict[str, Any]:
    """The collection that names what was chosen, if the public may see it."""
    call = CALL.own(record)
    found = look.ask(related, call.chosen) if call and call.chosen else ()
    return {"chosen": next(iter(found), None)}
