"""Task lists: what is done, what is due, what nobody has said to be done; a split task with its parts."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.model.office.targets import Task, TaskList
from generator.model.record import Record
from generator.site.site import Site

State: TypeAlias = Literal["完成", "逾期完成", "不再做", "到期未见办结", "快到期", "进行中"]
#: From so many days before its date on a task is called due.
SOON = 14


@dataclass(frozen=True, slots=True)
class Item:
    """A task with its state, its records, and the parts that it was split into."""

    task: Task
    state: State
    #: Days until it is due; below nought after that.
    days: int
    records: tuple[Record, ...]
    parts: tuple["Item", ...] = ()

    @property
    def settled(self) -> bool:
        return self.state in ("完成", "逾期完成", "不再做")

    @property
    def roll_up(self) -> tuple[int, int]:
        """Parts that are settled, and all."""
        return sum(part.settled for part in self.parts), len(self.parts)

    @property
    def when(self) -> str:
        """`还有12天`, `过了3天`, or what it was closed with."""
        if self.settled:
            return str(self.task.done_on.chinese) if self.task.done_on else (self.task.dropped or "")
        return f"过了{-self.days}天" if self.days < 0 else "今天到期" if self.days == 0 else f"还有{self.days}天"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its tasks in order, the parts under what they are parts of."""

    id: str
    form: TaskList
    items: tuple[Item, ...]
    everything: tuple[Item, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many tasks are in which state, parts too."""
        found: dict[str, int] = {}
        for item in self.everything:
            found[item.state] = found.get(item.state, 0) + 1
        return found


def task_lists(site: Site) -> list[Sheet]:
    """Every list of `content/office/tasks/`."""
    return [_sheet(site, file.parts[-1], form) for file, form in site.office.of(TaskList)]


def _sheet(site: Site, name: str, form: TaskList) -> Sheet:
    """Parts stand behind what they are parts of, so from the last to the first every part is made before its whole."""
    parts: dict[str, list[Item]] = {}
    top: list[Item] = []
    everything: list[Item] = []
    for number, task in reversed([*enumerate(form.items)]):
        item = _item(site, task, tuple(reversed(parts.get(task.id, []))))
        everything.append(item)
        above = any(other.id == task.part_of for other in form.items[:number])
        (parts.setdefault(task.part_of or "", []) if above else top).append(item)
    return Sheet(name, form, tuple(reversed(top)), tuple(reversed(everything)))


def _item(site: Site, task: Task, parts: tuple[Item, ...]) -> Item:
    days = (task.due.last - site.today).days
    records = tuple(found for name in task.records if (found := site.catalogue.read("*", name)))
    return Item(task, _state(task, days), days, records, parts)


def _state(task: Task, days: int) -> State:
    if task.dropped:
        return "不再做"
    if task.done_on:
        return "完成" if task.done_on.first <= task.due.last else "逾期完成"
    if days < 0:
        return "到期未见办结"
    return "快到期" if days <= SOON else "进行中"
