"""What a cell shows: its number or date in the format that it has, which is what its author saw and meant.

0.3871 in `0.00%` is 38.71%, 37380000 in `0!.0,"万"` is 3738.0万, a day in `yyyy"年"m"月"` is a month.
"""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

#: Literals in quotes, behind a backslash or (in Chinese Excel) an exclamation mark; widths; colours and conditions.
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<digits>[0#?,.]+)|(?P<rest>.)', re.DOTALL
)
_CONDITION = re.compile(r"(>=|<=|<>|>|<|=)(-?[0-9]+(?:\.[0-9]+)?)")
_COMPARE = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    "<>": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
}
_NO_UNIT = " -+()（）￥¥$"


def shown_date(value: datetime, form: str) -> str:
    """A date as its format shows it: a month without a day is a month; midnight is no time."""
    bare = re.sub(r'"[^"]*"|[\\!].|\[[^\]]*\]|am/pm|上午/下午', "", form.lower())
    time = "h" in bare
    dated = re.sub(r"h+\D?m+|m+\D?s+", "", bare)
    year, month, day = re.search("[ye]|b{2,4}", dated), "m" in dated, "d" in dated
    if time and not (year or month or day):
        return f"{value:%H:%M}"
    if not year and (month or day):
        return f"{value.month}月{value.day}日" if day else f"{value.month}月"
    words = f"{value:%Y-%m-%d}" if day or not year else f"{value:%Y-%m}" if month else f"{value:%Y}"
    return f"{words} {value:%H:%M}" if time and (value.hour or value.minute) else words


def shown_number(value: float, form: str) -> str:
    """A number as its format shows it, with 万, % or a measure behind it, without separators of thousands."""
    number = Decimal(str(value))
    if form in ("General", "@", "") or not re.search("[0#?]", form):
        return _plain(number.quantize(Decimal("0.000001"), ROUND_HALF_UP) if number % 1 else number)
    digits, unit = _taken_apart(_section(number, form))
    if unit[:1] in ("E", "e", "/"):
        return _plain(number)
    part = digits.partition(".")[2]
    scaled = abs(number).scaleb(2 * unit.count("%") - 3 * _thousands(digits))
    # A point that is only written between the digits moves nothing; it is where the reader sees one.
    inserted = len(part) - len(part.lstrip("|"))
    places = sum(sign in "0#?" for sign in part)
    if inserted:
        scaled = scaled.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-places)
    else:
        scaled = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{'-' if number < 0 and scaled else ''}{_plain(scaled)}{unit}"


def shows_nothing(form: str) -> bool:
    """Whether a format leaves its cell empty to the eye: `;;;`."""
    return re.fullmatch(r"(?:\[[^\]]*\])?;+", form) is not None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _thousands(digits: str) -> int:
    """How many commas stand behind the last digit: each divides by a thousand."""
    tail = digits.rstrip(",")
    return len(digits) - len(tail)


def _section(number: Decimal, form: str) -> str:
    """The part of a format that is for this number."""
    sections = _split(form)
    for section in sections:
        found = _CONDITION.search("".join(re.findall(r"\[[^\]]*\]", section)))
        if found and _COMPARE[found[1]](number, Decimal(found[2])):
            return section
    free = [section for section in sections if not _CONDITION.search("".join(re.findall(r"\[[^\]]*\]", section)))]
    if len(free) == len(sections):
        at = 1 if number < 0 and len(free) > 1 else 2 if number == 0 and len(free) > 2 else 0
        return free[at] if re.search("[0#?]", free[at]) else free[0]
    return (free or sections)[0]


def _split(form: str) -> list[str]:
    return re.findall(r'(?:"[^"]*"|[\\!].|[^;"\\!])+', form) or [form]


def _taken_apart(section: str) -> tuple[str, str]:
    """The places of digits, with `.|` for a point that is only written, and what stands behind them."""
    digits, unit = "", ""
    for piece in _PIECE.finditer(section):
        literal = piece["quoted"] or piece["escaped"] or ""
        if piece["digits"]:
            digits += piece["digits"]
        elif literal == "." and digits and re.match("[0#?]", section[piece.end() :]):
            digits += ".|"
        elif digits:
            unit += literal or piece["rest"] or ""
    return digits, unit.strip(_NO_UNIT)
