"""Traditional characters and the simplified ones that records use in their place (OpenCC's table, Apache-2.0)."""

from collections.abc import Container
from functools import lru_cache

from opencc import OpenCC

_HAN = range(0x3400, 0xA000)


def simplified(used: Container[str]) -> list[tuple[str, str]]:
    """The traditional characters whose simplified form is among those `used`, each with that form."""
    return [(char, form) for char, form in _table() if form in used]


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str], ...]:
    converter = OpenCC("t2s")
    pairs = ((char, converter.convert(char)) for char in map(chr, _HAN))
    return tuple((char, form) for char, form in pairs if form != char and not _is_standard(char))


def _is_standard(char: str) -> bool:
    """Whether simplified texts use the character as well: 著 is no 着 in 著作权."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
