"""The heads of a sheet of records as people write them: which column of the kind each one means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.columns import ID, UNIT, Column
from generator.model.kinds import KINDS
from generator.model.record import Kind

#: What people call columns that have another name.
_ALIASES = {
    **dict.fromkeys(("单位名称", "报送单位", "填报单位", "所属单位"), UNIT),
    **dict.fromkeys(("活动标题", "活动名称", "案例标题", "案例名称", "标题名称"), "标题"),
    **dict.fromkeys(("内容摘要", "活动摘要", "简介", "活动简介"), "摘要"),
    **dict.fromkeys(("活动时间", "活动日期", "举办时间", "举办日期"), "发生日期"),
    **dict.fromkeys(("活动地点", "举办地点"), "地点"),
    **dict.fromkeys(("任务类别", "所属任务"), "任务"),
    **dict.fromkeys(("来源", "消息来源"), "来源1：来源标题"),
}
_HEADER_ROWS = 10
_ASIDE = re.compile(r"[（(](?:必填|选填|可不填)[）)]|[\s*＊]")
_MEASURE = re.compile(r"（([^（）]{1,6})）$")


class Head(NamedTuple):
    """The column that a head means, and the measure that it names where the column has another or none."""

    name: str
    measure: str = ""


def bare(text: str) -> str:
    """A head without its star, spaces, `（必填）` and colon at the end; other colons and brackets full-width."""
    plain = _ASIDE.sub("", text).translate(str.maketrans(":()", "：（）"))
    return plain.rstrip("：")


def read_head(text: str, known: Mapping[str, Column]) -> Head:
    """By its name, another name for it, the end of its name where only one column ends so, or without its measure."""
    name = _ALIASES.get(bare(text), bare(text))
    if name in known or name in (UNIT, ID):
        return Head(name)
    without = _MEASURE.sub("", name)
    for wanted, measure in ((name, ""), (without, _measure_in(name))):
        ends = {_first_of(header) for header in known if wanted in _parts(_MEASURE.sub("", header), header)}
        if wanted and len(ends) == 1:
            return Head(ends.pop(), measure)
    return Head(name)


def kind_of(sheet: Sheet) -> Kind | None:
    """The kind of record whose name the sheet begins with."""
    return next((kind for kind in KINDS.values() if sheet.title.strip().startswith((kind.label, kind.name))), None)


def head_of(sheet: Sheet) -> tuple[Cell, ...]:
    """The first row that says what stands below it; nothing where there is none."""
    return next((row for row in sheet.rows[:_HEADER_ROWS] if is_head(row)), ())


def is_head(row: Iterable[Cell]) -> bool:
    """Whether a row says what stands below it: no title is as short as the word itself."""
    texts = [cell.text for cell in row]
    return len(texts) > 1 and any(read_head(text, {}).name == "标题" for text in texts)


def with_measure(cell: Cell, head: Head, column: Column) -> Cell:
    """A bare figure below a head that names a measure, as a cell that shows both."""
    if not head.measure or column.reads not in ("wan", "count") or not re.fullmatch("[0-9.,]+", cell.text):
        return cell
    return replace(cell, text=cell.text + head.measure, numeric=True)


def _measure_in(name: str) -> str:
    found = _MEASURE.search(name)
    return found[1] if found else ""


def _parts(*headers: str) -> set[str]:
    """What a header may be called: whole, without the number of its group, or without its group."""
    return {
        part for header in headers for part in (header, re.sub("[0-9]+：", "：", header), header.rpartition("：")[2])
    }


def _first_of(header: str) -> str:
    return re.sub("[0-9]+：", "1：", header)
