"""A cell that holds several values: where one ends and the next begins.

Values stand one a line, or parted by ；, or, where neither is there, by 、. What stands in brackets or quotation
marks parts nothing; a value that has such a character in itself may stand in straight quotes, as in CSV (RFC 4180).
"""

import re

#: How people are told of it.
ADVICE = '多项用顿号“、”或分号“；”隔开，或一行一项；项里本来有这些符号的，这一项用英文双引号括起来，例如 "甲；乙"'
_SIGN = "[、；;\n]"
#: Each begins and ends in one line and holds none of its kind, so that a text is read once.
_KEPT = re.compile(
    rf'(?:(?<={_SIGN})|^)[ \u3000]*"(?:[^"\n]|"")*+"(?=[ \u3000]*(?:{_SIGN}|$))'
    r"|《[^《》\n]*》|“[^“”\n]*”|（[^（）\n]*）|\([^()\n]*\)"
)
_QUOTED = re.compile('"((?:[^"]|"")*+)"')
_HELD = re.compile(f'{_SIGN}|""')


def values_in(text: str) -> list[str]:
    """The values of a cell, without the blanks around them; empty ones are none."""
    masked = _masked(_masked(text))
    sign = "[；;\n]" if re.search("[；;\n]", masked) else "、"
    ends = [found.start() for found in re.finditer(sign, masked)]
    parts = (text[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))
    return [_unquoted(part.strip()) for part in parts if part.strip()]


def _masked(text: str) -> str:
    """Without what stands in brackets or quotes; twice, and one pair may stand in another."""
    return _KEPT.sub(lambda found: "\0" * len(found[0]), text)


def _unquoted(value: str) -> str:
    """Without the quotes that only held its characters together; those of the author's own stay."""
    found = _QUOTED.fullmatch(value)
    return found[1].replace('""', '"') if found and _HELD.search(found[1]) else value
