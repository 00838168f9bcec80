"""Tables of a city by districts or months, crossed with forms, and their totals. The figures are made up."""

from city_tables import Rows, Sheets

_TITLE = "南京市2020年“知识产权服务万里行”活动成效汇总表"
_HEAD = ["供需对接（次）", "质押融资金额（万元）"]
_FORMS = [["供需对接（次）", "", "质押融资金额（万元）"], ["银企对接会", "宣讲会", ""]]
_WITH_SUM = [["供需对接（次）", "", "", "质押融资金额（万元）"], ["小计", "银企对接会", "宣讲会", ""]]
_DISTRICTS, _MONTHS = ("玄武区", "秦淮区", "高淳区"), ("6月", "7月", "8—10月")
_COUNTS, _MONEY = ((2, 1), (1, 0), (1, 2)), (1850, 900.5, 0)
_TOTAL = {"nanjing": {"matchings": 7.0, "loan-amount": 2750.5}}


def _sheet(rows: Rows, merged: tuple[str, ...] = ()) -> Sheets:
    return {"Sheet": ([[_TITLE], *rows], list(merged), {})}


def _numbered(name: str, lines: tuple[str, ...], last: list[str]) -> Rows:
    body = [[n, line, sum(counts), money] for n, (line, counts, money) in enumerate(_lines(lines), 1)]
    return [["序号", name, *_HEAD], *body, [*last, 7, 2750.5]]


def _lines(lines: tuple[str, ...]) -> list[tuple[str, tuple[int, int], float]]:
    return list(zip(lines, _COUNTS, _MONEY, strict=True))


def _crossed(name: str, lines: tuple[str, ...], last: Rows, *, summed: bool = False) -> Rows:
    first, second = _WITH_SUM if summed else _FORMS
    body = [[line, *([sum(counts)] if summed else []), *counts, money] for line, counts, money in _lines(lines)]
    return [[name, *first], ["", *second], *body, *last]


_ACROSS: Rows = [
    ["指标", *_DISTRICTS, "合计"],
    ["供需对接（次）", 3, 1, 3, 7],
    ["其中：银企对接会", 2, 1, 1, 4],
    ["宣讲会", 1, 0, 2, 3],
    ["质押融资金额（万元）", *_MONEY, 2750.5],
]

CROSSED: dict[str, tuple[Sheets, dict[str, dict[str, float]]]] = {
    name: (_sheet(rows, merged), _TOTAL)
    for name, (rows, merged) in {
        "total below the numbers, districts": (_numbered("地区", _DISTRICTS, ["合计", ""]), ()),
        "total below the numbers, months": (_numbered("月份", _MONTHS, ["合计", ""]), ()),
        "total over number and district": (_numbered("地区", _DISTRICTS, ["合  计", ""]), ("A6:B6",)),
        "total over number and month": (_numbered("月份", _MONTHS, ["全市合计", ""]), ("A6:B6",)),
        "total below the numbers, and the city": (_numbered("地区", _DISTRICTS, ["合计", "全市"]), ()),
        "total of forms by districts": (_crossed("地区", _DISTRICTS, [["合计", 4, 3, 2750.5]]), ()),
        "total of forms by months": (_crossed("月份", _MONTHS, [["合计", 4, 3, 2750.5]]), ()),
        "forms by districts without a total": (_crossed("地区", _DISTRICTS, []), ()),
        "sums of both ways": (_crossed("地区", _DISTRICTS, [["合计", 7, 4, 3, 2750.5]], summed=True), ()),
        "sums of both ways by months": (_crossed("月份", _MONTHS, [["合计", 7, 4, 3, 2750.5]], summed=True), ()),
        "districts across, forms below": (_ACROSS, ()),
    }.items()
}

#: What could be added twice, or does not add up, is told at its cell.
DOUBLED: dict[str, tuple[Sheets, str]] = {
    name: (_sheet(rows), words)
    for name, (rows, words) in {
        "a last row without a name": (
            _numbered("地区", _DISTRICTS, ["", ""]),
            "第 6 行 C 列，南京高淳区，供需对接写了两次，前面一次在第 5 行 C 列",
        ),
        "a district twice": (
            _numbered("地区", ("玄武区", "玄武区", "高淳区"), ["", "高淳区"]),
            "第 4 行 C 列，南京玄武区，供需对接写了两次",
        ),
        "a quarter beside its months": (
            _numbered("月份", ("7月", "8月", "9月"), ["", "第三季度"]),
            "供需对接：“第三季度”和“7月”有重叠，看不出哪一个是合计",
        ),
        "a sum of a district that is wrong": (
            [*_crossed("地区", _DISTRICTS, [], summed=True)[:-1], ["高淳区", 4, 1, 2, 0]],
            "第 6 行 B 列，南京高淳区，供需对接合计是4，各项相加是3",
        ),
        "a total of forms that is wrong": (
            _crossed("地区", _DISTRICTS, [["合计", 4, 4, 2750.5]]),
            "南京，供需对接合计是8，各项相加是7",
        ),
    }.items()
}
