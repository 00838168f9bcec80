"""A filled-in summary table (成效汇总表) to the totals that units declare, one file a unit.

Tables are taken as cities send them: a row a unit, or a line a measure. Every cell is placed or reported, none dropped;
what was understood of each can be shown before anything is written.
"""

import re
from datetime import date
from decimal import Decimal

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.summary_blocks import money_of
from generator.authoring.sheets.summary_coverage import time_doubt
from generator.authoring.sheets.summary_edition import edition_of, no_edition
from generator.authoring.sheets.summary_figures import OPEN, FigureError, Reading, readings
from generator.authoring.sheets.summary_layout import layout_of
from generator.authoring.sheets.summary_open import left_open
from generator.authoring.sheets.summary_places import Layout, Place
from generator.authoring.sheets.summary_plausibility import Said, implausible
from generator.authoring.sheets.summary_sums import Found, Sums, called
from generator.authoring.sheets.summary_understood import Understood
from generator.authoring.sheets.summary_words import MONEY, bare
from generator.authoring.sheets.yaml_writer import written
from generator.diagnostics.problems import Problem, errors, quote
from generator.site.site import File, Site

#: Parts of events that are none themselves.
_NO_EVENT = re.compile(
    r"企业|单位|机构|项目|人[数次员]|金额|资金|额度|成功|签约|达成|意向|撮合|落地|征集|专家|[率家]$|数$"
    r"|观看|点击|浏览|阅读|播放|学时|课时|课程|资料|排名|名次|得分"
)
#: What a comment says of a figure that is not the last word.
_CORRECTED = re.compile("更正|改为|改成|应为|应是|应该是|误填|有误|调整为|作废")
#: A point that may part thousands.
_AS_IN_EUROPE = re.compile(r"[0-9]{1,3}\.[0-9]{3}(?![0-9])")


class Declaring:
    """What one sheet declares: figures by unit and column, with the cells that they came from."""

    def __init__(self, sheet: Sheet, site: Site, received: date | None = None) -> None:
        self.sheet, self.site, self.received = sheet, site, received or site.today
        self.problems: list[Problem] = []
        #: Cell by cell what was understood, for people to read before anything is written.
        self.shown: list[Understood] = []
        #: The figures that will be written.
        self.totals: list[Understood] = []
        self.files: list[File] = []
        edition = edition_of(sheet, site)
        if edition is None:
            self.problems.append(no_edition(sheet, site))
            return
        self.edition, self.sums = edition, Sums(edition, site, self._tell)
        self._read(layout_of(sheet, edition, site, self.problems))

    def _read(self, layout: Layout | None) -> None:
        self._comments()
        if layout is None:
            hint = "请照下发的汇总表填写：一行一个单位，或者一行一项；单位名称写在表里或者标题里。"
            self.problems.append(Problem(self.sheet.position(1, 1), "E701", "看不出这份汇总表怎样排列。", hint))
            return
        found: Found = {}
        for place in layout.places:
            for read in self._readings(place):
                found.setdefault(place.unit, {}).setdefault(read.column.id, []).append((place, read))
        unfilled = [place for place in layout.places if bare(place.cell.text) in OPEN]
        for cell, message, hint in left_open([*unfilled, *layout.blank], found, self.site):
            self._tell(cell, "W701", message, hint)
        sums = {
            unit: {name: self.sums.whole(parts) for name, parts in columns.items()}
            for unit, columns in found.items()
            if unit
        }
        if not errors(self.problems):
            self.sums.compare(found.get("", {}), sums)
            self._weigh(found, sums)
        if not errors(self.problems):
            self._show_totals(found, sums)
        self.files = [file for unit, values in sums.items() if (file := self._file(layout, unit, values))]

    def _comments(self) -> None:
        """What people have written on cells may change what these mean."""
        cells = {(cell.row, cell.column): cell for row in self.sheet.rows for cell in row}
        for (row, column), said in self.sheet.comments.items():
            cell = cells.get((row, column), Cell(row, column, ""))
            message = f"{quote(cell.text)}有批注{quote(said, 60)}"
            if doubt := self._comment_doubt(said):
                self._tell(cell, "E206", f"{message}，“{doubt}”和表里写的对不上。", "请改好表格，删去批注。")
            else:
                self._tell(cell, "W701", f"{message}。", "请核对批注是不是改变了这个数的意思。")

    def _comment_doubt(self, said: str) -> str:
        """What of a comment makes a figure another one: a correction, a time, a measure of money."""
        corrected = _CORRECTED.search(said)
        return corrected[0] if corrected else time_doubt(said, self.edition) or money_of(said)

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
            self._show(
                place,
                called(read) + (f"（{place.meant.line}）" if place.meant.line else ""),
                f"{read.value.normalize():f}{read.column.measure}",
            )
        return found

    def _remind(self, place: Place) -> None:
        """Of what the figure's own cell and the words around it leave in doubt."""
        cell, name = place.cell, place.meant.column.name
        if cell.stored and not _shows_all(cell):
            message = f"显示的是{quote(cell.text)}，存着的是{cell.stored}，按显示的收下。"
            self._tell(cell, "W701", message, "请核对；要按存着的数，请改这一格的格式。")
        if not cell.numeric and _AS_IN_EUROPE.match(bare(cell.text)):
            message = f"{quote(cell.text)}里的点按小数点理解。"
            self._tell(cell, "W701", message, "是千位分隔的，请改成逗号或删去。")
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
        self.shown.append(Understood(position, place.cell.text, self.sums.who(place), what, value))

    def _show_totals(self, found: Found, sums: dict[str, dict[str, Decimal]]) -> None:
        """The figures that will be written, for people to compare with their own."""
        for unit, values in sums.items():
            for name, value in values.items():
                place, read = found[unit][name][0]
                written_as = f"{value.normalize():f}{read.column.measure}"
                self.totals.append(
                    Understood(self.sheet.position(0, 0), "", self.sums.who(place), read.column.name, written_as)
                )

    def _weigh(self, found: Found, sums: dict[str, dict[str, Decimal]]) -> None:
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
                self.sums.months(parts)

    def _file(self, layout: Layout, unit: str, values: dict[str, Decimal]) -> File | None:
        """The file of a unit, written as one would by hand."""
        path = f"declared/{self.edition.id}/{unit}"
        if any(file.path == path for file in self.site.office.files):
            hint = f"请先核对；要换成这一份，就删去 {self.site.office.place}/{path}.yml 再来。"
            message = f"{self.site.lists.units[unit].short}{self.edition.id}年申报的数已经有了。"
            self.problems.append(Problem(self.sheet.position(layout.rows.get(unit, 1), 1), "E301", message, hint))
            return None
        data = {
            "received": self.received.isoformat(),
            "source": f"成效汇总表（{self.sheet.name}）",
            "values": [{"column": name, "value": f"{value.normalize():f}"} for name, value in values.items()],
        }
        return File(f"{path}.yml", written(data, "# 由成效汇总表导入，请核对。").encode())

    def _tell(self, cell: Cell, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.sheet.position(cell.row, cell.column), code, message, hint))


def _shows_all(cell: Cell) -> bool:
    """Whether a cell shows the very number that it holds, as it is or in the scale of the word behind it."""
    found = re.fullmatch(r"([0-9.]+)([^0-9]*)", bare(cell.text).replace(",", ""))
    if not found:
        return False
    shown, stored = Decimal(found[1]), Decimal(cell.stored)
    scale = max((size for word, size in MONEY.items() if found[2].startswith(word)), default=1)
    return stored in (shown, shown * scale)
