"""What the office keeps for itself stays inside: a mark in every text of its files, and none in any public byte."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from places import SITES, TODAY, MakeSite
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from test_internal import found_in

from generator.build.pipeline import render, render_office
from generator.loading.validation import models_in
from generator.model.field_types import Listed, Refers
from generator.model.office import OFFICE_FORMS

OFFICE = SITES / "complete" / "content" / "office"
#: The forms that this file is about; those of the ledger are looked at in `test_internal`.
MINE = ("targets", "tasks/*", "coverage", "selections/*/selection", "selections/*/ballots/*", "links")
#: Texts of a fixed form: numbers, ids, dates and choices hold no words of anybody.
FIXED = re.compile(
    r"^(id|part_of|case|unit|units|districts|columns|measure|figure|period|url|points|pages|name_of|excused)$"
)


def free_texts(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, str]]:
    """Model and name of every field that holds words of the office's own."""
    for name, info in model.model_fields.items():
        inner = next(models_in(info.annotation), None)
        if inner is not None:
            yield from free_texts(inner, f"{above}{name}.")
        elif is_text(info) and not FIXED.match(name):
            yield model.__name__, name


def is_text(info: FieldInfo) -> bool:
    marks = [*info.metadata, *(m for part in get_args(info.annotation) for m in getattr(part, "__metadata__", ()))]
    return _holds_text(info.annotation) and not any(isinstance(mark, Listed | Refers) for mark in marks)


def _holds_text(annotation: Any) -> bool:
    """Text, or a list of texts; a choice of words is none."""
    if get_origin(annotation) is Annotated:
        return _holds_text(get_args(annotation)[0])
    return annotation is str or (get_origin(annotation) is not Literal and any(map(_holds_text, get_args(annotation))))


def planted(text: str, start: int) -> tuple[str, int]:
    """The file with a mark behind every value that is free text."""
    names = {name for pattern in MINE for _model, name in free_texts(OFFICE_FORMS[pattern])}
    number = start

    def mark(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{found[1]}{found[2]}密标{number:03}"

    return re.sub(rf"(?m)^(\s*(?:- )?(?:{'|'.join(sorted(names))}): )([^\[\n'\"{{]+)$", mark, text), number


#: Of every form a file in which every free text is filled in.
FULL = {
    "targets.yml": """\
items:
  - id: zhiya
    name: 质押融资金额
    unit: jiangsu
    value: 3
    measure: 亿元
    due: 2030
    wording: 原话
    source: 'loans-2019'
    figure:
      unit: jiangsu
      name: 质押融资金额
    note: 说明
""",
    "tasks/shiyan.yml": """\
title: 试验任务清单
note: 清单说明
items:
  - id: zong
    title: 总任务
    owner: 试验处室
    due: 2026-12
    group: 第一组
    progress: 进展
    source: 依据
  - id: buzuo
    title: 不做的
    owner: 试验处室
    due: 2026-12
    dropped: 原因
""",
    "coverage.yml": """\
items:
  - id: renwu
    title: 试验任务覆盖
    sort: 任务
    note: 说明
""",
    "links.yml": """\
checked_on: 2026-11-20
total: 40
dead:
  - url: https://gone.example.com/a
    status: 404 Not Found
""",
    "selections/shiyan-2020/selection.yml": """\
title: 评选结果标题
summary: 编造的评选，供测试用。
unit: jiangsu
year: 2020
issuers:
  - 江苏省知识产权局密标900
credits:
  - region: 江苏
    issuers: [江苏省知识产权局密标901]
occasion: 发布会
places: 1
least_ballots: 1
embargo_until: 2026-12-31
publish_date: 2027-01-04 09:00
reviewed_by: 测试员
reviewed_on: 2026-11-02
source_title: 通知
source_publisher: 机构
criteria:
  - id: yingxiang
    name: 影响
    weight: 3
nominations:
  - case: loan-guarantee
    unit: nanjing
    reason: 理由
  - case: mediation
    unit: shanghai
    withdrawn: 撤回原因
ties: [loan-guarantee]
ties_reason: 合议
judges:
  - id: jia
    name: 评委
    conflicts:
      - case: mediation
        reason: 已知回避
""",
    "selections/shiyan-2020/ballots/jia.yml": """\
cast_on: 2026-10-30
conflicts:
  - case: loan-guarantee
    reason: 申请回避
""",
}


def files_of() -> tuple[dict[str, str], int]:
    number, made = 0, {}
    for name, text in FULL.items():
        made[f"content/office/{name}"], number = planted(text, number)
    return made, number


def test_the_files_here_fill_in_every_free_text_of_the_forms() -> None:
    every = {name for pattern in MINE for _model, name in free_texts(OFFICE_FORMS[pattern])}
    filled = {name for text in FULL.values() for name in re.findall(r"(?m)^\s*(?:- )?([a-z_]+):", text)}

    assert len(every) > 15
    assert every <= filled


def test_no_mark_of_the_office_reaches_a_public_file(make_site: MakeSite) -> None:
    made, count = files_of()
    files = render(make_site("complete", made), TODAY).files

    assert count > 25
    assert found_in(files, ["密标"]) == []


def test_the_marks_are_really_there(make_site: MakeSite) -> None:
    """What the office never shows: sources of tasks, and what a collection gets when the result is written."""
    made, count = files_of()
    files: list[Any] = render_office(make_site("complete", made), TODAY).files
    shown = {mark for _path, mark in found_in(files, [f"密标{number:03}" for number in range(1, count + 1)])}
    hidden = {f"密标{number:03}" for number in range(1, count + 1)} - shown
    lines = {line.strip() for text in made.values() for line in text.splitlines()}
    where = {line.split(":")[0].lstrip("- ") for line in lines for mark in hidden if mark in line}

    assert where <= {
        "summary",
        "source_title",
        "source_publisher",
        "occasion",
        "reviewed_by",
        "reason",
        "source",
        "region",
    }
