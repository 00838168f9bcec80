"""GitLab: merge requests with notes, of a project that is named by its number or its escaped path."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from github import GitHub
from surroundings import Note, Request, Suggestion, setting


class GitLab(GitHub):
    """One project on GitLab."""

    bots = ()
    api, repository, token = "CI_API_V4_URL", "CI_PROJECT_ID", "FORGE_TOKEN"
    edits = "PUT"

    def base(self) -> str:
        return f"projects/{quote(setting('FORGE_REPOSITORY', self.repository), safe='')}"

    def credentials(self) -> dict[str, str]:
        return {"PRIVATE-TOKEN": setting("FORGE_TOKEN", self.token)}

    def login(self, user: dict[str, Any]) -> str:
        return str(user["username"])

    def requests(self) -> Iterator[Request]:
        for found in self.pages("merge_requests", state="opened"):
            yield Request(int(found["iid"]), str(found["sha"]), f"refs/merge-requests/{int(found['iid'])}/head")

    def comments(self, number: int) -> Iterator[Note]:
        for one in self.pages(f"merge_requests/{number}/notes"):
            path = f"merge_requests/{number}/notes/{int(one['id'])}"
            yield Note(path, self.login(one["author"]), one["body"] or "")

    def comment(self, number: int, text: str) -> None:
        self.call("POST", f"merge_requests/{number}/notes", {"body": text})

    def issues(self, title: str) -> Iterator[Note]:
        for one in self.pages("issues", state="opened"):
            if one["title"] == title:
                yield Note(f"issues/{int(one['iid'])}", self.login(one["author"]), one["description"] or "")

    def issue(self, title: str, text: str) -> None:
        self.call("POST", "issues", {"title": title, "description": text})

    def renew(self, note: Note, text: str) -> None:
        self.call(self.edits, note.path, {"description" if note.path.startswith("issues/") else "body": text})

    def status(self, head: str, *, clean: bool, context: str, words: str) -> None:
        state = "success" if clean else "failed"
        self.call("POST", f"statuses/{head}", {"state": state, "name": context, "description": words})

    def suggested(self, number: int) -> Iterator[Note]:
        for thread in self.pages(f"merge_requests/{number}/discussions"):
            for one in thread["notes"]:
                if one.get("position"):
                    yield Note(str(one["position"]["new_path"]), self.login(one["author"]), one["body"] or "")

    def suggest(self, number: int, head: str, suggestions: list[Suggestion]) -> None:
        refs = self.call("GET", f"merge_requests/{number}")["diff_refs"]
        if refs["head_sha"] != head:
            return
        for one in suggestions:
            # A place is a line of what is new; how many lines above it are replaced, the fence says.
            place = {**refs, "position_type": "text", "new_path": one.path, "old_path": one.path, "new_line": one.last}
            self.call("POST", f"merge_requests/{number}/discussions", {"body": one.text, "position": place})

    def replaces(self, first: int, last: int) -> str:
        return f"suggestion:-{last - first}+0"

    def runs(self, head: str) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:  # noqa: ARG002
        return iter(())
