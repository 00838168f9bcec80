"""What the machine that runs this says of itself, and what the whole folder shares."""

import os
import sys
from typing import NamedTuple

#: By which our own comment and issue begin.
MARK = "<!-- wanlixing -->"
#: Characters of a comment: forges take 65,536.
LONGEST = 60_000
#: The workflow whose report is answered.
CHECK = "检查"


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


class Suggestion(NamedTuple):
    """Lines `first` to `last` of a file of the request, and the fenced text that would replace them."""

    path: str
    first: int
    last: int
    text: str


def setting(*names: str) -> str:
    """The first of these that the surroundings set."""
    for name in names:
        if os.environ.get(name):
            return os.environ[name]
    sys.exit(f"没有设置 {names[0]}")
