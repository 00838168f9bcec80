"""Summary tables in which a figure may mean something else than it seems, judged by hand. The figures are made up.

Each is read right, read with a reminder that says why, or refused at its cell; none is read in silence.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from city_tables import TITLE, Rows

_HEAD = ["单位", "供需对接（次）", "培训（次）", "质押融资笔数（笔）", "质押融资金额（万元）"]
_NANJING = ["南京市", 5, 3, 5, 15200]


@dataclass(frozen=True)
class Doubt:
    """A sheet, how its cells look, and what has to come of it: figures, a reminder, or a refusal."""

    rows: Rows
    expected: dict[str, dict[str, float]] | None = None
    #: What is reminded of, or why it is refused; a reminder if figures are expected as well.
    words: str = ""
    merged: tuple[str, ...] = ()
    formats: dict[str, str] = field(default_factory=dict)
    struck: tuple[str, ...] = ()
    comments: dict[str, str] = field(default_factory=dict)
    hidden_columns: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    tab: str = "Sheet"
    #: The ink and the ground of cells; at the head and the foot of printed pages; prompts beside cells.
    colours: dict[str, tuple[str, str]] = field(default_factory=dict)
    page_head: str | None = None
    page_foot: str | None = None
    prompts: dict[str, str] = field(default_factory=dict)


def _one(head: str, value: Any, *, unit: str = "南京", more: Rows | None = None) -> Rows:
    return [[TITLE], ["单位", "培训（次）", head], [unit, 3, value], *(more or [])]


def _said(column: str, value: float) -> dict[str, dict[str, float]]:
    return {"nanjing": {"trainings": 3, column: value}}


MONEY = "质押融资金额（万元）"

DOUBTS: dict[str, Doubt] = {
    # Merged cells.
    "one amount over two cities": Doubt(
        [[TITLE], _HEAD, _NANJING, ["苏州市", 2, 1, 1, ""]],
        words="第 3 行 E 列，“15200”合并了几格，盖住了第 4 行苏州市",
        merged=("E3:E4",),
    ),
    "one number over two columns": Doubt(
        [[TITLE], _HEAD, ["南京市", 5, "", 5, 15200]],
        words="第 3 行 B 列，“5”合并了几格，盖住了C 列“培训(次)”",
        merged=("B3:C3",),
    ),
    "one number over two forms": Doubt(
        [
            ["南京市" + TITLE],
            ["项目", "形式", "次数"],
            ["供需对接", "银企对接会", 4],
            ["", "宣讲会", ""],
            ["培训", "", 3],
        ],
        words="盖住了第 4 行宣讲会",
        merged=("A3:A4", "C3:C4"),
    ),
    "one number over the rows of one unit": Doubt(
        [
            [TITLE],
            ["单位", "供需对接", "", "质押融资笔数"],
            ["", "形式", "次数", ""],
            ["南京", "银企对接会", 4, 5],
            ["", "宣讲会", 1, ""],
        ],
        {"nanjing": {"matchings": 5, "loans": 5}},
        merged=("A4:A5", "D4:D5", "B2:C2"),
    ),
    # Orders of magnitude.
    "亿 among 万": Doubt(
        [[TITLE], _HEAD, ["南京市", 5, 3, 5, 1.52], ["苏州市", 2, 1, 4, 30800]],
        {
            "nanjing": {"matchings": 5, "trainings": 3, "loans": 5, "loan-amount": 1.52},
            "suzhou": {"matchings": 2, "trainings": 1, "loans": 4, "loan-amount": 30800},
        },
        "第 3 行 E 列，南京，质押融资金额是1.52万元，同一列最大的是30800万元",
    ),
    "yuan for wan in a single row": Doubt(
        [[TITLE], _HEAD, ["南京市", 5, 3, 5, 152000000]],
        {"nanjing": {"matchings": 5, "trainings": 3, "loans": 5, "loan-amount": 152000000}},
        "平均每笔30400000万元",
    ),
    "money without loans": Doubt(
        [[TITLE], _HEAD, ["南京市", 5, 3, 0, 15200]],
        {"nanjing": {"matchings": 5, "trainings": 3, "loans": 0, "loan-amount": 15200}},
        "质押融资笔数是0，质押融资金额是15200",
    ),
    "more enterprises than visits": Doubt(
        [[TITLE], ["单位", "惠及企业家次", "惠及企业数（不重复）"], ["南京", 27, 40]],
        {"nanjing": {"visits": 27, "enterprises": 40}},
        "惠及企业数（不重复）是40，比惠及企业家次27还多",
    ),
    # A part taken for the whole.
    "a unit without a district": Doubt(_one(MONEY, 15200, unit="南京市（不含江北新区）"), words="不含江北新区"),
    "a unit's own level only": Doubt(_one(MONEY, 15200, unit="南京市（市本级）"), words="市本级"),
    "a unit with its seal": Doubt(_one(MONEY, 15200, unit="南京市（盖章）"), _said("loan-amount", 15200)),
    "a title without a district": Doubt(
        [["南京市（不含江北新区）2020年“知识产权服务万里行”活动成效汇总表"], ["项目", "数量"], ["培训", 3]],
        words="不含江北新区",
    ),
    "until August in the title": Doubt([[TITLE + "（截至8月）"], ["单位", "培训（次）"], ["南京", 3]], words="截至8月"),
    "until the end of August under the table": Doubt(
        _one(MONEY, 15200, more=[["注：数据截至2020年8月31日"]]), words="截至2020年8月31日"
    ),
    "until its last day": Doubt(
        _one(MONEY, 15200, more=[["注：数据截至2020年10月15日"]]), _said("loan-amount", 15200), "这一行是表下的说明"
    ),
    "a half year in the title": Doubt(
        [["2020年上半年江苏省“知识产权服务万里行”活动成效汇总表"], ["单位", "培训（次）"], ["南京", 3]],
        words="上半年",
    ),
    "months in the tab": Doubt([[TITLE], ["单位", "培训（次）"], ["南京", 3]], words="6—8月", tab="6—8月"),
    "two years in the title": Doubt(
        [["2019—2020年“知识产权服务万里行”活动成效汇总表"], ["单位", "培训（次）"], ["南京", 3]], words="2019"
    ),
    "another year in the tab": Doubt(
        [["成效汇总表"], ["单位", "培训（次）"], ["南京", 3]], words="看不出这份成效汇总表是哪一届的", tab="2019"
    ),
    "until August in a head": Doubt(_one("质押融资金额（截至8月，万元）", 15200), words="截至8月"),
    "without extensions in a head": Doubt(_one("质押融资金额（不含续贷，万元）", 15200), words="不含续贷"),
    "intended in a head": Doubt(_one("质押融资金额（意向，万元）", 15200), words="意向"),
    "an average in a head": Doubt(_one("质押融资金额（万元/笔）", 15200), words="万元/笔"),
    "words in a head that nobody knows": Doubt(
        _one("质押融资金额（普惠口径，万元）", 15200), _said("loan-amount", 15200), "普惠口径"
    ),
    "a part below a unit's name": Doubt(
        [[TITLE], ["单位", "协办活动", ""], ["", "供需对接（次）", "培训（次）"], ["南京", 5, 3]],
        {"nanjing": {"matchings": 5, "trainings": 3}},
        "协办活动",
        merged=("B2:C2",),
    ),
    "only what is among": Doubt(_one("其中：质押融资金额（万元）", 15200), words="其中"),
    "what adds up until now beside the period": Doubt(
        [[TITLE], ["单位", "质押融资金额（万元）", ""], ["", "本期", "累计"], ["南京", 200, 15200]],
        words="累计",
        merged=("B2:C2",),
    ),
    "a share beside the number": Doubt(
        [[TITLE], ["单位", "培训", ""], ["", "次数", "占全省比重"], ["南京", 3, 0.12]],
        words="占全省比重",
        merged=("B2:C2",),
    ),
    "the half year's sum among months": Doubt(
        [
            ["南京市" + TITLE],
            ["月份", "培训（次）"],
            ["6月", 1],
            ["上半年小计", 1],
            ["7月", 2],
            ["合计", 3],
        ],
        words="上半年小计",
    ),
    "the half year's sum as the last row": Doubt(
        [["南京市" + TITLE], ["月份", "培训（次）"], ["5月", 1], ["6月", 2], ["上半年小计", 3]],
        words="上半年小计",
    ),
    # How a cell looks.
    "struck through": Doubt(_one(MONEY, 15200), words="第 3 行 C 列，“15200”带删除线", struck=("C3",)),
    "a unit struck through": Doubt(_one(MONEY, 15200), words="“南京”带删除线", struck=("A3",)),
    "a remark on the cell": Doubt(
        _one(MONEY, 15200), _said("loan-amount", 15200), "有批注“含上年结转2000”", comments={"C3": "含上年结转2000"}
    ),
    "a remark on a head": Doubt(
        _one(MONEY, 15200), _said("loan-amount", 15200), "有批注“只统计专利”", comments={"C2": "只统计专利"}
    ),
    "a hidden column": Doubt(_one(MONEY, 15200), _said("loan-amount", 15200), "C 列是隐藏的", hidden_columns=("C",)),
    "a hidden row": Doubt(_one(MONEY, 15200), _said("loan-amount", 15200), "是隐藏的", hidden_rows=(3,)),
    "shown as nothing": Doubt(_one(MONEY, 15200), words="格式不显示", formats={"C3": ";;;"}),
    "rounded by its format": Doubt(
        _one("质押融资金额（亿元）", 1.52),
        _said("loan-amount", 20000),
        "显示的是“2”，存着的是1.52",
        formats={"C3": "0"},
    ),
    # Measures that are not the same.
    "enterprises are no visits": Doubt(
        [[TITLE], ["单位", "培训（次）", "惠及企业（家）"], ["南京", 3, 340]], _said("enterprises", 340)
    ),
    "enterprises without a measure": Doubt(
        [[TITLE], ["单位", "培训（次）", "惠及企业"], ["南京", 3, 340]], words="“惠及企业”"
    ),
    "visits in enterprises": Doubt(_one("惠及企业家次（家）", 340), words="家"),
    "patents are no loans": Doubt(_one("质押融资件数（件）", 30), words="质押融资件数"),
    "a limit is no amount": Doubt(_one("质押融资额度（万元）", 15200), words="质押融资额度"),
    "projects are no events": Doubt(_one("供需对接（项）", 12), words="项"),
    "enterprises among the forms": Doubt(
        [[TITLE], ["单位", "供需对接", "", ""], ["", "银企对接会", "宣讲会", "参加企业数"], ["南京", 4, 1, 60]],
        words="参加企业数",
        merged=("B2:D2",),
    ),
    "a form that is in no list": Doubt(
        [[TITLE], ["单位", "供需对接", ""], ["", "银企对接会", "沙龙"], ["南京", 4, 1]],
        {"nanjing": {"matchings": 5}},
        "沙龙",
        merged=("B2:C2",),
    ),
    "people trained are not people taking part": Doubt(
        [["2021年“知识产权服务万里行”活动成效汇总表"], ["单位", "活动（场）", "培训人数"], ["南京", 3, 340]],
        words="培训人数",
    ),
    "heads are not visits": Doubt(
        [["2021年“知识产权服务万里行”活动成效汇总表"], ["单位", "活动（场）", "参加人数"], ["南京", 3, 340]],
        words="参加人数",
    ),
    # How figures are written.
    "figures in Chinese words": Doubt(
        [[TITLE], ["单位", "培训", "质押融资金额"], ["南京", "八场", "三千万元"], ["苏州", "十二期", "一亿零五百万元"]],
        {
            "nanjing": {"trainings": 8, "loan-amount": 3000},
            "suzhou": {"trainings": 12, "loan-amount": 10500},
        },
    ),
    "Chinese words for money as in ledgers": Doubt(_one(MONEY, "叁佰贰拾万元"), _said("loan-amount", 320)),
    "two in Chinese": Doubt(_one("供需对接（次）", "两次"), _said("matchings", 2)),
    "a point in Chinese": Doubt(_one("质押融资金额", "一点五二亿元"), _said("loan-amount", 15200)),
    "three or four": Doubt(_one("供需对接（次）", "三四场"), words="“三四场”不是数字"),
    "some ten": Doubt(_one("供需对接（次）", "十几场"), words="“十几场”不是数字"),
    "a hundred and twenty, short": Doubt(_one("供需对接（次）", "一百二"), words="“一百二”不是数字"),
    "a mark behind": Doubt(_one("供需对接（次）", "12①"), words="“12①”带注码"),
    "a raised figure behind": Doubt(_one("供需对接（次）", "12²"), words="带注码"),
    "a star behind": Doubt(_one("供需对接（次）", "12*"), words="“12*”带注码"),
    "a range": Doubt(_one("供需对接（次）", "10–20"), words="“10–20”不是数字"),
    "a range with waves": Doubt(_one("供需对接（次）", "10～20场"), words="不是数字"),
    "more than": Doubt(_one(MONEY, "超3000万元"), words="不是数字"),
    "nearly": Doubt(_one("供需对接（次）", "近30"), words="不是数字"),
    "below nought": Doubt(_one(MONEY, -500), words="“-500”是负数"),
    "below nought in brackets": Doubt(_one(MONEY, "（500）"), words="“（500）”是负数"),
    "two numbers in a cell": Doubt(_one("供需对接（次）", "5 3"), words="“5 3”不是一个数"),
    "two numbers in two lines": Doubt(_one("供需对接（次）", "5\n3"), words="不是一个数"),
    "thousands apart": Doubt(_one(MONEY, "15 200"), _said("loan-amount", 15200)),
    "a Chinese comma among thousands": Doubt(_one(MONEY, "15，200"), _said("loan-amount", 15200)),
    "thousands as in Europe": Doubt(_one(MONEY, "1.234,5"), words="“1.234,5”不是数字"),
    "a comma out of place": Doubt(_one(MONEY, "1,52"), words="“1,52”不是数字"),
    "per cent": Doubt(_one("供需对接（次）", "12%"), words="“12%”"),
    "a day": Doubt(_one("供需对接（次）", date(2020, 10, 20)), words="不是数字"),
    "nought and blank": Doubt(
        [[TITLE], _HEAD, ["南京市", 0, "", "无", "/"]], {"nanjing": {"matchings": 0}}, "（“无”）按没有填理解"
    ),
    "money of another measure in one cell": Doubt(
        [[TITLE], _HEAD, _NANJING, ["苏州市", 2, 1, 1, "3亿元"]],
        {
            "nanjing": {"matchings": 5, "trainings": 3, "loans": 5, "loan-amount": 15200},
            "suzhou": {"matchings": 2, "trainings": 1, "loans": 1, "loan-amount": 30000},
        },
        "“3亿元”的单位是亿元，列名写的是万元",
    ),
    "the measure alone above the table": Doubt(
        [[TITLE], ["", "", "（亿元）"], ["单位", "培训", "质押融资金额"], ["南京", 3, 1.52]],
        _said("loan-amount", 15200),
    ),
    "the measure behind 金额 above the table": Doubt(
        [[TITLE], ["金额：亿元"], ["单位", "培训", "质押融资金额"], ["南京", 3, 1.52]], _said("loan-amount", 15200)
    ),
    # Formulas.
    "a formula that nobody worked out": Doubt(_one(MONEY, "=100+52"), words="第 3 行 C 列，“=100+52”是公式"),
    "a formula in the row of totals": Doubt(
        _one(MONEY, 15200, more=[["合计", "=SUM(B3:B3)", "=SUM(C3:C3)"]]), _said("loan-amount", 15200), "公式"
    ),
    # Several things in a cell.
    "number and amount in a line": Doubt(
        [["南京市" + TITLE], ["项目", "数量"], ["培训", "共6次"], ["质押融资", "5笔，1.52亿元"]],
        {"nanjing": {"trainings": 6, "loans": 5, "loan-amount": 15200}},
    ),
    "amount before number": Doubt(
        [["南京市" + TITLE], ["项目", "数量"], ["培训", "八场"], ["知识产权质押融资情况", "1.52亿元，5笔"]],
        {"nanjing": {"trainings": 8, "loans": 5, "loan-amount": 15200}},
    ),
    # Found by a second set.
    "until August before the title": Doubt([["1-8月" + TITLE], ["单位", "培训（次）"], ["南京", 3]], words="1-8月"),
    "five years": Doubt([["“十三五”期间成效汇总表（2020年）"], ["单位", "培训"], ["南京", 3]], words="十三五"),
    "since another year": Doubt([[TITLE], ["单位", "培训（2018年以来）"], ["南京", 20]], words="2018年以来"),
    "no longer valid": Doubt([[TITLE], ["单位", "培训"], ["南京", 20]], words="作废", tab="作废"),
    "an example": Doubt([[TITLE + "（填写示例）"], ["单位", "培训"], ["南京", 20]], words="示例"),
    "patents alone": Doubt(
        [[TITLE], ["单位", "质押融资金额（万元）", "培训"], ["", "专利", ""], ["南京", 15000, 3]],
        words="质押融资金额：专利是其中的数，没有写总数",
    ),
    "one district of several": Doubt(
        [["南京市" + TITLE], ["区县", "培训（次）", "质押融资笔数"], ["市本级", 1, 2]], words="市本级是其中的数"
    ),
    "districts without a total": Doubt(
        [["南京市" + TITLE], ["区县", "培训（次）", "质押融资笔数"], ["玄武区", 1, 2], ["鼓楼区", 2, 3]],
        {"nanjing": {"trainings": 3, "loans": 5}},
        "培训没有写合计，按2项相加",
    ),
    "months that are missing": Doubt(
        [[TITLE], ["单位", "培训", ""], ["", "6月", "7月"], ["南京", 1, 2]],
        {"nanjing": {"trainings": 3}},
        "培训没有8月、9月、10月的数",
    ),
    "亿 under a head of 元": Doubt(
        _one("质押融资金额（元）", 1.52), _said("loan-amount", 0.000152), "质押融资金额是0.000152万元"
    ),
    "what was planned": Doubt(
        [[TITLE], ["单位", "培训", ""], ["", "计划数", "完成数"], ["南京", 10, 3]], words="计划数"
    ),
    "what was signed": Doubt(_one("质押融资签约金额（万元）", 15200), words="质押融资签约金额"),
    "thirty and more": Doubt(_one("供需对接（次）", "30+"), words="“30+”不是数字"),
    "as above": Doubt([[TITLE], _HEAD, _NANJING, ["苏州", "同上", 1, 1, 300]], words="“同上”不是数字"),
    "dollars in the cell": Doubt(_one(MONEY, "200万美元"), words="不是金额的单位“万美元”"),
    "dollars in the head": Doubt(_one("质押融资金额（折万美元）", 200), words="折万美元"),
    "square brackets": Doubt(_one("质押融资金额【亿元】", 1.52), _said("loan-amount", 15200)),
    "yuan without brackets": Doubt(_one("质押融资金额\n亿元", 1.52), _said("loan-amount", 15200)),
    "renminbi": Doubt(_one("质押融资金额（人民币亿元）", 1.52), _said("loan-amount", 15200)),
    "counted in": Doubt(_one("质押融资金额（以亿元计）", 1.52), _said("loan-amount", 15200)),
    "millions": Doubt(_one("质押融资金额（百万元）", 152), _said("loan-amount", 15200)),
}
