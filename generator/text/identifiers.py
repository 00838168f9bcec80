"""Numbers by which people look up a case, a patent, a mark, a document or a company: found and checked.

Only what can be computed is called checked: a patent number and a credit code have a check digit,
the others have a form (conventions ID-30 to ID-39).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from stdnum.cn import uscc

#: Said of a number whose check digit fits, of one whose form is right, and of one that can't be right.
CHECKED, FORMED, WRONG = "校验位正确", "写法规范", "校验位不符"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number as the text has it, as databases want it, and what can be said of it."""

    kind: str
    text: str
    normal: str
    verdict: str


_COURTS = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青桂藏宁新内军兵"
#: Court case numbers since 2016 (ID-34) and before (ID-35).
_CASE = re.compile(
    rf"[（(]((?:19|20)\d{{2}})[）)]((?:最高法|[{_COURTS}])(?:\d{{4}}|\d{{2}})?)(知)?([一-龥]{{1,3}})([1-9]\d*)号"
    r"(?:之[一二三四五六七八九十]+)?"
)
_CASE_OLD = re.compile(r"[（(]((?:19|20)\d{2})[）)]([一-龥]{2,12})字第(\d+)号")
_PATENT = re.compile(
    r"(?<![0-9A-Za-z])(?:ZL\s?)?((?:19|20)\d{2}[12389]\d{7}|(?:8[5-9]|9\d|0[0-3])[12389]\d{5})\s?[.．]\s?([0-9Xx])(?![0-9])"
)
_PUBLICATION = re.compile(r"(?<![0-9A-Za-z])CN\s?\d{7,9}\s?[ABCUSY]\d?(?![0-9A-Za-z])")
#: A trade mark is named as one; its bare digits say nothing (ID-33).
_MARK = re.compile(
    r"第(G?\d{4,8}[A-Z]?)号(?:[^。；，\n]{0,12})商标|商标(?:注册号|注册证号)?[：:]?\s?第?(G?\d{4,8}[A-Z]?)号"
)
_DOCUMENT = re.compile(r"[一-龥]{2,12}〔(?:19|20)\d{2}〕[1-9]\d*号")
_CREDIT = re.compile(
    # Its first character comes first, then what may not stand before it: found ten times faster.
    r"[1-9A-HJ-NP-RTUWXY](?<![0-9A-Za-z][1-9A-HJ-NP-RTUWXY])[0-9A-HJ-NP-RTUWXY]\d{6}[0-9A-HJ-NP-RTUWXY]{10}(?![0-9A-Za-z])"
)
_SOFTWARE = re.compile(r"(?<![0-9A-Za-z])\d{4}SR\d{6,7}(?!\d)|软著登字第\d+号|国作登字-\d{4}-[A-L]-\d{8}")
_VARIETY = re.compile(r"(?<![0-9A-Za-z])CNA(?:\d{8}\.\d|\d{11})(?!\d)")
_TRADE_COMMISSION = re.compile(r"(?<![0-9A-Za-z])337-TA-\d{3,4}(?!\d)")


def _patent(found: re.Match[str]) -> tuple[str, str]:
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    rest = sum(int(digit) * weight for digit, weight in zip(found[1], weights, strict=False)) % 11
    fits = ("X" if rest == 10 else str(rest)) == found[2].upper()
    lead = "ZL" if found[0].startswith("ZL") else ""
    return f"{lead}{found[1]}.{found[2].upper()}", CHECKED if fits else WRONG


def _credit(found: re.Match[str]) -> tuple[str, str]:
    return found[0], CHECKED if uscc.is_valid(found[0]) else WRONG


def _court(found: re.Match[str]) -> tuple[str, str]:
    return found[0].replace("(", "（").replace(")", "）"), FORMED


def _old_court(found: re.Match[str]) -> tuple[str, str]:
    # The form ended with the year 2015.
    return _court(found)[0], FORMED if int(found[1]) < 2016 else "2016年起不用这种写法"


def _mark(found: re.Match[str]) -> tuple[str, str]:
    return f"第{found[1] or found[2]}号", FORMED


def _plain(found: re.Match[str]) -> tuple[str, str]:
    return re.sub(r"\s", "", found[0]), FORMED


_CREDIT_CODE = "统一社会信用代码"
#: Region, then a day of birth: the beginning of an identity card's number.
BIRTHDAY = re.compile(r"[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9X]")


class Recogniser(NamedTuple):
    """How one kind of number is found in a text, and read."""

    kind: str
    #: Characters of which the text must have one, as most texts have none.
    signs: str
    form: re.Pattern[str]
    #: The name of its reader in the browser (`readers` of `persons.js`).
    reads: str
    read: Callable[[re.Match[str]], tuple[str, str]]


RECOGNISERS = (
    Recogniser("案号", "号", _CASE, "court", _court),
    Recogniser("案号", "字第", _CASE_OLD, "old_court", _old_court),
    Recogniser("专利号", ".|．", _PATENT, "patent", _patent),
    Recogniser("专利公布号", "CN", _PUBLICATION, "plain", _plain),
    Recogniser("商标注册号", "商标", _MARK, "mark", _mark),
    Recogniser("文号", "〕", _DOCUMENT, "plain", _plain),
    Recogniser(_CREDIT_CODE, "", _CREDIT, "credit", _credit),
    Recogniser("著作权登记号", "SR|软著登字|国作登字", _SOFTWARE, "plain", _plain),
    Recogniser("品种权号", "CNA", _VARIETY, "plain", _plain),
    Recogniser("美国337调查编号", "337-TA", _TRADE_COMMISSION, "plain", _plain),
)


def identifiers(*texts: str) -> list[Identifier]:
    """What stands in the texts, each number once, in the order of kinds and then of the texts."""
    seen: dict[tuple[str, str], Identifier] = {}
    for made, _start in _found("\n".join(texts)):
        seen.setdefault((made.kind, made.normal), made)
    return list(seen.values())


def without_identifiers(text: str, filler: str) -> str:
    """The text with every number that is none of a person's overwritten, sign by sign."""
    for made, start in _found(text):
        if made.kind != _CREDIT_CODE or made.verdict == CHECKED:
            text = text[:start] + filler * len(made.text) + text[start + len(made.text) :]
    return text


def _found(text: str) -> Iterator[tuple[Identifier, int]]:
    for kind, signs, form, _reads, read in RECOGNISERS:
        if not any(sign in text for sign in signs.split("|")):
            continue
        for found in form.finditer(text):
            normal, verdict = read(found)
            # Somebody's identity card is no company's number copied wrongly.
            if verdict == CHECKED or kind != _CREDIT_CODE or not BIRTHDAY.match(found[0]):
                yield Identifier(kind, found[0], normal, verdict), found.start()
