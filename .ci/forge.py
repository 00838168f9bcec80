"""Speaks with the forge for comment.yml and nightly.yml: needs rights, so it runs from the base branch only.

    forge.py find                    number=… of the open request that HEAD_SHA is the head of
    forge.py comment NUMBER FILE     one comment, written anew each time
    forge.py status FILE             whether the path policy found anything, as a status of HEAD_SHA
    forge.py issue TITLE FILE…       one open issue with what the files say

GitHub's API, which Gitea and Forgejo speak as well. Standard library only.
"""

import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

MARK = "<!-- wanlixing -->"
LONGEST = 60_000
_TIMEOUT = 30


def call(method: str, path: str, body: object = None) -> Any:
    """One request to the API of this repository."""
    base = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}"
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}", "Accept": "application/json"}
    request = urllib.request.Request(f"{base}/{path}", data, headers, method=method)  # noqa: S310  # the forge's own
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
        return json.load(answer)


def pages(path: str, **query: str) -> Iterator[dict[str, Any]]:
    """Everything of a list that comes in pages."""
    for number in range(1, 100):
        found = call("GET", f"{path}?{urlencode({**query, 'per_page': '100', 'page': str(number)})}")
        yield from found
        if len(found) < 100:
            return


def find() -> None:
    """The event names no request for a fork, and what the fork's run says is not trusted: ask the forge."""
    sha = os.environ["HEAD_SHA"]
    head = f"{os.environ['HEAD_OWNER']}:{os.environ['HEAD_BRANCH']}"
    numbers = [found["number"] for found in pages("pulls", state="open", head=head) if found["head"]["sha"] == sha]
    sys.stdout.write(f"number={int(numbers[0])}\n" if numbers else "number=\n")


def comment(number: str, file: str) -> None:
    """Our own comment is found by its mark and who wrote it: a stranger may write the mark too."""
    text = Path(file).read_text(encoding="utf-8", errors="replace")[:LONGEST]
    mine = [
        found["id"]
        for found in pages(f"issues/{int(number)}/comments")
        if found["body"].startswith(MARK) and found["user"]["login"] == _me()
    ]
    if mine:
        call("PATCH", f"issues/comments/{int(mine[0])}", {"body": text})
    else:
        call("POST", f"issues/{int(number)}/comments", {"body": text})


def status(file: str) -> None:
    """A status that a stranger's run can't write."""
    clean = json.loads(Path(file).read_text(encoding="utf-8")) == []
    words = "只改了一个单位的记录和图片" if clean else "有改动要由维护者处理"
    body = {"state": "success" if clean else "failure", "context": "投稿范围", "description": words}
    call("POST", f"statuses/{os.environ['HEAD_SHA']}", body)


def issue(title: str, files: list[str]) -> None:
    """One issue that is written anew each night; nobody is called again and again."""
    texts = [Path(file).read_text(encoding="utf-8").strip() for file in files if Path(file).is_file()]
    text = f"{MARK}\n\n" + "\n\n---\n\n".join(texts)
    mine = [
        found["number"]
        for found in pages("issues", state="open")
        if found["title"] == title and found["user"]["login"] == _me() and not found.get("pull_request")
    ]
    if mine:
        call("PATCH", f"issues/{int(mine[0])}", {"body": text[:LONGEST]})
    else:
        call("POST", "issues", {"title": title, "body": text[:LONGEST]})


def _me() -> str:
    return os.environ.get("FORGE_LOGIN", "github-actions[bot]")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["find"]:
            find()
        case ["comment", number, file]:
            comment(number, file)
        case ["status", file]:
            status(file)
        case ["issue", title, *files]:
            issue(title, files)
        case _:
            sys.exit(__doc__)
