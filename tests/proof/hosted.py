"""A site as a host serves it: compressed, with the headers that the build asks for."""

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_PACKED = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt")


def asked_headers(folder: Path) -> list[tuple[str, str]]:
    """The headers for every file, from `_headers` if it is there."""
    if not (folder / "_headers").is_file():
        return []
    lines = (folder / "_headers").read_text(encoding="utf-8").splitlines()[1:]
    own = lines[: next((n for n, line in enumerate(lines) if not line.startswith(" ")), len(lines))]
    return [(name.strip(), value.strip()) for name, _colon, value in (line.partition(":") for line in own)]


class _Host(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        packed = path.suffix in _PACKED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(body, 6) if packed else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if packed else ""))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        for name, value in asked_headers(Path(self.directory)):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve the folder on loopback; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
