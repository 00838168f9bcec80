"""A ZIP archive from the form, unpacked in memory: bounded, plain files only, at the places of a submission."""

import stat
import struct
import zipfile
import zlib
from io import BytesIO

#: More than any submission has: the form packs one record and its pictures.
MAX_ARCHIVE = 100 * 1024 * 1024
MAX_FILES = 200
MAX_FILE = 32 * 1024 * 1024
MAX_ALL = 200 * 1024 * 1024
#: What systems add on their own when somebody packs the files again.
_ADDED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_ROOT = "content/"
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    zlib.error,
    struct.error,
)


class ArchiveError(Exception):
    """The archive can't be taken; the words are for people."""


def unpack(raw: bytes) -> dict[str, bytes]:
    """Every file by its path from `content/` on. Raises ArchiveError."""
    if len(raw) > MAX_ARCHIVE:
        raise ArchiveError(f"压缩包超过 {MAX_ARCHIVE // 1024 // 1024} MB，请分几次交。")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not _is_added(one.filename)]
            return _read(archive, members)
    except _BROKEN as error:
        raise ArchiveError("这不是完好的 ZIP 压缩包，请重新下载、重新交。") from error


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    if len(members) > MAX_FILES:
        raise ArchiveError(f"压缩包里有 {len(members)} 个文件，最多 {MAX_FILES} 个，请分几次交。")
    files: dict[str, bytes] = {}
    room = MAX_ALL
    for member in members:
        path = _place(member.filename)
        if member.flag_bits & 1:
            raise ArchiveError("压缩包加了密码，请不要加密码。")
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
            raise ArchiveError(f"{path} 不是普通文件。")
        if path in files:
            raise ArchiveError(f"{path} 在压缩包里有两份，请只留一份。")
        with archive.open(member) as packed:
            # What the archive says of its sizes is not trusted.
            files[path] = packed.read(min(MAX_FILE, room) + 1)
        room -= len(files[path])
        if len(files[path]) > MAX_FILE or room < 0:
            raise ArchiveError(f"{path} 太大，或全部文件超过 {MAX_ALL // 1024 // 1024} MB。")
    if not files:
        raise ArchiveError("压缩包是空的。")
    return files


def _place(name: str) -> str:
    """The path from `content/` on: whoever packs the files again often packs a folder around them."""
    path = name.replace("\\", "/")
    _around, found, inside = f"/{path}".partition(f"/{_ROOT}")
    return _ROOT + inside if found else path


def _is_added(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in _ADDED
