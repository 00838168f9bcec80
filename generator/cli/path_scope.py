"""Which files a `check PATH …` or a `check --changed-from BASE` is about, and which problems belong to them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from generator.diagnostics.problems import Problem
from generator.runtime.git import GitError
from generator.runtime.git_diff import between, since

#: Without sound settings and lists nothing can be checked, so their problems belong to every path.
SHARED = ("site_config.yml", "content/lists")


@dataclass(frozen=True)
class PathScope:
    """Paths from the site's root; none means everything, unless they are those that a branch changes."""

    names: tuple[str, ...]
    changes: bool = False

    @classmethod
    def of(cls, paths: tuple[Path, ...], root: Path) -> "PathScope":
        """Paths as a person gives them, from where the person stands."""
        names = []
        for path in paths:
            if not path.exists():
                raise click.UsageError(f"没有 {path} 这个文件或文件夹")
            if not path.resolve().is_relative_to(root):
                raise click.UsageError(f"{path} 不在站点文件夹里")
            names.append(path.resolve().relative_to(root).as_posix())
        return cls(tuple(names))

    @classmethod
    def changed(cls, base: str, root: Path, head: str | None = None) -> "PathScope":
        """What the commit `head`, or else the working folder, changes since it left `base`."""
        try:
            found = between(root, base, head) if head else since(root, base)
            return cls(tuple(change.path for change in found), changes=True)
        except GitError as error:
            raise click.UsageError(str(error)) from None

    def holds(self, path: str) -> bool:
        """Whether a file lies in one of the paths."""
        everything = not self.names and not self.changes
        return everything or any(name in (".", path) or path.startswith(f"{name}/") for name in self.names)

    @property
    def select(self) -> Callable[[str], bool] | None:
        """Which files have to be read to answer; None for all, as when the errors of all are reported."""
        return self._touches if self.names and not self.changes else None

    def _touches(self, path: str) -> bool:
        return self.holds(path) or any(name.startswith(f"{path}/") for name in self.names)

    def covers(self, place: str) -> bool:
        """Whether a problem at `place` concerns the paths: inside them, at a folder around them, or shared."""
        shared = any(place == name or place.startswith(f"{name}/") for name in SHARED)
        return self._touches(place) or shared

    def concerns(self, problem: Problem) -> bool:
        """The same of a problem. What is published has no errors: one elsewhere comes of the changes, so it counts."""
        return self.covers(problem.position.path) or (self.changes and problem.severity == "error")
