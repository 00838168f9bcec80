"""A filled-in summary table (成效汇总表) to the totals that units declare, one file a unit.

Tables are taken as cities send them: a row a unit, or a line a measure. Every cell is placed or told, none is dropped;
what was understood of each can be shown before anything is written.
"""

import re
from decimal import Decimal

from generator.authoring.sheets.cells import Cell, Sheet, where
from generator.authoring.sheets.summary_layout import LABELS, UNITS, Layout, Place, layout_of
from generator.authoring.sheets.summary_words import OPEN, FigureError, bare, figure
from generator.authoring.sheets.yaml_writer import written
from generator.diagnostics.problems import Problem, errors, quote
from generator.model.editions import Edition
from generator.site.site import File, Site

FOLDER = "content/office/declared"
#: How far down the row with the names of columns may be.
_DEEPEST = 10
_RECORDS = {"标题", "编号", "摘要"}
_DATE = re.compile(r"[0-9]{4}年[0-9]{1,2}月")


def is_summary(sheet: Sheet) -> bool:
    """Whether a sheet is a summary table: units or measures at the left, and no titles, which records have."""
    rows = [[bare(cell.text).rstrip("*") for cell in cells] for cells in sheet.rows[:_DEEPEST]]
    if any(_RECORDS & set(names) for names in rows):
        return False
    heads = any(len(names) > 1 and set(names[:3]) & (UNITS | LABELS) for names in rows)
    return heads or any("成效汇总表" in name for names in rows for name in names)


class Declaring:
    """What one sheet declares: figures by unit and column, with the cells that they came from."""

    def __init__(self, sheet: Sheet, site: Site) -> None:
        self.sheet, self.site = sheet, site
        self.problems: list[Problem] = []
        #: Cell by cell what was understood, for people to read before anything is written.
        self.shown: list[str] = []
        self.files: list[File] = []
        edition = _edition(sheet, site)
        if edition is None:
            self.problems.append(_no_edition(sheet, site))
            return
        self.edition = edition
        self._read(layout_of(sheet, edition, site, self.problems))

    def _read(self, layout: Layout | None) -> None:
        if layout is None:
            hint = "请照下发的汇总表填写：一行一个单位，或者一行一项；单位名称写在表里或者标题里。"
            self.problems.append(Problem(self.sheet.position(1, 1), "E701", "看不出这份汇总表怎样排列。", hint))
            return
        found: dict[str, dict[str, list[tuple[Place, Decimal]]]] = {}
        for place in layout.places:
            value = self._figure(place)
            if value is not None:
                found.setdefault(place.unit, {}).setdefault(place.column.id, []).append((place, value))
        sums = {
            unit: {name: self._whole(parts) for name, parts in columns.items()}
            for unit, columns in found.items()
            if unit
        }
        if not errors(self.problems):
            self._compare(found.get("", {}), sums)
        self.files = [file for unit, values in sums.items() if (file := self._file(layout, unit, values))]

    def _figure(self, place: Place) -> Decimal | None:
        spot, cell = where(place.cell.row, place.cell.column), place.cell
        if bare(cell.text) in OPEN:
            self.shown.append(f"{spot}：{self._called(place)}，{quote(cell.text)}，作没有填")
            return None
        try:
            read = figure(cell.text, place.column, place.measure)
        except FigureError as error:
            self._tell(cell, "E206", f"{quote(cell.text)}{error.message}。", error.hint)
            return None
        if read.guessed:
            self._tell(cell, "W701", f"{quote(cell.text)}{read.guessed}。", "请核对；有误的请在列名后面写明单位。")
        value = f"{read.value.normalize():f}{place.column.measure}"
        self.shown.append(f"{spot}：{self._called(place)}，{quote(cell.text)} → {value}")
        return read.value

    def _called(self, place: Place) -> str:
        who = self.site.lists.units[place.unit].short if place.unit else "合计"
        part = f"：{place.part}" if place.part else ""
        return f"{who}，{place.column.name}{part}"

    def _whole(self, parts: list[tuple[Place, Decimal]]) -> Decimal:
        """The total of a group, or the sum of its parts; both have to agree, and neither may be there twice."""
        wholes = [(place, value) for place, value in parts if not place.part]
        pieces = [(place, value) for place, value in parts if place.part]
        for place, _value in wholes[1:]:
            first = where(wholes[0][0].cell.row, wholes[0][0].cell.column)
            message = f"{self._called(place)}写了两次，前面一次在{first}。"
            self._tell(place.cell, "E310", message, "请只留一个数；分行写的请先合成一行。")
        added = sum((value for _place, value in pieces), Decimal(0))
        if wholes and pieces and wholes[0][1] != added:
            place, value = wholes[0]
            message = f"{self._called(place)}合计是{value.normalize():f}，各项相加是{added.normalize():f}。"
            self._tell(place.cell, "E313", message, "请核对是合计有误还是各项有误，改好再导入。")
        return wholes[0][1] if wholes else added

    def _compare(self, totals: dict[str, list[tuple[Place, Decimal]]], sums: dict[str, dict[str, Decimal]]) -> None:
        """The row of all units beside the sum of its units; joint events may make it less, so it is only told."""
        for name, parts in totals.items():
            said = [(place, value) for place, value in parts if not place.part]
            added = sum((values.get(name, Decimal(0)) for values in sums.values()), Decimal(0))
            if said and said[0][1] != added:
                place, value = said[0]
                message = (
                    f"合计一行{quote(place.column.name)}是{value.normalize():f}，各单位相加是{added.normalize():f}。"
                )
                self._tell(place.cell, "W701", message, "合计没有收下；联合举办的只计一次的可以小于相加，其他请核对。")

    def _file(self, layout: Layout, unit: str, values: dict[str, Decimal]) -> File | None:
        """The file of a unit, written as one would by hand."""
        path = f"declared/{self.edition.id}/{unit}"
        if any(file.path == path for file in self.site.office.files):
            hint = f"请先核对；要换成这一份，就删去 content/office/{path}.yml 再来。"
            message = f"{self.site.lists.units[unit].short}{self.edition.id}年申报的数已经有了。"
            self.problems.append(Problem(self.sheet.position(layout.rows.get(unit, 1), 1), "E301", message, hint))
            return None
        data = {
            "received": self.site.today.isoformat(),
            "source": f"成效汇总表（{self.sheet.name}）",
            "values": [{"column": name, "value": f"{value.normalize():f}"} for name, value in values.items()],
        }
        return File(f"content/office/{path}.yml", written(data, "# 由成效汇总表导入，请核对。").encode())

    def _tell(self, cell: Cell, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.sheet.position(cell.row, cell.column), code, message, hint))


def _no_edition(sheet: Sheet, site: Site) -> Problem:
    names = "、".join(f"{found.name}成效汇总表" for found in site.lists.editions.values() if found.table)
    hint = f"请在第一行写明是哪一届，例如 {names}。" if names else "请先在 content/lists/editions.yml 里写 table。"
    return Problem(sheet.position(1, 1), "E701", "看不出这份成效汇总表是哪一届的。", hint)


def _edition(sheet: Sheet, site: Site) -> Edition | None:
    """The one that stands in the title; without a title that names a year, the only one that has a table.

    A day in the table is when it was filled in, not its edition.
    """
    there = [edition for edition in site.lists.editions.values() if edition.table]
    texts = [cell.text for cells in sheet.rows[:_DEEPEST] for cell in cells]
    said = _DATE.sub("", "".join(map(bare, [*texts, sheet.name])))
    named = [edition for edition in there if bare(edition.name) in said]
    named = named or [edition for edition in there if f"{edition.id}年" in said]
    found = named or ([] if re.search(r"[0-9]{4}年", said) else there)
    return found[0] if len(found) == 1 else None
