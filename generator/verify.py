"""What must hold of the finished files before they are published."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from generator.site import File

#: Two patterns that begin with fixed letters are found much faster than one that begins with a choice.
_ADDRESSES = (re.compile(rb'href="([^"]*)"'), re.compile(rb'src="([^"]*)"'))
#: The same as a browser reads it: the words of a text, and the end of an attribute, may look like another one.
_TAG = re.compile(rb"""<[A-Za-z][^\s<>/"']*((?:\s+[^\s=<>"']+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)""")
_ATTRIBUTE = re.compile(rb"""\s([^\s=<>"']+)(?:=(?:"([^"]*)"|'[^']*'|[^\s"'<>]+))?""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong with a finished file; `link` is the address that leads nowhere, if that is it."""

    path: str
    message: str
    link: str = ""


def faults(files: Sequence[File], base_path: str) -> list[Fault]:
    """Duplicate addresses, empty files, links and assets that lead nowhere."""
    return sorted({*_duplicates(files), *_empty(files), *_dead_links(files, base_path)})


def _duplicates(files: Sequence[File]) -> Iterator[Fault]:
    seen: set[str] = set()
    for file in files:
        # Case counts for nothing on some hosts.
        name = file.path.lower()
        if name in seen:
            yield Fault(file.path, "有两个输出占用同一个地址")
        seen.add(name)


def _empty(files: Sequence[File]) -> Iterator[Fault]:
    for file in files:
        if not file.content.strip():
            yield Fault(file.path, "文件是空的")


def _dead_links(files: Sequence[File], base_path: str) -> Iterator[Fault]:
    there = {file.path for file in files}
    known: dict[tuple[str, bytes], bool] = {}
    for file in files:
        if not file.path.endswith(".html"):
            continue
        folder = posixpath.dirname(file.path)
        for raw in {raw for pattern in _ADDRESSES for raw in pattern.findall(file.content)}:
            key = (folder, raw)
            if key not in known:
                known[key] = _leads_somewhere(folder, unescape(raw.decode()), base_path, there)
            if not known[key] and raw in _written(file.content):
                link = unescape(raw.decode())
                yield Fault(file.path, f"链接 {link} 没有指向任何文件", link)


def _written(content: bytes) -> set[bytes]:
    """Every address that a tag really has."""
    tags = (attribute for tag in _TAG.findall(content) for attribute in _ATTRIBUTE.findall(tag))
    return {value for name, value in tags if name in (b"href", b"src")}


def _leads_somewhere(folder: str, address: str, base_path: str, there: set[str]) -> bool:
    path = unquote(re.split("[?#]", address, maxsplit=1)[0])
    if _ELSEWHERE.match(address) or not path:
        return True
    if path.startswith("/"):
        if not path.startswith(base_path):
            return False
        path = path[len(base_path) :]
    else:
        path = posixpath.normpath(posixpath.join(folder, path)) + ("/" if path.endswith("/") else "")
    if path in ("", ".", "./") or path.endswith("/"):
        path = posixpath.normpath(path + "/index.html").lstrip("/")
    return path in there
