"""Sending a site to a host, with the real rsync and rclone, and comparing it with its manifest over HTTP."""

import functools
import http.server
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.authoring.write_file import write_files
from generator.publishing.deploy import PENDING, Host, Storage, plan, send
from generator.publishing.published_files import files_below
from generator.publishing.versions import PublishError, entries_of, manifest, stored
from generator.site.site import File

WANLIXING = Path(sys.executable).with_name("wanlixing")
FIRST = {
    "index.html": "首页甲",
    "cases/index.html": "列表甲",
    "cases/old.html": "旧案例",
    "cases/both.html": "两版都有",
    "assets/a.css": "a{}",
    "feeds/all.rss.xml": "<rss/>",
    "images/南京/图 1.jpg": "jpg",
    "_headers": "/*",
}
SECOND = {
    **{path: text for path, text in FIRST.items() if path not in ("cases/old.html", "images/南京/图 1.jpg")},
    "index.html": "首页乙",
    "cases/index.html": "列表乙",
    "cases/new.html": "新案例",
}
HOSTS = [Host, Storage]


@pytest.fixture(autouse=True)
def _tools() -> None:
    for tool in ("rsync", "rclone"):
        if not shutil.which(tool):
            pytest.skip(f"没有 {tool}")


def site(folder: Path, texts: dict[str, str]) -> Path:
    files = [File(path, text.encode()) for path, text in texts.items()]
    write_files([*files, manifest(map(stored, files))], folder)
    return folder


def quiet(_what: str, _count: int) -> None:
    pass


class CutOffError(Exception):
    """The line is gone."""


def test_a_host_without_the_folder_above_is_told_so(tmp_path: Path) -> None:
    if not shutil.which("rsync"):
        pytest.skip("rsync is not on this machine")
    with pytest.raises(PublishError, match="上一级"):
        send(site(tmp_path / "first", FIRST), Host(str(tmp_path / "deep" / "down")), quiet)


def lying(folder: Path) -> dict[str, str]:
    return {
        path: (folder / path).read_text(encoding="utf-8") for path in files_below(folder) if path != "manifest.json"
    }


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(WANLIXING), *arguments], capture_output=True, encoding="utf-8", check=False)


def test_the_order_lets_no_page_lead_nowhere() -> None:
    made = plan([*SECOND, "manifest.json"], [*FIRST, "manifest.json", PENDING])

    assert [files for _name, files in made.steps] == [
        ("_headers", "assets/a.css"),
        ("cases/new.html",),
        ("cases/both.html",),
        ("cases/index.html", "feeds/all.rss.xml", "index.html"),
    ]
    assert made.gone == ("cases/old.html", "images/南京/图 1.jpg")
    everything = [path for _name, files in made.steps for path in files]
    assert sorted(everything) == sorted(SECOND)


@pytest.mark.parametrize("kind", HOSTS)
def test_a_site_is_sent_and_only_what_is_ours_is_removed(tmp_path: Path, kind: type[Host]) -> None:
    # A host's own folder is there; that of the column is made by the first sending.
    target = tmp_path / "column"
    send(site(tmp_path / "first", FIRST), kind(str(target)), quiet)
    assert lying(target) == FIRST
    (target / "theirs.txt").write_text("a", encoding="utf-8")
    send(site(tmp_path / "second", SECOND), kind(str(target)), quiet)

    assert lying(target) == {**SECOND, "theirs.txt": "a"}
    assert (target / "manifest.json").read_bytes() == (tmp_path / "second" / "manifest.json").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTS)
def test_cut_off_at_any_step_the_host_shows_whole_pages_and_the_next_sending_makes_up(
    tmp_path: Path, kind: type[Host]
) -> None:
    first, second = site(tmp_path / "first", FIRST), site(tmp_path / "second", SECOND)
    links = {
        "首页甲": "cases/old.html",
        "列表甲": "cases/old.html",
        "首页乙": "cases/new.html",
        "列表乙": "cases/new.html",
    }

    for cut in (1, 3, 6, 8):
        calls = iter(range(1, 100))

        class Cut(kind):  # type: ignore[misc,valid-type]
            def send(self, folder: Path, paths: object, calls: Iterator[int] = calls, cut: int = cut) -> None:
                if next(calls) == cut:
                    raise CutOffError
                super().send(folder, paths)

            def remove(self, paths: object, calls: Iterator[int] = calls, cut: int = cut) -> None:
                if next(calls) == cut:
                    raise CutOffError
                super().remove(paths)

        target = tmp_path / f"host-{cut}"
        send(first, kind(str(target)), quiet)
        with pytest.raises(CutOffError):
            send(second, Cut(str(target)), quiet)
        there = lying(target)
        for text, leads_to in links.items():
            assert text not in there.values() or leads_to in there, (cut, text)
        # What came meanwhile and is not wanted any more goes as well.
        send(first, kind(str(target)), quiet)
        assert lying(target) == FIRST, cut


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    target = tmp_path / "host"
    first, again = site(tmp_path / "first", FIRST), site(tmp_path / "again", FIRST)
    send(first, Host(str(target)), quiet)
    before = {path: (target / path).stat().st_ino for path in files_below(target)}
    send(again, Host(str(target)), quiet)

    assert {path: (target / path).stat().st_ino for path in files_below(target)} == before


def test_the_command_sends_and_says_how_much(tmp_path: Path) -> None:
    site(tmp_path / "first", FIRST)
    done = run("publish", str(tmp_path / "first"), str(tmp_path / "host"))
    assert (done.returncode, done.stdout.rsplit("：")[-1]) == (0, "8 个文件，删去 0 个。\n")

    (tmp_path / "empty").mkdir()
    done = run("publish", str(tmp_path / "empty"), str(tmp_path / "host"))
    assert (done.returncode, "不是生成好的网站" in done.stderr) == (3, True)
    (tmp_path / "file").write_text("a", encoding="utf-8")
    done = run("publish", str(tmp_path / "first"), str(tmp_path / "file" / "inner"))
    assert (done.returncode, "没有发布" in done.stderr, "Traceback" in done.stderr) == (3, True, False)


@pytest.mark.parametrize(
    "path", ["../outside", "/etc/passwd", "a/../../b", "", "a//b", "a\nb", "./a"], ids=[str(n) for n in range(7)]
)
def test_a_manifest_of_a_host_leads_nowhere_else(path: str, tmp_path: Path) -> None:
    raw = json.dumps({"version": 1, "files": {path: {}}}).encode()
    with pytest.raises(PublishError):
        entries_of(raw)
    target = tmp_path / "host"
    send(site(tmp_path / "first", FIRST), Host(str(target)), quiet)
    (target / "manifest.json").write_bytes(raw)
    with pytest.raises(PublishError):
        send(tmp_path / "first", Host(str(target)), quiet)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("online", [False, True])
def test_verify_finds_every_file_that_is_not_as_it_went_out(tmp_path: Path, online: bool) -> None:
    folder = site(tmp_path / "site", FIRST)
    mine = tmp_path / "mine.json"
    shutil.copy(folder / "manifest.json", mine)
    with served(folder) as address:
        place = address if online else str(folder)
        assert run("verify", place).stdout == f"共 {7 if online else 8} 个文件，全部一致。\n"
        assert run("verify", place, "--manifest", str(mine)).returncode == 0

        (folder / "cases" / "both.html").write_text("两版都改", encoding="utf-8")
        (folder / "images" / "南京" / "图 1.jpg").unlink()
        (folder / "foreign.html").write_text("a", encoding="utf-8")
        done = run("verify", place)
        told = ["cases/both.html：内容被改动过", "images/南京/图 1.jpg：没有这个文件"]
        told += [] if online else ["foreign.html：清单里没有这个文件"]
        assert (done.returncode, done.stdout.splitlines()[:-1]) == (1, told)

        # Who can change a page can change the manifest beside it: only one's own shows that.
        texts = {path: text for path, text in lying(folder).items() if path != "foreign.html"}
        site(folder, texts)
        (folder / "foreign.html").unlink()
        assert run("verify", place).returncode == 0
        done = run("verify", place, "--manifest", str(mine))
        assert (done.returncode, done.stdout.splitlines()[0]) == (1, "manifest.json：和要核对的版本不一样")


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/", "file:///etc", "ftp://127.0.0.1/", "nowhere"])
def test_a_place_that_can_not_be_read_is_told(place: str) -> None:
    done = run("verify", place)

    assert (done.returncode, "Traceback" in done.stderr, bool(done.stderr)) == (2, False, True)
