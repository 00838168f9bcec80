"""What a part that is made of one record may ask of the site: each answer is a small frozen value, never a text.

An answer holds what is shown and no more: whatever else is in it would make the part anew for nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any

from generator.outputs.feeds.groups import feed_groups
from generator.site.catalogue import Key, key_of
from generator.site.derived import derived
from generator.site.site import Site


def in_feeds(site: Site, kind: str, record_id: str) -> bool:
    """Whether a record is among the newest of a feed."""
    return (kind, record_id) in _newest(site)


@derived
def _newest(site: Site) -> frozenset[Key]:
    length = site.config.feeds.length
    return frozenset(key_of(record) for group in feed_groups(site) for record in group.records[:length])


_ALL: tuple[Callable[..., Any], ...] = (in_feeds,)
QUESTIONS: Mapping[str, Callable[..., Any]] = {question.__name__: question for question in _ALL}
