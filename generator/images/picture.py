"""A picture as a value, and the bounds that every submitted one is held to; nothing here decodes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_BYTES = 10 * 1024 * 1024
MAX_SIDE = 1600
#: How to make a picture smaller.
SMALLER = f"请把图片缩小后再交：用画图或看图软件把长边改成 {MAX_SIDE} 像素左右，另存为 JPG。"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it will be published: re-encoded bytes (no EXIF, no position), size in pixels."""

    content: bytes
    suffix: str
    width: int
    height: int
    #: The same picture narrower, by width.
    narrower: Mapping[int, bytes] = field(default_factory=dict)
