"""What must not be published of a person: numbers, addresses and names, found in a text (conventions ID-10 to ID-21).

The detectors are data: a pattern, what must stand near it, which check digit has to fit, and how it is masked.
Numbers of cases, patents, documents and companies are taken out first; they look alike and are none of it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from generator.text.confusables import FROM_HAN, HAN, HAN_ROW, WRAPPED, plain_signs
from generator.text.identifiers import without_identifiers
from generator.text.person_names import family_name, is_person


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
_AMOUNT = (
    r"\s?(?:[元万亿件份次吨册株篇例]|[千百]万?元|千[瓦克米]|[美欧日港韩]元|美金|港币|人次|号(?![码段])|项(?!目)|家(?![属长人里庭])"
    r"|股(?!东)|个(?![人体])|台(?![湾州])|户(?![主籍])|条(?!理)|平方|立方|公[里斤顷]|字节)"
)
#: What money stands behind, and what stands before the number of a thing that has a year in its middle.
_MONEY = r"(?<!美元|欧元|日元|港元|港币)(?<!人民币)(?<!RMB )(?<![额值])(?<![额值][为达：:])(?<!元[）)][：:])"
_NUMBERED = r"(?:(?<!编号|课题|项目|合同)(?<!(?:编号|课题|项目|合同)[ ：:为])|(?!1\d\d-(?:19|20)\d\d-))"
#: New standards (新GB18580) and the numbers of trains, years behind a number: no plates.
_NO_PLATE = r"(?!新(?:G[AB]|H[GJ]|JB|YY|QB|D[BLZ]|NY|CJ|J[RT]|L[SY]) ?\d)"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PRIVATE_MAIL = re.sub(
    "[a-z]",
    lambda found: f"[{found[0]}{found[0].upper()}]",
    r"(?:vip\.)?(?:qq|foxmail|163|126|139|188|189|sina|sohu|gmail|outlook|hotmail|live|msn|yahoo|icloud|me|proton|protonmail"
    r"|aliyun|tom|21cn)\.com|yeah\.net|proton\.me|(?:sina|yahoo)\.com\.cn|(?:sina|wo|live|yahoo|189)\.cn",
).replace(r"\.", r"(?:[.。]| ?(?:[Dd][Oo][Tt]|点) ?)")
#: An @, and how people write it so that no machine finds it.
_AT = r" ?[@#★] ?| ?[（(\[{【] ?(?:[Aa][Tt]?|@|艾特) ?[）)\]}】] ?|艾特| [Aa][Tt] (?=\S+ (?:[Dd][Oo][Tt]|点))"
_ROLES = (
    "原告|被告人|被告|上诉人|被上诉人|第三人|申请人|被申请人|犯罪嫌疑人|嫌疑人|被害人|当事人|侵权人"
    "|请求人|投诉人|举报人|被执行人|罪犯"
)
DETECTORS: tuple[Detector, ...] = (
    # Foreigners who live here have numbers that begin with 9, as most companies have.
    Detector(
        "E601",
        "身份证号码",
        r"(?<!\d)(?<!\d\.)[1-9](?:[ .·/_-]?\d){16}[ .·/_-]?[0-9Xx](?![0-9A-Za-z])",
        check="identity",
        mask=(4, 4),
    ),
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
        rf"(?=[+018])(?<![\dA-Za-z.\-$¥￥]){_MONEY}{_NUMBERED}(?:(?:\+|00)?86[- ]?)?1[3-9]\d"
        rf"(?:[- ]{{0,3}}\d{{4}}[- ]{{0,3}}|[./_·+]\d{{4}}[./_·+])\d{{4}}"
        rf"(?!\d|\.\d|[- ]?\d{{4}}(?!\d{{7}}(?!\d))|{_AMOUNT})",
        mask=(3, 4),
    ),
    Detector(
        "E602",
        "手机号码",
        rf"(?<!\d)0?1(?:[ .·()（）/_-]{{0,3}}\d){{10}}(?!\d|{_AMOUNT})",
        near="电话|手机|联系|微信|拨打|[Tt][Ee][Ll]|[WwVv][Xx]|[Vv]信|[Ww]e[Cc]hat|[Mm]obile",
        check="mobile",
        mask=(3, 4),
    ),
    # Directly behind such a word nothing is an amount.
    Detector(
        "E602",
        "手机号码",
        r"(?:电话|手机号|联系方式)码?[：:是为 ]{0,2}(?P<name>1[3-9](?:[ .-]?\d){9})(?!\d)",
        mask=(3, 4),
    ),
    Detector(
        "E602",
        "手机号码",
        r"(?<![0-9A-Za-z])[1Il][3-9](?:[- ]?[0-9OoIl]){9}(?![0-9A-Za-z])",
        near="电话|手机|联系|微信|拨打",
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
        "E603",
        "银行卡号",
        r"(?<![\d.])[3-6](?:[ .-]?\d){15,18}(?!\d)",
        near="卡号|[账帐]号|账户|汇入|转账",
        check="luhn",
        mask=(0, 4),
    ),
    Detector(
        "W602",
        "车牌号",
        rf"{_NO_PLATE}[{_PROVINCES}][A-HJ-NP-Za-hj-np-z][·•・‧. -]?(?:[A-HJK][A-HJ-NP-Z0-9]\d{{4}}|\d{{5}}[A-HJK]"
        r"|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9次]|-(?:19|20)\d\d)",
        check="figures",
        mask=(2, 2),
    ),
    Detector(
        "W603",
        "个人邮箱",
        rf"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9_.+\-]{{0,63}}(?:{_AT})(?:{_PRIVATE_MAIL})(?![A-Za-z0-9_\-]|\.[A-Za-z0-9])",
        mask=(1, 0),
    ),
    Detector(
        "W604",
        "护照或通行证号码",
        r"(?<![A-Z0-9])(?:(?:[PSD]E|E[A-Z0-9]) ?\d{7}|[GDSP] ?\d{8}|[CHM] ?\d{8,10})(?!\d)",
        near="护照|通行证|证件|证号",
        mask=(1, 2),
    ),
    Detector(
        "W605",
        "住址",
        r"(?:户籍(?:所在)?地(?:址)?|(?<!入)住址?)[：:在于为 ]{0,2}"
        r"(?P<name>[一-龥]{1,16}(?:[路街巷弄村苑]|小区|花园|公寓|家园)\d{1,5}号?(?:[^，。；\n]{0,8}?\d{1,5})?(?:幢|栋|单元|室)(?:\d{1,5}室?)?)",
        mask=(2, 0),
    ),
    Detector(
        "W606",
        "可能涉及个人的内容",
        r"未满十四周?岁|(?<!保护)未成年(?!人?(?:(?:司法|网络|权益)?保护|模式))人?|(?<!电子)病历(?!档案|系统|管理|软件)|银行账号|开户行",
    ),
    Detector(
        "W607",
        "自然人的全名",
        rf"(?:{_ROLES})(?:（[^（）]{{1,12}}）)?[：: ]?(?P<name>[一-龥]{{1,8}}·[一-龥]{{1,8}}|[一-龥]{{2,4}}?)"
        r"(?=[，。、；（(]|诉(?![讼求])|[辩述]称|与被|不服|犯(?!罪)|等[一二两三四五六七八九十\d]{1,2}人|$)",
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
    "艾特",
    "★",
)
#: Patterns that begin with one class of characters and then look back are found ten times faster than choices.
_WORDS = re.compile(
    f"[{''.join(dict.fromkeys(word[0] for word in _SIGN_WORDS))}室#)）}}】\\]Tt](?:(?<=[0-9]室)|(?<=[aAtT][)）}}】\\]])"
    "|(?<=#) ?[A-Za-z0-9]{2,9}[.。点 ]|(?<= [Aa][Tt]) |"
    + "|".join(f"(?<={word[0]}){word[1:]}" for word in _SIGN_WORDS)
    + ")"
)
ADDRESS = re.compile(r"https?://[^\s，。；、（）《》“”<>]+")
_SIGNS = re.compile(
    rf"[0-9A-Zl{HAN}{_PROVINCES}](?:(?<=[0-9Il{HAN}])(?=[ .·()（）/_+0-9OoIl{HAN}-]{{10}})"
    rf"(?:[ .·()（）/_+-]{{0,3}}[0-9OoIl{HAN}]){{10}}"
    rf"|(?<=[A-Z])[·•・‧. -]?[A-Z0-9]{{4}}|(?<=[GDSP])[0-9]{{8}}|(?<=[{_PROVINCES}])[a-z][0-9])"
)
_FILLER = "\x00"
NEAR = 12


def traces(text: str) -> list[Trace]:
    """What of persons stands in a text, in its order; one thing is told once, by the gravest name."""
    text = plain_signs(text)
    wrapped = WRAPPED.sub(" ", text)
    if not _WORDS.search(wrapped) and not _SIGNS.search(wrapped):
        return []
    text = HAN_ROW.sub(lambda found: found[0].translate(FROM_HAN), wrapped)
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
    kept = re.sub("[ .·()（）/_+-]", "", said)
    if "@" in said:
        return f"{said[0]}***@{said.split('@')[1].strip()}"
    return kept[:first] + "*" * (len(kept) - first - last) + kept[len(kept) - last :]


def _is_identity(said: str) -> bool:
    """A day that there was, and the check digit of GB 11643; the list of regions changes and is not asked."""
    number = re.sub("[ .·/_-]", "", said).upper()
    # In three places or between all figures: a row of numbers has its gaps elsewhere.
    return (
        len(said) - len(number) in (0, 1, 2, 3, 17)
        and _is_born(number)
        and bool(ric.calc_check_digit(number) == number[-1])
    )


def _is_born(said: str) -> bool:
    number = re.sub("[ .-]", "", said)
    try:
        return bool(date(int(number[6:10]), int(number[10:12]), int(number[12:14])))
    except ValueError:
        return False


def _is_card(said: str) -> bool:
    number = re.sub("[ .-]", "", said)
    # A row of noughts is somebody's round sum.
    return bool(luhn.is_valid(number)) and not number.endswith("000000")


_CHECKS: dict[str, Callable[[str], bool]] = {
    "identity": _is_identity,
    "identity-date": _is_born,
    "luhn": _is_card,
    "figures": lambda said: sum(sign.isdigit() for sign in said) >= 2,
    "mobile": lambda said: re.sub("[^0-9]", "", said).lstrip("0")[1] in "3456789",
    "person": is_person,
}
