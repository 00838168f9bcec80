"""Speaks with the forge: GitHub, Gitea and Forgejo, GitLab, Gitee. Needs rights, so it runs from the base branch only.

    forge.py find                    of the request that HEAD_SHA is the head of: number=…, report=…, preview=…
    forge.py open                    every open request that has no answer yet: its number, head and ref, a line each
    forge.py comment NUMBER FILE     one comment, written anew each time
    forge.py status FILE             whether the path policy found anything, as a status of HEAD_SHA
    forge.py issue TITLE FILE…       one open issue with what the files say

Which forge it is the surroundings say; elsewhere FORGE, FORGE_API, FORGE_REPOSITORY and FORGE_TOKEN do.
Standard library only.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

MARK = "<!-- wanlixing -->"
LONGEST = 60_000
CHECK = "检查"
_TIMEOUT = 30
_MOST_PAGES = 1000


class Request(NamedTuple):
    """An open request: its number, the commit it asks to take, and where that commit is fetched from."""

    number: int
    head: str
    ref: str


class Note(NamedTuple):
    """A comment or an issue: by which path it is written anew, who wrote it, what it says."""

    path: str
    login: str
    text: str


class GitHub:
    """GitHub's API; the others say what differs."""

    bots: tuple[str, ...] = ("github-actions[bot]",)
    api, repository, token = "GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"
    edits = "PATCH"

    def base(self) -> str:
        return f"repos/{_setting('FORGE_REPOSITORY', self.repository)}"

    def call(self, method: str, path: str, body: dict[str, object] | None = None) -> Any:
        """One request to the API; `path` begins with what belongs to this repository, or with a slash."""
        where = path if path.startswith("/") else f"/{self.base()}/{path}"
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json", "Content-Type": "application/json", **self.credentials()}
        url = _setting("FORGE_API", self.api).rstrip("/") + where
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310  # the forge's own
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            return json.load(answer)

    def credentials(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {_setting('FORGE_TOKEN', self.token)}"}

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

    def runs(self, head: str) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:
        """Every run of a workflow on a commit, the latest first, with the ids of what it handed over."""
        asked = urlencode({"head_sha": head, "event": "pull_request", "per_page": "100"})
        for run in self.call("GET", f"actions/runs?{asked}")["workflow_runs"]:
            held = self.call("GET", f"actions/runs/{int(run['id'])}/artifacts?per_page=100")["artifacts"]
            yield run, {str(one["name"]): int(one["id"]) for one in held if not one.get("expired")}


class Gitea(GitHub):
    """Gitea and Forgejo, whose workflows write under one of these names; no list tells which run was whose."""

    bots = ("gitea-actions", "forgejo-actions")

    def runs(self, head: str) -> Iterator[tuple[dict[str, Any], dict[str, int]]]:  # noqa: ARG002
        return iter(())


class GitLab(Gitea):
    """GitLab: merge requests with notes, of a project that is named by its number or its escaped path."""

    bots = ()
    api, repository, token = "CI_API_V4_URL", "CI_PROJECT_ID", "FORGE_TOKEN"
    edits = "PUT"

    def base(self) -> str:
        return f"projects/{quote(_setting('FORGE_REPOSITORY', self.repository), safe='')}"

    def credentials(self) -> dict[str, str]:
        return {"PRIVATE-TOKEN": _setting("FORGE_TOKEN", self.token)}

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


class Gitee(Gitea):
    """Gitee: comments of requests have a place of their own, issues belong to the owner, and there is no status."""

    bots = ()

    def credentials(self) -> dict[str, str]:
        return {"Authorization": f"token {_setting('FORGE_TOKEN', self.token)}"}

    def comments(self, number: int) -> Iterator[Note]:
        for one in self.pages(f"pulls/{number}/comments"):
            yield Note(f"pulls/comments/{int(one['id'])}", self.login(one["user"]), one["body"] or "")

    def comment(self, number: int, text: str) -> None:
        self.call("POST", f"pulls/{number}/comments", {"body": text})

    def issues(self, title: str) -> Iterator[Note]:
        owner = _setting("FORGE_REPOSITORY", self.repository).partition("/")[0]
        for one in self.pages("issues", state="open"):
            if one["title"] == title:
                yield Note(f"/repos/{owner}/issues/{one['number']}", self.login(one["user"]), one["body"] or "")

    def issue(self, title: str, text: str) -> None:
        owner, _, name = _setting("FORGE_REPOSITORY", self.repository).partition("/")
        self.call("POST", f"/repos/{owner}/issues", {"repo": name, "title": title, "body": text})

    def renew(self, note: Note, text: str) -> None:
        name = _setting("FORGE_REPOSITORY", self.repository).partition("/")[2]
        self.call(self.edits, note.path, {"body": text, "repo": name})

    def status(self, head: str, *, clean: bool, context: str, words: str) -> None:
        pass


FORGES = {"github": GitHub, "gitea": Gitea, "forgejo": Gitea, "gitlab": GitLab, "gitee": Gitee}


def forge() -> GitHub:
    """The forge that this run is about. Runners of Gitea call themselves GitHub's too, so they are asked first."""
    signs = {"GITEA_ACTIONS": "gitea", "FORGEJO_ACTIONS": "forgejo", "GITLAB_CI": "gitlab"}
    found = next((kind for sign, kind in signs.items() if os.environ.get(sign)), "github")
    return FORGES[os.environ.get("FORGE") or found]()


def _setting(*names: str) -> str:
    """The first of these that the surroundings set."""
    for name in names:
        if os.environ.get(name):
            return os.environ[name]
    sys.exit(f"没有设置 {names[0]}")


def find(at: GitHub) -> None:
    """The event names no request for a fork, and what the fork's run says is not trusted: ask the forge.

    As long as the check is still running there is nothing to say; its own end calls us again.
    """
    head = os.environ["HEAD_SHA"]
    number = next((str(found.number) for found in at.requests() if found.head == head), "")
    report = preview = ""
    for run, held in at.runs(head):
        if run["name"] == CHECK and run["status"] != "completed" and not report:
            number = ""
        report = report or (str(int(run["id"])) if "report" in held else "")
        preview = preview or (f"{run['html_url']}/artifacts/{held['preview']}" if "preview" in held else "")
    sys.stdout.write(f"number={number}\nreport={report}\npreview={preview}\n")


def unanswered(at: GitHub) -> None:
    """Requests whose head our comment does not name."""
    for request in at.requests():
        said = [note.text for note in at.comments(request.number) if _ours(at, note)]
        if not any(request.head in text[:300] for text in said):
            sys.stdout.write(f"{request.number} {request.head} {request.ref}\n")


def _ours(at: GitHub, note: Note) -> bool:
    """Our own is found by its mark and who wrote it: a stranger may write the mark too."""
    return note.text.startswith(MARK) and note.login in at.me()


def comment(at: GitHub, number: int, file: str) -> None:
    """One comment on a request."""
    text = Path(file).read_text(encoding="utf-8", errors="replace")[:LONGEST]
    for note in at.comments(number):
        if _ours(at, note):
            at.renew(note, text)
            return
    at.comment(number, text)


def status(at: GitHub, file: str) -> None:
    """A status that a stranger's run can't write."""
    clean = json.loads(Path(file).read_text(encoding="utf-8")) == []
    words = "只改了一个单位的记录和图片" if clean else "有改动要由维护者处理"
    at.status(os.environ["HEAD_SHA"], clean=clean, context="投稿范围", words=words)


def issue(at: GitHub, title: str, files: list[str]) -> None:
    """One issue that is written anew each night; nobody is called again and again."""
    texts = [Path(file).read_text(encoding="utf-8").strip() for file in files if Path(file).is_file()]
    text = (f"{MARK}\n\n" + "\n\n---\n\n".join(texts))[:LONGEST]
    for note in at.issues(title):
        if note.login in at.me():
            at.renew(note, text)
            return
    at.issue(title, text)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["find"]:
            find(forge())
        case ["open"]:
            unanswered(forge())
        case ["comment", number, file]:
            comment(forge(), int(number), file)
        case ["status", file]:
            status(forge(), file)
        case ["issue", title, *files]:
            issue(forge(), title, files)
        case _:
            sys.exit(__doc__)
