"""The kinds of record, in menu order.

One file a kind.

Read first: `highlight.py`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.model.record import Kind

#: A line a kind: the module, which declares it under its name in capitals. The order is that of the menu.
_MODULES = (
    "highlight",
    "case",
    "collection",
    "outlet",
    "resource",
    "policy",
    "call",
    "figure",
    "roster",
    "bulletin",
)

KINDS: dict[str, Kind] = {name: getattr(import_module(f"{__name__}.{name}"), name.upper()) for name in _MODULES}

if TYPE_CHECKING:
    KindName: TypeAlias = str
    KindLabel: TypeAlias = str
    WithdrawableLabel: TypeAlias = str
else:
    #: What files of the office, settings and lists may name.
    KindName = Literal[tuple(KINDS)]
    KindLabel = Literal[tuple(kind.label for kind in KINDS.values())]
    WithdrawableLabel = Literal[tuple(kind.label for kind in KINDS.values() if kind.withdrawable)]


#: Fields whose texts are Markdown.
PROSE = frozenset(name for kind in KINDS.values() for name in kind.prose)
#: Fields that end without a full stop, and begin without a bullet.
TITLES = (("title",), ("wechat", "title"))


def is_prose(steps: tuple[str | int, ...]) -> bool:
    """Whether the text at these steps is read as Markdown."""
    return len(steps) == 1 and steps[0] in PROSE


def labelled(label: str) -> Kind:
    """The kind that people call so."""
    return next(kind for kind in KINDS.values() if kind.label == label)
