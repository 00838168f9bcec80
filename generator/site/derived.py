"""Values worked out of a site: each once, and forgotten with the site."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple, Unpack

from generator.site.site import Site

Further = TypeVarTuple("Further")
Value = TypeVar("Value")


def derived(make: Callable[[Site, Unpack[Further]], Value]) -> Callable[[Site, Unpack[Further]], Value]:
    """Keep what a function makes of a site in that site; a cache outside would keep old sites alive."""

    @wraps(make)
    def found(site: Site, *further: *Further) -> Value:
        known: dict[Any, Any] = site.derived
        key = (make, further)
        if key not in known:
            known[key] = make(site, *further)
        value: Value = known[key]
        return value

    return found
