"""Whether a folder may be published into, before anything is read or made: never over what is somebody else's."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.publishing.versions import WrongTargetError, current, is_internal, locked, versions_folder


@contextmanager
def claimed(
    target: Path, waiting: Callable[[], None], *, internal: bool = False, sources: Sequence[Path] = ()
) -> Iterator[None]:
    """Hold the right to publish into `target`; a second build says through `waiting` that it waits.

    Nothing goes into a folder of `sources`, where what was made would be read again.
    Taken before anything is read, so that what is published is never older than what it replaces.
    """
    _refuse_foreign(target)
    _refuse_among(target, sources)
    _refuse_other_side(target, internal=internal)
    with locked(versions_folder(target), waiting):
        yield


def _refuse_foreign(target: Path) -> None:
    """A folder, or a link that leads anywhere but to a version of its own, belongs to somebody else."""
    own = target.is_symlink() and target.resolve().parent == versions_folder(target).resolve()
    if os.path.lexists(target) and not own:
        raise WrongTargetError(f"{target} 已经存在，又不是本程序发布的；请换一个 --out，或先把它移开。")
    versions = versions_folder(target)
    if os.path.lexists(versions) and not versions.is_dir():
        raise WrongTargetError(f"{versions} 不是文件夹，旧版本要放在那里；请换一个 --out，或先把它移开。")


def _refuse_among(target: Path, sources: Sequence[Path]) -> None:
    place = target.parent.resolve() / target.name
    if inside := next((folder for folder in sources if place.is_relative_to(folder.resolve())), None):
        raise WrongTargetError(f"{target} 在 {inside.name} 里，那里只放网站的来源；请换一个 --out。")


def _refuse_other_side(target: Path, *, internal: bool) -> None:
    """Public and internal sites share no folder: a step back to an older version would publish the wrong one."""
    present = current(target)
    if present and is_internal(present) != internal:
        hint = "是公开的网站，内部网站请用别的 --out。" if internal else "是内部网站，不能在这里公开。"
        raise WrongTargetError(f"{target} {hint}")
