"""What must hold of the finished files before they are published."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

from generator.site.site import File

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


@dataclass(slots=True)
class Links:
    """The addresses in pages, each once a folder; they are judged when all files are known."""

    pages: list[str] = field(default_factory=list)
    found: set[tuple[str, bytes]] = field(default_factory=set)
    #: Frames whose addresses are known, by the folder of their pages.
    frames: set[tuple[str, int]] = field(default_factory=set)

    def collect(self, path: str, content: bytes, frame: bytes = b"") -> None:
        """The addresses of a page, or of what is its own of it; those of its frame once a folder."""
        self.add(path, addresses_in(path, content), frame)

    def add(self, path: str, own: Iterable[bytes], frame: bytes = b"") -> None:
        """The same of a page whose own addresses are known."""
        if not path.endswith(".html"):
            return
        folder = posixpath.dirname(path)
        self.pages.append(path)
        self.found.update((folder, raw) for raw in own)
        if frame and (folder, id(frame)) not in self.frames:
            self.frames.add((folder, id(frame)))
            self.found.update((folder, raw) for raw in addresses_in(path, frame))


def addresses_in(path: str, content: bytes) -> set[bytes]:
    """The addresses in a page; other files have none."""
    pages = (pattern.findall(content) for pattern in _ADDRESSES if path.endswith(".html"))
    return {raw for found in pages for raw in found}


def faults(files: Sequence[File], base_path: str) -> list[Fault]:
    """Duplicate addresses, empty files, links and assets that lead nowhere."""
    links = Links()
    for file in files:
        links.collect(file.path, file.content)
    content = {file.path: file.content for file in files}
    empty = (file.path for file in files if is_empty(file))
    return faults_of([file.path for file in files], empty, [links], base_path, content.__getitem__)


def is_empty(file: File) -> bool:
    """Whether there is nothing in a file."""
    return not file.content.strip()


def faults_of(
    paths: Sequence[str],
    empty: Iterable[str],
    links: Iterable[Links],
    base_path: str,
    read: Callable[[str], bytes],
) -> list[Fault]:
    """The same of files that are not in memory; a page is read again only if it may have a dead link."""
    there = set(paths)
    known: dict[tuple[str, bytes], bool] = {}
    broken: list[Fault] = []
    for group in links:
        for key in group.found:
            if key not in known:
                known[key] = _leads_somewhere(key[0], unescape(key[1].decode()), base_path, there)
        doubtful = {key for key in group.found if not known[key]}
        if doubtful:
            broken += _broken(group.pages, doubtful, read)
    blank = (Fault(path, "文件是空的") for path in empty)
    return sorted({*_duplicates(paths), *blank, *broken})


def _duplicates(paths: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path in paths:
        # Case counts for nothing on some hosts.
        name = path.lower()
        if name in seen:
            yield Fault(path, "有两个输出占用同一个地址")
        seen.add(name)


def _broken(pages: Iterable[str], doubtful: set[tuple[str, bytes]], read: Callable[[str], bytes]) -> Iterator[Fault]:
    """Where the addresses that lead nowhere stand in a tag: the words of a text may look like an attribute."""
    for path in pages:
        folder, content = posixpath.dirname(path), read(path)
        wanted = {raw for inside, raw in doubtful if inside == folder and raw in content}
        if wanted:
            for raw in wanted & _written(content):
                link = unescape(raw.decode())
                yield Fault(path, f"链接 {link} 没有指向任何文件", link)


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
