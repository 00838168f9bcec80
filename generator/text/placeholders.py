"""`{{ name }}` in a text of the maintainers': a word of the settings stands there. Nothing else is ever replaced."""

import re
from collections.abc import Iterator, Mapping

_PLACE = re.compile(r"\{\{ ([a-z_]{1,30}) \}\}")


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with the words put in; a name that is not among them stays as it is written."""
    return _PLACE.sub(lambda found: words.get(found[1], found[0]), text)


def unknown(text: str, words: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Line and column, counted from 1, and name of every place for which there is no word."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in _PLACE.finditer(line):
            if found[1] not in words:
                yield number, found.start() + 1, found[1]
