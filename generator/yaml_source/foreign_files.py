"""What a file is that is no text: said by its first bytes, so that its author knows what was handed in."""

import re

_WORDS = "请用 wanlixing new 写出空白模板，把内容填进去；Excel 表格用 wanlixing import 转成记录。"
_PICTURE = "图片请放进 content/images/单位编号/，再在记录的 images 里写文件名。"
#: First bytes, what they mean, what to do.
_SORTS = (
    (b"\xff\xd8\xff", "一张 JPG 图片", _PICTURE),
    (b"\x89PNG\r\n", "一张 PNG 图片", _PICTURE),
    (b"GIF8", "一张 GIF 图片", _PICTURE),
    (b"BM", "一张 BMP 图片", _PICTURE),
    (b"RIFF", "一张 WebP 图片", _PICTURE),
    (b"%PDF-", "一个 PDF 文件", _WORDS),
    (b"PK\x03\x04", "一个 Word、Excel 或压缩文件", _WORDS),
    (b"\xd0\xcf\x11\xe0", "一个旧版的 Word、Excel 或 WPS 文件", _WORDS),
    (b"{\\rtf", "一个 RTF 文件", _WORDS),
    (b"\x1f\x8b\x08", "一个压缩文件", "请先解压，再提交里面的文件。"),
    (b"Rar!", "一个压缩文件", "请先解压，再提交里面的文件。"),
    (b"7z\xbc\xaf", "一个压缩文件", "请先解压，再提交里面的文件。"),
)
#: What UTF-16 begins with; without it every second byte of Latin letters and characters is nought.
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: Characters that no text has.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: So much of a file is looked at; so many such characters in it, and a part of it, make it none.
_BEGINNING, _FEW, _PART = 4096, 4, 20


def foreign(raw: bytes) -> tuple[str, str] | None:
    """What a file is instead of a text in UTF-8, and what to do; None if it may be one."""
    if raw.startswith(_UTF_16) or _is_bare_utf_16(raw[:_BEGINNING]):
        return "这个文件的编码是 UTF-16，不是 UTF-8。", "请用“另存为”选择 UTF-8 编码，再保存一次。"
    controls = len(_CONTROL.findall(raw[:_BEGINNING]))
    binary = controls > _FEW and controls * _PART > len(raw[:_BEGINNING])
    for begin, sort, advice in _SORTS:
        if raw.startswith(begin) and (binary or len(begin) > 3):
            return f"这不是文字文件，像是{sort}。", advice
    return ("这不是文字文件，打开是乱码。", _WORDS) if binary else None


def _is_bare_utf_16(beginning: bytes) -> bool:
    """Whether every second byte of much of it is nought, and no other."""
    return beginning[1::2].count(0) * 3 > len(beginning) and not beginning[::2].count(0)
