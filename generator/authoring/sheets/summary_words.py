"""What cities call the columns of a summary table: names, measures behind them, numbers before them, periods."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from generator.model.editions import Measured, TableColumn

#: Of all units together.
TOTALS = ("合计", "总计", "小计", "总数", "总次数", "全市合计", "全省合计")
_TOTAL = re.compile(r"(?:全[市省区县]|[^年月季半]{1,6}[市区县])?(?:合计|总计|小计|总数|总次数|共计)|全[市省区县]")
#: How much of 元 a word for money is.
MONEY: Mapping[str, int] = {
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
#: Measure words of what is counted.
WORDS: Mapping[Measured, frozenset[str]] = {
    "活动": frozenset("场次个项"),
    "对接": frozenset(("场", "次", "场次", "个")),
    "培训": frozenset(("场", "次", "期", "班", "场次", "班次", "个", "项")),
    "参加": frozenset(("人", "人次", "名")),
    #: 件 are patents and marks, of which a loan may take many.
    "融资笔数": frozenset("笔项单个"),
    "融资金额": frozenset(),
    "企业家次": frozenset(("家", "家次", "户", "户次", "家企业", "次")),
    "企业家数": frozenset(("家", "户", "家企业")),
}
#: What a column may be called besides its own name.
_FORMS = r"(?:的?(?:形式|类型|种类)(?:及|和|与|、))?"
_CALLED: Mapping[Measured, str] = {
    "活动": r"(?:共)?(?:举办|开展|组织)?(?:各类)?活动(?:场次|次数|场数|数量|数)?",
    "对接": rf"(?:知识产权)?(?:开展|组织|举办)?供需对接(?:会|活动)?{_FORMS}(?:总)?(?:次数|场次|场数|数量|数)?"
    r"|对接(?:会|活动)?(?:次数|场次|场数)?",
    "培训": rf"(?:举办|开展|组织)?(?:各类)?(?:知识产权)?培训(?:班|活动)?{_FORMS}(?:总)?(?:次数|场次|期数|数量|数)?",
    "参加": r"(?:参加|参会|参与)(?:活动)?(?:总)?(?:人数|人次|人员数)",
    "融资笔数": r"(?:促成|实现)?(?:知识产权|专利商标)?质押(?:融资|贷款)?(?:项目)?(?:笔数|数量|项目数)",
    "融资金额": r"(?:促成|实现)?(?:知识产权|专利商标)?质押(?:融资|贷款)?(?:总)?(?:金额|额)",
    "企业家次": r"(?:各类)?(?:知识产权)?(?:服务)?(?:惠及|服务)企业(?:家次|次数|总家次)",
    "企业家数": r"(?:各类)?(?:知识产权)?(?:服务)?(?:惠及|服务)企业(?:家数|数量|数|总数|户数)"
    r"|(?:(?:惠及|服务)企业)?(?:不重复|去重后?)的?(?:惠及|服务)?(?:企业)?(?:家数|数量|数)",
}
#: What a column may be called where its measure says which it is: 质押融资（笔）, 惠及企业（家次）.
_HEADS = ("人", "名", "家", "户", "家企业")
_BY_MEASURE: Mapping[Measured, str] = {
    "融资笔数": r"(?:促成|实现)?(?:知识产权|专利商标)?质押(?:融资|贷款)(?:项目)?",
    "融资金额": r"(?:促成|实现)?(?:知识产权|专利商标)?质押(?:融资|贷款)(?:项目)?",
    "企业家次": r"(?:各类)?(?:知识产权)?(?:服务)?(?:惠及|服务)企业(?:数量|数)?",
    "企业家数": r"(?:各类)?(?:知识产权)?(?:服务)?(?:惠及|服务)企业(?:数量|数)?",
}
_BOTH = re.compile(r".{0,12}质押(?:融资|贷款)?(?:笔数|数量)(?:及|和|与|、|/)(?:融资)?(?:总)?(?:金额|额)")
#: What people and enterprises are counted by: heads, or each as often as it comes; the one is not the other.
_ONCE, _EACH = re.compile("人数|人员数|家数|户数|企业(?:数量|总数|数)"), re.compile("人次|家次|户次")
#: A number before a name: 一、 （二） 3. ④.
_NUMBERED = re.compile(r"\(?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[)、]|\.(?![0-9]))")
_PERIOD = re.compile(
    r"(?:[12][0-9]{3}年)?(?:(?:[0-9]{1,2}月?(?:[0-9]{1,2}日)?[-—–~至到])?[0-9]{1,2}月(?:[0-9]{1,2}日)?份?"
    r"|第?[一二三四]季度|[上下]半年)"
)
_BRACKETS = str.maketrans("【】[]", "()()")
_BRACKET = re.compile(r"\(([^()]*)\)")


def bare(text: str) -> str:
    """A text in plain characters without spaces: what full-width typing and line breaks make of it is undone."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)


def unnumbered(text: str) -> str:
    """A name without the number that stands before it in a list."""
    return _NUMBERED.sub("", bare(re.sub(r"^\s*[①-⑳]", "", text)), count=1)


def is_total(text: str) -> bool:
    """Whether a name is of the sum of what stands beside it: 合计, 全市合计, 南京市合计."""
    return _TOTAL.fullmatch(bare(text)) is not None


def is_period(text: str) -> bool:
    """Whether a head names a part of the year: 6—9月, 第三季度."""
    return _PERIOD.fullmatch(bare(text)) is not None


def measure_of(text: str) -> str:
    """The measure that a head gives in brackets, or at its end behind a stroke; nothing if it gives none."""
    plain = bare(text)
    behind = re.search(r"[/,、:](?:单位[::])?([^/,、:()]{1,6})$", plain) or re.search(
        r".((?:[百千]?万|亿|千)元)$", plain
    )
    # A bracket may say more than the measure: （含续贷，亿元）.
    within = [part for inner in brackets(plain) for part in re.split("[,、;]", inner)]
    for inner in (*within, *([behind[1]] if behind else [])):
        if is_measure(word := _measure_word(inner)):
            return word
    return ""


def _measure_word(inner: str) -> str:
    """The measure in what a bracket says of it: 单位：万元, 以亿元计, 人民币万元."""
    return re.sub(r"^(?:(?:计量)?单位[:：]?|[以按])?(?:人民币)?|(?:人民币|计|为单位)$", "", inner)


def brackets(text: str) -> list[str]:
    """What stands in the brackets of a head."""
    return _BRACKET.findall(bare(text))


def odd_measure(text: str) -> str:
    """A measure in brackets that nobody here knows: 美元, 万美元, 吨."""
    for inner in (part for said in brackets(text) for part in re.split("[,、;]", said)):
        word = _measure_word(inner)
        if re.fullmatch(r"[百千万亿]*[吨斤米]|单位[:：].*|.*元.*", word) and word not in MONEY and "/" not in word:
            return word
    return ""


def is_measure(word: str) -> bool:
    """Whether a text is a word of measure and nothing else: 次, 笔, （万元）."""
    plain = re.sub(r"^\((.*)\)$", r"\1", bare(word))
    return plain in MONEY or _is_word(plain)


def _is_word(word: str) -> bool:
    plain = word[1:] if word[:1] in ("千", "万") and len(word) > 1 else word
    return any(plain in words for words in WORDS.values())


def name_of(text: str) -> str:
    """What a head calls its column, without its number and its measure."""
    plain = unnumbered(text)
    for inner in _BRACKET.findall(plain):
        if is_measure(_measure_word(inner)):
            plain = plain.replace(f"({inner})", "")
    word = measure_of(plain)
    return (
        re.sub(rf"(?:单位)?[/,、:]?(?:单位:)?{re.escape(word)}$", "", plain).strip("*：:")
        if word
        else plain.strip("*：:")
    )


def column_of(text: str, columns: Sequence[TableColumn], measure: str = "") -> TableColumn | None:
    """The column that is meant: by its own name, else by what cities call it; none if two could be."""
    name = name_of(text)
    short = _BRACKET.sub("", name)
    for said, called in ((name, bare), (short, lambda text: _BRACKET.sub("", bare(text)))):
        own = [column for column in columns if called(column.name) == said]
        if len(own) == 1:
            return own[0]
    short = short.removesuffix("情况")
    word = measure_of(text) or measure
    fitting = [c for c in columns if re.fullmatch(_BY_MEASURE.get(c.counts, ""), short) and word and _measures(c, word)]
    fitting = fitting or [c for c in columns if re.fullmatch(_CALLED[c.counts], short)]
    fitting = [column for column in fitting if not column.theme and not _differs(column, short, word)]
    if len(fitting) > 1 and word:
        fitting = [column for column in fitting if column.measure == word]
    return fitting[0] if len(fitting) == 1 else None


def _differs(column: TableColumn, name: str, word: str) -> bool:
    """Whether a head says heads where each time is asked for, or the other way round; its measure says it best."""
    said = word if word in _HEADS or _EACH.fullmatch(word) else name
    each = False if word in _HEADS or (_ONCE.search(said) and not _EACH.search(said)) else _EACH.search(said)
    counts_heads = column.counts in ("参加", "企业家次", "企业家数")
    return counts_heads and each is not None and bool(each) != bool(_EACH.search(column.measure))


def fits(column: TableColumn, measure: str) -> bool:
    """Whether the measure of a head is one of its column: 家 is none of 家次, though people write 27家 in a cell."""
    plain = measure.removeprefix("千").removeprefix("万")
    heads_for_each = plain in _HEADS and _EACH.search(column.measure)
    return not plain or (plain in WORDS[column.counts] | {column.measure} and not heads_for_each)


def _measures(column: TableColumn, word: str) -> bool:
    if column.counts == "融资金额":
        return word in MONEY
    return word == column.measure or (word in WORDS[column.counts] and word != "次")


def two_columns(text: str, columns: Sequence[TableColumn], measure: str) -> tuple[TableColumn, TableColumn] | None:
    """Number and amount of loans, where one head names both, or neither: 质押融资数量及金额, 质押融资情况."""
    loans, amounts = (
        [column for column in columns if column.counts == counts and not column.theme]
        for counts in ("融资笔数", "融资金额")
    )
    plain = re.sub(r"\(笔数?[/、,和与]\w{0,3}元\)$", "", bare(text))
    name = name_of(plain).removesuffix("情况")
    open_to_both = (not measure or plain != bare(text)) and re.fullmatch(_BY_MEASURE["融资笔数"], name)
    both = (_BOTH.fullmatch(name) or open_to_both) and len(loans) == len(amounts) == 1
    return (loans[0], amounts[0]) if both else None
