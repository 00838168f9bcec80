"""Who changed which file of the content and when, as git remembers it; nothing where there is no git."""

from pathlib import Path

from generator.runtime.git import GitError, git
from generator.site.site import Change

#: Between commits and between the parts of one; no name of a person or file holds them.
_COMMIT, _PART = "\x01", "\x1f"
_FORMAT = f"--format={_COMMIT}%h{_PART}%an{_PART}%as{_PART}%cn{_PART}%cs"
#: What git says of a file that came, changed or went.
_SORTS = {"A": "新增", "M": "改动", "D": "删去"}


def history(folder: Path, below: str = "") -> dict[str, tuple[Change, ...]]:
    """By path below `folder`, the changes of each file, the earliest first; `below` is put before the paths."""
    try:
        told = git(
            folder, "-c", "core.quotepath=off", "log", "--no-renames", "--name-status", "--relative", _FORMAT, "."
        )
    except GitError:
        return {}
    found: dict[str, list[Change]] = {}
    for commit in told.split(_COMMIT)[1:]:
        head, *lines = commit.splitlines()
        name, author, day, committer, taken = head.split(_PART)
        for line in lines:
            sort, tab, path = line.partition("\t")
            if tab and sort in _SORTS and path.endswith(".yml"):
                found.setdefault(f"{below}{path}", []).append(Change(name, _SORTS[sort], author, day, committer, taken))
    return {path: tuple(reversed(changes)) for path, changes in found.items()}
