"""A real Chromium and a real server on loopback for the pages that were built."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from browser.served import PATIENCE, Served, open_context
from machine import find
from places import REPOSITORY, SITES, TODAY, content_day
from playwright.sync_api import Browser, Page, expect, sync_playwright
from provinces import portal_of

from generator.build.pipeline import build, build_office
from generator.portal.build import join_columns

#: No sandbox because tests may run as root; nothing may reach for other hosts by itself.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=PATIENCE)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system; without one the test is skipped."""
    path = find(windowless=True)
    if not path:
        pytest.skip("没有 Chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a profile of its own."""
    context = open_context(browser, viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def served_folder(folder: Path) -> Iterator[Served]:
    """A folder on loopback, as any web server would give it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(folder, f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of `content/`."""
    target = tmp_path_factory.mktemp("real") / "site"
    build(REPOSITORY, target, content_day())
    yield from served_folder(target)


@pytest.fixture(scope="session")
def portal_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The portal over four made-up provinces, served below a path as its settings say."""
    folder = tmp_path_factory.mktemp("portal")
    target = folder / "served" / "men"
    join_columns(portal_of(folder), target, TODAY, lambda *_told: None, lambda: None)
    for served in served_folder(folder / "served"):
        yield Served(target, f"{served.url}men/")


@pytest.fixture(scope="session")
def office_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The office's own site of the made-up records."""
    folder = tmp_path_factory.mktemp("office")
    root = folder / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    target = folder / "desk"
    build_office(root, target, TODAY)
    yield from served_folder(target)


@pytest.fixture(scope="session")
def complete_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of `tests/sites/complete`, made up and hostile, served below a path as its settings say."""
    folder = tmp_path_factory.mktemp("complete")
    root = folder / "root"
    shutil.copytree(SITES / "base", root)
    shutil.copytree(SITES / "complete", root, dirs_exist_ok=True)
    with (root / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write("government:\n  correction: jiucuo@test.example.org\n")
    target = folder / "served" / "zt" / "wlx"
    build(root, target, TODAY)
    for served in served_folder(folder / "served"):
        yield Served(target, f"{served.url}zt/wlx/")
