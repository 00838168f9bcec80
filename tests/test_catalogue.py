"""All records in one fixed order, found by kind, id and facet."""

import random

import pytest
from places import TODAY

from generator.loading.validation import read_record
from generator.model.kinds import KINDS
from generator.site.catalogue import Catalogue
from generator.site.entry import Entry
from generator.yaml_source.reader import read_text

POLICY = """\
title: 试验文件的标题
summary: 试验文件的摘要，供测试用。
publish_date: {published}
event_date: {happened}
status: 现行有效
sources:
  - title: 甲
    publisher: 乙
reviewed_by: 测试员
reviewed_on: 2020-01-01
"""


def entry(record_id: str, published: str = "2020-06-20 09:30", happened: str = "", kind: str = "policy") -> Entry:
    text = POLICY.format(published=published, happened=happened)
    if kind == "outlet":
        text = text.replace("status: 现行有效", "type: 工作站")
    source, _problems = read_text(text, f"content/{kind}/{record_id}.yml")
    assert source is not None
    made, problems = read_record(KINDS[kind], source, record_id, "nanjing")
    assert problems == []
    assert made is not None
    return made


#: Newest first; by publishing, then by event, then by kind and id.
ORDERED = [
    ("z-new", "2021-01-01 00:00", "2019"),
    ("a-event-day", "2020-06-20 09:30", "2020-06-18"),
    ("b-event-month", "2020-06-20 09:30", "2020-06"),
    ("d-event-year", "2020-06-20 09:30", "2020"),
    ("c-event-year", "2020-06-20 09:30", "2020"),
    ("z-no-event", "2020-06-20 09:30", ""),
    ("z-a-minute-before", "2020-06-20 09:29", "2020-06-19"),
]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_does_not_depend_on_the_order_of_reading(seed: int) -> None:
    entries = [entry(*row) for row in ORDERED]
    random.Random(seed).shuffle(entries)  # no secret
    catalogue = Catalogue(entries, TODAY)

    assert [record.id for record in catalogue.records] == [row[0] for row in ORDERED]
    assert [e.record.id for e in catalogue.entries] == [row[0] for row in ORDERED]
    assert len(catalogue) == len(ORDERED)


def test_a_record_is_found_by_kind_and_id() -> None:
    catalogue = Catalogue([entry("a"), entry("a", kind="outlet"), entry("b", kind="outlet")], TODAY)

    policy, outlet = catalogue.get("policy", "a"), catalogue.get("outlet", "a")
    assert policy is not None
    assert outlet is not None
    assert (policy.kind.name, outlet.kind.name) == ("policy", "outlet")
    assert catalogue.get("policy", "b") is None
    assert catalogue.get("nothing", "a") is None
    assert catalogue.get("*", "b") is catalogue.get("outlet", "b")
    assert catalogue.get("*", "c") is None
    first = next(name for name in KINDS if name in ("policy", "outlet"))
    assert catalogue.get("*", "a") is catalogue.get(first, "a")


def test_the_records_of_a_kind_are_all_its_records_and_no_other() -> None:
    catalogue = Catalogue([entry("a"), entry("b", "2021-01-01 00:00"), entry("c", kind="outlet")], TODAY)

    assert [record.id for record in catalogue.of(KINDS["policy"])] == ["b", "a"]
    assert [record.id for record in catalogue.of(KINDS["outlet"])] == ["c"]
    assert catalogue.of(KINDS["case"]) == ()
    assert sum(len(catalogue.of(KINDS[name])) for name in KINDS) == len(catalogue)


def test_a_facet_groups_by_each_of_its_values_and_keeps_the_order() -> None:
    catalogue = Catalogue([entry("a"), entry("b", "2021-01-01 00:00"), entry("c", "2019-01-01 00:00")], TODAY)
    groups = catalogue.by(lambda record: ["all", *(["ab"] if record.id in "ab" else [])])

    assert {name: [record.id for record in records] for name, records in groups.items()} == {
        "all": ["b", "a", "c"],
        "ab": ["b", "a"],
    }
    assert catalogue.by(lambda _record: ()) == {}


def test_an_empty_catalogue_is_one_too() -> None:
    catalogue = Catalogue([], TODAY)

    assert (len(catalogue), catalogue.records, catalogue.of(KINDS["case"]), catalogue.get("*", "a")) == (
        0,
        (),
        (),
        None,
    )
