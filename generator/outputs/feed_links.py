"""Which feeds there are and what they are called; pages and feeds name them alike."""

from generator.lists import Unit
from generator.record import Kind
from generator.templating import FeedLink

ALL = FeedLink("全部更新", "feeds/all")


def kind_feed(kind: Kind) -> FeedLink:
    """The feed of a kind."""
    return FeedLink(kind.label, f"feeds/{kind.name}")


def unit_feed(unit: Unit) -> FeedLink:
    """The feed of a unit."""
    return FeedLink(unit.short, f"feeds/unit-{unit.id}")
