"""Which files a `check PATH …` is about, and which problems belong to them."""

from dataclasses import dataclass
from pathlib import Path

import click

#: Without sound settings and lists nothing can be checked, so their problems belong to every path.
SHARED = ("site_config.yml", "content/lists")


@dataclass(frozen=True)
class Scope:
    """Paths from the site's root; none means everything."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, paths: tuple[Path, ...], root: Path) -> "Scope":
        """Paths as a person gives them, from where the person stands."""
        names = []
        for path in paths:
            if not path.exists():
                raise click.UsageError(f"没有 {path} 这个文件或文件夹")
            if not path.resolve().is_relative_to(root):
                raise click.UsageError(f"{path} 不在站点文件夹里")
            names.append(path.resolve().relative_to(root).as_posix())
        return cls(tuple(names))

    def holds(self, path: str) -> bool:
        """Whether a file lies in one of the paths."""
        return not self.names or any(name in (".", path) or path.startswith(f"{name}/") for name in self.names)

    def covers(self, place: str) -> bool:
        """Whether a problem at `place` concerns the paths: inside them, at a folder around them, or shared."""
        around = any(name.startswith(f"{place}/") for name in self.names)
        shared = any(place == name or place.startswith(f"{name}/") for name in SHARED)
        return self.holds(place) or around or shared
