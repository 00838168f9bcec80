"""What a case says of itself in a line: which date it carries, how exact its amount is, and who dealt with it."""

from typing import Any

import pytest

from generator.model.kinds.case import CASE, Case


def case(**fields: Any) -> Case:
    data = {
        "id": "a",
        "unit": "nanjing",
        "title": "编造的案例甲",
        "summary": "编造的案例，供测试用。",
        "type": "司法",
        "publish_date": "2020-01-01 09:00",
        "sources": [{"title": "试验来源", "publisher": "试验机构"}],
        "reviewed_by": "测试员",
        "reviewed_on": "2019-01-01",
        **fields,
    }
    return CASE.model.model_validate(data)


def step(stage: str, authority: str, day: str | None = None) -> dict[str, str]:
    return {"stage": stage, "authority": authority} | ({"date": day} if day else {})


@pytest.mark.parametrize(
    ("type_", "steps", "label"),
    [
        ("司法", [step("一审", "甲市中级人民法院", "2018-05"), step("二审", "乙省高级人民法院", "2019")], "二审日期"),
        ("海关", [step("查获", "甲海关", "2019")], "查获日期"),
        ("刑事", [step("侦查", "甲市公安局", "2019"), step("判决", "人民法院", "2020")], "侦查日期"),
        ("司法", [step("公布", "最高人民法院", "2019")], "办理日期"),
        ("司法", [], "办理日期"),
        ("融资", [], "时间"),
    ],
)
def test_a_date_is_called_by_the_step_that_it_is_of(type_: str, steps: list[dict[str, str]], label: str) -> None:
    assert case(type=type_, event_date="2019", proceedings=steps).happened_label == label


@pytest.mark.parametrize(
    ("wan", "qualifier", "text", "band"),
    [
        ("20000", "余", "2亿余元", "亿元级"),
        ("800", "余", "800余万元", "百万元级"),
        ("60", "近", "近60万元", "百万元以下"),
        ("5000", "超", "超5000万元", "千万元级"),
        ("135.47", None, "135.47万元", "百万元级"),
        ("12000", "以上", "1.2亿元以上", "亿元级"),
    ],
)
def test_an_amount_is_as_exact_as_its_source(wan: str, qualifier: str | None, text: str, band: str) -> None:
    amount = case(amount_wan=wan, amount_kind="涉案金额", amount_qualifier=qualifier)
    assert (amount.amount_text, amount.band) == (text, band)


def test_who_only_told_of_a_case_did_not_deal_with_it() -> None:
    told = case(proceedings=[step("二审", "甲市中级人民法院"), step("公布", "最高人民法院")])
    assert (told.authorities, told.last_authority) == (("中级人民法院",), "甲市中级人民法院")


def test_a_court_without_a_name_is_not_named_in_lists() -> None:
    unnamed = case(proceedings=[step("提起公诉", "甲市人民检察院"), step("一审", "一审法院")])
    assert unnamed.last_authority == "甲市人民检察院"
