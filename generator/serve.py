"""Shows the site on this machine and builds it anew when a file changes."""

import functools
import tempfile
import threading
from collections.abc import Callable
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch as watch_files

from generator.pipeline import build
from generator.problems import ProblemsFound, show
from generator.publish import PublishError

#: Loopback only: drafts are nobody else's business.
HOST = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder without a line for each request, and never from a browser's cache."""

    def log_message(self, *_args: Any) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(str(self.directory), "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


def serve(root: Path, port: int, today: Callable[[], date], say: Callable[[str], None], *, watch: bool) -> None:
    """Build into a folder of its own (the published site is left alone), serve, build again on changes."""
    with tempfile.TemporaryDirectory(prefix="wanlixing-serve-") as folder:
        target = Path(folder, "site")
        _rebuild(root, target, today(), say)
        handler = functools.partial(_Quiet, directory=str(target))
        server = ThreadingHTTPServer((HOST, port), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"预览地址：http://{HOST}:{server.server_port}/ （按 Ctrl+C 结束）")
        try:
            if watch:
                _rebuild_on_change(root, target, today, say)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
            server.server_close()


def _rebuild_on_change(root: Path, target: Path, today: Callable[[], date], say: Callable[[str], None]) -> None:
    for changes in watch_files(root / "content", root / "templates", root / "site_config.yml", raise_interrupt=True):
        names = sorted(Path(path).name for _kind, path in changes)
        say(f"{names[0]}{' 等' if len(names) > 1 else ''}有改动，重新生成……")
        _rebuild(root, target, today(), say)


def _rebuild(root: Path, target: Path, today: date, say: Callable[[str], None]) -> None:
    """A mistake keeps the last good site on show and is told."""
    try:
        done = build(root, target, today)
    except ProblemsFound as found:
        say(show(found.problems))
        say("有错误，页面没有更新。")
    except PublishError as error:
        say(str(error))
    else:
        say(f"已生成，用时 {done.seconds:.1f} 秒。")
