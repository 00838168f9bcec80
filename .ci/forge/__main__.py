"""Speaks with the forge: GitHub, Gitea and Forgejo, GitLab, Gitee. Needs rights, so it runs from the base branch only.

    forge find                    of the request that HEAD_SHA is the head of: number=…, report=…, preview=…
    forge open                    every open request that has no answer yet: its number, head and ref, a line each
    forge answer NUMBER FOLDER    FOLDER/comment.md as one comment, written anew each time; FOLDER/suggestions.json on
                                  the lines they are about; whether FOLDER/policy.json is empty, as a status of HEAD_SHA
    forge issue TITLE FILE…       one open issue with what the files say

Which forge it is the surroundings say; elsewhere FORGE, FORGE_API, FORGE_REPOSITORY and FORGE_TOKEN do.
Standard library only.
"""

import json
import os
import sys
import urllib.error
from pathlib import Path
from typing import Any

from gitea import Gitea
from gitee import Gitee
from github import GitHub
from gitlab import GitLab
from surroundings import CHECK, LONGEST, MARK, Note, Suggestion

FORGES = {"github": GitHub, "gitea": Gitea, "forgejo": Gitea, "gitlab": GitLab, "gitee": Gitee}


def forge() -> GitHub:
    """The forge that this run is about. Runners of Gitea call themselves GitHub's too, so they are asked first."""
    signs = {"GITEA_ACTIONS": "gitea", "FORGEJO_ACTIONS": "forgejo", "GITLAB_CI": "gitlab"}
    found = next((kind for sign, kind in signs.items() if os.environ.get(sign)), "github")
    return FORGES[os.environ.get("FORGE") or found]()


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


def answer(at: GitHub, number: int, folder: Path) -> None:
    """One comment on a request, suggestions on its lines, and a status that a stranger's run can't write."""
    _comment(at, number, (folder / "comment.md").read_text(encoding="utf-8", errors="replace")[:LONGEST])
    _suggest(at, number, json.loads((folder / "suggestions.json").read_text(encoding="utf-8")))
    clean = json.loads((folder / "policy.json").read_text(encoding="utf-8")) == []
    words = "只改了一个单位的记录和图片" if clean else "有改动要由维护者处理"
    at.status(os.environ["HEAD_SHA"], clean=clean, context="投稿范围", words=words)


def _comment(at: GitHub, number: int, text: str) -> None:
    for note in at.comments(number):
        if _ours(at, note):
            at.renew(note, text)
            return
    at.comment(number, text)


def _suggest(at: GitHub, number: int, found: list[dict[str, Any]]) -> None:
    """What is not there yet. A forge that takes none of them costs nobody the comment, which shows the same."""
    try:
        there = {(note.path, note.text) for note in at.suggested(number) if note.login in at.me()} if found else set()
        new = [one for one in (_suggestion(at, item) for item in found) if (one.path, one.text) not in there]
        if new:
            at.suggest(number, os.environ["HEAD_SHA"], new)
    except urllib.error.HTTPError as error:
        sys.stderr.write(f"· 平台没有收下逐行的改法（{error.code}），评论里仍有。\n")


def _suggestion(at: GitHub, item: dict[str, Any]) -> Suggestion:
    first, last, fence = int(item["first"]), int(item["last"]), str(item["fence"])
    block = "\n".join([f"{fence}{at.replaces(first, last)}", *map(str, item["lines"]), fence])
    return Suggestion(str(item["path"]), first, last, f"{item['why']}\n\n{block}")


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
        case ["answer", number, folder]:
            answer(forge(), int(number), Path(folder))
        case ["issue", title, *files]:
            issue(forge(), title, files)
        case _:
            sys.exit(__doc__)
