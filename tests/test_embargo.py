"""What is under embargo leaves no trace in anything that is published, and is all there once it has passed."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from places import REPOSITORY, SITES, TODAY, MakeSite

from generator.build.check import check
from generator.build.pipeline import render
from generator.diagnostics.problems import errors

#: Stands in every field that a record under embargo has; nothing public may contain it.
MARK = "密标甲乙丙"
UNTIL = date(2026, 12, 20)
PICTURE = (SITES / "complete" / "content" / "images" / "nanjing" / "kaimu.jpg").read_bytes()

COMMON = f"""\
summary: {MARK}的摘要，用来看保密的内容会不会漏出去。
event_date: 2026-12-19
publish_date: 2026-12-21 10:00
tags: [{MARK}标签]
images:
  - file: mibiao.jpg
    alt: {MARK}图片
    credit: {MARK}
sources:
  - title: {MARK}来源
    publisher: {MARK}发布者
reviewed_by: 测试员
reviewed_on: 2026-12-20
"""
CASE = f"""\
title: {MARK}公司诉乙公司案（编造）
type: 司法
theme: 服务便利化
industry: 电子
amount_wan: 98765
facts: |
  {MARK}案情。
{COMMON}"""
COLLECTION = f"""\
title: {MARK}十大案例（编造）
year: 2026
issuers: [{MARK}机构]
ranked: 是
total: 2
embargo_until: {UNTIL}
items:
  - title: {MARK}第一件
    record: mibiao-anli
  - title: {MARK}第二件
{COMMON}"""
#: A public collection and a public case that refer to the case under embargo.
PUBLIC_COLLECTION = """\
title: 公开的名单（编造）
summary: 编造的公开名单：其中一件还在别的专题的保密期内。
year: 2020
issuers: [试验机构]
total: 1
items:
  - title: 公开名单里的第一件
{item}publish_date: 2020-06-24 10:00
sources:
  - title: 试验名单
    publisher: 试验机构
{related}reviewed_by: 测试员
reviewed_on: 2020-06-20
"""
PUBLIC = "content/collections/jiangsu/gongkai-2020.yml"
#: Suzhou has a record of its own in the complete site; Anhui has nothing but what is under embargo.
SECRET = {
    "content/cases/anhui/mibiao-anli.yml": CASE,
    "content/collections/anhui/mibiao-shida.yml": COLLECTION,
    "content/images/anhui/mibiao.jpg": PICTURE,
}


def public(referring: bool) -> dict[str, str]:
    item = "    record: mibiao-anli\n" if referring else ""
    related = "related: [mibiao-anli, mibiao-shida, mediation]\n" if referring else "related: [mediation]\n"
    return {PUBLIC: PUBLIC_COLLECTION.format(item=item, related=related)}


def files(root: Path, today: date) -> dict[str, bytes]:
    return {file.path: file.content for file in render(root, today).files}


@pytest.mark.parametrize("today", [TODAY, UNTIL])
def test_the_site_is_the_same_as_if_it_were_not_there(make_site: MakeSite, today: date) -> None:
    without = files(make_site("complete", public(referring=False), name="without"), today)
    found = files(make_site("complete", {**SECRET, **public(referring=True)}, name="with"), today)

    leaks = [p for p, content in found.items() if "mibiao" in p or MARK.encode() in content or b"mibiao" in content]
    assert leaks == []
    assert found == without


def test_everything_is_there_the_day_after(make_site: MakeSite) -> None:
    root = make_site("complete", {**SECRET, **public(referring=True)})
    found = files(root, UNTIL + timedelta(days=1))

    expected = {
        "cases/mibiao-anli.html",
        "collections/mibiao-shida.html",
        "units/anhui.html",
        "images/anhui/mibiao.jpg",
    }
    assert expected <= set(found)
    assert "cases/mibiao-anli.html" in found["collections/gongkai-2020.html"].decode()
    assert MARK in found["feeds/all.rss.xml"].decode()


def test_it_is_checked_like_everything_else(make_site: MakeSite) -> None:
    sound = make_site("complete", SECRET, name="sound")
    assert check(sound, TODAY)[1] == []

    wrong = {**SECRET, "content/cases/anhui/mibiao-anli.yml": CASE.replace("industry: 电子", "industry: 电力")}
    problems = errors(check(make_site("complete", wrong, name="wrong"), TODAY)[1])
    assert [problem.code for problem in problems] == ["E304"]


def test_no_output_looks_past_the_embargo() -> None:
    """`catalogue.entries` and `catalogue.read` hold all that was read: checks, the office and its commands may ask."""
    users = {
        path.relative_to(REPOSITORY / "generator").parts[0]
        for path in (REPOSITORY / "generator").rglob("*.py")
        if re.search(r"catalogue\.(entries|read)\b", path.read_text(encoding="utf-8"))
    }

    assert users <= {"authoring", "build", "checks", "cli", "loading", "office", "office_site", "preview", "site"}
    assert "checks" in users
