"""What must not be published of a person: numbers, addresses and names, found in a text (conventions ID-10 to ID-21).

The detectors are data (`pii_patterns`). Numbers of cases, patents, documents and companies are taken out first;
they look alike and are none of it.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from generator.text.confusables import FROM_HAN, HAN, HAN_ROW, WRAPPED, plain_signs
from generator.text.identifiers import without_identifiers
from generator.text.person_names import family_name, is_person, is_person_for_sure
from generator.text.pii_patterns import DETECTORS, PROVINCES, ROLES, Detector


@dataclass(frozen=True, slots=True)
class Trace:
    """Something of a person in a text: where it begins, what it is, and how it may be written."""

    start: int
    code: str
    name: str
    masked: str
    end: int = 0


#: Most texts have none of it; what has is known by one of these.
_SIGN_WORDS = (
    *ROLES.split("|"),
    *("@", "幢", "栋", "单元", "未满", "未成年", "病历", "账号", "账户", "卡号", "护照", "通行证", "艾特", "★"),
    *("其妻", "其丈", "其儿", "其女", "其父", "其母", "其兄", "其弟", "其姐", "其妹", "其子", "岁"),
    *("出生", "生于", "月生", "日生", "男", "女", "住", "居", "户籍", "地址", "组", "QQ", "qq", "Qq", "微信"),
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
    rf"[0-9A-Zl{HAN}{PROVINCES}](?:(?<=[0-9Il{HAN}])(?=[ .·()（）/_+0-9OoIl{HAN}-]{{10}})"
    rf"(?:[ .·()（）/_+-]{{0,3}}[0-9OoIl{HAN}]){{10}}"
    rf"|(?<=[A-Z])[·•・‧. -]?[A-Z0-9]{{4}}|(?<=[GDSP])[0-9]{{8}}|(?<=[{PROVINCES}])[a-z][0-9])"
)
_FILLER = "\x00"
NEAR = 12


#: A column of a table whose head names money or a measure, and a figure in it.
MEASURED = r"[额值量]|收入|支出|利润|资金|投资|[（(][^（()）]{0,6}[元件支吨个只台套次股户家人篇项][)）]"
PLAIN_FIGURE = r"[ \t]*[0-9][0-9,.]*[ \t]*"
_MEASURED, _PLAIN_FIGURE = re.compile(MEASURED), re.compile(PLAIN_FIGURE)


def traces(text: str, brands: Collection[str] = ()) -> list[Trace]:
    """What of persons stands in a text, in its order; one thing is reported once, by the gravest name."""
    text = plain_signs(text)
    wrapped = WRAPPED.sub(" ", text)
    if not _WORDS.search(wrapped) and not _SIGNS.search(wrapped):
        return []
    text = HAN_ROW.sub(lambda found: found[0].translate(FROM_HAN), wrapped)
    plain = ADDRESS.sub(lambda found: _FILLER * len(found[0]), text)
    found = list(_found(DETECTORS[0], plain, brands))
    masked = _without_table_figures(without_identifiers(plain, _FILLER))
    for detector in DETECTORS[1:]:
        found += _found(detector, masked, brands)
    taken = bytearray(len(text))
    kept = []
    for trace, end in found:
        if not any(taken[trace.start : end]):
            taken[trace.start : end] = b"\1" * (end - trace.start)
            kept.append(trace)
    return sorted(kept, key=lambda trace: trace.start)


def hidden(text: str) -> str:
    """The text with everything masked that finds a person: for what quotes an author where all can read it."""
    for trace in reversed(traces(text)):
        if trace.code != "W606":
            text = text[: trace.start] + trace.masked + text[trace.end :]
    return text


def _without_table_figures(text: str) -> str:
    """The text without the figures in those columns of its tables that hold money or things."""
    if "|" not in text:
        return text
    lines, columns = text.split("\n"), None
    for number, line in enumerate(lines):
        cells = line.split("|")
        if len(cells) < 3:
            columns = None
        elif columns is None:
            columns = [at for at, cell in enumerate(cells) if _MEASURED.search(cell)]
        else:
            for at in (at for at in columns if at < len(cells) and _PLAIN_FIGURE.fullmatch(cells[at])):
                cells[at] = _FILLER * len(cells[at])
            lines[number] = "|".join(cells)
    return "\n".join(lines)


def _found(detector: Detector, text: str, brands: Collection[str]) -> Iterator[tuple[Trace, int]]:
    for found in re.finditer(detector.pattern, text, re.MULTILINE):
        before = text[max(0, found.start() - NEAR) : found.start()]
        if detector.near and not re.search(detector.near, before):
            continue
        if detector.unless and re.search(detector.unless, before):
            continue
        name = found.groupdict().get("name")
        said = name or found[0]
        if detector.check and not _fits(detector.check, said, brands):
            continue
        start = found.start("name") if name else found.start()
        made = Trace(start, detector.code, detector.name, _masked(detector, said), start + len(said))
        yield made, found.end()


def _fits(check: str, said: str, brands: Collection[str]) -> bool:
    return said not in brands and _CHECKS[check](said)


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
    "person-sure": is_person_for_sure,
}
