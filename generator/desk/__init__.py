"""The office's own site: internal pages, made by `build --office` instead of the public outputs, never beside them."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.desk.contacts import contact_list
from generator.desk.front import front
from generator.desk.unlisted import unlisted
from generator.site import File, Page, Site

Output: TypeAlias = Callable[[Site], Iterator[Page | File]]

DESK: tuple[Output, ...] = (
    front,
    contact_list,
    unlisted,
)
