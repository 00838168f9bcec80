"""What the library leaves out of a sheet of an xls: heads and feet of pages, text boxes, prompts, conditional formats.

The records are those of [MS-XLS]: a code and a length of two bytes each, then the content.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_BEGIN, _END = 0x0809, 0x000A
_PAGES = {0x0014: "页眉", 0x0015: "页脚"}
_OBJECT, _BOX, _CONTINUED, _CONDITION, _VALIDATION = 0x005D, 0x01B6, 0x003C, 0x01B1, 0x01BE
#: The kind of object that a comment is; those come with their cells.
_NOTE = 0x0019
#: What stands for the page's number, the day, a font.
_CODE = re.compile('&(?:"[^"]*"|[A-Z]|[0-9]{1,3})')


@dataclass
class AroundCells:
    """Texts with the names of their places, and whether rules change how cells look."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    conditional: bool = False


def around_cells(stream: bytes, start: int) -> AroundCells:
    """Everything of the kind in the sheet that begins at a place of the stream."""
    found = AroundCells()
    object_kind, in_box = 0, False
    for code, content in _records(stream, start):
        if code in _PAGES:
            _take(found, _PAGES[code], _CODE.sub("", _text(content[2:])))
        elif code == _OBJECT and len(content) >= 6:
            object_kind = struct.unpack_from("<H", content, 4)[0]
        elif code == _CONTINUED and in_box:
            _take(found, "文本框", _text(content))
        elif code == _VALIDATION:
            title, _error_title, prompt, *_rest = [*_strings(content[4:], 3), "", "", ""]
            _take(found, "输入提示", title.strip("\0") + prompt.strip("\0"))
        found.conditional |= code == _CONDITION
        in_box = code == _BOX and object_kind != _NOTE
    return found


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of a sheet, those of charts in it too."""
    depth = 0
    while start + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, start)
        yield code, bytes(stream[start + 4 : start + 4 + length])
        start += 4 + length
        depth += (code == _BEGIN) - (code == _END)
        if depth <= 0:
            return


def _text(content: bytes) -> str:
    """A string behind the byte that says whether its characters have one byte or two."""
    return content[1:].decode("utf-16-le" if content[:1] == b"\x01" else "latin-1", errors="replace")


def _strings(content: bytes, most: int) -> list[str]:
    """Strings one behind the other, each behind its length in characters."""
    found: list[str] = []
    while len(content) > 3 and len(found) < most:
        size = struct.unpack_from("<H", content)[0] << (content[2] & 1)
        found.append(_text(content[2 : 3 + size]))
        content = content[3 + size :]
    return found


def _take(found: AroundCells, place: str, text: str) -> None:
    if text := text.strip():
        found.texts.append((place, text))
