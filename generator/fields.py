"""The field types that kinds, lists and settings are declared with.

Each type reads text (all that `source` gives) and refuses with a code, a Chinese message and a hint.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import total_ordering
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from generator.problems import quote
from generator.text.hosts import is_public
from generator.text.persons import family_name, persons_in

#: All times are China standard time; the country has one zone and no summer time.
CHINA = timezone(timedelta(hours=8))


class Data(BaseModel):
    """Frozen, no unknown fields: the base of every model that a file is read into."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def refuse(code: str, message: str, hint: str = "") -> NoReturn:
    """Refuse a value from inside a field type."""
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


@dataclass(frozen=True, slots=True)
class Listed:
    """Marks a text that must be a name in the controlled list `name` (`content/lists/<name>.yml`)."""

    name: str

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(schema), "x-list": self.name}


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a text that must be the id of a record of the kind named `kind`."""

    kind: str


@total_ordering
@dataclass(frozen=True, slots=True, eq=True)
class Day:
    """A date that may be known only to the month or the year: `2024`, `2024-04`, `2024-04-26`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return "-".join([f"{self.year:04d}", *(f"{n:02d}" for n in (self.month, self.day) if n)])

    def __lt__(self, other: "Day") -> bool:
        return self.key < other.key

    @property
    def key(self) -> tuple[int, int, int]:
        """For ordering: an unknown part counts as the earliest."""
        return self.year, self.month or 0, self.day or 0

    @property
    def chinese(self) -> str:
        """`2024年4月26日`, as GB/T 9704 writes dates (conventions ID-38)."""
        parts = [f"{self.year}年", f"{self.month}月" if self.month else "", f"{self.day}日" if self.day else ""]
        return "".join(parts)

    @property
    def first(self) -> date:
        """The first day that this date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that this date can mean."""
        if self.day:
            return self.first
        after = date(self.year + 1, 1, 1) if self.month in (None, 12) else date(self.year, (self.month or 0) + 1, 1)
        return after - timedelta(days=1)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_read_day)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> dict[str, Any]:
        # An editor reads an unquoted 2024 as a number.
        return {"type": ["string", "integer"], "pattern": _DAY.pattern}


_DAY = re.compile(r"^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$")
_MOMENT = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2})$")
#: Digits are ASCII; thousands may be set off by commas, as in 1,200.
_COUNT = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3}")
_AMOUNT = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,6})?")
_MONEY = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(亿元|亿|万元|元)?")
_WAN = {"亿元": Decimal(10_000), "亿": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
_YEARS = range(1949, 2100)
_DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,12}〔(19|20)[0-9]{2}〕[1-9][0-9]*号")
_NEAR_NUMBER = re.compile(r"([一-龥]{2,12})[〔\[［(（【]([0-9]{2,4})[〕\]］)）】]第?([0-9]{1,5})号")


def _read_day(value: Any) -> Day:
    if isinstance(value, Day):
        return value
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        if found:
            day = Day(*(int(g) if g else None for g in found.groups()))  # type: ignore[arg-type]
            if day.year in _YEARS and 0 not in (day.month, day.day) and day.first:
                return day
    except ValueError:
        pass
    refuse("E207", f"{quote(value)}不是日期。", "请写成 2024-04-26；只知道年月时写 2024-04 或 2024。")


def _read_moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    try:
        if found and int(found[1]) in _YEARS:
            return datetime(*(int(g) for g in found.groups()), tzinfo=CHINA)  # type: ignore[misc,arg-type]
    except ValueError:
        pass
    refuse("E207", f"{quote(value)}不是“年-月-日 时:分”。", "请写成 2024-04-26 09:30。")


def _read_amount(value: Any) -> Decimal:
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return Decimal(value.replace(",", ""))
    refuse("E206", f"{quote(value)}不是数字。", f"请只写阿拉伯数字，单位由字段名说明{_number_in(value)}。")


def _read_wan(value: Any) -> Decimal:
    """An amount in 万元: who writes 1.5亿元 is told 15000, not merely to leave the unit out."""
    found = _MONEY.fullmatch(value.replace(",", "")) if isinstance(value, str) else None
    if found and found[2]:
        wan = Decimal(found[1]) * _WAN[found[2]]
        refuse("E206", f"{quote(value)}带了单位。", f"这里的单位是万元，请只写 {wan.normalize():f}。")
    return _read_amount(value)


def _read_count(value: Any) -> int:
    if isinstance(value, str) and _COUNT.fullmatch(value):
        return int(value.replace(",", ""))
    number = "，例如 120" if "." in str(value) else _number_in(value)
    refuse("E206", f"{quote(value)}不是整数。", f"请只写阿拉伯数字{number}。")


def _number_in(value: Any) -> str:
    """The author's own number, if there is just one; words such as 约 belong into the text."""
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", str(value).replace(",", ""))
    if len(numbers) != 1:
        return "，例如 120"
    about = "；“约”“余”等约数请写在正文里" if re.search("[约近余多超]", str(value)) else ""
    return f"，这里写 {numbers[0]}{about}"


def _read_flag(value: Any) -> bool:
    flags = {"是": True, "否": False}
    if isinstance(value, str) and value in flags:
        return flags[value]
    refuse("E209", f"{quote(value)}不是“是”或“否”。", "请写“是”或“否”。")


def _read_link(value: str) -> str:
    """Web addresses only: no script, no login, no white space, always with a host."""
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        sound = parts.scheme in ("http", "https") and host and parts.username is None and parts.port != 0
    except ValueError:
        sound, host = False, ""
    if not sound or re.search(r"[\s\x00-\x1f\x7f-\x9f\\<>\"'`{}|^]", value) or not re.fullmatch(r"[\w.:\-]+", host):
        refuse("E208", f"{quote(value)}不是完整的网址。", "请写以 http:// 或 https:// 开头的完整网址；没有就不写。")
    if not is_public(host):
        refuse("E208", f"{quote(value)}不是公开的网址，读者打不开。", "请换成公开的网址，域名照原样写；没有就不写。")
    return value


def _read_document_number(value: str) -> str:
    """苏知发〔2020〕63号 (ID-37); of a near miss the right form is told."""
    if _DOCUMENT_NUMBER.fullmatch(value):
        return value
    near = _NEAR_NUMBER.fullmatch(re.sub(r"\s", "", value))
    hint = "请照“机关代字〔年份〕序号号”写，例如 苏知发〔2020〕63号。"
    if near and len(near[2]) == 4:
        hint = f"请写成 {near[1]}〔{near[2]}〕{int(near[3])}号。"
    refuse("E210", f"{quote(value)}不是规范的发文字号。", hint)


def _one_line(value: str) -> str:
    if "\n" in value or "\r" in value:
        refuse("E203", "这里只能写一行。", "请删去换行。")
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        refuse("E202", "这里是空的。", "请填写内容；没有内容就删去这个字段。")
    return value


def _masked(value: str) -> str:
    """Natural persons appear with their family name only (conventions ID-21)."""
    for name in persons_in(value):
        hint = f"自然人请写“{family_name(name)}某”，同姓的写“某甲”“某乙”；单位请写全称。"
        refuse("E210", f"{quote(name)}像是自然人的全名。", hint)
    return value


def _line(maximum: int, minimum: int = 1, *further: Callable[[str], str]) -> Any:
    return Annotated[
        str,
        AfterValidator(_one_line),
        AfterValidator(_not_blank),
        *map(AfterValidator, further),
        StringConstraints(strip_whitespace=True, min_length=minimum, max_length=maximum),
    ]


def matching(pattern: str, advice: str) -> Any:
    """Text of a fixed form; `advice` tells people what the pattern says."""
    form = re.compile(pattern)

    def check(value: str) -> str:
        if not form.fullmatch(value):
            refuse("E210", f"{quote(value)}的写法不合规定。", advice)
        return value

    schema = {"type": "string", "pattern": f"^(?:{pattern})$"}
    return Annotated[str, StringConstraints(max_length=200), AfterValidator(check), WithJsonSchema(schema)]


def _read(function: Callable[[Any], Any], **schema: Any) -> tuple[BeforeValidator, WithJsonSchema]:
    """Read text by a function of ours; `schema` is what editors are told."""
    return BeforeValidator(function), WithJsonSchema(schema)


Word = _line(40)
Name = _line(80)
Title = _line(64, minimum=4)
Phrase = _line(200)
PartyName = _line(200, 1, _masked)
Summary = _line(120, minimum=8)
LONGEST_TEXT = 20_000
Text = Annotated[str, AfterValidator(_not_blank), StringConstraints(max_length=LONGEST_TEXT)]
Link = Annotated[str, StringConstraints(max_length=500), AfterValidator(_read_link)]
#: Windows keeps these names for devices, whatever the ending: such a file could not be checked out there.
_DEVICE = r"(con|prn|aux|nul|com[0-9]|lpt[0-9])"
#: An id is a file name in an address, beside the pages of the lists: index, page-2, nanjing-page-2.
SLUG = rf"(?!({_DEVICE}|index|(.*-)?page-[0-9]+)$)(?=.{{1,80}}$)[a-z0-9]+(-[a-z0-9]+)*"
PICTURE_NAME = rf"(?!{_DEVICE}\.)[a-z0-9][a-z0-9_-]{{0,59}}\.(jpg|jpeg|png|webp)"
Slug = matching(
    SLUG,
    "请只用小写英文字母、数字和短横线，例如 nanjing-2024；最多 80 个字，不能用 index、page-2、con 等系统用的名称。",
)
FileName = matching(PICTURE_NAME, "请只用小写英文字母、数字和短横线，以 .jpg、.png 或 .webp 结尾，不能叫 con、nul 等。")
#: 发文字号 of an official document.
DocumentNumber = Annotated[
    str,
    StringConstraints(max_length=80),
    AfterValidator(_one_line),
    AfterValidator(_not_blank),
    AfterValidator(_read_document_number),
    WithJsonSchema({"type": "string", "pattern": f"^{_DOCUMENT_NUMBER.pattern}$"}),
]
Moment = Annotated[datetime, *_read(_read_moment, type="string", pattern=_MOMENT.pattern)]
Amount = Annotated[Decimal, *_read(_read_amount, type=["number", "string"], minimum=0)]
#: Money in 万元.
Wan = Annotated[Decimal, *_read(_read_wan, type=["number", "string"], minimum=0)]
Count = Annotated[int, *_read(_read_count, type=["integer", "string"], minimum=0)]
Flag = Annotated[bool, *_read(_read_flag, enum=["是", "否"])]
#: 网站标识码 (conventions GOV-28a).
SiteCode = matching(r"[0-9]{10}|bm[0-9]{8}", "请写主办单位提供的 10 位数字，或 bm 加 8 位数字。")
#: ICP and public-security registration numbers (conventions GOV-28b, GOV-28c).
IcpNumber = matching(
    r"[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青桂藏宁新蒙蜀黔滇陇]ICP备(?:[0-9]{8}|[0-9]{10})号(?:-[0-9]+)?",
    "请照备案的写法，例如 苏ICP备05012345号-1。",
)
PoliceNumber = matching(r"[一-龥]公网安备\s?[0-9]{14}号", "请照备案的写法，例如 苏公网安备 32010202010001号。")
#: The authority of a tag URI (RFC 4151): who, and since when.
Authority = matching(r"[a-z0-9.-]{1,80},[0-9]{4}(-[0-9]{2}){0,2}", "请写“域名,年份”，例如 example.org,2026。")
#: A division code of GB/T 2260; parks and clusters add three digits to that of their city.
DivisionCode = matching(r"[0-9]{6}([0-9]{3})?", "请写 6 位数字；园区在所在市的代码后再加 3 位。")
