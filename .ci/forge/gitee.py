"""Gitee: comments of requests have a place of their own, issues belong to the owner, and there is no status."""

from collections.abc import Iterator

from gitea import Gitea
from surroundings import Note, setting


class Gitee(Gitea):
    """One repository on Gitee."""

    bots = ()

    def credentials(self) -> dict[str, str]:
        return {"Authorization": f"token {setting('FORGE_TOKEN', self.token)}"}

    def comments(self, number: int) -> Iterator[Note]:
        for one in self.pages(f"pulls/{number}/comments"):
            yield Note(f"pulls/comments/{int(one['id'])}", self.login(one["user"]), one["body"] or "")

    def comment(self, number: int, text: str) -> None:
        self.call("POST", f"pulls/{number}/comments", {"body": text})

    def issues(self, title: str) -> Iterator[Note]:
        owner = setting("FORGE_REPOSITORY", self.repository).partition("/")[0]
        for one in self.pages("issues", state="open"):
            if one["title"] == title:
                yield Note(f"/repos/{owner}/issues/{one['number']}", self.login(one["user"]), one["body"] or "")

    def issue(self, title: str, text: str) -> None:
        owner, _, name = setting("FORGE_REPOSITORY", self.repository).partition("/")
        self.call("POST", f"/repos/{owner}/issues", {"repo": name, "title": title, "body": text})

    def renew(self, note: Note, text: str) -> None:
        name = setting("FORGE_REPOSITORY", self.repository).partition("/")[2]
        self.call(self.edits, note.path, {"body": text, "repo": name})

    def status(self, head: str, *, clean: bool, context: str, words: str) -> None:
        pass
