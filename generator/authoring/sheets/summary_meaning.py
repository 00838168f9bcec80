"""What the words around a figure come to: a column of the edition, a form or a period of it, a measure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.authoring.sheets.summary_coverage import head_doubt, unknown_words
from generator.authoring.sheets.summary_words import (
    MONEY,
    bare,
    column_of,
    is_measure,
    is_period,
    is_total,
    measure_of,
    name_of,
    two_columns,
)
from generator.model.editions import Edition, TableColumn

#: What stands around figures and says nothing of them.
_PLAIN = frozenset(
    (
        *(
            "单位",
            "项目",
            "指标",
            "类别",
            "内容",
            "指标名称",
            "数量",
            "数值",
            "数据",
            "数字",
            "结果",
            "成效",
            "完成情况",
        ),
        *(
            "完成数",
            "填报数",
            "数据填报",
            "形式",
            "类型",
            "名称",
            "本年",
            "今年",
            "本届",
            "全年",
            "活动成效",
            "主要成效",
        ),
        *("次数", "期数", "场次", "场数", "班次"),
    )
)
#: Parts that must not be added to others: another year's, a share, a goal.
_APART = re.compile(
    r"上年|去年|往年|上届|同期|同比|环比|增[长幅加]|目标|计划|占比|比例|比重|平均|人均|累计|历年|结转|[年度月](?:小计|合计)"
)
_COMPARED = re.compile(r"^(?:较|比)|增减|[率幅]$|排[名序]|位次|名次|^占|%")
_YEAR = re.compile(r"(?:[12][0-9]{3}年|本年|今年)(?:度)?(?:数据|数量|完成(?:数|情况)?|实际(?:完成)?)?")
#: Rights, ways and places by which figures are kept apart; together they are all.
_PART = re.compile(
    r"(?:专利|商标|版权|著作权|地理标志|集成电路布图设计)权?(?:质押)?(?:融资|贷款)?|线上|线下|市本级|市直|.{1,8}[区县市]"
)
_PLACE = re.compile(r"市本级|市直|.{1,8}[区县市]")

#: Names of whole tables and their parts, above the names of columns.
_SAYS_NOTHING = re.compile(r"情况|成效|指标|数据|统计|汇总|^[一二三四五六七八九十0-9]+$")


@dataclass(frozen=True, slots=True)
class Meant:
    """A column, which part of it, in which measure."""

    column: TableColumn
    part: str = ""
    measure: str = ""
    #: Said to be among the total (其中), so that parts need not make all of it.
    among: bool = False
    #: The column of the amount, where number and amount share a cell: 5笔，1.52亿元.
    amount: TableColumn | None = None
    #: The month or place of a form in a table of two ways: 云龙区 of 银企对接会.
    line: str = ""
    #: Words that make the figure something else, or nothing that is known.
    unclear: str = ""
    #: Words around it that were not understood, and may say of what the figure is.
    ignored: str = ""

    @property
    def is_part(self) -> bool:
        """Whether its part is of the year, of rights, or a place, and no form."""
        return _is_part(self.part)

    @property
    def is_piece(self) -> bool:
        """Whether its part is a right, a way or a place, of which there may be others."""
        return bool(self.part) and self.is_part and not is_period(self.part)

    @property
    def of_line(self) -> str:
        """The month or place that it is of, with or without a form; nothing for what is of all of them."""
        return self.line or (self.part if is_line(self.part) else "")

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        return (self.column, self.amount) if self.amount else (self.column,)

    def other_money(self, said: Sequence[str]) -> list[str]:
        """The measures of money, the figure's own and those beside the table, if they are more than one."""
        words = [word for word in (self.measure, *said) if word in MONEY]
        differ = self.column.counts == "融资金额" and len({MONEY[word] for word in words}) > 1
        return list(dict.fromkeys(words)) if differ else []

    def in_money(self, said: Sequence[str]) -> "Meant":
        """With the measure that a sheet gives for all money, where nothing nearer says one."""
        lacks = self.column.counts == "融资金额" and not self.measure
        return replace(self, measure=said[0]) if lacks and said else self


def meaning(around: Sequence[str], edition: Edition, beside: str = "", *, among: bool = False) -> Meant | None:
    """What a figure is of, by the words around it, the outermost first, and the measure beside it; or nothing."""
    columns = edition.table
    measures = [
        word for text in reversed(around) if (word := bare(text).strip("()") if is_measure(text) else measure_of(text))
    ]
    measure = beside or next(iter(measures), "")
    around = [text for text in around if not is_measure(text)]
    names = [name for text in dict.fromkeys(around) if (name := name_of(text)) and name not in _PLAIN]
    years = [name for name in names if _YEAR.fullmatch(name)]
    names = [name for name in names if name not in years]
    for start in range(len(names)):
        inner = [name for name in names[start + 1 :] if not is_total(name)]
        lines = [name for name in inner if is_line(name)]
        found = _meant(names[start], "".join(name for name in inner if name not in lines), columns, measure)
        if found:
            outer = [name for name in names[:start] if _is_part(name) or _APART.search(name)]
            line = "".join((*outer, *lines))
            part = found.part or line
            ignored = next((name for name in names[:start] if name not in outer and not _says_nothing(name)), "")
            known = (found.column.name, edition.name)
            ignored = ignored or next((words for text in around if (words := unknown_words(text, known))), "")
            found = replace(
                found,
                part=part,
                measure=measure,
                among=among or "其中" in "".join((found.part, *lines)),
                ignored=ignored,
            )
            found = replace(found, line=line if line != part else "")
            apart = next((doubt for text in around if (doubt := head_doubt(text, edition))), "")
            return replace(found, unclear=_unclear(found, years, edition) or apart or _two_monies(found, measures))
    return None


def _says_nothing(name: str) -> bool:
    """Whether a name stands for a whole table or its sum."""
    return _SAYS_NOTHING.search(name) is not None or is_total(name)


def is_apart(text: str) -> bool:
    """Whether a head names what is compared or ranked, which no column of an edition holds: 环比, 完成率, 排名."""
    return _APART.search(name_of(text)) is not None or _COMPARED.search(name_of(text)) is not None


def _is_part(name: str) -> bool:
    """Whether a name is a part of the year, a right, a way or a place: parts that may be added up."""
    return is_period(name) or (_PART.fullmatch(name) is not None and not is_total(name))


def is_line(name: str) -> bool:
    """Whether a name is of a month or a place, by which a table of two ways lists forms."""
    return is_period(name) or (_PLACE.fullmatch(name) is not None and not is_total(name))


def _meant(outer: str, inner: str, columns: Sequence[TableColumn], measure: str) -> Meant | None:
    outer = outer.removesuffix("情况") or outer
    both = two_columns(f"{outer}{inner}", columns, measure)
    if both:
        return Meant(both[0], amount=both[1])
    whole, joined = column_of(outer, columns, measure), column_of(f"{outer}{inner}", columns, measure)
    own = column_of(inner, columns, measure) if inner else None
    if joined and (whole is None or joined is whole or own or not whole.split):
        return Meant(joined)
    if whole and own and own is not whole:
        return Meant(own)
    # Where the outer words name no column, the inner ones are looked at by themselves.
    if whole:
        return Meant(whole, "" if is_total(inner) or whole.name.endswith(inner) else inner)
    return None


def _two_monies(found: Meant, measures: Sequence[str]) -> str:
    """Two measures of money, one above the other, of which only one can be meant."""
    money = [word for word in measures if word in MONEY]
    differ = len({MONEY[word] for word in money}) > 1 and any(c.counts == "融资金额" for c in found.columns)
    return "、".join(dict.fromkeys(money)) if differ else ""


def _unclear(found: Meant, years: Sequence[str], edition: Edition) -> str:
    """What of the words is not understood: a part that can't be added to others, a year beside another."""
    part = found.part.removeprefix("其中").strip(":：")
    if _APART.search(part) or _APART.search(found.line):
        return found.part
    if part and not found.column.split and not _is_part(part):
        return found.part
    said = {str(year) for year in range(edition.start.year, edition.end.year + 1)}
    return next((year for year in years if year[:4].isdigit() and year[:4] not in said), "")
