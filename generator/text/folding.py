"""How text is folded before it is compared. The search script folds queries in the same way."""

import unicodedata

#: Brackets of every style count as one; the script in `search.js` holds the same table.
BRACKETS = {ord(char): "(" for char in "〔[【{〈"} | {ord(char): ")" for char in "〕]】}〉"}


def fold(text: str) -> str:
    """NFKC, lower case, one style of bracket, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().translate(BRACKETS).split())
