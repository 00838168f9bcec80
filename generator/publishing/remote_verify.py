"""Whether a published site, on a host or in a folder, is what its manifest says: every file, byte for byte."""

import hashlib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

from generator.publishing.published_files import files_below
from generator.publishing.versions import MANIFEST, WrongTargetError, entries_of

_TIMEOUT = 30
_AT_ONCE = 8
_MAX_FILE = 256 * 1024 * 1024
#: What a host keeps to itself: it is read there and need not be given out.
NOT_GIVEN_OUT = ("_headers",)

#: Gives the bytes of a file, or nothing when it is not there.
Fetch = Callable[[str], bytes | None]


def at(place: str) -> Fetch:
    """How the files of a place are read: an address, or a folder here."""
    if "://" not in place:
        folder = Path(place).resolve()
        return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else None
    if urlsplit(place).scheme not in ("http", "https"):
        raise WrongTargetError(f"{place} 不是网址")
    base = place.rstrip("/") + "/"
    return lambda path: _get(base + quote(path))


def _get(url: str) -> bytes | None:
    request = urllib.request.Request(url, headers={"Cache-Control": "no-cache", "User-Agent": "wanlixing"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310  # http and https only, see `at`
            content: bytes = answer.read(_MAX_FILE + 1)
            return content
    except urllib.error.HTTPError as error:
        if error.code in (403, 404, 410):
            return None
        raise WrongTargetError(f"{url} 没有取到（{error.code}）") from error
    except OSError as error:
        raise WrongTargetError(f"{url} 没有取到（{error}）") from error


def compare(place: str, manifest: bytes | None = None) -> tuple[int, list[str]]:
    """How many files there should be, and what is wrong with which, in Chinese.

    Without a manifest of one's own the place vouches for itself, which shows damage but no forgery.
    """
    fetch = at(place)
    lying = fetch(MANIFEST)
    if lying is None and manifest is None:
        raise WrongTargetError(f"{place} 没有 {MANIFEST}")
    expected = entries_of(manifest or lying or b"")
    reported = [] if manifest is None or lying == manifest else [f"{MANIFEST}：和要核对的版本不一样"]
    online = "://" in place
    wanted = {path: entry for path, entry in expected.items() if not (online and path in NOT_GIVEN_OUT)}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        reported += [word for word in pool.map(lambda item: _judge(fetch, *item), sorted(wanted.items())) if word]
    return len(wanted), [*reported, *([] if online else _foreign(Path(place), expected))]


def _judge(fetch: Fetch, path: str, entry: Mapping[str, object]) -> str:
    content = fetch(path)
    if content is None:
        return f"{path}：没有这个文件"
    if len(content) != entry["size"] or hashlib.sha256(content).hexdigest() != entry["sha256"]:
        return f"{path}：内容被改动过"
    return ""


def _foreign(folder: Path, expected: Mapping[str, object]) -> Iterator[str]:
    """In a folder it can be seen what should not be there."""
    for path in files_below(folder):
        if path not in expected and path != MANIFEST:
            yield f"{path}：清单里没有这个文件"
