"""A folder on loopback, given out as plain web hosts do it; what is sent is counted."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class Host(ThreadingHTTPServer):
    """HTTP/1.1 with connections kept open, with or without gzip."""

    daemon_threads = True

    def __init__(self, folder: Path, packed: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.folder = folder.resolve()
        self.packed = packed
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self.requests = self.sent = 0
        self._lock = threading.Lock()
        # Real hosts pack once and keep it, so packing must not count as their answer's time.
        self.answer = lru_cache(maxsize=None)(self._answer)

    def count(self, size: int) -> None:
        with self._lock:
            self.requests += 1
            self.sent += size

    def _answer(self, path: str) -> bytes:
        """Head and body for a path."""
        file = (self.folder / unquote(urlsplit(path).path).lstrip("/")).resolve()
        if not file.is_relative_to(self.folder) or not file.is_file():
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        body = file.read_bytes()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {_type(file)}\r\nCache-Control: max-age=600\r\n"
        if self.packed and _type(file).startswith(("text/", "application/")):
            body = gzip.compress(body, 6, mtime=0)
            head += "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Host

    def do_GET(self) -> None:  # the base class looks for this name
        answer = self.server.answer(self.path)
        self.server.count(len(answer))
        self.wfile.write(answer)

    def log_message(self, *_args: Any) -> None:
        pass


def _type(file: Path) -> str:
    if file.suffix == ".js":
        return "text/javascript"
    guess = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{guess}; charset=utf-8" if guess.startswith("text/") else guess


@contextmanager
def hosted(folder: Path, packed: bool = False) -> Iterator[Host]:
    """A host that ends with the block."""
    host = Host(folder, packed)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()
