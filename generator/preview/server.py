"""Shows the site on this machine as it is now; open pages load themselves anew and say what is wrong."""

import gc
import json
import posixpath
import threading
from collections.abc import Callable
from datetime import date
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from watchfiles import DefaultFilter
from watchfiles import watch as watch_files

from generator.diagnostics.printing import show
from generator.diagnostics.problems import Problem, errors
from generator.preview.live_site import LiveSite
from generator.rendering.templates import template_fault
from generator.runtime.packaged import packaged
from generator.runtime.store import Store

#: Loopback only: drafts are nobody else's business.
HOST = "127.0.0.1"
#: What a browser on this machine may call it.
_OWN_NAMES = (HOST, "localhost")
#: What a change in is worth a look; editors leave other files beside these for a moment.
WATCHED = (".yml", ".md", ".html", ".css", ".js", ".svg", ".jpg", ".jpeg", ".png", ".webp")
#: Milliseconds of quiet after which a change is looked at: an editor writes a file in less.
_QUIET = 20
#: Addresses of the preview itself; no page of a site is called so.
OWN = "-/"
#: What every page gets on its way: nothing of it is in the site's files.
_HEAD = f'<link rel="stylesheet" href="/{OWN}preview.css"><script src="/{OWN}preview.js" defer></script></head>'
#: Seconds after which a silent browser is asked whether it is still there.
_PATIENCE = 15


class News:
    """What open pages hear: how often something changed, and what is wrong now."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._state: dict[str, Any] = {"version": 0, "problems": [], "fault": ""}

    def tell(self, problems: list[Problem], fault: str = "") -> None:
        with self._changed:
            said = {"problems": json.loads(show(problems, "json")), "fault": fault}
            self._state = {"version": self._state["version"] + 1, **said}
            self._changed.notify_all()

    def after(self, version: int, patience: float) -> dict[str, Any] | None:
        """The state after a version, or nothing if nothing changed for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._state["version"] != version, patience)
            return self._state if self._state["version"] != version else None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, live: LiveSite, news: News, own: Path) -> None:
        super().__init__((HOST, port), _Handler)
        self.live, self.news, self.own = live, news, own


class _Handler(SimpleHTTPRequestHandler):
    """Gives files as they are now, without a line for each request, and never from a browser's cache."""

    def log_message(self, *_args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if not self._asked_by_name_of_this_machine():
            self._send(
                421, "misdirected.html", _plain("地址不对", "预览只在本机看，请用 127.0.0.1 或 localhost 打开。")
            )
            return
        path = posixpath.normpath(unquote(urlsplit(self.path).path)).lstrip("/")
        if path in ("", ".") or urlsplit(self.path).path.endswith("/"):
            path = posixpath.normpath(f"{path}/index.html").lstrip("/")
        if path == f"{OWN}news":
            self._news()
        elif path in (f"{OWN}preview.css", f"{OWN}preview.js"):
            self._send(200, path, (self._preview.own / path.removeprefix(OWN)).read_bytes())
        else:
            self._page(path)

    def _asked_by_name_of_this_machine(self) -> bool:
        """A page elsewhere could have its own name lead here and read the drafts: such a name is refused."""
        name, _, port = self.headers.get("Host", "").rpartition(":")
        return name in _OWN_NAMES and port == str(self._preview.server_port)

    @property
    def _preview(self) -> _Server:
        return cast("_Server", self.server)

    def _page(self, path: str) -> None:
        """A file of the site; what a template does wrong is shown in its place."""
        snapshot = self._preview.live.snapshot
        try:
            found = snapshot.file(path) if snapshot else None
            missing = snapshot.file("404.html") if snapshot and not found else None
        except Exception as error:  # noqa: BLE001  # a preview goes on whatever a template does
            self._send(500, "fault.html", _plain("这一页生成不了", template_fault(error) or f"程序出错：{error}"))
            return
        if found:
            self._send(200, path, found.content)
        elif missing:
            self._send(404, "404.html", missing.content)
        else:
            self._send(404, "404.html", _plain("还没有可以看的网站", "改好下面的问题后会自动显示。"))

    def _send(self, status: int, path: str, content: bytes) -> None:
        if path.endswith(".html"):
            content = content.replace(b"</head>", _HEAD.encode(), 1)
        self.send_response(status)
        kind = self.guess_type(path)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _news(self) -> None:
        """Tell what is wrong now, and whenever that or a file changes, until the page is left."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = -1
        try:
            while True:
                state = self._preview.news.after(version, _PATIENCE)
                version = state["version"] if state else version
                self.wfile.write(f"data: {json.dumps(state)}\n\n".encode() if state else b": still here\n\n")
        except OSError:
            return


def _plain(title: str, text: str) -> bytes:
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><pre>{escape(text)}</pre></body></html>"
    ).encode()


class Preview:
    """A server on loopback; the published site is left alone."""

    def __init__(
        self,
        root: Path,
        port: int,
        today: Callable[[], date],
        message_for: Callable[[str], None],
        *,
        jobs: int = 1,
        store: Store | None = None,
    ) -> None:
        """Take the port first, so that a taken one is reported before anything is read. Raises OSError."""
        self._root, self._say = root, message_for
        self._live, self._news = LiveSite(root, today, jobs, store), News()
        self._server = _Server(port, self._live, self._news, packaged("templates") / "preview")

    def run(self) -> None:
        """Read, serve, read what changes, until interrupted."""
        try:
            self._look()
            # What is there now stays: looking through it for rings would take as long again as a change does.
            gc.collect()
            gc.freeze()
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
            self._say(f"预览地址：http://{HOST}:{self._server.server_port}/ （按 Ctrl+C 结束）")
            self._watch()
        except KeyboardInterrupt:
            self._say("预览结束。")
        finally:
            self._server.server_close()

    def _watch(self) -> None:
        content, templates = self._root / "content", self._root / "templates"
        folders = [folder for folder in (content, templates) if folder.is_dir()]
        settings = self._settings()
        # Settings are looked at once a second: watching the file itself ends when an editor replaces it.
        watching = watch_files(*folders, watch_filter=_Watched(), step=_QUIET, rust_timeout=1000, yield_on_timeout=True)
        for changes in watching:
            names = sorted({Path(path).name for _kind, path in changes})
            if self._settings() != settings:
                settings, names = self._settings(), ["site_config.yml"]
            if names:
                self._say(f"{names[0]}{' 等' if len(names) > 1 else ''}有改动……")
                self._look()

    def _settings(self) -> tuple[int, int]:
        try:
            found = (self._root / "site_config.yml").stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def _look(self) -> None:
        """A mistake, in the content or in a template, keeps the last good site on show and is reported."""
        start = perf_counter()
        problems: list[Problem] = []
        fault = ""
        try:
            problems = self._live.refresh()
        except Exception as error:  # noqa: BLE001  # a preview goes on whatever a template does
            fault = template_fault(error) or f"程序出错：{error}"
        self._news.tell(problems, fault)
        if fault or errors(problems):
            self._say(f"{fault or show(problems)}\n有错误，页面没有更新。")
        else:
            self._say(f"已更新，用时 {perf_counter() - start:.2f} 秒。")


class _Watched(DefaultFilter):
    """Files of the site, not what editors leave beside them."""

    def __call__(self, change: Any, path: str) -> bool:
        return path.endswith(WATCHED) and super().__call__(change, path)
