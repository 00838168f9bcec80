"""What must not be published of a person: numbers, addresses and names, found in a text (conventions ID-10 to ID-21).

The detectors are data: a pattern, what must stand near it, which check digit has to fit, and how it is masked.
Numbers of cases, patents, documents and companies are taken out first; they look alike and are none of it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape

from stdnum import luhn
from stdnum.cn import ric

from generator.text.identifiers import without_identifiers
from generator.text.persons import family_name, is_person


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of thing: what it is called, its code, its form.

    `near` must stand in the twelve signs before it. `check` names what has to hold besides the form, `mask` how
    many signs are kept at both ends.
    """

    code: str
    name: str
    pattern: str
    near: str = ""
    check: str = ""
    mask: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Trace:
    """Something of a person in a text: where it begins, what it is, and how it may be written."""

    start: int
    code: str
    name: str
    masked: str


_DAY = r"(?:0[1-9]|1[0-2])[ .-]?(?:0[1-9]|[12]\d|3[01])"
_BIRTH = rf"\d{{5}}[ .-]?(?:18|19|20)\d{{2}}{_DAY}[ .-]?\d{{3}}[ .-]?[0-9Xx](?![0-9A-Za-z])"
#: What a number of things or of money is followed by, and no telephone number is.
_AMOUNT = r"\s?(?:[元万亿件份次]|[千百]万?元|千[瓦克米]|[美欧日港]元|人次|号(?![码段])|项(?!目)|家(?![属长人里庭]))"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PRIVATE_MAIL = re.sub(
    "[a-z]",
    lambda found: f"[{found[0]}{found[0].upper()}]",
    r"(?:vip\.)?(?:qq|foxmail|163|126|139|189|sina|sohu|gmail|outlook|hotmail|yahoo|icloud|aliyun|tom|21cn)\.com"
    r"|yeah\.net|sina\.cn|wo\.cn",
)
_ROLES = "原告|被告人|被告|上诉人|被上诉人|第三人|申请人|被申请人|犯罪嫌疑人|嫌疑人|被害人|当事人|侵权人"
DETECTORS: tuple[Detector, ...] = (
    # Foreigners who live here have numbers that begin with 9, as most companies have.
    Detector("E601", "身份证号码", rf"(?<![0-9A-Za-z])[1-9]{_BIRTH}", check="identity", mask=(4, 4)),
    Detector("W601", "像是身份证号码的数字", rf"(?<![0-9A-Za-z])[1-8]{_BIRTH}", check="identity-date", mask=(4, 4)),
    Detector(
        "W601",
        "像是旧身份证号码的数字",
        rf"(?<![\d.\-])[1-8]\d{{7}}{_DAY}\d{{3}}(?![\d.])",
        near="身份证|证件|公民",
        mask=(4, 2),
    ),
    Detector(
        "E602",
        "手机号码",
        rf"(?<![\dA-Za-z.\-$¥￥])(?<!美元)(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{{4}}[- ]?|\.\d{{4}}\.)\d{{4}}"
        rf"(?!\d|\.\d|[- ]?\d{{4}}|{_AMOUNT})",
        mask=(3, 4),
    ),
    Detector(
        "E602",
        "手机号码",
        rf"(?<!\d)1(?:[ .·()（）-]{{0,2}}\d){{10}}(?!\d|{_AMOUNT})",
        near="电话|手机|联系|微信|拨打|[Tt][Ee][Ll]|[Ww][Xx]|[Mm]obile",
        check="mobile",
        mask=(3, 4),
    ),
    Detector(
        "E603",
        "银行卡号",
        r"(?<![\d.])(?<![A-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\d.]|\s?[元万亿件])",
        check="luhn",
        mask=(0, 4),
    ),
    Detector(
        "W602",
        "车牌号",
        rf"[{_PROVINCES}][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳](?![A-Z0-9])",
        check="figures",
        mask=(2, 2),
    ),
    Detector(
        "W603", "个人邮箱", rf"[A-Za-z0-9][A-Za-z0-9_.+\-]{{0,63}}@(?:{_PRIVATE_MAIL})(?![A-Za-z0-9_.\-])", mask=(1, 0)
    ),
    Detector(
        "W604",
        "护照或通行证号码",
        r"(?<![A-Z0-9])(?:E[A-Z0-9]\d{7}|[GDSP]\d{8}|[CHM]\d{8,10})(?!\d)",
        near="护照|通行证|证件|证号",
        mask=(1, 2),
    ),
    Detector(
        "W605",
        "住址",
        r"(?:住址|家住|居住|住在|现住|住)[：:在于]?(?P<name>[一-龥]{1,16}(?:路|街|巷|弄|村)\d{1,5}号?(?:[^，。；\n]{0,8}?\d{1,5})?(?:幢|栋|单元|室)(?:\d{1,5}室?)?)",
        mask=(2, 0),
    ),
    Detector("W606", "可能涉及个人的内容", r"未满十四周?岁|未成年人?|病历|银行账号|开户行"),
    Detector(
        "W607",
        "自然人的全名",
        rf"(?:{_ROLES})[：:]?(?P<name>[一-龥]{{1,8}}·[一-龥]{{1,8}}|[一-龥]{{2,4}}?)(?=[，。、；（(]|诉(?![讼求])|与被|$)",
        check="person",
    ),
)
#: Most texts have none of it; what has is known by one of these.
_SIGN_WORDS = (
    *_ROLES.split("|"),
    "@",
    "幢",
    "栋",
    "单元",
    "未满",
    "未成年",
    "病历",
    "银行账号",
    "开户行",
    "护照",
    "通行证",
)
#: Patterns that begin with one class of characters and then look back are found ten times faster than choices.
_WORDS = re.compile(
    f"[{''.join(dict.fromkeys(word[0] for word in _SIGN_WORDS))}](?:"
    + "|".join(f"(?<={word[0]}){word[1:]}" for word in _SIGN_WORDS)
    + ")"
)
ADDRESS = re.compile(r"https?://[^\s，。；、（）《》“”<>]+")
_FIGURES = "0123456789"
_WIDE = [chr(0xFEE0 + ord(sign)) for sign in map(chr, range(0x21, 0x7F)) if sign.isalnum() or sign in "@-.+"]
_SPACES, _DASHES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", "‐‑‒–—―−﹣"
#: Signs that look like plain ones, each with what it looks like; the marks of a sentence stay as they are.
LOOKS = (
    {sign: unicodedata.normalize("NFKC", sign) for sign in _WIDE}
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_DASHES, "-")
    | {
        sign: figure
        for row in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "⓪①②③④⑤⑥⑦⑧⑨", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९")
        for sign, figure in zip(row, _FIGURES, strict=True)
    }
)
_ALIKE = re.compile(f"[{''.join(LOOKS)}]")
#: So many Chinese figures in a row are no year and no amount.
HAN_FIGURES = dict(zip("零一二三四五六七八九〇幺", f"{_FIGURES}01", strict=True))
_HAN_FIGURE = f"[{''.join(HAN_FIGURES)}]"
HAN_ROW = re.compile(f"{_HAN_FIGURE}{{11,18}}")
_SIGNS = re.compile(
    rf"[0-9A-Z{_HAN_FIGURE[1:]}(?:(?<=[0-9])(?=[ .·()（）0-9-]{{10}})(?:[ .·()（）-]{{0,2}}[0-9]){{10}}"
    rf"|(?<=[A-Z])[·• ]?[A-Z0-9]{{4}}|(?<=[GDSP])[0-9]{{8}}|(?<={_HAN_FIGURE}){_HAN_FIGURE}{{10}})"
)
_HAN = str.maketrans(HAN_FIGURES)
#: Markdown between the figures of a number, which nobody sees on the page.
_INSIDE = re.compile(
    r"[*_`~\\](?<=[0-9 -][*_`~\\])[*_`~\\]*(?=[0-9 -])|\](?<=[0-9]\])\([^()\s]*\)(?=[0-9])"
    r"|&#(?:0*(?:4[89]|5[0-7])|[xX]0*3[0-9]);"
)
_FILLER = "\x00"
NEAR = 12


def traces(text: str) -> list[Trace]:
    """What of persons stands in a text, in its order; one thing is told once, by the gravest name."""
    text = _ALIKE.sub(lambda found: LOOKS[found[0]], text)
    if not _WORDS.search(text) and not _SIGNS.search(text):
        return []
    text = HAN_ROW.sub(lambda found: found[0].translate(_HAN), text)
    plain = ADDRESS.sub(lambda found: _FILLER * len(found[0]), text)
    found = list(_found(DETECTORS[0], plain))
    masked = without_identifiers(plain, _FILLER)
    for detector in DETECTORS[1:]:
        found += _found(detector, masked)
    taken: list[tuple[int, int]] = []
    kept = []
    for trace, end in found:
        if all(end <= first or last <= trace.start for first, last in taken):
            taken.append((trace.start, end))
            kept.append(trace)
    return sorted(kept, key=lambda trace: trace.start)


def as_shown(text: str) -> str:
    """Markdown with the figures of a number side by side, as the page has them; its lines stay."""
    if not any(sign in text for sign in "*_`~\\]&"):
        return text
    return _INSIDE.sub(lambda found: unescape(found[0]) if found[0][0] == "&" else "", text)


def _found(detector: Detector, text: str) -> Iterator[tuple[Trace, int]]:
    for found in re.finditer(detector.pattern, text, re.MULTILINE):
        if detector.near and not re.search(detector.near, text[max(0, found.start() - NEAR) : found.start()]):
            continue
        name = found.groupdict().get("name")
        said = name or found[0]
        if detector.check and not _CHECKS[detector.check](said):
            continue
        yield (
            Trace(
                found.start("name") if name else found.start(), detector.code, detector.name, _masked(detector, said)
            ),
            found.end(),
        )


def _masked(detector: Detector, said: str) -> str:
    """138****8000; of a name what may stay of it; a word is a word."""
    if detector.code == "W607":
        return f"{family_name(said)}某"
    if detector.code == "W606":
        return said
    first, last = detector.mask
    kept = re.sub("[ .·()（）-]", "", said)
    if "@" in said:
        return f"{said[0]}***@{said.split('@')[1]}"
    return kept[:first] + "*" * (len(kept) - first - last) + kept[len(kept) - last :]


def _is_identity(said: str) -> bool:
    """A day that there was, and the check digit of GB 11643; the list of regions changes and is not asked."""
    number = re.sub("[ .-]", "", said).upper()
    return _is_born(said) and bool(ric.calc_check_digit(number) == number[-1])


def _is_born(said: str) -> bool:
    number = re.sub("[ .-]", "", said)
    try:
        return bool(date(int(number[6:10]), int(number[10:12]), int(number[12:14])))
    except ValueError:
        return False


def _is_card(said: str) -> bool:
    number = re.sub("[ -]", "", said)
    # A row of noughts is somebody's round sum.
    return bool(luhn.is_valid(number)) and not number.endswith("000000")


_CHECKS: dict[str, Callable[[str], bool]] = {
    "identity": _is_identity,
    "identity-date": _is_born,
    "luhn": _is_card,
    "figures": lambda said: sum(sign.isdigit() for sign in said) >= 2,
    "mobile": lambda said: re.sub("[^0-9]", "", said)[1] in "3456789",
    "person": is_person,
}
