"""How a text is read as a number, an address, a document's number: each function refuses with a code and words.

A hint never names a number that the author did not write: what can't be read with certainty is only refused.
"""

import re
from decimal import Decimal
from typing import Any, NamedTuple, NoReturn
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from generator.diagnostics.messages import message_for
from generator.diagnostics.problems import quote
from generator.text.confusables import plain_signs
from generator.text.hosts import is_public

#: Digits are ASCII; thousands may be set off by commas, as in 1,200.
COUNT = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3}")
AMOUNT = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,6})?")
MONEY = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(亿元|亿|万元|元)?")
WAN = {"亿元": Decimal(10_000), "亿": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
#: A figure as people write it: 约 or a minus, the number, 万 or 亿, 多, what is counted. The form reads by it as well.
FIGURE = re.compile(
    r"(约|大约|近|超过?|逾|突破|不少于|至少|达|共计?|-)? ?"
    r"([0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?)"
    r" ?(万亿|[十百千]?[万亿]|[百千])?([多余])? ?([^0-9.,+-]{0,8}?)(以上|以下|以内|左右)?"
)
#: By how many places each of these moves the point.
SCALES = {
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
MINUS = "-"
YUAN = ("元", "人民币", "元人民币", "块")
ABOUT = "；“约”“余”等约数请写在正文里"
#: An address with the marks of the sentence that it stood in, or with another address.
LINK_TAIL = re.compile(
    r"(https?://[!-~]*?[A-Za-z0-9/_=#&-])([。；，、）》”].*|[.;,]+|[;,\s]\s*https?://.*|\s+[一-龥（].*)"
)
#: What people put between values that belong into lines of their own; what stands in brackets is one of them.
SEPARATORS = "[，、；;,]"
IN_BRACKETS = r"（[^（）]*）|\([^()]*\)|《[^《》]*》|“[^“”]*”"
#: Tags are words: a blank or a stroke between two Chinese ones parts them as well.
APART = "[ \u3000/／|｜]+"
WORDS_APART = f"[一-龥]{APART}[一-龥]"
#: What people write where they have nothing to say.
FILLERS = (
    *("无", "暂无", "没有", "不详", "待定", "略", "/", "-", "—", "——", "N/A", "n/a", "none", "None", "null"),
    *(
        "同上",
        "同前",
        "见附件",
        "见上",
        "待补",
        "待补充",
        "待填",
        "待核实",
        "请填写",
        "（请填写）",
        "？",
        "?",
        "…",
        "……",
        "...",
    ),
    *("×", "××", "×××", "X", "XX", "XXX", "xx", "xxx", "_", "__", "___", "＿＿", "／", "*"),
)
DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,12}〔(19|20)[0-9]{2}〕[1-9][0-9]*号")
NEAR_NUMBER = re.compile(r"([一-龥]{2,12})[〔\[［(（【]([0-9]{2,4})[〕\]］)）】]第?([0-9]{1,5})号")


class Written(NamedTuple):
    """A figure taken apart as it was written."""

    lead: str
    number: str
    scale: str
    more: str
    unit: str
    bound: str

    @property
    def about(self) -> bool:
        """Whether it is no exact figure."""
        return bool(self.more or self.bound) or self.lead not in ("", MINUS, "达", "共", "共计")

    @property
    def value(self) -> Decimal:
        """The figure itself; 亿 and the like are worked out exactly."""
        return Decimal(self.number.replace(",", "")).scaleb(SCALES.get(self.scale, 0))


def refuse(code: str, message: str, hint: str = "", **more: Any) -> NoReturn:
    """Refuse a value from inside a field type. `more` is for hints that hang on other fields."""
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint, **more})


def written_figure(value: Any) -> Written | None:
    """The one figure that a text is, or nothing: of two numbers nobody knows which is meant."""
    text = plain_signs(value).replace("，", ",").strip() if isinstance(value, str) else ""
    found = FIGURE.fullmatch(text)
    return Written(*(part or "" for part in found.groups())) if found else None


def read_amount(value: Any) -> Decimal:
    """A number that may have parts."""
    if isinstance(value, str) and AMOUNT.fullmatch(value):
        return Decimal(value.replace(",", ""))
    return _refuse_number("amount", value, written_figure(value))


def read_signed(value: Any) -> Decimal:
    """A number that may be below nought, as a change may be."""
    if isinstance(value, str) and plain_signs(value[:1]) == MINUS and AMOUNT.fullmatch(value[1:]):
        return -Decimal(value[1:].replace(",", ""))
    return read_amount(value)


def read_wan(value: Any) -> Decimal:
    """An amount in 万元: who writes 1.5亿元 reads 15000, not merely that he should leave the unit out."""
    if isinstance(value, str) and AMOUNT.fullmatch(value):
        return Decimal(value.replace(",", ""))
    figure = written_figure(value)
    if figure and figure.lead != MINUS and (figure.scale or figure.unit):
        if figure.unit and figure.unit not in YUAN:
            refuse(*message_for("not-yuan", value=quote(value)))
        wan = _plain(figure.value.scaleb(-4))
        refuse(*message_for("money", value=quote(value), wan=wan + (ABOUT if figure.about else "")))
    return _refuse_number("amount", value, figure)


def read_count(value: Any) -> int:
    """A whole number."""
    if isinstance(value, str) and COUNT.fullmatch(value):
        return int(value.replace(",", ""))
    return _refuse_number("count", value, written_figure(value))


def _refuse_number(kind: str, value: Any, figure: Written | None) -> NoReturn:
    """The author's own number, if it is sure; words such as 约 belong into the text."""
    if figure is None:
        refuse(*message_for(kind, value=quote(value), number=""))
    if figure.lead == MINUS:
        refuse(*message_for("negative", value=quote(value)))
    if kind == "count" and figure.value != int(figure.value):
        refuse(*message_for(kind, value=quote(value), number="，不带小数"))
    number = f"，这里写 {_plain(figure.value)}{ABOUT if figure.about else ''}"
    refuse(*message_for(kind, value=quote(value), number=number), figure=figure)


def plain_number(number: Decimal, figure: Written) -> str:
    """A number in plain digits, below nought where the figure was."""
    return f"{'-' if figure.lead == MINUS else ''}{_plain(number)}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def measured_advice(figure: Written, measure: str) -> str:
    """What to write where the measure has a field of its own: 3000万 of 元 is 3000 and 万元."""
    number = figure.number.replace(",", "")
    about = "；“约”“多”等写在约数用语（qualifier）里" if figure.about else ""
    unit = figure.unit or measure
    if figure.scale and not figure.unit and unit.startswith(figure.scale):
        return f"数值写 {number}，单位写 {unit}{about}。"
    if figure.scale and unit[:1] in SCALES:
        return "数值和单位里都有“万”“亿”这样的数量级，请只写一处，核对后再交。"
    if figure.scale and not unit:
        return f"数值写 {number}，“{figure.scale}”写在单位里{about}。"
    return f"数值写 {number}，单位写 {figure.scale}{unit}{about}。" if unit else f"数值写 {number}{about}。"


def read_flag(value: Any) -> bool:
    """是 or 否."""
    flags = {"是": True, "否": False}
    if isinstance(value, str) and value in flags:
        return flags[value]
    refuse(*message_for("flag", value=quote(value)))


def read_link(value: str) -> str:
    """Web addresses only: no script, no login, no white space, always with a host; no mark behind it."""
    if found := LINK_TAIL.fullmatch(value):
        refuse(*message_for("two-links" if "://" in found[2] else "link-tail", value=quote(value), right=found[1]))
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


def read_tag(value: str) -> str:
    """One tag: several in a row would be one that nobody looks for."""
    parts = re.split(APART, value) if re.search(WORDS_APART, value) else []
    return _one(value, parts) if len(parts) > 1 else read_name(value)


def read_name(value: str) -> str:
    """One name; a character in its brackets is its own."""
    masked = re.sub(IN_BRACKETS, lambda found: "\0" * len(found[0]), value)
    ends = [found.start() for found in re.finditer(SEPARATORS, masked)]
    return _one(
        value, [value[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, None], strict=True)]
    )


def _one(value: str, parts: list[str]) -> str:
    if len(parts) > 1:
        items = " ".join(f"“{part.strip()}”" for part in parts if part.strip())
        refuse(*message_for("several", value=quote(value), items=items))
    return value


def read_document_number(value: str) -> str:
    """苏知发〔2020〕63号 (ID-37); of a near miss the right form is given."""
    if DOCUMENT_NUMBER.fullmatch(value):
        return value
    near = NEAR_NUMBER.fullmatch(re.sub(r"\s", "", value))
    if near and len(near[2]) == 4:
        refuse(*message_for("near-document", value=quote(value), right=f"{near[1]}〔{near[2]}〕{int(near[3])}号"))
    refuse(*message_for("document", value=quote(value)))
