"""Quantities that carry words: how many of what, and money with its unit."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic_core import core_schema

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import quote
from generator.model.field_types import Reads, read_as
from generator.model.parsers import MONEY, WAN, read_wan, refuse


@dataclass(frozen=True, slots=True)
class Tally:
    """A name and how many: 银企对接会 2."""

    name: str
    count: int

    def __str__(self) -> str:
        return f"{self.name} {self.count}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_read_tally)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{_TALLY.pattern})$"}


_TALLY = re.compile(r"([^0-9:：\s][^0-9:：]{0,29}?)[ :：]*([0-9]{1,6})[次场期班个]?")
_ADVICE = "请写成“名称 次数”，例如 银企对接会 2。"


def _read_tally(value: Any) -> Tally:
    if isinstance(value, Tally):
        return value
    found = _TALLY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        refuse(*message_for("form", value=quote(value), advice=_ADVICE))
    return Tally(found[1].strip(), int(found[2]))


def _read_money(value: Any) -> Decimal:
    """An amount in 万元, from whatever unit stands behind it, exactly."""
    found = MONEY.fullmatch(value.replace(",", "")) if isinstance(value, str) else None
    if not found:
        refuse("E206", f"{quote(value)}不是数字。", "请写数字，可以带“万元”“亿元”，例如 1.5亿元。")
    return Decimal(found[1]) * WAN[found[2] or "万元"]


def money(wan: Decimal, qualifier: str | None = None) -> str:
    """万元 as people write it: 395.3万元, 800余万元, from one 亿 on 1.5亿元, 2亿余元. Exact, never rounded."""
    if wan >= 10_000:
        return qualified(f"{(wan / 10_000).normalize():f}", "亿元", qualifier)
    number = f"{wan.normalize():f}"
    return f"{number}{qualifier}万元" if qualifier in ("多", "余") else qualified(number, "万元", qualifier)


#: Words by which a source says that a number is no exact one.
Qualifier: TypeAlias = Literal["约", "近", "超过", "超", "突破", "不少于", "多", "余", "以上", "以内"]


def qualified(number: str, measure: str, qualifier: str | None) -> str:
    """A number as a reader expects it: 7000多次, 近100家, 不少于2场, 5万多家, 2亿余元."""
    if qualifier in ("多", "余"):
        large, rest = (measure[0], measure[1:]) if measure[:1] in ("万", "亿") else ("", measure)
        return f"{number}{large}{qualifier}{rest}"
    if qualifier in ("以上", "以内"):
        return f"{number}{measure}{qualifier}"
    return f"{qualifier or ''}{number}{measure}"


#: Money in 万元, written with or without its unit: 15000, 15000万元, 1.5亿元.
Money = Annotated[Decimal, *read_as("plain", _read_money, type=["number", "string"])]
#: A tally as a field: the form in the browser reads it by the same pattern.
Counted = Annotated[Tally, Reads("form", _TALLY.pattern, _ADVICE)]
#: Money in 万元, written without a unit.
Wan = Annotated[Decimal, *read_as("wan", read_wan, type=["number", "string"], minimum=0)]
