"""Signs that look like plain figures and letters to who reads a page, and Markdown that is not seen on it."""

import re
import unicodedata
from html import unescape

_FIGURES, _BEYOND = "0123456789", "\U00010000"
_WIDE = [chr(0xFEE0 + ord(sign)) for sign in map(chr, range(0x21, 0x7F)) if sign.isalnum() or sign in "@-.+#_/"]
_SPACES, _DASHES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", "‐‑‒–—―−﹣"
#: The nought of each script that has figures of its own, and of those made for formulas and old screens.
_NOUGHTS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꩐꯰𐒠𝟎𝟘𝟢𝟬𝟶🯰"


def _row(nought: str) -> list[str]:
    return [chr(ord(nought) + n) for n in range(10)]


#: Signs that look like plain ones, each with what it looks like; the marks of a sentence stay as they are.
LOOKS = (
    {sign: unicodedata.normalize("NFKC", sign) for sign in _WIDE}
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_DASHES, "-")
    | {"﹫": "@", "﹟": "#"}
    | {
        sign: figure
        for row in (*("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "⓪①②③④⑤⑥⑦⑧⑨"), *map(_row, _NOUGHTS))
        for sign, figure in zip(row, _FIGURES, strict=True)
    }
    | {chr(ord(one) + n): str(n + 1) for one in "⑴⒈❶➀➊⓵" for n in range(9)}
)
#: A class that goes beyond the first plane is four times slower, and hardly a text has such signs.
_ALIKE = re.compile(f"[{''.join(sign for sign in LOOKS if sign < _BEYOND)}]")
_ALIKE_BEYOND = re.compile(f"[{''.join(sign for sign in LOOKS if sign >= _BEYOND)}]")
_FAR = re.compile(f"[{_BEYOND}-\U0010ffff]")
#: So many Chinese figures in a row are no year and no amount.
HAN_FIGURES = dict(zip("零一二三四五六七八九〇幺零壹贰叁肆伍陆柒捌玖", f"{_FIGURES}01{_FIGURES}", strict=True))
HAN = "".join(HAN_FIGURES)
HAN_ROW = re.compile(f"[{HAN}0-9]{{11,18}}")
FROM_HAN = str.maketrans(HAN_FIGURES)
#: A number that goes on in the next line.
WRAPPED = re.compile(r"(?<=[0-9-])\n(?=[0-9])")
#: Markdown between the figures of a number, which nobody sees on the page.
_INSIDE = re.compile(
    r"[*_`~\\](?<=[0-9A-Z -][*_`~\\])[*_`~\\]*(?=[0-9 -])|\](?<=[0-9]\])\([^()\s]*\)(?=[0-9])|\ufe0f?\u20e3"
    r"|[*`\\]+(?=@)|(?<=@)[*`]+|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"
)


def plain_signs(text: str) -> str:
    """Every sign that looks like a plain one as that; as many signs as before."""
    if _FAR.search(text):
        text = _ALIKE_BEYOND.sub(lambda found: LOOKS[found[0]], text)
    return _ALIKE.sub(lambda found: LOOKS[found[0]], text)


def as_shown(text: str) -> str:
    """Markdown with the figures of a number side by side, as the page has them; its lines stay."""
    if not any(sign in text for sign in "*_`~\\]&\u20e3"):
        return text
    return _INSIDE.sub(lambda found: _unescaped(found[0]) if found[0][0] == "&" else "", text)


def _unescaped(entity: str) -> str:
    """What the page has in its place: a sign that is seen, a space, or nothing."""
    signs = [sign for sign in unescape(entity) if unicodedata.category(sign) != "Cf"]
    return "".join(" " if sign.isspace() else sign for sign in signs)
