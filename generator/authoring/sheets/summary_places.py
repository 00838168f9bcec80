"""Where the figures of a table stand, as they are found, and what of it is reported."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.summary_coverage import title_doubt
from generator.authoring.sheets.summary_grid import is_figure
from generator.authoring.sheets.summary_meaning import Meant
from generator.authoring.sheets.summary_words import bare
from generator.diagnostics.problems import Problem, quote
from generator.model.editions import Edition
from generator.site.site import Site

WHOLE = "请报整个单位、整个活动期的数，改好标题；只是说明填表时间的请写成日期。"
_HINT = "列名照内部网站下载的汇总表写；说明文字可以不管。"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with a figure: whose (nobody's: of all together), and what it is of."""

    cell: Cell
    unit: str
    meant: Meant


@dataclass
class Layout:
    """All cells with figures; in which row each unit begins."""

    places: list[Place] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    #: Where a figure could stand and nothing does.
    blank: list[Place] = field(default_factory=list)


@dataclass
class Table:
    """A sheet being laid out."""

    sheet: Sheet
    edition: Edition
    site: Site
    problems: list[Problem]
    layout: Layout = field(default_factory=Layout)
    #: Figures that have no place: if columns are missing as well, they may be theirs.
    lost: list[Problem] = field(default_factory=list)

    def leave(self, cells: Iterable[Cell], why: str, *, figures: bool = True) -> None:
        """Tell of cells that have no place."""
        for cell in cells:
            message = f"{why}，{quote(cell.text, 60)}没有收下。"
            problem = Problem(self.sheet.position(cell.row, cell.column), "W701", message, _HINT)
            may_count = figures and is_figure(cell.text) and not bare(cell.text).endswith("%")
            (self.lost if may_count else self.problems).append(problem)

    def refuse(self, cell: Cell, message: str, hint: str, code: str = "E307") -> None:
        self.problems.append(Problem(self.sheet.position(cell.row, cell.column), code, message, hint))

    def doubt(self, cell: Cell) -> bool:
        """Refuse a cell that means something else than it says, as what is struck through does."""
        if cell.is_formula:
            hint = "请在 Excel 里打开、保存一次，或者用“选择性粘贴、数值”贴回去。"
            self.refuse(cell, f"{quote(cell.text)}{cell.doubt}，没有算好的数。", hint, "E702")
        elif cell.doubt:
            self.refuse(cell, f"{quote(cell.text)}{cell.doubt}，看不出还算不算。", "请删去，或者改成普通格式。", "E206")
        return bool(cell.doubt)

    def doubt_title(self, cell: Cell, text: str, place: str = "") -> None:
        """Refuse what says that a table is a draft, of a part, of another time."""
        if said := title_doubt(text.replace(self.site.config.notice, ""), self.edition):
            lead = f"{place}的" if place else ""
            message = f"{lead}{quote(text, 60)}里写着“{said}”，看不出是不是整个单位、整个活动期最后的数。"
            self.refuse(cell, message, WHOLE)

    def settle(self) -> None:
        """A figure without a place stops everything while a column of the edition has none: it may be that one's."""
        placed = {column.id for place in self.layout.places for column in place.meant.columns}
        missing = [column.name for column in self.edition.table if column.id not in placed]
        hint = f"还没有数的列：{'、'.join(missing)}。是其中一列的，请照这样写列名；不是的请删去再导入。"
        for lost in self.lost:
            self.problems.append(
                Problem(lost.position, "E307", lost.message, hint) if missing and self.layout.places else lost
            )
