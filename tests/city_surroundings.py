"""Summary tables of which the doubt stands beside the figures: around the cells, in their colours, in other lines.

Each is read right, read with a reminder that says why, or refused at its cell. The figures are made up.
"""

from datetime import date

from city_doubts import Doubt
from city_tables import TITLE, Rows

_HEAD = ["单位", "供需对接（次）", "培训（次）", "质押融资笔数（笔）", "质押融资金额（万元）"]
_NANJING = ["南京市", 5, 3, 5, 15200]
_ALL: Rows = [[TITLE], _HEAD, _NANJING]
_DISTRICTS: Rows = [["区县", "培训（次）", "惠及企业数（不重复）"], ["玄武区", 1, 60], ["鼓楼区", 2, 58]]
_SAID: dict[str, dict[str, float]] = {"nanjing": {"matchings": 5, "trainings": 3, "loans": 5, "loan-amount": 15200}}
_MONEY: Rows = [[TITLE], ["单位", "培训（次）", "质押融资金额"], ["南京", 3, 1.52]]
_IN_YI: dict[str, dict[str, float]] = {"nanjing": {"trainings": 3, "loan-amount": 15200}}


def _above(*line: object) -> Rows:
    return [[TITLE], list(line), _HEAD, _NANJING]


AROUND: dict[str, Doubt] = {
    # Around the cells.
    "the measure at the head of the page": Doubt(_MONEY, _IN_YI, page_head="单位：亿元"),
    "a draft at the head of the page": Doubt(_ALL, words="页眉的“征求意见稿”里写着“征求意见”", page_head="征求意见稿"),
    "until August at the head of the page": Doubt(_ALL, words="截至2020年8月底", page_head="&10数据截至2020年8月底"),
    "page numbers": Doubt(_ALL, _SAID, page_foot="第 &P 页，共 &N 页", page_head="内部"),
    "words at the foot of the page": Doubt(
        _ALL, _SAID, "页脚里写着“市局财务处提供”，没有读", page_foot="市局财务处提供"
    ),
    "the measure in a prompt": Doubt(_MONEY, _IN_YI, prompts={"C3": "请按亿元填写"}),
    "a comment with a correction": Doubt(_ALL, words="“应为”和表里写的对不上", comments={"E3": "应为12000"}),
    "a comment with another measure": Doubt(_ALL, words="有批注“本列单位为亿元”", comments={"E2": "本列单位为亿元"}),
    "a comment with another time": Doubt(_ALL, words="三季度", comments={"A3": "为三季度数"}),
    # Colours.
    "white on nothing": Doubt(_ALL, words="“15200”和底色一样，看不见", colours={"E3": ("FFFFFFFF", "")}),
    "grey on the same grey": Doubt(_ALL, words="“南京市”和底色一样", colours={"A3": ("FFD9D9D9", "FFD9D9D9")}),
    "white on blue": Doubt(_ALL, _SAID, colours={"A2": ("FFFFFFFF", "FF1F4E79")}),
    # The time that a table is of.
    "from day to day, all of it": Doubt(_above("统计时间：2020年6月1日至2020年10月15日"), _SAID),
    "from day to day, in part": Doubt(_above("统计期间：2020.6.1-2020.8.31"), words="里写着“2020.6.1-2020.8.31”"),
    "from month to month with points": Doubt(
        [[TITLE + "（2020.06—2020.08）"], _HEAD, _NANJING], words="2020.06—2020.08"
    ),
    "days in cells of their own": Doubt(
        _above("统计期间", date(2020, 6, 1), "至", date(2020, 8, 31)), words="不是整个活动期的数"
    ),
    "days in cells of their own, all of it": Doubt(
        _above("统计期间", date(2020, 6, 1), "至", date(2020, 10, 15)), _SAID
    ),
    "until a day with points": Doubt(_above("数据截至：2020.8.31"), words="截至:2020.8.31"),
    "until a day, said as a date": Doubt(_above("数据截止日期：2020年8月31日"), words="截止日期:2020年8月31日"),
    "a first part": Doubt([[TITLE + "（第一批）"], _HEAD, _NANJING], words="第一批"),
    "a quarter in the tab": Doubt(_ALL, words="“Q3”", tab="Q3"),
    "the quarter before in the tab": Doubt(_ALL, words="上季度", tab="上季度"),
    "a time under the table": Doubt([*_ALL, ["统计时间：2020年7月—9月"]], words="2020年7月—9月"),
    # Whose it is.
    "a district as the one that reports": Doubt(
        [[TITLE], ["报送单位：南京市玄武区知识产权局"], ["项目", "数量"], ["培训（次）", 3]],
        words="“南京市玄武区”只是一部分",
    ),
    "another city in the tab": Doubt(_ALL, words="标题或工作表名写的是苏州，表里是南京", tab="苏州"),
    "another city in the title": Doubt([["苏州市" + TITLE], _HEAD, _NANJING], words="写的是苏州"),
    "a unit that is not counted": Doubt([[TITLE], _HEAD, ["上海市", 5, 3, 5, 15200]], words="上海不是"),
    "two tables side by side": Doubt(
        [[TITLE], ["单位", "培训（次）", "单位", "供需对接（次）"], ["南京", 3, "苏州", 5]],
        words="“苏州”左边还有一个单位",
    ),
    "a bureau with two names": Doubt([[TITLE], _HEAD, ["南京市市场监督管理局（知识产权局）", 5, 3, 5, 15200]], _SAID),
    "a city whose title says its name": Doubt([["南京市" + TITLE], _HEAD, ["全市", 5, 3, 5, 15200]], _SAID),
    "districts below a title that says their city": Doubt(
        [
            ["南京市" + TITLE],
            ["单位", "培训（次）", "质押融资笔数"],
            ["玄武区", 1, 2],
            ["鼓楼区", 2, 3],
            ["合计", 3, 5],
        ],
        {"nanjing": {"trainings": 3, "loans": 5}},
    ),
    # Notes that change what the figures are.
    "a note that leaves out": Doubt([*_ALL, ["注：以上数据不含江北新区"]], words="说明里写着“不含江北新区”"),
    "a note that corrects": Doubt([*_ALL, ["备注：培训应为4次"]], words="说明里写着“应为4次”"),
    "who made the table": Doubt(
        [*_ALL, ["制表人：张某 电话 83279968", "", "审核人：李某"]], _SAID, "这一行是表下的说明"
    ),
    # Measures and heads.
    "a row of measures": Doubt(
        [
            [TITLE],
            ["单位", "供需对接", "培训", "质押融资笔数", "质押融资金额"],
            ["（单位）", "（次）", "（期）", "（笔）", "（亿元）"],
            ["南京市", 5, 3, 5, 1.52],
        ],
        _SAID,
    ),
    "two measures above each other": Doubt(
        [[TITLE], ["单位", "质押融资金额（万元）", "培训"], ["", "亿元", ""], ["南京", 1.52, 3]], words="亿元、万元"
    ),
    "columns that are numbered": Doubt([[TITLE], _HEAD, ["甲", 1, 2, 3, 4], _NANJING], _SAID),
    "figures that would be numbers of columns": Doubt(
        [["南京市" + TITLE], ["项目", "本届"], ["供需对接", 1], ["培训", 2]],
        {"nanjing": {"matchings": 1, "trainings": 2}},
    ),
    "what is compared": Doubt(
        [[TITLE], ["单位", "培训（次）", "环比", "排名"], ["南京", 3, 0.12, 2]],
        {"nanjing": {"trainings": 3}},
        "没有“环比”这一列",
    ),
    "who has only looked on": Doubt(
        [[TITLE], ["单位", "培训", ""], ["", "知识产权运营培训", "线上观看"], ["南京", 2, 5000]], words="“线上观看”不像"
    ),
    "enterprises that are in two districts": Doubt(
        [["南京市" + TITLE], *_DISTRICTS],
        words="不能由2项相加",
    ),
    "enterprises that are in two districts, with their total": Doubt(
        [["南京市" + TITLE], *_DISTRICTS, ["合计", 3, 90]],
        {"nanjing": {"trainings": 3, "enterprises": 90}},
    ),
    # Figures.
    "a point among thousands": Doubt(
        [[TITLE], _HEAD, ["南京市", 5, 3, 5, "15.200"]],
        {"nanjing": {"matchings": 5, "trainings": 3, "loans": 5, "loan-amount": 15.2}},
        "里的点按小数点理解",
    ),
    "thousands that the format hides": Doubt(
        [[TITLE], _HEAD, ["南京市", 5, 3, 5, 15000]],
        {"nanjing": {"matchings": 5, "trainings": 3, "loans": 5, "loan-amount": 15}},
        "显示的是“15”，存着的是15000",
        formats={"E3": "#,##0,"},
    ),
    "亿 and 万 together": Doubt([[TITLE], _HEAD, ["南京市", 5, 3, 5, "1亿5200万元"]], _SAID),
    "as on a bill": Doubt([[TITLE], _HEAD, ["南京市", 5, 3, 5, "壹亿伍仟贰佰万元整"]], _SAID),
}
