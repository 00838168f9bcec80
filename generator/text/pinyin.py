"""How titles and names sound, for readers who type pinyin."""

import re
from functools import lru_cache
from types import ModuleType
from typing import Any

#: Readings that the library's own phrases miss.
_READINGS = {"长三角": "cháng sān jiǎo", "长江三角洲": "cháng jiāng sān jiǎo zhōu"}
_HAN = re.compile("([㐀-鿿]+)")


def syllables(text: str) -> list[str]:
    """One item a Han character (`zhi`, `shi`) or letter or digit; everything else is left out.

    ü is v; a character that the library does not know is -.
    """
    found: list[str] = []
    for run in _HAN.split(text):
        found += _run(run) if _HAN.match(run) else [char for char in run.lower() if char.isalnum() and char.isascii()]
    return found


@lru_cache(maxsize=50_000)
def _run(han: str) -> tuple[str, ...]:
    return tuple(_read(han))


def _read(han: str) -> list[str]:
    return list(_library().lazy_pinyin(han, errors=_unknown))


def _unknown(han: str) -> Any:
    return ["-"] * len(han)


@lru_cache(maxsize=1)
def _library() -> ModuleType:
    """Loaded where something is read: a fifth of a second, which a build then spends beside other work."""
    import pypinyin

    readings = {phrase: [[sound] for sound in sounds.split()] for phrase, sounds in _READINGS.items()}
    pypinyin.load_phrases_dict(readings)
    return pypinyin
