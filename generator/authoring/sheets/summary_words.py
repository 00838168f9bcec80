"""What cities call the columns of a summary table, and how they write a figure: 27家, 500万, １．５亿元.

A figure is taken only where its measure leaves no doubt; everything else is refused with what to write.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.editions import Measured, TableColumn

TOTALS = ("合计", "总计", "小计", "总数", "总次数", "全市合计", "全省合计")
#: What stands in a cell that was left open.
OPEN = frozenset(("", "-", "--", "—", "——", "/", "无", "未报", "未开展", "暂无"))
#: How much of 元 a word for money is.
_MONEY: Mapping[str, int] = {
    "元": 1,
    "千元": 1_000,
    "万": 10_000,
    "万元": 10_000,
    "万元人民币": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿": 100_000_000,
    "亿元": 100_000_000,
    "亿元人民币": 100_000_000,
}
_WAN = 10_000
_MANY: Mapping[str, int] = {"": 1, "千": 1_000, "万": 10_000}
#: Measure words of what is counted.
_WORDS: Mapping[Measured, frozenset[str]] = {
    "活动": frozenset("场次个项"),
    "对接": frozenset(("场", "次", "场次", "个", "项")),
    "培训": frozenset(("场", "次", "期", "班", "场次", "班次", "个", "项")),
    "参加": frozenset(("人", "人次", "名")),
    "融资笔数": frozenset("笔项件单个"),
    "融资金额": frozenset(),
    "企业家次": frozenset(("家", "家次", "户", "户次", "家企业", "次")),
    "企业家数": frozenset(("家", "户", "家企业")),
}
#: What a column may be called besides its own name.
_CALLED: Mapping[Measured, str] = {
    "活动": r"(?:共)?(?:举办|开展|组织)?(?:各类)?活动(?:场次|次数|场数|数量|数)?",
    "对接": r"(?:知识产权)?(?:开展|组织)?供需对接(?:会|活动)?(?:总)?(?:次数|场次|场数|数量|数)?",
    "培训": r"(?:举办|开展|组织)?(?:各类)?(?:知识产权)?培训(?:班|活动)?(?:总)?(?:次数|场次|期数|数量|数)?",
    "参加": r"(?:参加|参训|培训|参会|参与|参加培训|参加活动)(?:总)?(?:人数|人次|人员数)",
    "融资笔数": r"(?:促成|实现)?(?:知识产权|专利|专利商标)?质押(?:融资|贷款)?(?:项目)?(?:笔数|数量|件数|项目数)",
    "融资金额": r"(?:促成|实现)?(?:知识产权|专利|专利商标)?质押(?:融资|贷款)?(?:总)?(?:金额|额|额度)",
    "企业家次": r"(?:各类)?(?:服务)?(?:惠及|服务)企业(?:家次|次数|总家次)",
    "企业家数": r"(?:各类)?(?:服务)?(?:惠及|服务)企业(?:家数|数量|数|总数|户数)?",
}
_BRACKET = re.compile(r"\(([^()]*)\)")
_FIGURE = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(\.[0-9]{1,8})?([^0-9.,]*)")


class FigureError(Exception):
    """Why a cell is no figure of its column, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it was understood; `guessed` says what was not written in the table."""

    value: Decimal
    guessed: str = ""


def bare(text: str) -> str:
    """A text in plain signs without spaces: what full-width typing and line breaks make of it is undone."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def measure_of(text: str) -> str:
    """The measure that a head gives in brackets, or at its end behind a stroke; nothing if it gives none."""
    for inner in _BRACKET.findall(bare(text)):
        word = re.sub(r"^(?:计量)?单位[:：]?", "", inner)
        if word in _MONEY or _is_word(word):
            return word
    return ""


def odd_measure(text: str) -> str:
    """A measure in brackets that nobody here knows: 美元, 万美元, 吨."""
    for inner in _BRACKET.findall(bare(text)):
        word = re.sub(r"^(?:计量)?单位[:：]?", "", inner)
        if re.fullmatch(r"[百千万亿]*(?:美元|港元|欧元|日元|[吨斤米])|单位[:：].*", word) and word not in _MONEY:
            return word
    return ""


def _is_word(word: str) -> bool:
    plain = word[1:] if word[:1] in ("千", "万") and len(word) > 1 else word
    return any(plain in words for words in _WORDS.values())


def name_of(text: str) -> str:
    """What a head calls its column, without its measure."""
    plain = bare(text)
    for inner in _BRACKET.findall(plain):
        word = re.sub(r"^(?:计量)?单位[:：]?", "", inner)
        if word in _MONEY or _is_word(word):
            plain = plain.replace(f"({inner})", "")
    return plain.strip("*：:")


def column_of(text: str, columns: Sequence[TableColumn]) -> TableColumn | None:
    """The column that is meant: by its own name, else by what cities call it; none if two could be."""
    name = name_of(text)
    short = _BRACKET.sub("", name)
    for said, called in ((name, bare), (short, lambda text: _BRACKET.sub("", bare(text)))):
        own = [column for column in columns if called(column.name) == said]
        if len(own) == 1:
            return own[0]
    fitting = [column for column in columns if re.fullmatch(_CALLED[column.counts], short) and not column.theme]
    word = measure_of(text)
    if len(fitting) > 1 and word:
        fitting = [column for column in fitting if column.measure == word]
    return fitting[0] if len(fitting) == 1 else None


def figure(text: str, column: TableColumn, head: str) -> Reading:
    """A cell's figure, in the measure of its column; `head` is the measure that stands above or beside it."""
    plain = bare(text)
    found = _FIGURE.fullmatch(plain)
    if not found:
        raise FigureError("不是数字", f"请只写数字和计量单位，例如 12{column.measure}；没有的写“未报”。")
    number = Decimal(found[1].replace(",", "") + (found[2] or ""))
    own = found[3].strip("()")
    return _money(number, own, column, head) if column.counts == "融资金额" else _count(number, own, column, head)


def _money(number: Decimal, own: str, column: TableColumn, head: str) -> Reading:
    word, guessed = own or head, ""
    if not word:
        word, guessed = column.measure, f"没有写单位，按“{column.measure}”理解"
    if word not in _MONEY:
        raise FigureError(f"不是金额的单位“{word}”", "请在列名或数字后面写“元”“万元”或“亿元”。")
    return Reading(number * _MONEY[word] / _WAN, guessed)


def _count(number: Decimal, own: str, column: TableColumn, head: str) -> Reading:
    for word in filter(None, (own, head)):
        if "元" in word or (word in _MONEY and word == "亿"):
            raise FigureError(f"是金额，“{column.name}”要写{column.measure}数", "请核对是不是填错了列。")
    many, word = (own[:1], own[1:]) if own[:1] in ("千", "万") else ("", own)
    if word and word not in _WORDS[column.counts] | {column.measure}:
        raise FigureError(f"的单位不是“{column.measure}”", f"请写成 12{column.measure}。")
    above = head[:1] if not own and head[:1] in ("千", "万") else ""
    plain = head.removeprefix("千").removeprefix("万")
    if plain and plain not in _WORDS[column.counts] | {column.measure}:
        raise FigureError(f"所在的列单位是“{head}”，“{column.name}”的单位是“{column.measure}”", "请核对列名。")
    value = number * _MANY[many or above]
    if value != value.to_integral_value():
        raise FigureError("不是整数", f"“{column.name}”只能是整数，请核对。")
    return Reading(value)
