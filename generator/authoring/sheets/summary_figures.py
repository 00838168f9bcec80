"""How cities write a figure: 27家, 500万, １．５亿元, 5笔，1.52亿元, 银企对接会4次、宣讲会1次.

A figure is taken only where its measure leaves no doubt; everything else is refused with what to write.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.authoring.sheets.summary_meaning import Meant
from generator.authoring.sheets.summary_words import MONEY, WORDS, bare
from generator.model.editions import TableColumn

#: What stands in a cell that was left open.
OPEN = frozenset(("", "-", "--", "—", "——", "/", "无", "未报", "未开展", "暂无"))
_WAN = 10_000
_MANY: Mapping[str, int] = {"": 1, "千": 1_000, "万": 10_000}
_FIGURE = re.compile(r"([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(\.[0-9]{1,8})?([^0-9.,]*)")
#: Number and amount in one cell, which is short: the pattern tries every place between them.
_LOANS = re.compile(r"(.*?[^0-9.,元])[,;、/]?(?:金额|共)?([0-9].*元)")
_LONGEST = 60
#: A form with its number in a list of them, and the total that may stand before.
_FORM = re.compile(r"([^0-9,;、。:()]{2,20}):?([0-9]{1,6}(?:场次|班次|[次场期班个项]))[,;、。]?")
_TOTAL = re.compile(
    r"(?:共|共计|合计|总计|总共)?([0-9]{1,6}(?:场次|班次|[次场期班个项]))[,;:(。]+(?:其中[,:]?)?(.+?)\)?[。]?"
)


class FigureError(Exception):
    """Why a cell is no figure of its column, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it was understood, of a column or a form of it; `guessed` says what was not written in the table."""

    column: TableColumn
    value: Decimal
    part: str = ""
    guessed: str = ""


def readings(text: str, meant: Meant) -> list[Reading]:
    """What a cell says: one figure, number and amount of loans, or forms with their numbers."""
    if meant.amount:
        return _both(text, meant.column, meant.amount)
    if meant.column.split and not meant.part and not _FIGURE.fullmatch(bare(text)):
        listed = _listed(text, meant.column)
        if listed:
            return listed
    value, guessed = _figure(text, meant.column, meant.measure)
    return [Reading(meant.column, value, meant.part, guessed)]


def _both(text: str, loans: TableColumn, amount: TableColumn) -> list[Reading]:
    plain = bare(text)
    pieces = _LOANS.fullmatch(plain) if len(plain) <= _LONGEST else None
    if not pieces:
        raise FigureError("分不出笔数和金额", "请分成两列，或写成“5笔，1.52亿元”。")
    return [Reading(loans, _figure(pieces[1], loans, "")[0]), Reading(amount, _figure(pieces[2], amount, "")[0])]


def _listed(text: str, column: TableColumn) -> list[Reading]:
    """Forms with their numbers, all of them or none: what is left over would be lost."""
    plain = bare(text)
    total = _TOTAL.fullmatch(plain)
    rest = total[2] if total else plain
    found = list(_FORM.finditer(rest))
    if "".join(match[0] for match in found) != rest:
        return []
    forms = [Reading(column, _figure(match[2], column, "")[0], match[1]) for match in found]
    return [*([Reading(column, _figure(total[1], column, "")[0])] if total else []), *forms]


def _figure(text: str, column: TableColumn, head: str) -> tuple[Decimal, str]:
    """A figure in the measure of its column, and what was guessed; `head` is the measure above or beside it."""
    found = _FIGURE.fullmatch(bare(text).lstrip("￥¥"))
    if not found:
        raise FigureError("不是数字", f"请只写数字和计量单位，例如 12{column.measure}；没有的写“未报”。")
    number = Decimal(found[1].replace(",", "") + (found[2] or ""))
    own = found[3].strip("()")
    return _money(number, own, column, head) if column.counts == "融资金额" else _count(number, own, column, head)


def _money(number: Decimal, own: str, column: TableColumn, head: str) -> tuple[Decimal, str]:
    word, guessed = own or head, ""
    if not word:
        word, guessed = column.measure, f"没有写单位，按“{column.measure}”理解"
    if word not in MONEY:
        raise FigureError(f"不是金额的单位“{word}”", "请在列名或数字后面写“元”“万元”或“亿元”。")
    return number * MONEY[word] / _WAN, guessed


def _count(number: Decimal, own: str, column: TableColumn, head: str) -> tuple[Decimal, str]:
    for word in filter(None, (own, head)):
        if "元" in word or (word in MONEY and word == "亿"):
            raise FigureError(f"是金额，“{column.name}”要写{column.measure}数", "请核对是不是填错了列。")
    many, word = (own[:1], own[1:]) if own[:1] in ("千", "万") else ("", own)
    if word and word not in WORDS[column.counts] | {column.measure}:
        raise FigureError(f"的单位不是“{column.measure}”", f"请写成 12{column.measure}。")
    above = head[:1] if not own and head[:1] in ("千", "万") else ""
    plain = head.removeprefix("千").removeprefix("万")
    if plain and plain not in WORDS[column.counts] | {column.measure}:
        raise FigureError(f"所在的列单位是“{head}”，“{column.name}”的单位是“{column.measure}”", "请核对列名。")
    value = number * _MANY[many or above]
    if value != value.to_integral_value():
        raise FigureError("不是整数", f"“{column.name}”只能是整数，请核对。")
    return value, ""
