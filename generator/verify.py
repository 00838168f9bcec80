"""What must hold of the finished files before they are published."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import unquote

from generator.site import File

_ADDRESS = re.compile(rb'\s(?:href|src)="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def faults(files: Sequence[File], base_path: str) -> list[str]:
    """Duplicate addresses, empty files, links and assets that lead nowhere: one sentence each."""
    return sorted({*_duplicates(files), *_empty(files), *_dead_links(files, base_path)})


def _duplicates(files: Sequence[File]) -> Iterator[str]:
    seen: set[str] = set()
    for file in files:
        # Case counts for nothing on some hosts.
        name = file.path.lower()
        if name in seen:
            yield f"{file.path}: 有两个输出占用同一个地址"
        seen.add(name)


def _empty(files: Sequence[File]) -> Iterator[str]:
    for file in files:
        if not file.content.strip():
            yield f"{file.path}: 文件是空的"


def _dead_links(files: Sequence[File], base_path: str) -> Iterator[str]:
    there = {file.path for file in files}
    known: dict[tuple[str, bytes], bool] = {}
    for file in files:
        if not file.path.endswith(".html"):
            continue
        folder = posixpath.dirname(file.path)
        for raw in set(_ADDRESS.findall(file.content)):
            key = (folder, raw)
            if key not in known:
                known[key] = _leads_somewhere(folder, unescape(raw.decode()), base_path, there)
            if not known[key]:
                yield f"{file.path}: 链接 {unescape(raw.decode())} 没有指向任何文件"


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
