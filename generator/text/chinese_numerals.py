"""Numbers in Chinese words, where they have one reading: 八, 十二, 三千, 一亿零五百万, 叁佰贰拾, 一点五二.

三四, 十几, 数百, 一百二 and 三万五 have none and are no number.
"""

import re
from decimal import Decimal

_SIGNS = "零一二三四五六七八九"
_DIGITS = {sign: number for number, sign in enumerate(_SIGNS)}
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇○两", "一二三四五六七八九十百千零零二")
_PLACES = {"千": 3, "百": 2, "十": 1, "": 0}
_GROUPS = re.compile(r"(?:([^亿万]{1,8})亿)?(?:([^亿万]{1,9})万)?([^亿万]{0,9})")
_PLACE = re.compile(r"(零?)([一二三四五六七八九]?)([千百十]?)")
_LONGEST = 40


def chinese_number(text: str) -> Decimal | None:
    """The number that Chinese words say, or nothing."""
    words, point, behind = text.translate(_PLAIN).partition("点")
    whole = _whole(words) if len(text) <= _LONGEST else None
    if whole is None or (point and not behind) or not set(behind) <= set(_DIGITS):
        return None
    return Decimal(f"{whole}.{''.join(str(_DIGITS[sign]) for sign in behind)}" if point else whole)


def in_chinese(number: int) -> str:
    """A number below a hundred as headings count: 一, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    return f"{_SIGNS[tens] if tens > 1 else ''}{'十' if tens else ''}{_SIGNS[ones] if ones or not tens else ''}"


def _whole(words: str) -> int | None:
    """A whole number; each place is the next lower one, or stands behind a nought."""
    groups = _GROUPS.fullmatch(words)
    if words == "零" or not groups or not words:
        return 0 if words == "零" else None
    number, last = 0, 0
    for base, group in zip((8, 4, 0), groups.groups(""), strict=True):
        for nought, digit, place in _places(group):
            exponent = base + _PLACES.get(place, 0)
            follows = (exponent < last - 1 if nought else exponent == last - 1) if number else not nought
            if not follows or not (digit or (place == "十" and not number)):
                return None
            number, last = number + _DIGITS.get(digit, 1) * 10**exponent, exponent
    return number


def _places(group: str) -> list[tuple[str, ...]]:
    """Nought, digit and place, one after the other; one that is empty where there is anything else."""
    found = [match.groups() for match in _PLACE.finditer(group)]
    return found[:-1] if "".join(map("".join, found)) == group else [("", "", "")]
