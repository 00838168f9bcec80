"""How cities write a figure: 27家, 500万, １．５亿元, 三千万元, 5笔，1.52亿元, 银企对接会4次、宣讲会1次.

A figure is taken only where its measure leaves no doubt; everything else is refused with what to write.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.authoring.sheets.summary_meaning import Meant
from generator.authoring.sheets.summary_words import MONEY, WORDS, bare, fits, is_measure
from generator.model.editions import TableColumn
from generator.text.chinese_numerals import chinese_number

#: What stands in a cell that was left open.
OPEN = frozenset(
    (
        "",
        "-",
        "--",
        "—",
        "——",
        "/",
        "无",
        "未报",
        "未开展",
        "未举办",
        "未组织",
        "未统计",
        "暂无",
        "暂未开展",
        "暂未统计",
        "无名单",
    )
)
_WAN = 10_000
_MANY: Mapping[str, int] = {"": 1, "千": 1_000, "万": 10_000}
_FIGURE = re.compile(
    r"(?:共计?|[合总]计|计)?(?:举办|开展|组织|完成|实现)?([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(\.[0-9]{1,8})?([^0-9.,余多来几约+以左待]*)"
)
_WORDS = re.compile(
    r"(?:共计?|[合总]计|计)?([零〇○一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿点]{1,40})([^零一二三四五六七八九十几数多余来约]*)"
)
#: Number and amount in one cell, which is short: the pattern tries every place between them.
_LOANS = re.compile(r"(.*?[^0-9.,元])[,;、/]?(?:金额|共)?([0-9].*元)")
_AMOUNT_FIRST = re.compile(r"([0-9].*?元)[,;、/]?(?:共)?([0-9][^元]*)")
_LONGEST = 60
#: A form with its number in a list of them, and the total that may stand before.
_FORM = re.compile(r"([^0-9,;、。:()]{2,20}):?([0-9]{1,6}(?:场次|班次|[次场期班个项]))[,;、。]?")
_TOTAL = re.compile(
    r"(?:共|共计|合计|总计|总共)?(?:举办|开展|组织|完成)?([0-9]{1,6}(?:场次|班次|[次场期班个项]))[,;:(。]+(?:其中[,:]?)?(.+?)\)?[。]?"
)
#: Characters that become figures or letters when typed plainly: ①, ², ½.
_RAISED = ("<circle>", "<super>", "<sub>", "<fraction>", "<compat>")
_MARK = re.compile(r"[0-9]\s*(?:[*＊※#†‡]+|\[[0-9]{1,2}\]|注[0-9]{0,2})$")
_BELOW_NOUGHT = re.compile(r"(?:[-−－—△▲]|负)\s*[0-9]|[(（]\s*[0-9][0-9.,，]*\s*[)）]$")
#: Blanks between figures, other than between thousands.
_BLANK = re.compile(r"[0-9]\s+[0-9]")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f\u3000][0-9]{3})+(?![0-9])")


class FigureError(Exception):
    """Why a cell is no figure of its column, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it was understood, of a column or a form of it; `guessed` says what leaves a doubt."""

    column: TableColumn
    value: Decimal
    part: str = ""
    guessed: str = ""


def readings(text: str, meant: Meant) -> list[Reading]:
    """What a cell says: one figure, number and amount of loans, or forms with their numbers."""
    _refuse_odd(text)
    if meant.amount:
        return _both(text, meant.column, meant.amount)
    if meant.column.split and not meant.part and not _FIGURE.fullmatch(bare(text)):
        listed = _listed(text, meant.column)
        if listed:
            return listed
    value, guessed = _figure(text, meant.column, meant.measure)
    return [Reading(meant.column, value, meant.part, guessed)]


def _refuse_odd(text: str) -> None:
    """What would read as another number once it is typed plainly."""
    if _MARK.search(text.strip()) or any(unicodedata.decomposition(sign).startswith(_RAISED) for sign in text):
        raise FigureError("带注码", "请删去注码，说明写在备注里；影响数的请先改好数。")
    if _BLANK.search(_THOUSANDS.sub("", unicodedata.normalize("NFKC", text))):
        raise FigureError("不是一个数", "一格请只写一个数；分项的数请分成几列或几行。")
    if _BELOW_NOUGHT.match(text.strip()):
        raise FigureError("是负数", "汇总表的数不会小于零；冲减的请直接写减去以后的数。")


def _both(text: str, loans: TableColumn, amount: TableColumn) -> list[Reading]:
    number, money = _apart(bare(text))
    if not number and not money:
        raise FigureError("分不出笔数和金额", "请分成两列，或写成“5笔，1.52亿元”。")
    return [
        Reading(column, _figure(said, column, "")[0]) for column, said in ((loans, number), (amount, money)) if said
    ]


def _apart(plain: str) -> tuple[str, str]:
    """Number and amount of loans of one cell; one alone by its measure."""
    if len(plain) > _LONGEST:
        return "", ""
    if found := _LOANS.fullmatch(plain):
        return found[1], found[2]
    if found := _AMOUNT_FIRST.fullmatch(plain):
        return found[2], found[1]
    if plain.endswith("元") and _FIGURE.fullmatch(plain):
        return "", plain
    return (plain, "") if plain.endswith(("笔", "项")) else ("", "")


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


def is_word_figure(text: str) -> bool:
    """Whether a cell says a number with its measure in Chinese words: 八场, 三千万元."""
    plain = bare(text)
    found = _in_words(plain)
    return found is not None and (is_measure(found[1]) or (not found[1] and bool(re.search("[万亿]", plain))))


def _in_words(plain: str) -> tuple[Decimal, str] | None:
    """A number in Chinese words, and its measure; 三千万 is money in 元 or a count, whatever the head says."""
    found = _WORDS.fullmatch(plain)
    if not found:
        return None
    for said, own in ((found[1], found[2]), (found[1][:-1], found[1][-1] + found[2])):
        number = chinese_number(said)
        if number is not None and (said == found[1] or own[0] in "万亿"):
            return number, own
    return None


def _figure(text: str, column: TableColumn, head: str) -> tuple[Decimal, str]:
    """A figure in the measure of its column, and what was guessed; `head` is the measure above or beside it."""
    plain = _in_one(re.sub("(?<=[元圆])[整正]$", "", bare(text).lstrip("￥¥")))
    found, words = _FIGURE.fullmatch(plain), _in_words(plain)
    is_money = column.counts == "融资金额"
    if words:
        scaled = is_money and not words[1] and re.search("[万亿]", plain)
        number, own = words[0], "元" if scaled else words[1]
    elif found:
        number, own = Decimal(found[1].replace(",", "") + (found[2] or "")), found[3].strip("()")
    else:
        raise FigureError("不是数字", f"请只写数字和计量单位，例如 12{column.measure}；没有的写“未报”。")
    head = "" if words and own else head
    return _money(number, own, column, head) if is_money else _count(number, own, column, head)


def _in_one(plain: str) -> str:
    """An amount that names 亿 and 万 as one in 万元: 1亿2345.6万元."""
    found = re.fullmatch(r"([0-9]{1,6})亿零?([0-9]{1,4}(?:\.[0-9]{1,6})?)万元?", plain)
    return f"{Decimal(found[1]) * _WAN + Decimal(found[2])}万元" if found else plain


def _money(number: Decimal, own: str, column: TableColumn, head: str) -> tuple[Decimal, str]:
    word, guessed = own or head, ""
    if not word:
        word, guessed = column.measure, f"没有写单位，按“{column.measure}”理解"
    if word not in MONEY:
        raise FigureError(f"不是金额的单位“{word}”", "请在列名或数字后面写“元”“万元”或“亿元”。")
    if own and head in MONEY and MONEY[own] != MONEY[head]:
        guessed = f"的单位是{own}，列名写的是{head}，按{own}理解"
    return number * MONEY[word] / _WAN, guessed


def _count(number: Decimal, own: str, column: TableColumn, head: str) -> tuple[Decimal, str]:
    for word in filter(None, (own, head)):
        if "元" in word or (word in MONEY and word == "亿"):
            raise FigureError(f"是金额，“{column.name}”要写{column.measure}数", "请核对是不是填错了列。")
    many, word = (own[:1], own[1:]) if own[:1] in ("千", "万") else ("", own)
    if word and word not in WORDS[column.counts] | {column.measure}:
        raise FigureError(f"的单位不是“{column.measure}”", f"请写成 12{column.measure}。")
    above = head[:1] if not own and head[:1] in ("千", "万") else ""
    if not fits(column, head):
        raise FigureError(f"所在的列单位是“{head}”，“{column.name}”的单位是“{column.measure}”", "请核对列名。")
    value = number * _MANY[many or above]
    if value != value.to_integral_value():
        raise FigureError("不是整数", f"“{column.name}”只能是整数，请核对。")
    return value, ""
