"""A built site and where it is served, as the browser tests know it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Served:
    """A built site: where it lies and where it is served."""

    folder: Path
    url: str
