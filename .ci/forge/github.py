"""GitHub's API; the other forges say what differs."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

from surroundings import Note, Request, Suggestion, setting

_TIMEOUT = 30
_MOST_PAGES = 1000


class GitHub:
    """One repository on GitHub."""

    bots: tuple[str, ...] = ("github-actions[bot]",)
    api, repository, token = "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"
    edits = "PATCH"

    def base(self) -> str:
        return f"repos/{setting('FORGE_REPOSITORY', self.repository)}"

    def call(self, method: str, path: str, body: dict[str, object] | None = None) -> Any:
        """One request to the API; `path` begins with what belongs to this repository, or with a slash."""
        where = path if path.startswith("/") else f"/{self.base()}/{path}"
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json", "Content-Type": "application/json", **self.credentials()}
        url = setting("FORGE_API", self.api).rstrip("/") + where
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310  # the forge's own
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            return json.load(answer)

    def credentials(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {setting('FORGE_TOKEN', self.token)}"}

    def pages(self, path: str, **query: str) -> Iterator[dict[str, Any]]:
        """Everything of a list, until a page is empty: how many a page holds each forge decides for itself."""
        before = None
        for number in range(1, _MOST_PAGES):
            # GitHub and GitLab take `per_page`, Gitea takes `limit`.
            asked = urlencode({**query, "per_page": "100", "limit": "50", "page": str(number)})
            found = self.call("GET", f"{path}?{asked}")
            if not found or found == before:
                return
            yield from found
            before = found

    @cache  # noqa: B019  # there is one for the whole run
    def me(self) -> tuple[str, ...]:
        """Under which names we write: as told, as the forge says, or as the bots of its workflows are called."""
        if told := os.environ.get("FORGE_LOGIN"):
            return (told,)
        try:
            return (self.login(self.call("GET", "/user")),)
        except urllib.error.HTTPError:
            return self.bots

    def login(self, user: dict[str, Any]) -> str:
        return str(user["login"])

    def requests(self) -> Iterator[Request]:
        for found in self.pages("pulls", state="open"):
            yield Request(int(found["number"]), str(found["head"]["sha"]), f"refs/pull/{int(found['number'])}/head")

    def comments(self, number: int) -> Iterator[Note]:
        for one in self.pages(f"issues/{number}/comments"):
            yield Note(f"issues/comments/{int(one['id'])}", self.login(one["user"]), one["body"] or "")

    def comment(self, number: int, text: str) -> None:
        self.call("POST", f"issues/{number}/comments", {"body": text})

    def issues(self, title: str) -> Iterator[Note]:
        for one in self.pages("issues", state="open"):
            if one["title"] == title and not one.get("pull_request"):
                yield Note(f"issues/{one['number']}", self.login(one["user"]), one["body"] or "")

    def issue(self, title: str, text: str) -> None:
        self.call("POST", "issues", {"title": title, "body": text})

    def renew(self, note: Note, text: str) -> None:
        self.call(self.edits, note.path, {"body": text})

    def status(self, head: str, *, clean: bool, context: str, words: str) -> None:
        state = "success" if clean else "failure"
        self.call("POST", f"statuses/{head}", {"state": state, "context": context, "description": words})

    def suggested(self, number: int) -> Iterator[Note]:
        """What was said on single lines of a request."""
        for one in self.pages(f"pulls/{number}/comments"):
            yield Note(str(one["path"]), self.login(one["user"]), one["body"] or "")

    def suggest(self, number: int, head: str, suggestions: list[Suggestion]) -> None:
        """Replacements that one click takes over, in one review so that nobody is called for each."""
        comments = []
        for one in suggestions:
            range_ = {"start_line": one.first, "start_side": "RIGHT"} if one.first < one.last else {}
            comments.append({"path": one.path, "line": one.last, "side": "RIGHT", **range_, "body": one.text})
        self.call("POST", f"pulls/{number}/reviews", {"commit_id": head, "event": "COMMENT", "comments": comments})

    def replaces(self, first: int, last: int) -> str:  # noqa: ARG002  # GitLab counts them
        """What begins the block of text that replaces these lines."""
        return "suggestion"

    def runs(self, head: str) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:
        """Every run of a workflow on a commit, the latest first, with the ids of what it handed over."""
        asked = urlencode({"head_sha": head, "event": "pull_request", "per_page": "100"})
        for run in self.call("GET", f"actions/runs?{asked}")["workflow_runs"]:
            held = self.call("GET", f"actions/runs/{int(run['id'])}/artifacts?per_page=100")["artifacts"]
            yield run, {str(one["name"]): int(one["id"]) for one in held if not one.get("expired")}
