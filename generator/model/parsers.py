"""How a text is read as a moment, a number, an address: one function each, which refuses with a code and words."""

import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, NoReturn
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import quote
from generator.text.hosts import is_public
from generator.text.person_names import family_name, persons_in

#: All times are China standard time; the country has one zone and no summer time.
CHINA = timezone(timedelta(hours=8))
YEARS = range(1949, 2100)
MOMENT = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2})$")
#: Digits are ASCII; thousands may be set off by commas, as in 1,200.
COUNT = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3}")
AMOUNT = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,6})?")
MONEY = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(亿元|亿|万元|元)?")
WAN = {"亿元": Decimal(10_000), "亿": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,12}〔(19|20)[0-9]{2}〕[1-9][0-9]*号")
NEAR_NUMBER = re.compile(r"([一-龥]{2,12})[〔\[［(（【]([0-9]{2,4})[〕\]］)）】]第?([0-9]{1,5})号")


def refuse(code: str, message: str, hint: str = "") -> NoReturn:
    """Refuse a value from inside a field type."""
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def read_moment(value: Any) -> datetime:
    """A minute, as `2024-04-26 09:30`."""
    if isinstance(value, datetime):
        return value
    found = MOMENT.fullmatch(value) if isinstance(value, str) else None
    try:
        if found and int(found[1]) in YEARS:
            return datetime(*(int(g) for g in found.groups()), tzinfo=CHINA)  # type: ignore[misc,arg-type]
    except ValueError:
        pass
    refuse(*message_for("moment", value=quote(value)))


def read_amount(value: Any) -> Decimal:
    """A number that may have parts."""
    if isinstance(value, str) and AMOUNT.fullmatch(value):
        return Decimal(value.replace(",", ""))
    refuse(*message_for("amount", value=quote(value), number=_number_in(value)))


def read_wan(value: Any) -> Decimal:
    """An amount in 万元: who writes 1.5亿元 is told 15000, not merely to leave the unit out."""
    found = MONEY.fullmatch(value.replace(",", "")) if isinstance(value, str) else None
    if found and found[2]:
        wan = Decimal(found[1]) * WAN[found[2]]
        refuse(*message_for("money", value=quote(value), wan=f"{wan.normalize():f}"))
    return read_amount(value)


def read_count(value: Any) -> int:
    """A whole number."""
    if isinstance(value, str) and COUNT.fullmatch(value):
        return int(value.replace(",", ""))
    number = "，例如 120" if "." in str(value) else _number_in(value)
    refuse(*message_for("count", value=quote(value), number=number))


def _number_in(value: Any) -> str:
    """The author's own number, if there is just one; words such as 约 belong into the text."""
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", str(value).replace(",", ""))
    if len(numbers) != 1:
        return "，例如 120"
    about = "；“约”“余”等约数请写在正文里" if re.search("[约近余多超]", str(value)) else ""
    return f"，这里写 {numbers[0]}{about}"


def read_flag(value: Any) -> bool:
    """是 or 否."""
    flags = {"是": True, "否": False}
    if isinstance(value, str) and value in flags:
        return flags[value]
    refuse(*message_for("flag", value=quote(value)))


def read_link(value: str) -> str:
    """Web addresses only: no script, no login, no white space, always with a host."""
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        sound = parts.scheme in ("http", "https") and host and parts.username is None and parts.port != 0
    except ValueError:
        sound, host = False, ""
    if not sound or re.search(r"[\s\x00-\x1f\x7f-\x9f\\<>\"'`{}|^]", value) or not re.fullmatch(r"[\w.:\-]+", host):
        refuse(*message_for("link", value=quote(value)))
    if not is_public(host):
        refuse(*message_for("inner-link", value=quote(value)))
    return value


def read_document_number(value: str) -> str:
    """苏知发〔2020〕63号 (ID-37); of a near miss the right form is told."""
    if DOCUMENT_NUMBER.fullmatch(value):
        return value
    near = NEAR_NUMBER.fullmatch(re.sub(r"\s", "", value))
    if near and len(near[2]) == 4:
        refuse(*message_for("near-document", value=quote(value), right=f"{near[1]}〔{near[2]}〕{int(near[3])}号"))
    refuse(*message_for("document", value=quote(value)))


def masked(value: str) -> str:
    """Natural persons appear with their family name only (conventions ID-21)."""
    for name in persons_in(value):
        refuse(*message_for("full-name", value=quote(name), family=family_name(name)))
    return value
