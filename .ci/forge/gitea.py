"""Gitea and Forgejo: GitHub's API, but no list tells which run was whose, and no line takes a suggestion."""

from collections.abc import Iterator
from typing import Any

from github import GitHub
from surroundings import Note, Suggestion


class Gitea(GitHub):
    """One repository on Gitea or Forgejo, whose workflows write under one of these names."""

    bots = ("gitea-actions", "forgejo-actions")

    def runs(self, head: str) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:  # noqa: ARG002
        return iter(())

    def suggested(self, number: int) -> Iterator[Note]:  # noqa: ARG002
        return iter(())

    def suggest(self, number: int, head: str, suggestions: list[Suggestion]) -> None:
        """Nothing: the comment shows the same lines as a difference."""
