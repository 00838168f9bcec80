"""Forges for tests, by real HTTP on loopback: what we use of GitHub, Gitea and Forgejo, GitLab and Gitee."""

import http.server
import json
import re
import threading
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "made-up"  # noqa: S105
REPOSITORY_NAME = "bureau/column"
#: Who the token belongs to; a workflow's own token on GitHub may not ask.
LOGINS = {"github": "github-actions[bot]", "gitea": "gitea-actions", "gitlab": "column-bot", "gitee": "column-bot"}
#: How many a page holds when nothing, or something that the forge does not know, is asked for; and at most.
PAGES = {"github": ("per_page", 30, 100), "gitea": ("limit", 30, 50)}
OTHERS = ("per_page", 20, 100)


@dataclass
class Forge:
    """A forge's API on this machine: what it was asked and told."""

    kind: str = "github"
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    #: What is offered on lines of request 7, as GitHub and GitLab take it.
    reviews: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    runs: list[dict[str, Any]] = field(default_factory=list)
    artifacts: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        forge = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                given = self.rfile.read(int(self.headers["Content-Length"] or 0))
                body = json.loads(given) if given else {}
                code, value = forge.answer(self.command, self.path, self.headers, body)
                if code >= 400:
                    forge.refused.append(f"{code} {self.command} {self.path}")
                self.send_response(code)
                self.end_headers()
                self.wfile.write(json.dumps(value).encode())

            do_POST = do_PATCH = do_PUT = do_GET  # noqa: N815

            def log_message(self, *_words: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        api = f"http://127.0.0.1:{self.server.server_port}/api"
        self.surroundings = {
            "FORGE": self.kind,
            "FORGE_API": api,
            "FORGE_REPOSITORY": REPOSITORY_NAME,
            "FORGE_TOKEN": TOKEN,
        }

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def login(self) -> str:
        return LOGINS[self.kind]

    def answer(self, method: str, address: str, headers: Any, body: dict[str, Any]) -> tuple[int, object]:
        """One request, as the forge answers it."""
        word = {"gitlab": ("PRIVATE-TOKEN", TOKEN), "gitee": ("Authorization", f"token {TOKEN}")}
        name, expected = word.get(self.kind, ("Authorization", f"Bearer {TOKEN}"))
        if headers[name] != expected:
            return 401, {}
        split = urlsplit(address)
        path, query = split.path.removeprefix("/api/"), {key: found[0] for key, found in parse_qs(split.query).items()}
        if path == "user":
            return (403, {}) if self.kind in ("github", "gitea") else (200, self.user(self.login))
        root = (
            f"projects/{REPOSITORY_NAME.replace('/', '%2F')}/" if self.kind == "gitlab" else f"repos/{REPOSITORY_NAME}/"
        )
        owned = "repos/bureau/issues"
        if self.kind == "gitee" and path.startswith(owned) and body.get("repo") == "column":
            return self.issue(method, unquote(path.removeprefix("repos/bureau/")), body)
        if not path.startswith(root):
            return 404, {}
        return self.of_repository(method, path.removeprefix(root), query, body)

    def user(self, login: str) -> dict[str, str]:
        return {"username" if self.kind == "gitlab" else "login": login}

    def of_repository(self, method: str, path: str, query: dict[str, str], body: dict[str, Any]) -> tuple[int, object]:
        writer = "author" if self.kind == "gitlab" else "user"
        requests = "merge_requests" if self.kind == "gitlab" else "pulls"
        comments = {"gitlab": "merge_requests/7/notes", "gitee": "pulls/7/comments"}.get(self.kind, "issues/7/comments")
        single = {"gitlab": "merge_requests/7/notes/", "gitee": "pulls/comments/"}.get(self.kind, "issues/comments/")
        if (method, path) == ("GET", requests):
            shown = [{"iid": p["number"], "sha": p["head"]["sha"]} if self.kind == "gitlab" else p for p in self.pulls]
            return 200, self.page(shown, query)
        if path == comments and method == "GET":
            return 200, self.page([{**c, writer: self.user(c["login"])} for c in self.comments], query)
        if path == comments and method == "POST":
            self.comments.append({"id": 100 + len(self.comments), "login": self.login, **body})
            return 201, {}
        if path in ("pulls/7/comments", "pulls/7/reviews") and self.kind == "github":
            return self.review(method, body, query)
        if path in ("merge_requests/7", "merge_requests/7/discussions") and self.kind == "gitlab":
            return self.discussion(method, path, body, query)
        if path.startswith(single) and method == ("PUT" if self.kind == "gitlab" else "PATCH"):
            return self.renew([c for c in self.comments if str(c["id"]) == path.removeprefix(single)], body)
        if re.fullmatch(r"statuses/[0-9a-f]{40}", path) and method == "POST" and self.kind != "gitee":
            self.statuses.append(body)
            return 201, {}
        if path.startswith("actions/runs") and self.kind == "github":
            inner = path.removeprefix("actions/runs").strip("/").partition("/")[0]
            return 200, {"artifacts": self.artifacts.get(int(inner), [])} if inner else {"workflow_runs": self.runs}
        if path == "issues" and method == "GET":
            told = "description" if self.kind == "gitlab" else "body"
            shown = [{**i, "iid": i["number"], told: i["body"], writer: self.user(i["login"])} for i in self.issues]
            return 200, self.page(shown, query)
        return self.issue(method, path, body) if self.kind != "gitee" else (404, {})

    def review(self, method: str, body: dict[str, Any], query: dict[str, str]) -> tuple[int, object]:
        """GitHub: several lines in one review of the head, all or none."""
        if method == "GET":
            return 200, self.page([{**one, "user": self.user(self.login)} for one in self.reviews], query)
        lines = [(one.get("start_line", 0), one["line"]) for one in body["comments"]]
        if body["commit_id"] != self.head or any(first >= last for first, last in lines):
            return 422, {}
        self.reviews += body["comments"]
        return 200, {}

    def discussion(self, method: str, path: str, body: dict[str, Any], query: dict[str, str]) -> tuple[int, object]:
        """GitLab: a thread for each line, at a place in the newest difference."""
        refs = {"base_sha": "0" * 40, "start_sha": "0" * 40, "head_sha": self.head}
        if path == "merge_requests/7":
            return 200, {"diff_refs": refs}
        if method == "GET":
            return 200, self.page(
                [{"notes": [{**one, "author": self.user(self.login)}]} for one in self.reviews], query
            )
        if not refs.items() <= body["position"].items():
            return 400, {}
        self.reviews.append(body)
        return 201, {}

    @property
    def head(self) -> str:
        return str(next(one["head"]["sha"] for one in self.pulls if one["number"] == 7))

    def issue(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, object]:
        text = {"body": body["description"] if self.kind == "gitlab" else body["body"]}
        if (method, path) == ("POST", "issues"):
            self.issues.append({"number": 50, "login": self.login, "title": body["title"], **text})
            return 201, {}
        if method == ("PUT" if self.kind == "gitlab" else "PATCH"):
            return self.renew([i for i in self.issues if path == f"issues/{i['number']}"], text)
        return 404, {}

    def renew(self, found: list[dict[str, Any]], body: dict[str, Any]) -> tuple[int, object]:
        """Only what the token's owner wrote."""
        if not found or found[0]["login"] != self.login:
            return 403, {}
        found[0].update(body)
        return 200, {}

    def page(self, items: list[Any], query: dict[str, str]) -> list[Any]:
        name, usual, most = PAGES.get(self.kind, OTHERS)
        size = min(int(query.get(name, usual)), most)
        number = int(query.get("page", 1))
        return items[(number - 1) * size : number * size]
