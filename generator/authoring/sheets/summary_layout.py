"""How a summary table is laid out: which cell holds whose figure of which column.

What a figure is about stands above it, at its left and in the title: names of columns in one to four rows, units or
measures at the left, or units above and measures at the left. It is worked out in the same way however the table lies.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.summary_around import around, other_owner, titles_of
from generator.authoring.sheets.summary_blocks import blocks_of
from generator.authoring.sheets.summary_coverage import foot_doubt, time_doubt, unit_doubt
from generator.authoring.sheets.summary_grid import Block, Kind, is_figure, is_foot
from generator.authoring.sheets.summary_meaning import Meant, is_apart, is_line, meaning
from generator.authoring.sheets.summary_places import WHOLE, Layout, Place, Table
from generator.authoring.sheets.summary_signatures import is_signature
from generator.authoring.sheets.summary_units import only_titled, own_unit, unit_of
from generator.authoring.sheets.summary_words import TOTALS, bare, column_of, is_total, odd_measure
from generator.diagnostics.problems import Problem, quote
from generator.model.editions import Edition
from generator.office.exports import SIGNED, blank_notes
from generator.site.site import Site


def layout_of(sheet: Sheet, edition: Edition, site: Site, problems: list[Problem]) -> Layout | None:
    """Where the figures of a table stand; none if it is no table that anybody could read."""
    table = Table(sheet, edition, site, problems)
    blocks = blocks_of(
        sheet, lambda text: unit_of(text, site) is not None, lambda text: column_of(text, edition.table) is not None
    )
    own = own_unit(sheet, site)
    if only_titled(titles_of(sheet, blocks), site):
        blocks = [replace(block, is_of_one=True) for block in blocks]
    around(table, blocks, own)
    for block in blocks:
        _Rows(table, block, own).read()
    other_owner(table, blocks)
    table.settle()
    return table.layout if blocks else None


class _Rows:
    """The rows of one block, from above: each figure gets its place, and a row that is nobody's is reported."""

    def __init__(self, table: Table, block: Block, own: str | None) -> None:
        self.table, self.block, self.own = table, block, own
        self.seen: dict[str, int] = {}
        #: What stands at the left of the row, and the line above that this one may be a part of.
        self.labels: list[Cell] = []
        self.title: list[Cell] = []
        self.among = False
        #: Rows that have figures of their own.
        self.filled = {c.row for cells in block.body for c in cells if block.kind(c.column) is Kind.VALUE}

    def read(self) -> None:
        for cell in self.block.heads:
            self.table.doubt(cell)
            if odd := odd_measure(cell.text):
                self.table.refuse(cell, f"看不懂列名里的单位“{odd}”。", "金额请写“元”“万元”或“亿元”。", "E206")
        own = {SIGNED, *blank_notes(self.table.edition)}
        for cells in self.block.body:
            if all(cell.text in own for cell in cells):
                continue
            if is_foot(cells):
                self._foot(cells)
            else:
                self._row(cells)

    def _foot(self, cells: Sequence[Cell]) -> None:
        signed = is_signature(cells[0].text)
        said_more = [cell for cell in cells if not is_signature(cell.text, beside=signed)]
        self.table.leave(said_more, "这一行是表下的说明", figures=False)
        for cell in cells:
            if said := foot_doubt(cell.text, self.table.edition):
                self.table.refuse(cell, f"说明里写着“{said}”，看不出表里的是不是全部、最后的数。", WHOLE)

    def _row(self, cells: tuple[Cell, ...]) -> None:
        block = self.block
        self._label(cells)
        values = [cell for cell in cells if block.kind(cell.column) is Kind.VALUE]
        self.table.leave(
            [cell for cell in cells if block.kind(cell.column) is Kind.REMARK], "这一列不是汇总表的数", figures=False
        )
        whose = self._unit(cells) if block.first(Kind.UNIT) else self.own
        names = [cell for cell in cells if block.kind(cell.column) in (Kind.UNIT, Kind.LABEL, Kind.NAME, Kind.WORD)]
        if (block.first(Kind.UNIT) and whose is None) or any(list(map(self.table.doubt, names))):
            return
        if not values:
            self.title = self.labels
            return
        for cell in values:
            self._place(cell, whose)
        if whose and not block.units_above:
            self._blank(cells[0].row, whose)

    def _blank(self, row: int, whose: str) -> None:
        """The cells of a row that are empty below the name of a column."""
        block = self.block
        labels = [one.text for one in self.labels]
        for column in block.columns_of(Kind.VALUE):
            if block.at(row, column) or block.is_merged(row, column):
                continue
            meant = meaning([*labels, *(head.text for head in block.above(column))], self.table.edition)
            if meant:
                self.table.layout.blank.append(Place(Cell(row, column, ""), whose, meant))

    def _label(self, cells: Sequence[Cell]) -> None:
        """What is left open at the left holds from the rows above."""
        here = [cell for cell in cells if self.block.kind(cell.column) is Kind.LABEL]
        numbers = [cell for cell in cells if self.block.kind(cell.column) is Kind.NUMBER]
        if total := next((cell for cell in numbers if is_total(cell.text)), None):
            # 合计 often stands below 序号, merged or not: the row is of no place or month, whatever stood above.
            self.labels = [total, *(cell for cell in here if not is_line(cell.text))]
        elif here:
            self.labels = [*(cell for cell in self.labels if cell.column < here[0].column), *here]

    def _unit(self, cells: Sequence[Cell]) -> str | None:
        """Whose row it is: a unit's, all units' (empty), or nobody's, which is reported."""
        table, column = self.table, self.block.first(Kind.UNIT)
        leading = [cell for cell in cells if self.block.kind(cell.column) is not Kind.NUMBER] or list(cells)
        lead = next((cell for cell in cells if cell.column == column), None)
        above = None if lead else self.block.merged_into(cells[0].row, column)
        owner = unit_of((lead or above or leading[0]).text, table.site) if lead or above else None
        if owner and lead and owner.id in self.seen:
            message = f"{owner.short}写了两行，前面一行是第 {self.seen[owner.id]} 行。"
            table.refuse(leading[0], message, "一个单位请只留一行，分开的数请先加好。", "E310")
            return None
        if owner and lead and (said := unit_doubt(lead.text, owner, table.edition)):
            message = f"{quote(lead.text)}后面的“{said}”看不懂，不知道是不是{owner.short}的全部。"
            table.refuse(lead, message, "是全部的请只写单位名称；不是的请报全部的数，说明写在备注里。")
            return None
        if owner:
            self.seen.setdefault(owner.id, cells[0].row)
            return str(owner.id)
        if any(bare(cell.text) in TOTALS for cell in cells if cell.column <= column):
            return ""
        if lead and is_apart(lead.text):
            table.leave(leading, "这一行不是本届的数", figures=False)
        elif any(is_figure(cell.text) for cell in leading if cell is not lead):
            who, why = lead or leading[0], "这一行不是单位" if lead else "这一行没有单位"
            hint = "请写明单位；合并的单元格请拆开，每行写单位。"
            table.refuse(who, f"{why}，{quote(who.text, 60)}没有收下。", hint)
        else:
            table.leave(leading, "这一行不是单位")
            for cell in leading:
                if said := time_doubt(cell.text, table.edition):
                    table.refuse(cell, f"“{said}”不是整个活动期的数。", WHOLE)
        return None

    def _place(self, cell: Cell, whose: str | None) -> None:
        """Takes a figure for what it is, or says why not.

        `whose` is the unit of its row: its id, "" for all together, None where none is named.
        """
        block, table = self.block, self.table
        whose, heads = self._owner(cell, whose)
        if cell.is_formula and whose == "":
            table.leave([cell], "合计是公式，没有算好的数，没有核对", figures=False)
            return
        if table.doubt(cell):
            return
        meant = self._meaning(cell, heads)
        if beside := self._beside(cell):
            table.refuse(cell, *beside)
        elif meant is None:
            named, what = (self.labels, "这一项") if self.labels else (heads, "这一列")
            table.leave(
                [*named[-1:], cell],
                f"汇总表里没有{''.join(quote(bare(one.text), 30) for one in named[-1:])}{what}",
                figures=not any(is_apart(head.text) for head in heads),
            )
        elif whose is None:
            table.refuse(cell, "看不出是哪个单位的数。", "请在表里加上“单位”一列，或者在标题里写明单位。")
        elif covered := block.covered(cell):
            message = f"{quote(cell.text)}合并了几格，盖住了{covered}，分不出各是多少。"
            table.refuse(cell, message, "请拆开合并的单元格，每格写各自的数；没有的写“未报”。")
        elif meant.unclear:
            message = f"看不懂{quote(meant.column.name)}下面的{quote(meant.unclear)}。"
            table.refuse(cell, message, "请只留本届的数；要分列的，写对接形式或培训类型的名称。")
        elif other := meant.other_money(block.money):
            table.refuse(cell, f"金额的单位写得不一样：{'、'.join(other)}。", "表里只写一种金额单位。", "E206")
        else:
            table.layout.places.append(Place(cell, whose, meant.in_money(block.money)))
            table.layout.rows.setdefault(whose, cell.row)

    def _owner(self, cell: Cell, whose: str | None) -> tuple[str | None, list[Cell]]:
        """The unit of a figure, which its heads may name instead of its row, and the heads that name none."""
        heads, site = self.block.above(cell.column), self.table.site
        if not self.block.units_above:
            return whose, heads
        owners = [head for head in heads if unit_of(head.text, site) or bare(head.text) in TOTALS]
        if owners:
            unit = unit_of(owners[0].text, site)
            whose = unit.id if unit else ""
        return whose, [head for head in heads if head not in owners]

    def _beside(self, cell: Cell) -> tuple[str, str] | None:
        """What is wrong and what to do where a figure should be and a second table's unit or line stands."""
        if unit := unit_of(cell.text, self.table.site):
            message = f"“{unit.short}”左边还有一个单位，看不出这一行后面的数是哪个单位的。"
            return message, "左右并排的表请改成上下排，一行一个单位。"
        if column_of(cell.text, self.table.edition.table):
            message = f"{quote(cell.text, 30)}是另一项的名称，写在数的位置，左右并排的两项分不清。"
            return message, "请改成上下排：一行一项，名称一列，数一列。"
        return None

    def _meaning(self, cell: Cell, heads: Sequence[Cell]) -> Meant | None:
        """By the words around a figure; by those of the line above as well, where this line is a part of that one."""
        edition, beside = self.table.edition, self.block.word(cell)
        around = [one.text for one in (*self.labels, *heads, *self.block.beside(cell))]
        meant = meaning(around, edition, beside)
        if meant is not None:
            self.title, self.among = self.labels, False
            return meant
        self.among = self.among or any(bare(text).startswith("其中") for text in around)
        title = [one.text for one in self.title if one not in self.labels]
        # A line that has a figure of its own is a total only where the next one says to be among it.
        if not title or not (self.among or self._deeper(cell) or self._open(self.title)):
            return None
        return meaning([*title, *around], edition, beside, among=self.among)

    def _deeper(self, cell: Cell) -> bool:
        """Whether the number of the line makes it a part of the one above: 1.1 below 1."""
        number = self.block.at(cell.row, self.block.first(Kind.NUMBER))
        return number is not None and re.fullmatch(r"[0-9]{1,2}[.．-][0-9]{1,2}", bare(number.text)) is not None

    def _open(self, title: Sequence[Cell]) -> bool:
        """Whether a line names what the lines below it are parts of: it has no figure itself."""
        return title[0].row not in self.filled
