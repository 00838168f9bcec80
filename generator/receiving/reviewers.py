"""Who reviews a submission next, as the CODEOWNERS file of the main branch says."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from generator.runtime.git import GitError, git

#: Where forges look for it, in this order.
_GITEA = ".gitea/CODEOWNERS"
PLACES = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitee/CODEOWNERS", _GITEA, "CODEOWNERS", "docs/CODEOWNERS")
_ACCOUNT = re.compile(r"@?[\w.@/+-]{1,100}")


def reviewers(root: Path, base: str, paths: Iterable[str]) -> list[str]:
    """The owners of these paths, each once; none if nobody is named."""
    place, text = _file(root, base)
    rules = list(_rules(text))
    found: dict[str, None] = {}
    for path in paths:
        if place == _GITEA:
            owners = [owner for pattern, who in rules if _matches_regex(pattern, path) for owner in who]
        else:
            owners = list(next((who for pattern, who in reversed(rules) if _matches(pattern, path)), ()))
        found.update(dict.fromkeys(owners))
    return list(found)


def _file(root: Path, base: str) -> tuple[str, str]:
    for place in PLACES:
        try:
            return place, git(root, "cat-file", "blob", f"{base}:{place}")
        except GitError:
            continue
    return "", ""


def _rules(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Patterns with their owners; sections, which only GitLab has, are passed over."""
    for line in text.splitlines():
        pattern, *owners = line.partition(" #")[0].split()[:50] or [""]
        if pattern and not pattern.startswith(("#", "[", "^[")):
            yield pattern, tuple(owner for owner in owners if _ACCOUNT.fullmatch(owner))


def _matches_regex(pattern: str, path: str) -> bool:
    """As Gitea and Forgejo read a line: a regular expression of the whole path, or of what is not meant; all hold."""
    try:
        return (re.fullmatch(pattern.removeprefix("!"), path) is None) == pattern.startswith("!")
    except re.error:
        return False


def _matches(pattern: str, path: str) -> bool:
    return _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as in .gitignore: a slash before its end ties it to the root, and a folder stands for all inside."""
    anchored = "/" in pattern.rstrip("/")
    inner = re.escape(pattern.strip("/"))
    inner = inner.replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    inside = "/.*" if pattern.endswith("/") else "(?:/.*)?"
    # What ends with a star names what lies in a folder, not what lies deeper.
    inside = "" if anchored and pattern.endswith("/*") else inside
    return re.compile(f"{'' if anchored else '(?:.*/)?'}{inner}{inside}")
