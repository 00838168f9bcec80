"""Whether what lies in a folder is what a commit holds: only then a version can be named for it."""

from pathlib import Path

from generator.runtime.git import GitError, git


def unsaved(root: Path, folder: Path) -> list[str]:
    """Files that differ from the last commit or are in none; nothing where there is no git."""
    try:
        told = git(root, "-c", "core.quotePath=false", "status", "--porcelain", "-uall", "--", str(folder))
    except GitError:
        return []
    return [line[3:] for line in told.splitlines()]


def saved_version(root: Path, folder: Path) -> str:
    """The last commit, if it holds the folder; a folder that git leaves out has no version."""
    try:
        if not git(root, "ls-files", "--", str(folder)):
            return ""
        return git(root, "rev-parse", "--short=12", "HEAD").strip()
    except GitError:
        return ""
