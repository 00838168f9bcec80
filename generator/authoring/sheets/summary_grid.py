"""One table of a sheet: its heads, its rows of figures, and what each column is for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from openpyxl.utils import get_column_letter

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.sheet_markup import Merged
from generator.authoring.sheets.summary_figures import is_word_figure
from generator.authoring.sheets.summary_signatures import is_signature
from generator.authoring.sheets.summary_words import bare, is_measure, is_period, unnumbered
from generator.diagnostics.problems import quote

#: What stands above units, and above the names of measures.
UNITS = frozenset(("单位", "设区市", "报送单位", "填报单位", "单位名称", "地区", "城市", "地市", "市", "市别"))
LABELS = frozenset(
    (
        "项目",
        "指标",
        "指标名称",
        "项目名称",
        "成效指标",
        "统计项目",
        "统计指标",
        "内容",
        "类别",
        "项目内容",
        "统计内容",
        "月份",
    )
)
_NUMBERS = frozenset(("序号", "编号", "号", "No.", "NO."))
#: Above names of forms that stand beside their own numbers.
_NAMES = re.compile(r"(?:对接|培训|活动)?(?:形式|类型|方式|种类|名称|班次)")
_REMARKS = re.compile(r"备注|说明|联系|电话|手机|日期|时间|填[报表]人|负责人|审核人|邮箱|地址|依据|来源")
#: What a row under a table begins with.
_FOOT = re.compile(r"备?注|说明|填[表报写]|制表|审[核批定]|联系|负责|经办|电话|日期|时间|盖章|报送[人日时]|[*＊※]")
_ORDINAL = re.compile(r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}")
Said = Callable[[str], bool]


class Kind(Enum):
    """What a column is for."""

    UNIT = auto()
    LABEL = auto()
    NUMBER = auto()
    #: Words of measure beside the figures.
    WORD = auto()
    #: Names of forms beside their numbers.
    NAME = auto()
    REMARK = auto()
    VALUE = auto()


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, however it is written; periods, years and numbered names are none."""
    plain = unnumbered(text)
    if is_word_figure(text):
        return True
    return bool(re.search(r"[0-9]", plain)) and not is_period(plain) and not re.search(r"[0-9]{4}年", plain)


def is_foot(cells: Sequence[Cell]) -> bool:
    """Whether a row stands under a table and says something of it: notes, who filled it in, telephones."""
    return bool(_FOOT.match(bare(cells[0].text))) or is_signature(cells[0].text)


@dataclass(frozen=True)
class Block:
    """One table of a sheet: its rows of heads and its rows of figures."""

    sheet: Sheet
    head_rows: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    #: What the sheet says of the measure of money outside the table's own heads; in doubt more than one.
    money: tuple[str, ...]
    is_unit: Said
    is_column: Said
    #: Whether the title names the unit of all figures, so that what stands under 单位 are its parts.
    is_of_one: bool = False

    @property
    def heads(self) -> list[Cell]:
        return [cell for cells in self.head_rows for cell in cells]

    def above(self, column: int) -> list[Cell]:
        """The heads of a column, the uppermost first."""
        return self._heads.get(column, [])

    def kind(self, column: int) -> Kind:
        return self._kinds.get(column, Kind.VALUE)

    def first(self, kind: Kind) -> int:
        """The first column of a kind; nought if there is none."""
        return min((column for column, found in self._kinds.items() if found is kind), default=0)

    def columns_of(self, kind: Kind) -> list[int]:
        return [column for column, found in self._kinds.items() if found is kind]

    def is_merged(self, row: int, column: int) -> bool:
        """Whether a place lies in a merged cell."""
        return any(a.top <= row <= a.bottom and a.left <= column <= a.right for a in self.sheet.merged)

    def at(self, row: int, column: int) -> Cell | None:
        return self._cells.get((row, column))

    def beside(self, cell: Cell) -> list[Cell]:
        """The name of a form that stands to the left of its number."""
        if self.kind(cell.column - 1) is not Kind.NAME:
            return []
        name = self.at(cell.row, cell.column - 1)
        return [name] if name else []

    def word(self, cell: Cell) -> str:
        """The measure that a row names in a column of its own."""
        there = self.at(cell.row, self.first(Kind.WORD))
        return bare(there.text) if there else ""

    def covered(self, cell: Cell) -> str:
        """What a figure that was merged over several cells lies beside or below: another's row, another column."""
        area = self._areas.get((cell.row, cell.column))
        if area is None:
            return ""
        for row in range(area.top + 1, area.bottom + 1):
            at = (self.at(row, column) for column in range(1, area.left))
            beside = area.left - 1
            named = (c for c in at if c and (self.kind(c.column) in (Kind.UNIT, Kind.LABEL) or c.column == beside))
            name = next((c for c in named if self.kind(c.column) in (Kind.UNIT, Kind.LABEL, Kind.NAME)), None)
            if name:
                return f"第 {row} 行{name.text}"
        for column in range(area.left + 1, area.right + 1):
            if self.above(column) and self.above(column)[-1:] != self.above(area.left)[-1:]:
                return f"{get_column_letter(column)} 列{quote(bare(self.above(column)[-1].text))}"
        return ""

    @cached_property
    def _areas(self) -> dict[tuple[int, int], Merged]:
        return {(area.top, area.left): area for area in self.sheet.merged}

    def merged_into(self, row: int, column: int) -> Cell | None:
        """The cell that was merged downwards over a place."""
        top = self._merged.get((row, column))
        return None if top is None else self.at(top, column)

    @cached_property
    def _merged(self) -> dict[tuple[int, int], int]:
        """By row and column the first row of the cell that was merged downwards over it; reading bounds how many."""
        return {
            (row, area.left): area.top for area in self.sheet.merged for row in range(area.top + 1, area.bottom + 1)
        }

    @cached_property
    def units_above(self) -> bool:
        return any(self.is_unit(cell.text) for cell in self.heads)

    @cached_property
    def _cells(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cells in self.body for cell in cells}

    @cached_property
    def _heads(self) -> dict[int, list[Cell]]:
        """A name above holds for the columns up to the next name, where these have names of their own or figures."""
        found: dict[int, list[Cell]] = {}
        last = max((cell.column for cells in (*self.head_rows, *self.body) for cell in cells), default=0)
        held = {cell.column for cells in self.body for cell in cells}
        for number, cells in enumerate(self.head_rows):
            there = {cell.column: cell for cell in cells}
            lower = {cell.column for below in self.head_rows[number + 1 :] for cell in below}
            current: Cell | None = None
            for column in range(1, last + 1):
                current = there.get(column, current)
                if current and (column in there or column in lower or (column in held and not found.get(column))):
                    found.setdefault(column, []).append(current)
        return found

    @cached_property
    def _kinds(self) -> dict[int, Kind]:
        texts: dict[int, list[str]] = {}
        for cells in self.body:
            if not is_foot(cells):
                for cell in cells:
                    texts.setdefault(cell.column, []).append(cell.text)
        columns = sorted({*texts, *self._heads})
        units = self._unit_columns(texts)
        figures = [c for c in columns if any(map(is_figure, texts.get(c, ()))) and not self._numbers(c, texts)]
        first = min(figures, default=max(columns, default=0) + 1)
        return {column: self._kind(column, texts.get(column, []), units, first) for column in columns}

    def _unit_columns(self, texts: dict[int, list[str]]) -> set[int]:
        """The first column with units below a head that says so; else the first with units, else with such a head."""
        there = {c for c, said in texts.items() if any(map(self.is_unit, said))}
        if self.is_of_one and not there:
            return set()
        named = {c for c in texts if any(head_name(cell) in UNITS for cell in self.above(c)) and not _words(texts[c])}
        candidates = there & named or there or named
        return {min(candidates)} if candidates else set()

    def _numbers(self, column: int, texts: dict[int, list[str]]) -> bool:
        if any(head_name(cell) in _NUMBERS for cell in self.above(column)):
            return True
        said = [bare(text) for text in texts.get(column, ())]
        counted = [str(number) for number in range(1, len(said) + 1)]
        return not self.above(column) and len(said) > 1 and said == counted

    def _kind(self, column: int, said: list[str], units: set[int], first: int) -> Kind:
        heads = self.above(column)
        own = head_name(heads[-1]) if heads else ""
        if any(head_name(cell) in _NUMBERS for cell in heads):
            return Kind.NUMBER
        if own and _REMARKS.search(own) and not self.is_column(own):
            return Kind.REMARK
        if _words(said):
            return Kind.WORD
        if column in units:
            return Kind.UNIT
        known = any(self.is_column(cell.text) or self.is_unit(cell.text) for cell in heads)
        if units and len(heads) > 1 and _NAMES.fullmatch(own) and not any(map(is_figure, said)):
            return Kind.NAME
        if column < first and not (known and len(heads) == 1):
            return Kind.NUMBER if all(_ORDINAL.fullmatch(bare(text)) for text in said) and said else Kind.LABEL
        return Kind.VALUE


def head_name(cell: Cell) -> str:
    """A name as a head has it, without the star of what must be filled in."""
    return re.sub(r"^\((.*)\)$", r"\1", bare(cell.text).rstrip("*"))


def _words(said: Iterable[str]) -> bool:
    """Whether all cells of a column are words of measure."""
    found = list(said)
    return bool(found) and all(map(is_measure, found))
