"""A small platform on loopback: the documented calls, limits and errors, and what it was asked."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

APPID, SECRET = "wx-test", "secret-of-the-test"  # made up


@dataclass
class Platform:
    """What the platform knows and has been told; `failures` are given once each, before anything else is looked at."""

    url: str = ""
    requests: list[tuple[str, str, bytes]] = field(default_factory=list)
    images: list[tuple[str, bytes]] = field(default_factory=list)
    covers: list[tuple[str, bytes]] = field(default_factory=list)
    #: Articles of all drafts, and the drafts themselves.
    drafts: list[dict[str, Any]] = field(default_factory=list)
    made: list[list[dict[str, Any]]] = field(default_factory=list)
    #: The next draft is made, and the answer gets lost.
    silent: bool = False
    tokens: int = 0
    failures: list[tuple[str, Any]] = field(default_factory=list)

    def answer(self, method: str, target: str, kind: str, body: bytes) -> Any:
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.requests.append((method, target, body))
        for number, (path, failure) in enumerate(self.failures):
            if parts.path.endswith(path):
                del self.failures[number]
                return failure
        if parts.path == "/cgi-bin/stable_token":
            return self._token(json.loads(body)) if method == "POST" else refusal(43002, "require POST method")
        if query.get("access_token") != f"token-{self.tokens}" or not self.tokens:
            return refusal(40001, "invalid credential")
        calls = {
            "/cgi-bin/media/uploadimg": self._image,
            "/cgi-bin/material/add_material": self._cover,
            "/cgi-bin/draft/add": self._draft,
            "/cgi-bin/draft/batchget": self._newest,
        }
        call = calls.get(parts.path)
        return call(kind, body, query) if call and method == "POST" else refusal(43002, "require POST method")

    def _token(self, query: dict[str, Any]) -> Any:
        assert query["grant_type"] == "client_credential"
        # Asked so, the token of other systems of the account goes on.
        assert query["force_refresh"] is False
        if query.get("appid") != APPID:
            return refusal(40013, "invalid appid")
        if query.get("secret") != SECRET:
            return refusal(40125, f"invalid appsecret secret={query.get('secret')}")
        self.tokens += 1
        return {"access_token": f"token-{self.tokens}", "expires_in": 7200}

    def _image(self, kind: str, body: bytes, _query: dict[str, str]) -> Any:
        name, content = _file(kind, body)
        if not content.startswith((b"\xff\xd8", b"\x89PNG")):
            return refusal(40005, "invalid file type")
        if len(content) >= 1024 * 1024:
            return refusal(40009, "invalid image size")
        self.images.append((name, content))
        return {"url": f"http://mmbiz.qpic.cn/{len(self.images)}?a=1&b=2"}

    def _cover(self, kind: str, body: bytes, query: dict[str, str]) -> Any:
        if query.get("type") not in ("image", "thumb"):
            return refusal(40004, "invalid media type")
        self.covers.append(_file(kind, body))
        return {"media_id": f"cover-{len(self.covers)}", "url": "http://mmbiz.qpic.cn/cover"}

    def _draft(self, _kind: str, body: bytes, _query: dict[str, str]) -> Any:
        if b"\\u" in body:
            return refusal(45166, "escaped content")
        articles = json.loads(body)["articles"]
        if not 1 <= len(articles) <= 8:
            return refusal(45008, "article size out of limit")
        for article in articles:
            limits = (("title", 32, 45003), ("author", 16, 45110), ("digest", 128, 45004), ("content", 19_999, 45002))
            for name, most, code in limits:
                if len(article[name]) > most:
                    return refusal(code, f"{name} size out of limit")
            if article["thumb_media_id"] not in {f"cover-{n}" for n in range(1, len(self.covers) + 1)}:
                return refusal(40007, "invalid media_id")
            if len(article["content_source_url"].encode()) > 1024:
                return refusal(45005, "url size out of limit")
            # The platform takes out pictures of other hosts without a word.
            if re.search(r'src="(?!http://mmbiz\.qpic\.cn/)', article["content"]):
                return refusal(45166, "picture of another host")
        self.drafts += articles
        self.made.append(articles)
        if self.silent:
            self.silent = False
            return "drop"
        return {"media_id": f"draft-{len(self.made)}"}

    def _newest(self, _kind: str, body: bytes, _query: dict[str, str]) -> Any:
        asked = json.loads(body)
        shown = list(enumerate(self.made, start=1))[::-1][asked["offset"] :][: asked["count"]]
        items = [
            {
                "media_id": f"draft-{number}",
                "content": {"news_item": [{**article, "content": ""} for article in articles]},
            }
            for number, articles in shown
        ]
        return {"total_count": len(self.made), "item_count": len(items), "item": items}


def refusal(code: int, message: str) -> dict[str, Any]:
    return {"errcode": code, "errmsg": message}


def _file(kind: str, body: bytes) -> tuple[str, bytes]:
    """The one file of a form, in the field `media`."""
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body, policy=HTTP)
    (part,) = form.iter_parts()
    assert part.get_param("name", header="content-disposition") == "media"
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return str(part.get_filename()), content


@contextmanager
def platform() -> Iterator[Platform]:
    """The platform while it is listening."""
    known = Platform()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            self._reply(b"")

        def do_POST(self) -> None:  # the library's name
            self._reply(self.rfile.read(int(self.headers["Content-Length"])))

        def _reply(self, body: bytes) -> None:
            answer = known.answer(self.command, self.path, self.headers.get("Content-Type", ""), body)
            if answer == "drop":
                self.close_connection = True
                self.connection.close()
                return
            status, content = answer if isinstance(answer, tuple) else (200, json.dumps(answer).encode())
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    known.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
