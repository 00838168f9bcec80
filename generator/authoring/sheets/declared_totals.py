"""A filled-in summary table (成效汇总表) to the totals that units declare, one file a unit.

Tables are taken as cities send them: a row a unit, or a line a measure. Every cell is placed or reported, none dropped;
what was understood of each can be shown before anything is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.authoring.sheets.cells import Cell, Sheet, where
from generator.authoring.sheets.summary_coverage import missing_months
from generator.authoring.sheets.summary_figures import OPEN, FigureError, Reading, readings
from generator.authoring.sheets.summary_grid import LABELS, UNITS
from generator.authoring.sheets.summary_layout import Layout, Place, layout_of
from generator.authoring.sheets.summary_plausibility import Said, implausible
from generator.authoring.sheets.summary_words import bare, column_of
from generator.authoring.sheets.yaml_writer import written
from generator.diagnostics.problems import Position, Problem, errors, quote
from generator.model.editions import Edition
from generator.site.site import File, Site

#: How far down the row with the names of columns may be.
_DEEPEST = 10
_RECORDS = {"标题", "编号", "摘要"}
#: Parts of events that are none themselves.
_NO_EVENT = re.compile(r"企业|单位|机构|项目|人[数次员]|金额|资金|额度|成功|签约|达成|意向|[率家]$|数$")
_DATE = re.compile(r"[0-9]{4}年[0-9]{1,2}月")


def is_summary(sheet: Sheet, site: Site) -> bool:
    """Whether a sheet is a summary table: units, measures or columns of an edition, and no titles, as records have."""
    rows = [[bare(cell.text).rstrip("*") for cell in cells] for cells in sheet.rows[:_DEEPEST]]
    if any(_RECORDS & set(names) for names in rows):
        return False
    heads = any(len(names) > 1 and set(names[:3]) & (UNITS | LABELS) for names in rows)
    columns = [edition.table for edition in site.lists.editions.values() if edition.table]
    named = any(sum(column_of(name, table) is not None for name in names) > 1 for names in rows for table in columns)
    return heads or named or any("成效汇总表" in name for names in rows for name in names)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one cell."""

    position: Position
    text: str
    who: str
    what: str
    value: str

    @property
    def line(self) -> str:
        """`汇总.xlsx〔Sheet〕 第 3 行 E 列：南京，质押融资金额，“1.52” → 15200万元`."""
        spot = where(self.position.line, self.position.column)
        return f"{self.position.path} {spot}：{self.who}，{self.what}，{quote(self.text)} → {self.value}"


#: Of a unit (of all together: nothing) and a column the readings, each with its cell.
_Found: TypeAlias = dict[str, dict[str, list[tuple[Place, Reading]]]]


class Declaring:
    """What one sheet declares: figures by unit and column, with the cells that they came from."""

    def __init__(self, sheet: Sheet, site: Site) -> None:
        self.sheet, self.site = sheet, site
        self.problems: list[Problem] = []
        #: Cell by cell what was understood, for people to read before anything is written.
        self.shown: list[Understood] = []
        self.files: list[File] = []
        edition = _edition(sheet, site)
        if edition is None:
            self.problems.append(_no_edition(sheet, site))
            return
        self.edition = edition
        self._read(layout_of(sheet, edition, site, self.problems))

    def _read(self, layout: Layout | None) -> None:
        self._comments()
        if layout is None:
            hint = "请照下发的汇总表填写：一行一个单位，或者一行一项；单位名称写在表里或者标题里。"
            self.problems.append(Problem(self.sheet.position(1, 1), "E701", "看不出这份汇总表怎样排列。", hint))
            return
        found: _Found = {}
        for place in layout.places:
            for read in self._readings(place):
                found.setdefault(place.unit, {}).setdefault(read.column.id, []).append((place, read))
        sums = {
            unit: {name: self._whole(parts) for name, parts in columns.items()}
            for unit, columns in found.items()
            if unit
        }
        if not errors(self.problems):
            self._compare(found.get("", {}), sums)
            self._weigh(found, sums)
        self.files = [file for unit, values in sums.items() if (file := self._file(layout, unit, values))]

    def _comments(self) -> None:
        """What people have written on cells may change what these mean."""
        cells = {(cell.row, cell.column): cell for row in self.sheet.rows for cell in row}
        for (row, column), said in self.sheet.comments.items():
            cell = cells.get((row, column), Cell(row, column, ""))
            self._tell(
                cell, "W701", f"{quote(cell.text)}有批注{quote(said, 60)}。", "请核对批注是不是改变了这个数的意思。"
            )

    def _readings(self, place: Place) -> list[Reading]:
        cell, meant = place.cell, place.meant
        if bare(cell.text) in OPEN:
            self._show(place, meant.column.name, "没有填")
            return []
        try:
            found = readings(cell.text, meant)
        except FigureError as error:
            self._tell(cell, "E206", f"{quote(cell.text)}{error.message}。", error.hint)
            return []
        self._remind(place)
        for read in found:
            if read.guessed:
                self._tell(cell, "W701", f"{quote(cell.text)}{read.guessed}。", "请核对；有误的请在列名后面写明单位。")
            self._form(place, read)
            self._show(place, _called(read), f"{read.value.normalize():f}{read.column.measure}")
        return found

    def _remind(self, place: Place) -> None:
        """Of what the figure's own cell and the words around it leave in doubt."""
        cell, name = place.cell, place.meant.column.name
        if cell.stored and not _shows_all(cell):
            message = f"显示的是{quote(cell.text)}，存着的是{cell.stored}，按显示的收下。"
            self._tell(cell, "W701", message, "请核对；要按存着的数，请改这一格的格式。")
        if place.meant.ignored:
            message = f"“{place.meant.ignored}”看不懂，没有用上，按“{name}”收下。"
            self._tell(cell, "W701", message, "请核对这一列是不是要报的全部。")

    def _form(self, place: Place, read: Reading) -> None:
        """Whether a part is a form that the lists have; what is no event at all must not be added to events."""
        part = read.part.removeprefix("其中").strip(":：")
        if not (read.column.split and part) or place.meant.is_part or self._is_listed(part):
            return
        if _NO_EVENT.search(part):
            message = f"“{part}”不像{read.column.name}的形式或类型，不能和{read.column.measure}数相加。"
            self._tell(place.cell, "E206", message, "汇总表不要的请删去这一列（行）；是形式的请照词表写。")
        else:
            message = f"“{part}”不在词表里，按{read.column.name}的一种形式或类型相加。"
            self._tell(place.cell, "W701", message, "请核对是不是活动的次数。")

    def _is_listed(self, part: str) -> bool:
        lists = (self.site.lists.terms.get(name) for name in ("matching-forms", "training-types"))
        return any(
            bare(part) in map(bare, (item.name, *item.aliases)) for terms in lists if terms for item in terms.items
        )

    def _show(self, place: Place, what: str, value: str) -> None:
        position = self.sheet.position(place.cell.row, place.cell.column)
        self.shown.append(Understood(position, place.cell.text, self._who(place), what, value))

    def _who(self, place: Place) -> str:
        return self.site.lists.units[place.unit].short if place.unit else "合计"

    def _whole(self, parts: list[tuple[Place, Reading]]) -> Decimal:
        """The total of a group, or the sum of its parts; both have to agree, and no total may be there twice."""
        wholes = [(place, read) for place, read in parts if not read.part]
        pieces = [(place, read) for place, read in parts if read.part]
        for place, read in wholes[1:]:
            first = where(wholes[0][0].cell.row, wholes[0][0].cell.column)
            message = f"{self._who(place)}，{_called(read)}写了两次，前面一次在{first}。"
            self._tell(place.cell, "E310", message, "请只留一个数；分行写的请先合成一行。")
        added = sum((read.value for _place, read in pieces), Decimal(0))
        if not wholes:
            self._only_among(pieces)
            return added
        place, read = wholes[0]
        among = any(place.meant.among for place, _read in pieces)
        if pieces and (added > read.value if among else added != read.value):
            said = f"{self._who(place)}，{_called(read)}合计是{read.value.normalize():f}"
            message = f"{said}，各项相加是{added.normalize():f}。"
            self._tell(place.cell, "E313", message, "请核对是合计有误还是各项有误，改好再导入。")
        return read.value

    def _only_among(self, pieces: list[tuple[Place, Reading]]) -> None:
        """What is said to be among a total is not the total, nor is a single right or place."""
        apart = [(place, read) for place, read in pieces if place.meant.is_piece]
        for place, read in pieces:
            if place.meant.among or (apart and len(pieces) == 1):
                message = f"{self._who(place)}，{_called(read)}是其中的数，没有写总数。"
                self._tell(place.cell, "E313", message, "请写明总数。")
        if len(apart) > 1:
            place, read = apart[-1]
            message = f"{self._who(place)}，{read.column.name}没有写合计，按{len(pieces)}项相加。"
            self._tell(place.cell, "W701", message, "请核对是不是全部；只是一部分的请写合计。")

    def _weigh(self, found: _Found, sums: dict[str, dict[str, Decimal]]) -> None:
        figures = {
            unit: {
                name: Said(
                    self.site.lists.units[unit].short,
                    found[unit][name][0][1].column,
                    value,
                    found[unit][name][0][0].cell,
                )
                for name, value in values.items()
            }
            for unit, values in sums.items()
        }
        for cell, message in implausible(figures):
            self._tell(cell, "W701", f"{message}。", "请核对是不是写错了单位或填错了格。")
        for unit in sums:
            for parts in found[unit].values():
                self._months(parts)

    def _months(self, parts: list[tuple[Place, Reading]]) -> None:
        """Where all parts are months, whether they are all months of the edition."""
        names = [read.part for _place, read in parts]
        missing = missing_months(names, self.edition)
        if missing:
            place, read = parts[-1]
            without = "、".join(f"{month}月" for month in missing)
            message = f"{self._who(place)}，{read.column.name}没有{without}的数。"
            self._tell(place.cell, "W701", message, "那几个月没有的不用管；漏了的请补上。")

    def _compare(self, totals: dict[str, list[tuple[Place, Reading]]], sums: dict[str, dict[str, Decimal]]) -> None:
        """The row of all units beside the sum of its units; joint events may make it less, so it is only reported."""
        for name, parts in totals.items():
            said = next(((place, read) for place, read in parts if not read.part), None)
            added = sum((values.get(name, Decimal(0)) for values in sums.values()), Decimal(0))
            if said and said[1].value != added:
                place, read = said
                whole = f"合计一行{quote(read.column.name)}是{read.value.normalize():f}"
                message = f"{whole}，各单位相加是{added.normalize():f}。"
                self._tell(place.cell, "W701", message, "合计没有收下；联合举办的只计一次的可以小于相加，其他请核对。")

    def _file(self, layout: Layout, unit: str, values: dict[str, Decimal]) -> File | None:
        """The file of a unit, written as one would by hand."""
        path = f"declared/{self.edition.id}/{unit}"
        if any(file.path == path for file in self.site.office.files):
            hint = f"请先核对；要换成这一份，就删去 {self.site.office.place}/{path}.yml 再来。"
            message = f"{self.site.lists.units[unit].short}{self.edition.id}年申报的数已经有了。"
            self.problems.append(Problem(self.sheet.position(layout.rows.get(unit, 1), 1), "E301", message, hint))
            return None
        data = {
            "received": self.site.today.isoformat(),
            "source": f"成效汇总表（{self.sheet.name}）",
            "values": [{"column": name, "value": f"{value.normalize():f}"} for name, value in values.items()],
        }
        return File(f"{path}.yml", written(data, "# 由成效汇总表导入，请核对。").encode())

    def _tell(self, cell: Cell, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.sheet.position(cell.row, cell.column), code, message, hint))


def _shows_all(cell: Cell) -> bool:
    """Whether a cell shows the very number that it holds, in whatever scale."""
    shown = re.sub(r"[^0-9.]", "", cell.text).replace(".", "").strip("0")
    return cell.stored.lstrip("-").replace(".", "").strip("0") == shown


def declared_twice(declared: dict[str, list[str]], site: Site, name: str) -> Iterator[Problem]:
    """Two sheets that declare for the same unit: the later would be written over the earlier."""
    for path, sheets in sorted(declared.items()):
        if len(sheets) > 1:
            unit = site.lists.units[PurePosixPath(path).stem].short
            hint = "一个单位的数请写在一个工作表里；旧的工作表请删去或隐藏。"
            message = f"有两个工作表都写了{unit}的数：{'、'.join(map(quote, sheets))}。"
            yield Problem(Position(name), "E310", message, hint)


def _called(read: Reading) -> str:
    return f"{read.column.name}：{read.part}" if read.part else read.column.name


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
