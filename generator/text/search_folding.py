"""How text is folded before it is compared. `templates/assets/js/search/text.js` folds in the same way."""

import re
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt

#: Brackets of every style count as one; the script holds the same table.
BRACKETS = {ord(char): "(" for char in "〔[【{〈"} | {ord(char): ")" for char in "〕]】}〉"}

#: A comma that only groups digits: 1,500万元 is 1500万元.
_GROUPING = re.compile(r"(?<=\d),(?=\d)")

#: Latin letters that may bear an accent; the script holds the same ranges.
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")

Codes = npt.NDArray[np.uint16]

#: What `fold_codes` gives for a character that is no word, for a comma, and for the end of a line.
SIGN, COMMA, LINE = 0, 1, 2
_SPECIAL = 3
_SURROGATES = range(0xD800, 0xE000)
_JAMO = range(0x1100, 0x1200)


def fold(text: str) -> str:
    """NFKC, lower case, no accents, one style of bracket, no white space, no commas inside numbers."""
    folded = "".join(_settled(text).translate(BRACKETS).split())
    return _GROUPING.sub("", folded)


def _settled(text: str) -> str:
    """Compatible forms as one, lower case, Latin letters without accents: Café is cafe."""
    return _ACCENTED.sub(
        lambda found: unicodedata.normalize("NFD", found[0])[0], unicodedata.normalize("NFKC", text).lower()
    )


def fold_codes(text: str) -> Codes:
    """Folded UTF-16 units, by table: letters, digits and Han as themselves, all else as one of three characters.

    Twenty times faster than folding by rule, and a site's whole index is made of it.
    """
    table = _table()
    units = _units(text)
    codes: Codes = table[units]
    if (codes == _SPECIAL).any():
        # NFKC may make several characters of one, or one of several; what is left over stands alone.
        units = _units(_settled(text))
        codes = table[units]
        codes = np.where(codes == _SPECIAL, np.where(_alone(units), units, SIGN), codes).astype(np.uint16)
    return codes


def _units(text: str) -> npt.NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def _alone(units: npt.NDArray[np.uint16]) -> npt.NDArray[np.bool_]:
    """Halves of characters beyond the basic plane, and Korean letters that compose with nothing."""
    alone: npt.NDArray[np.bool_] = (units >= _SURROGATES.start) & (units < _SURROGATES.stop)
    return alone | ((units >= _JAMO.start) & (units < _JAMO.stop))


@lru_cache(maxsize=1)
def _table() -> Codes:
    """For each unit: its folded unit, a character, or `_SPECIAL` where its neighbours or a longer form matter."""
    table = np.full(0x10000, SIGN, np.uint16)
    for code in range(0x10000):
        char = chr(code)
        folded = _settled(char)
        if len(folded) > 1 or folded > "\uffff" or _depends(char):
            table[code] = _SPECIAL
        elif folded.isalnum():
            table[code] = ord(folded)
        elif folded == ",":
            table[code] = COMMA
    table[_SURROGATES] = _SPECIAL
    table[ord("\n")] = LINE
    return table


def _depends(char: str) -> bool:
    """Marks and Korean letters compose with what stands before them; a final sigma looks at its word."""
    return unicodedata.category(char).startswith("M") or ord(char) in _JAMO or char == "Σ"
