"""Shows the site on this machine and builds it anew when a file changes."""

import functools
import tempfile
import threading
from collections.abc import Callable
from datetime import date
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter
from watchfiles import watch as watch_files

from generator.pipeline import build
from generator.problems import ProblemsFound, show
from generator.publish import PublishError
from generator.templating import template_fault

#: Loopback only: drafts are nobody else's business.
HOST = "127.0.0.1"
#: What a change in is worth a new build; editors leave other files beside these for a moment.
WATCHED = (".yml", ".md", ".html", ".css", ".js", ".svg", ".jpg", ".jpeg", ".png", ".webp")


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder without a line for each request, and never from a browser's cache."""

    def log_message(self, *_args: Any) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        page = Path(str(self.directory), "404.html")
        body = page.read_bytes() if page.is_file() else _waiting_page(getattr(self.server, "told", ""))
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


def _waiting_page(told: str) -> bytes:
    """What a browser shows while no build has succeeded yet."""
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>还没有生成</title>'
        f"<h1>还没有生成网站</h1><p>改好下面的问题后会自动生成，请刷新本页。</p><pre>{escape(told)}</pre></html>"
    ).encode()


class Preview:
    """A server on loopback and the folder that it shows; the published site is left alone."""

    def __init__(self, root: Path, port: int, today: Callable[[], date], say: Callable[[str], None]) -> None:
        """Take the port first, so that a taken one is told before anything is built. Raises OSError."""
        self._root, self._today, self._say = root, today, say
        self._folder = tempfile.TemporaryDirectory(prefix="wanlixing-serve-")
        self._target = Path(self._folder.name, "site")
        self._server = ThreadingHTTPServer((HOST, port), functools.partial(_Handler, directory=str(self._target)))

    def run(self) -> None:
        """Build, serve, build again on changes, until interrupted."""
        try:
            self._rebuild()
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
            self._say(f"预览地址：http://{HOST}:{self._server.server_port}/ （按 Ctrl+C 结束）")
            self._watch()
        except KeyboardInterrupt:
            self._say("预览结束。")
        finally:
            self._server.server_close()
            self._folder.cleanup()

    def _watch(self) -> None:
        content, templates = self._root / "content", self._root / "templates"
        folders = [folder for folder in (content, templates) if folder.is_dir()]
        settings = self._settings()
        # Settings are looked at once a second: watching the file itself ends when an editor replaces it.
        for changes in watch_files(*folders, watch_filter=_Watched(), rust_timeout=1000, yield_on_timeout=True):
            names = sorted({Path(path).name for _kind, path in changes})
            if self._settings() != settings:
                settings, names = self._settings(), ["site_config.yml"]
            if names:
                self._say(f"{names[0]}{' 等' if len(names) > 1 else ''}有改动，重新生成……")
                self._rebuild()

    def _settings(self) -> tuple[int, int]:
        try:
            found = (self._root / "site_config.yml").stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def _rebuild(self) -> None:
        """A mistake, in the content or in a template, keeps the last good site on show and is told."""
        told = ""
        try:
            done = build(self._root, self._target, self._today())
        except ProblemsFound as found:
            told = show(found.problems)
        except PublishError as error:
            told = str(error)
        except Exception as error:  # noqa: BLE001  # a preview goes on whatever a template does
            told = template_fault(error) or f"程序出错：{error}"
        self._server.told = told  # type: ignore[attr-defined]
        self._say(f"{told}\n有错误，页面没有更新。" if told else f"已生成，用时 {done.seconds:.1f} 秒。")


class _Watched(DefaultFilter):
    """Files of the site, not what editors leave beside them."""

    def __call__(self, change: Any, path: str) -> bool:
        return path.endswith(WATCHED) and super().__call__(change, path)
