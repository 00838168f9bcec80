"""Characters that look like plain figures, characters that nobody sees, and Markdown that is not seen on the page."""

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


#: Characters that look like plain ones, each with what it looks like; the marks of a sentence stay as they are.
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
#: A class that goes beyond the first plane is four times slower, and hardly a text has such characters.
_ALIKE = re.compile(f"[{''.join(sign for sign in LOOKS if sign < _BEYOND)}]")
_ALIKE_BEYOND = re.compile(f"[{''.join(sign for sign in LOOKS if sign >= _BEYOND)}]")
_FAR = re.compile(f"[{_BEYOND}-\U0010ffff]")
#: So many Chinese figures in a row are no year and no amount.
HAN_FIGURES = dict(zip("零一二三四五六七八九〇幺零壹贰叁肆伍陆柒捌玖", f"{_FIGURES}01{_FIGURES}", strict=True))
HAN = "".join(HAN_FIGURES)
HAN_ROW = re.compile(f"[{HAN}0-9]{{11,18}}")
FROM_HAN = str.maketrans(HAN_FIGURES)
#: A number that goes on in the next line.
WRAPPED = re.compile(r"\n(?<=[0-9-]\n)(?=[0-9])")
#: What a joiner stands behind; behind the joiner there may be an arrow or a square as well.
_EMOJI = "\U0001f000-\U0001faff\ufe0f\u2600-\u27bf"
#: What may be shown as a picture or as a character: a selector behind it chooses.
_SIGNS = "#*0-9\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
#: A flag of a country's part is a black flag and letters that nobody sees.
_FLAG_LETTERS = "\U000e0020-\U000e007f"
#: Characters that no honest text holds: controls, line ends that editors do not show (libyaml
#: counts them, editors do not, so every later line number would be wrong), direction overrides,
#: byte order marks inside the text (libyaml skips them), lone surrogates, noncharacters, and what has no
#: width or no ink (it makes words unfindable). Joiners, selectors and flag letters may stay inside an emoji.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\u00ad"
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + f"](?<![{_EMOJI}]\u200d(?=[{_EMOJI}\u2190-\u21ff\u2b00-\u2bff]))"
    f"(?<![{_SIGNS}][\ufe0e\ufe0f])(?<![\U0001f3f4{_FLAG_LETTERS}][{_FLAG_LETTERS}])"
)
#: Characters that stand above or below others.
ABOVE = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20f0\ufe20-\ufe2f"
)
#: What shows that a text was damaged on its way, or would spill over its lines: reported, never taken out.
DAMAGED = re.compile(f"\ufffd|[{ABOVE}]{{5,}}")
#: Markdown between the figures of a number, which nobody sees on the page.
_INSIDE = re.compile(
    r"[*_`~\\](?<=[0-9A-Z -][*_`~\\])[*_`~\\]*(?=[0-9 -])|\](?<=[0-9]\])\([^()\s]*\)(?=[0-9])|\ufe0f?\u20e3"
    # From a run's first character only: begun at each of them, a run without an @ would be read as often as it is long.
    r"|[*`\\](?<![*`\\][*`\\])[*`\\]*(?=@)|(?<=@)[*`]+|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"
)


def plain_signs(text: str) -> str:
    """Every character that looks like a plain one as that; as many characters as before."""
    if _FAR.search(text):
        text = _ALIKE_BEYOND.sub(lambda found: LOOKS[found[0]], text)
    return _ALIKE.sub(lambda found: LOOKS[found[0]], text)


def as_shown(text: str) -> str:
    """Markdown with the figures of a number side by side, as the page has them; its lines stay."""
    if not any(sign in text for sign in "*_`~\\]&\u20e3"):
        return text
    return _INSIDE.sub(lambda found: _unescaped(found[0]) if found[0][0] == "&" else "", text)


def _unescaped(entity: str) -> str:
    """What the page has in its place: a character that is seen, a space, or nothing."""
    signs = [sign for sign in unescape(entity) if unicodedata.category(sign) != "Cf"]
    return "".join(" " if sign.isspace() else sign for sign in signs)
