"""A ZIP archive from the form, unpacked in memory: bounded, plain files only, at the places of a submission."""

import stat
import struct
import zipfile
import zlib
from contextlib import suppress
from io import BytesIO

#: More than any submission has: the form packs one record and its pictures.
MAX_ARCHIVE = 100 * 1024 * 1024
MAX_FILES = 200
MAX_FILE = 32 * 1024 * 1024
MAX_ALL = 200 * 1024 * 1024
#: What systems add on their own when somebody packs the files again.
_ADDED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_ROOT = "content/"
#: How other kinds of archives begin, whatever their names end with.
_OTHERS = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip"}
_SIGN_UTF8 = 0x800
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


class BrokenArchiveError(ArchiveError):
    """It is no archive, or not a whole one: as one looks that is still being copied."""


def unpack(raw: bytes) -> dict[str, bytes]:
    """Every file by its path from `content/` on. Raises ArchiveError."""
    if len(raw) > MAX_ARCHIVE:
        raise ArchiveError(f"压缩包超过 {MAX_ARCHIVE // 1024 // 1024} MB，请分几次交。")
    if other := next((name for sign, name in _OTHERS.items() if raw.startswith(sign)), ""):
        raise ArchiveError(f"这是 {other} 压缩包，改了名字也不是 ZIP；请直接交投稿表单下载的压缩包，或重新压缩成 ZIP。")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not _is_added(_name(one))]
            return _read(archive, members)
    except _BROKEN as error:
        raise BrokenArchiveError("这不是完好的 ZIP 压缩包，请重新下载、重新交。") from error


def _read(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    if len(members) > MAX_FILES:
        raise ArchiveError(f"压缩包里有 {len(members)} 个文件，最多 {MAX_FILES} 个，请分几次交。")
    files: dict[str, bytes] = {}
    room = MAX_ALL
    for member in members:
        path = _place(_name(member))
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
        if len(files[path]) > MAX_FILE:
            raise ArchiveError(f"{path} 太大，一个文件最多 {MAX_FILE // 1024 // 1024} MB。")
        if room < 0:
            raise ArchiveError(f"解开以后太大，全部文件最多 {MAX_ALL // 1024 // 1024} MB，请分几次交。")
    if not files:
        raise ArchiveError("压缩包是空的。")
    return files


def _name(member: zipfile.ZipInfo) -> str:
    """A name as it was given: systems write UTF-8 or GBK into archives and don't say so."""
    if member.flag_bits & _SIGN_UTF8:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return member.filename


def _place(name: str) -> str:
    """The path from `content/` on: whoever packs the files again often packs a folder around them."""
    path = name.replace("\\", "/")
    _around, found, inside = f"/{path}".partition(f"/{_ROOT}")
    return _ROOT + inside if found else path


def _is_added(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in _ADDED
