"""Numbers of cases, patents, companies and documents: found, checked, and never called more than they are."""

import pytest

from generator.text.identifiers import CHECKED, FORMED, WRONG, identifiers
from generator.text.person_names import persons_in


@pytest.mark.parametrize(
    ("text", "kind", "normal", "verdict"),
    [
        ("（2019）苏民终123号", "案号", "（2019）苏民终123号", FORMED),
        ("(2019)苏01知民初45号", "案号", "（2019）苏01知民初45号", FORMED),
        ("（2019）最高法知民终7号", "案号", "（2019）最高法知民终7号", FORMED),
        ("（2019）苏0102刑初8号之一", "案号", "（2019）苏0102刑初8号之一", FORMED),
        ("（2019）京73行初1号", "案号", "（2019）京73行初1号", FORMED),
        ("（2015）苏知民终字第00037号", "案号", "（2015）苏知民终字第00037号", FORMED),
        ("（2018）苏知民终字第1号", "案号", "（2018）苏知民终字第1号", "2016年起不用这种写法"),
        ("ZL201710601862.3", "专利号", "ZL201710601862.3", CHECKED),
        ("ZL 200710308494.x", "专利号", "ZL200710308494.X", CHECKED),
        ("专利号为97101765.4的", "专利号", "97101765.4", CHECKED),
        ("ZL95115608.X", "专利号", "ZL95115608.X", CHECKED),
        ("ZL201710601862.4", "专利号", "ZL201710601862.4", WRONG),
        ("公布号CN 107123456 B。", "专利公布号", "CN107123456B", FORMED),
        ("第12345678号“甲”注册商标", "商标注册号", "第12345678号", FORMED),
        ("商标注册号：第G1234567号", "商标注册号", "第G1234567号", FORMED),
        ("苏知发〔2020〕63号", "文号", "苏知发〔2020〕63号", FORMED),
        ("91350100M000100Y43", "统一社会信用代码", "91350100M000100Y43", CHECKED),
        ("91110000600037341L", "统一社会信用代码", "91110000600037341L", CHECKED),
        ("91110000600037341M", "统一社会信用代码", "91110000600037341M", WRONG),
        ("登记号2013SR123456", "著作权登记号", "2013SR123456", FORMED),
        ("品种权号CNA20120345.6", "品种权号", "CNA20120345.6", FORMED),
        ("337-TA-1054号调查", "美国337调查编号", "337-TA-1054", FORMED),
    ],
)
def test_a_number_is_found_and_judged(text: str, kind: str, normal: str, verdict: str) -> None:
    (found,) = identifiers(text)

    assert (found.kind, found.normal, found.verdict) == (kind, normal, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "（2019）苏民终0123号",
        "（2019）苏012民终1号",
        "苏知发[2020]63号",
        "苏知发〔2020〕063号",
        "201740601862.3",
        "电话025-83279999",
        "1201710601862.3",
        "判赔20154万元",
        "第12345678号公告",
        "9135O100M000100Y43",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text: str) -> None:
    assert identifiers(text) == []


def test_each_number_is_told_once_in_the_order_of_kinds() -> None:
    found = identifiers("苏知发〔2020〕63号，ZL201710601862.3", "ZL201710601862.3，（2019）苏民终1号")

    assert [one.kind for one in found] == ["案号", "专利号", "文号"]


@pytest.mark.parametrize(
    ("parties", "persons"),
    [
        ("张三丰", ["张三丰"]),
        ("李四、甲公司、欧阳修文", ["李四", "欧阳修文"]),
        ("王五（甲公司原法定代表人）", ["王五"]),
        ("阿里木·买买提", ["阿里木·买买提"]),
        ("张某、李某甲、王某等", []),
        ("甲公司、南京某医药公司", []),
        ("金蝶公司", []),
        ("昆山市检察院", []),
        ("江苏双沟酿酒厂（住所地泗洪县）", []),
        ("NEW BALANCE ATHLETICS, INC.", []),
        ("合肥采蝶轩方3家公司", []),
        ("三家蟹舫（公布时隐名）", []),
    ],
)
def test_full_names_of_persons_are_told_from_organisations(parties: str, persons: list[str]) -> None:
    assert persons_in(parties) == persons
