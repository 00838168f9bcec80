"""The path policy: a submission touches the records and pictures of one unit, and nothing else.

Looks at names and modes alone, so it can be run by the base branch over a stranger's commits.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from generator.diagnostics.problems import Position, Problem, quote
from generator.model.field_types import PICTURE_NAME, SLUG
from generator.model.kinds import KINDS
from generator.runtime.git_diff import PLAIN, Change

#: More files than a unit has in a year: nobody could look through them.
MOST_FILES = 500

_FOLDERS = "|".join(kind.folder for kind in KINDS.values())
_RECORD = re.compile(rf"content/(?:{_FOLDERS})/(?P<unit>[^/]+)/(?P<name>[^/]+)\.yml")
_PICTURE = re.compile(r"content/images/(?P<unit>[^/]+)/(?P<file>[^/]+)")
_OF_UNIT = re.compile(rf"content/(?P<folder>{_FOLDERS}|images)/[^/]+/[^/]+")
#: What people send instead of a record, by how its name ends.
_PAPERS = (".doc", ".docx", ".wps", ".pdf", ".rtf", ".odt", ".txt", ".ppt", ".pptx")
_SHEETS = (".xls", ".xlsx", ".et", ".csv")
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tar")


def outside(changes: Iterable[Change], units: Collection[str] = ()) -> list[Problem]:
    """What a maintainer has to decide; `units` are the submitter's, and without them any one unit may be touched."""
    changes = list(changes)
    if len(changes) > MOST_FILES:
        message = f"这次改动了 {len(changes)} 个文件，一次投稿最多 {MOST_FILES} 个。"
        hint = "请分成几次投稿；确要一次交的，由维护者处理。"
        return [Problem(Position(changes[0].path), "E006", message, hint)]
    touched = sorted({unit for change in changes if (unit := _unit_of(change.path))})
    return [problem for change in changes for problem in _judge(change, touched, units)]


def _judge(change: Change, touched: list[str], units: Collection[str]) -> Iterator[Problem]:
    place, unit = Position(change.path), _unit_of(change.path)
    if unit is None:
        yield Problem(place, "E006", *_words_for(change.path))
    elif units and unit not in units:
        hint = f"您的单位是{'、'.join(units)}，只改这里的文件；要改别的单位的内容，请告诉那个单位或维护者。"
        yield Problem(place, "E006", f"这是{quote(unit)}的文件，不是您单位的。", hint)
    elif not units and unit != touched[0]:
        hint = "一次投稿只放一个单位的内容，请按单位分几次交；确要一起改的，由维护者处理。"
        yield Problem(place, "E006", f"这次改动涉及几个单位：{'、'.join(touched)}。", hint)
    elif change.removed and _RECORD.fullmatch(change.path):
        hint = "请放回原来的文件；内容有误的，改正并写 corrections；确要撤下或改名的，由维护者处理。"
        yield Problem(place, "E006", "这里删去或改名了一条记录，已有的网址会打不开。", hint)
    elif not change.removed and change.after != PLAIN:
        hint = "请提交普通文件本身，不要提交链接、子模块或可执行文件。"
        yield Problem(place, "E006", "这不是普通文件。", hint)


def _words_for(path: str) -> tuple[str, str]:
    """What is wrong with a file that is neither record nor picture, and what to do with it."""
    name, ending = quote(PurePosixPath(path).name, 60), PurePosixPath(path).suffix.lower()
    if ending in _ARCHIVES:
        return f"{name}是压缩包，里面的内容没有看。", "请把它解开，或单独交它。"
    if ending in _PAPERS:
        return f"{name}是文稿，不是记录。", "请把文字填进投稿表单，下载表单的压缩包再交。"
    if ending in _SHEETS:
        return f"{name}是表格，不是记录。", "请填进投稿表单，或由维护者用 wanlixing import 变成记录。"
    if of_unit := _OF_UNIT.fullmatch(path):
        if of_unit["folder"] != "images":
            how = "记录的文件名和单位的文件夹名只用小写字母、数字、短横线，文件以 .yml 结尾，例如 peixun-2026.yml。"
        else:
            how = (
                "图片的文件名只用小写字母、数字、短横线，以 .jpg、.png 或 .webp 结尾，例如 kaimu.jpg；记录里也这样写。"
            )
        return f"{name}的文件名不合规定。", how
    hint = "投稿只放本单位的记录（content/种类/单位/）和图片（content/images/单位/）；别的文件请由维护者修改。"
    return f"{quote(path, 60)}不在投稿的范围内。", hint


def _unit_of(path: str) -> str | None:
    """Whose record or picture it is, if it is one."""
    record, picture = _RECORD.fullmatch(path), _PICTURE.fullmatch(path)
    if record and re.fullmatch(SLUG, record["name"]) and re.fullmatch(SLUG, record["unit"]):
        return record["unit"]
    if picture and re.fullmatch(PICTURE_NAME, picture["file"]) and re.fullmatch(SLUG, picture["unit"]):
        return picture["unit"]
    return None
