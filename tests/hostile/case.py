"""A hostile (or honest) submission as a value: its files, and what has to become of it.

Payloads are written with `§` where the first problem must be told; the sign itself is taken out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

#: Refused with a code at a line; built with a warning; built with nothing active left; built as it is;
#: judged in time, whatever the judgement.
Verdict: TypeAlias = Literal["refuse", "warn", "neutralise", "accept", "bounded"]
#: A site's folder; a workbook to import; a commit to be judged by the policy.
Way: TypeAlias = Literal["site", "workbook", "commit"]

MARK = "§"

#: A sound highlight, which payloads replace fields of. Made up.
FIELDS = {
    "title": "试验市举办银企对接会",
    "summary": "试验市知识产权局举办一场银企对接会，三家银行到场。",
    "theme": "金融银企对接",
    "event_date": "2020-06-18",
    "publish_date": "2020-06-20 09:30",
    "body": "|\n  第一段文字。\n\n  第二段文字，**重点**在这里。",
    "sources": "\n  - title: 试验消息\n    publisher: 试验市知识产权局\n    date: 2020-06-19",
    "reviewed_by": "测试员",
    "reviewed_on": "2020-06-20",
}
#: What a case needs besides.
CASE_FIELDS = {"type": "司法", "outcome": "驳回上诉，维持原判"}


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link in place of a file or folder."""

    target: str


@dataclass(frozen=True, slots=True)
class Pipe:
    """A named pipe, which never ends for who opens it."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder where a file belongs."""


#: Bytes that take long to make are made when a case is laid, since every process that collects tests knows all cases.
Bytes: TypeAlias = bytes | Callable[[], bytes]
Content: TypeAlias = Bytes | Link | Pipe | Folder


def made(content: Bytes) -> bytes:
    return content if isinstance(content, bytes) else content()


@dataclass(frozen=True, slots=True)
class Case:
    """One submission. `path` is the file that the verdict is about, `line` where its first problem stands."""

    name: str
    verdict: Verdict
    files: Mapping[str, Content]
    path: str
    code: str = ""
    line: int = 1
    #: Whether it needs a site of its own, because it is about more than one file of a known place.
    alone: bool = False
    family: str = ""
    way: Way = "site"
    #: What `git` calls the files of a commit that are no plain files.
    modes: Mapping[str, str] = field(default_factory=dict)


def record(**changes: str | None) -> str:
    """The sound highlight with some fields written otherwise; None leaves one out."""
    fields = {**FIELDS, **changes}
    lines = []
    for name, value in fields.items():
        if value is not None:
            lines.append(f"{name}:{'' if value.startswith(chr(10)) else ' '}{value}")
    return "\n".join(lines) + "\n"


def marked(payload: str | bytes) -> tuple[bytes, int]:
    """The payload without its mark, and the line of the mark."""
    raw = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
    before, sign, after = raw.partition(MARK.encode())
    if not sign:
        return raw, 1
    return before + after, len(re.split(b"\r\n|\r|\n", before))


def case(name: str, verdict: Verdict, payload: str | bytes, code: str = "", line: int = 0) -> Case:
    """A record of the kind highlight, in a unit's folder, called like the case."""
    raw, found = marked(payload)
    path = f"content/highlights/nanjing/{name}.yml"
    return Case(name, verdict, {path: raw}, path, code, line or found)


def one_tag(text: str) -> str:
    """The text as a single tag: signs between several would be refused before it is looked at."""
    return re.sub("[,，、;；]", "·", text)


def refuse(name: str, code: str, payload: str | bytes, line: int = 0) -> Case:
    return case(name, "refuse", payload, code, line)


def warn(name: str, code: str, payload: str | bytes) -> Case:
    return case(name, "warn", payload, code)


def neutralise(name: str, payload: str | bytes) -> Case:
    return case(name, "neutralise", payload)


def accept(name: str, payload: str | bytes) -> Case:
    return case(name, "accept", payload)


def file(
    name: str, verdict: Verdict, path: str, content: Content, code: str = "", *, alone: bool = False, line: int = 1
) -> Case:
    """Anything at any place of the site's folder."""
    return Case(name, verdict, {path: content}, path, code, line, alone)
