"""What a newer version of the program would write otherwise into a column that an older one began."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import Any

from generator.authoring.new_column.divisions import divisions
from generator.authoring.new_column.files import ColumnWanted, EditionWanted, column_files
from generator.diagnostics.problems import why
from generator.runtime.packaged import template_folders
from generator.site.site import File

#: What the founder said, so that the same files can be made again.
RECORD = ".wanlixing.json"
_LARGEST = 100_000


class NoRecordError(Exception):
    """The folder was not begun by `wanlixing init`, or its record can't be read."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file as the column has it against what this version would write; `lines` are those of a unified diff."""

    path: str
    lines: tuple[str, ...]


def record(wanted: ColumnWanted) -> File:
    """What is remembered of a column's beginning."""
    said = {**asdict(wanted), "province": wanted.province.name}
    return File(RECORD, (json.dumps(said, ensure_ascii=False, indent=1, default=str) + "\n").encode())


def remembered(root: Path, version: str) -> ColumnWanted:
    """What the founder said, for this version of the program. Raises NoRecordError."""
    try:
        raw = (root / RECORD).read_bytes()[: _LARGEST + 1]
    except OSError as error:
        raise NoRecordError(
            f"读不出 {RECORD}（{why(error)}）；它由 wanlixing init 写出，示例没有，不用升级。"
        ) from error
    try:
        said: dict[str, Any] = json.loads(raw)
        edition = said.pop("edition")
        province = divisions().find(said.pop("province"))
        if province is None:
            raise NoRecordError(f"{RECORD} 里的省份不在区划表里。")
        dates = edition and EditionWanted(
            edition["theme"], date.fromisoformat(edition["start"]), date.fromisoformat(edition["end"])
        )
        return ColumnWanted(province=province, edition=dates, **{**said, "version": version})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoRecordError(f"{RECORD} 读不懂，请从版本库里恢复。") from error


def differences(root: Path, wanted: ColumnWanted) -> Iterator[Difference]:
    """Every file that this version would write otherwise; a file that is gone counts as empty."""
    for file in column_files(wanted):
        new = file.content.decode().splitlines()
        try:
            old = (root / file.path).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            old = []
        lines = tuple(unified_diff(old, new, f"现有 {file.path}", f"新版 {file.path}", lineterm="", n=1))
        # What a province added to its lists and pages is no difference of versions.
        if any(line.startswith("+") for line in lines[2:]) or (lines and not file.path.startswith("content/")):
            yield Difference(file.path, lines)


def own_templates(root: Path) -> Iterator[tuple[str, bool]]:
    """The column's own templates that are not the program's, by path, and whether each takes the place of one."""
    own, *ours = template_folders(root)
    for path in sorted(one for one in own.rglob("*") if ours and one.is_file()):
        name = path.relative_to(own)
        replaced = (ours[0] / name).is_file()
        if not replaced or (ours[0] / name).read_bytes() != path.read_bytes():
            yield name.as_posix(), replaced
