"""What a branch changes, as git tells it: names and modes only, no content is looked at and no code of it runs."""

import re
from dataclasses import dataclass
from pathlib import Path

from generator.runtime.git import GitError, commit, git, is_nothing

#: The mode of a file in git that is neither executable, nor a link, nor a module.
PLAIN = "100644"
GONE = "000000"


@dataclass(frozen=True, order=True, slots=True)
class Change:
    """One path, as it was and as it is; paths outside the site's folder begin with `../`."""

    path: str
    before: str
    after: str

    @property
    def removed(self) -> bool:
        return self.after == GONE


def between(root: Path, base: str, head: str) -> list[Change]:
    """What `head` changes since it left `base`, or all of it if there was none; a rename is one path gone, one new."""
    return sorted(_raw(root, [_left_at(root, base, head), commit(root, head)]))


def since(root: Path, base: str) -> list[Change]:
    """What the working folder changes since it left `base`, with files that git does not know yet."""
    changed = _raw(root, [_left_at(root, base, "HEAD")])
    unknown = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({*changed, *(Change(path, GONE, PLAIN) for path in unknown.split("\0") if path)})


def _raw(root: Path, commits: list[str]) -> list[Change]:
    output = git(root, "diff", "--raw", "-z", "--no-renames", "--no-ext-diff", *commits, "--")
    words = output.split("\0")
    inside = git(root, "rev-parse", "--show-prefix").rstrip("\n")
    found = []
    for fields, path in zip(words[::2], words[1::2], strict=False):
        before, after, *_ = fields.removeprefix(":").split(" ")
        found.append(Change(path.removeprefix(inside) if path.startswith(inside) else f"../{path}", before, after))
    return found


def _left_at(root: Path, base: str, head: str) -> str:
    """The commit where `head` left `base`: what `base` got since then is no change of `head`."""
    if is_nothing(base):
        return git(root, "hash-object", "-t", "tree", "--stdin").strip()
    commits = commit(root, base), commit(root, head)
    try:
        return git(root, "merge-base", *commits).strip()
    except GitError as error:
        raise GitError(f"找不到 {base} 和 {head} 的共同起点，请取回完整的历史（git fetch --unshallow）") from error


def added_lines(root: Path, base: str, head: str, path: str) -> set[int]:
    """The lines of a file in `head`, counted from 1, that are new since it left `base`."""
    words = ("diff", "-U0", "--no-renames", "--no-ext-diff", "--no-textconv", "--text", "--no-color")
    output = git(root, *words, _left_at(root, base, head), commit(root, head), "--", f":(literal){path}")
    found: set[int] = set()
    for start, count in re.findall(r"(?m)^@@ -\S+ \+(\d+)(?:,(\d+))? @@", output):
        found.update(range(int(start), int(start) + int(count or 1)))
    return found
