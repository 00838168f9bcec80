"""Which feeds there are and what they are called; pages and feeds name them alike."""

from collections.abc import Sequence

from generator.model.editions import Edition
from generator.model.record import Kind, Record
from generator.model.vocabularies import Term, Unit, Withdrawn
from generator.rendering.templates import FeedLink

ALL = FeedLink("全部更新", "feeds/all")
WECHAT = FeedLink("公众号素材", "feeds/wechat")
DIGEST = FeedLink("一周速递", "feeds/digest")


def kind_feed(kind: Kind) -> FeedLink:
    """The feed of a kind."""
    return FeedLink(kind.label, f"feeds/{kind.name}")


def unit_feed(unit: Unit) -> FeedLink:
    """The feed of a unit."""
    return FeedLink(unit.short, f"feeds/unit-{unit.id}")


def theme_feed(theme: Term) -> FeedLink:
    """The feed of a task line."""
    return FeedLink(theme.name, f"feeds/theme-{theme.id}")


def region_feed(region: str, units: Sequence[Unit]) -> FeedLink:
    """The feed of a region, named after its first unit: that of the province."""
    head = next((unit for unit in units if unit.level in ("国家", "省级")), units[0])
    return FeedLink(region if region == "全国" else f"{region}地区", f"feeds/region-{head.id}")


def collection_feed(collection: Record) -> FeedLink:
    """The feed of a list of other records."""
    return FeedLink(collection.title, f"feeds/collection-{collection.id}")


def withdrawn_collection_feed(item: Withdrawn) -> FeedLink:
    """The same when it was withdrawn, whose title is told no more."""
    return FeedLink(f"已撤回的{item.kind}", f"feeds/collection-{item.id}")


def edition_feed(edition: Edition) -> FeedLink:
    """The feed of a campaign."""
    return FeedLink(edition.name, f"feeds/edition-{edition.id}")
