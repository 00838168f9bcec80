"""What is submitted, withdrawn and held back; all of it made up."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from conftest import HIGHLIGHT

#: Where the column is, whatever the machine's clock is set to.
TODAY = (datetime.now(UTC) + timedelta(hours=8)).date()
RECORD = "content/highlights/nanjing/bianzao.yml"


def record() -> str:
    return HIGHLIGHT


def faulty() -> str:
    """One mistake that only its author can mend, one slip that has one right form."""
    return HIGHLIGHT.replace("theme: 金融银企对接\n", "").replace("event_date: 2020-06-18", "event_date: 2020年6月18日")


def withdrawal(main: Path) -> dict[str, str]:
    """The list of what is withdrawn, with the record of this proof."""
    name = "content/lists/withdrawn.yml"
    entry = f"  - id: bianzao\n    kind: 活动亮点\n    unit: nanjing\n    date: {TODAY} 00:01\n    reason: 试验\n"
    return {name: (main / name).read_text(encoding="utf-8").rstrip("\n") + f"\n{entry}"}


def collection() -> dict[str, str]:
    """A collection that is held back until today, inclusive."""
    text = f"""\
title: 试验名单（编造）
summary: 试验市知识产权局发布一批典型案例，名单在保密期满后公开。
year: 2026
issuers: [试验市知识产权局]
ranked: 否
total: 1
items:
  - title: 甲公司诉乙公司案（编造）
sources:
  - title: 试验消息
    publisher: 试验市知识产权局
embargo_until: {TODAY}
publish_date: {TODAY + timedelta(days=1)} 00:01
reviewed_by: 测试员
reviewed_on: 2026-11-20
"""
    return {"content/collections/nanjing/baomi.yml": text}
