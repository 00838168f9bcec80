"""Blank files of the office and a filled-in example of each: what `wanlixing new office/…` writes or shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.authoring.blank_record import fields_of
from generator.model.editions import Edition
from generator.model.field_types import Data
from generator.model.office import OFFICE_FORMS
from generator.model.vocabularies import Lists
from generator.runtime.packaged import packaged

#: An edition stands in a list, not in a file of the office; its form is asked for in the same way.
EDITION = "edition"
#: What the program writes itself.
WRITTEN = {"frozen/*": "wanlixing edition close 届次", "links": "wanlixing links 报告.json"}

_ABOUT = {
    "edition": "一届活动：加在 content/lists/editions.yml 的 items 下面，每行前面多空两格。",
    "contacts": "各单位联系人；主办单位的一项写进催报函。",
    "received": "收到的书面报送。",
    "matters": "各单位反映的困难、建议、需协调事项。",
    "declared/*/*": "一个单位申报的合计；填回的汇总表用 wanlixing import 导入，不用手写。",
    "records/*": "一个单位的记录的内部备注和惠及企业名单。",
    "targets": "方案里的目标；目标值照原话，进展从记录算出。",
    "tasks/*": "一份文件的任务清单。",
    "coverage": "覆盖表：哪些单位还没有哪一类活动或网点。",
    "inspection": "巡查的规则；不写的照程序的默认。",
    "selections/*/selection": "一次评选：推荐、标准、评委、日程。",
    "selections/*/ballots/*": "一位评委的选票；文件名是评委的编号。",
}
#: By which name a form is asked for that has another than its path begins with.
_NAMES = {"selections/*/selection": "selection", "selections/*/ballots/*": "ballot"}


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """A form by the name under which it is asked for, the pattern of its path, and what it is for."""

    name: str
    pattern: str
    model: type[Data]
    about: str

    @property
    def example(self) -> str:
        """The form as the example column has it filled in."""
        folder = packaged("templates") / "column" / "example"
        if self.name == EDITION:
            return _first_item((folder / "content" / "lists" / "editions.yml").read_text(encoding="utf-8"))
        return example_file(folder / "office", self.pattern).read_text(encoding="utf-8")


def example_file(office: Path, pattern: str) -> Path:
    """The first file of a form in the example's office."""
    return min(office.glob(f"{pattern}.yml"))


def _first_item(text: str) -> str:
    """The first item of a list, from its dash to the next one, as it would stand alone."""
    lines = text.split("items:\n")[1].splitlines()
    end = next(number for number, line in enumerate([*lines[1:], "  - "], start=1) if line.startswith("  - "))
    return "".join(f"{line[2:]}\n" for line in lines[:end])


@cache
def office_drafts() -> Mapping[str, OfficeDraft]:
    """Every form that people fill in: `contacts`, `tasks`, `selection`, `ballot`, …, and `edition`."""
    forms: dict[str, type[Data]] = {**OFFICE_FORMS, EDITION: Edition}
    names = {pattern: _NAMES.get(pattern, pattern.partition("/")[0]) for pattern in _ABOUT}
    return {name: OfficeDraft(name, pattern, forms[pattern], _ABOUT[pattern]) for pattern, name in names.items()}


def office_draft(form: OfficeDraft, lists: Lists, schema: str) -> str:
    """The form with empty fields; `schema` is where its schema lies, seen from the file."""
    fields = list(fields_of(form.model, lists))
    if form.name == EDITION:
        # An item of a list: its first field begins with a dash.
        first = fields.index("id:")
        fields = [f"  - {line}" if number == first else f"    {line}".rstrip() for number, line in enumerate(fields)]
    lines = [f"# yaml-language-server: $schema={schema}", f"# {form.about}", "", *fields]
    return "\n".join(lines) + "\n"
