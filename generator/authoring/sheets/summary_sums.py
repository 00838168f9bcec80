"""What a table says of a unit and a column, added up: parts and totals agree, months are all there, none is twice."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from generator.authoring.sheets.cells import Cell, where
from generator.authoring.sheets.summary_coverage import missing_months
from generator.authoring.sheets.summary_figures import Reading
from generator.authoring.sheets.summary_places import Place
from generator.diagnostics.problems import quote
from generator.model.editions import Edition
from generator.site.site import Site

#: Of a unit (of all together: nothing) and a column the readings, each with its cell.
Found: TypeAlias = dict[str, dict[str, list[tuple[Place, Reading]]]]


def called(read: Reading) -> str:
    """A column, and the form or part of it that a figure is of."""
    return f"{read.column.name}：{read.part}" if read.part else read.column.name


def _counts_each_once(read: Reading) -> bool:
    """Whether enterprises are counted once however often they come, so that parts may overlap."""
    return read.column.counts == "企业家数"


def _agree(whole: Reading, pieces: list[tuple[Place, Reading]], added: Decimal) -> bool:
    """Whether a total is the sum of its parts; at least that of those among it; at most that of what may overlap."""
    if any(place.meant.among for place, _read in pieces):
        return added <= whole.value or _counts_each_once(whole)
    if _counts_each_once(whole):
        return max(read.value for _place, read in pieces) <= whole.value <= added
    return added == whole.value


@dataclass(frozen=True)
class Sums:
    """The sums of one table; `tell` reports of a cell with code, message and hint."""

    edition: Edition
    site: Site
    tell: Callable[[Cell, str, str, str], None]

    def who(self, place: Place) -> str:
        """How the unit is called whose figure it is."""
        return self.site.lists.units[place.unit].short if place.unit else "合计"

    def whole(self, parts: list[tuple[Place, Reading]]) -> Decimal:
        """The total of a group, or the sum of its parts; both have to agree, and no total may be there twice."""
        wholes = [(place, read) for place, read in parts if not read.part]
        pieces = [(place, read) for place, read in parts if read.part]
        for place, read in wholes[1:]:
            first = where(wholes[0][0].cell.row, wholes[0][0].cell.column)
            message = f"{self.who(place)}，{called(read)}写了两次，前面一次在{first}。"
            self.tell(place.cell, "E310", message, "请只留一个数；分行写的请先合成一行。")
        added = sum((read.value for _place, read in pieces), Decimal(0))
        if not wholes:
            self._only_among(pieces)
            return added
        place, read = wholes[0]
        if pieces and not _agree(read, pieces, added):
            said = f"{self.who(place)}，{called(read)}合计是{read.value.normalize():f}"
            message = f"{said}，各项相加是{added.normalize():f}。"
            self.tell(place.cell, "E313", message, "请核对是合计有误还是各项有误，改好再导入。")
        return read.value

    def _only_among(self, pieces: list[tuple[Place, Reading]]) -> None:
        """What is said to be among a total is not the total, nor is a single right or place."""
        apart = [(place, read) for place, read in pieces if place.meant.is_piece]
        if len(pieces) > 1 and _counts_each_once(pieces[0][1]):
            place, read = pieces[-1]
            message = f"{self.who(place)}，{read.column.name}不能由{len(pieces)}项相加：同一家可能在几项里。"
            self.tell(place.cell, "E313", message, "请写明去掉重复以后的合计。")
        for place, read in pieces:
            if place.meant.among or (apart and len(pieces) == 1):
                message = f"{self.who(place)}，{called(read)}是其中的数，没有写总数。"
                self.tell(place.cell, "E313", message, "请写明总数。")
        if len(apart) > 1:
            place, read = apart[-1]
            message = f"{self.who(place)}，{read.column.name}没有写合计，按{len(pieces)}项相加。"
            self.tell(place.cell, "W701", message, "请核对是不是全部；只是一部分的请写合计。")

    def months(self, parts: list[tuple[Place, Reading]]) -> None:
        """Where all parts are months, whether they are all months of the edition."""
        names = [read.part for _place, read in parts]
        missing = missing_months(names, self.edition)
        if missing:
            place, read = parts[-1]
            without = "、".join(f"{month}月" for month in missing)
            message = f"{self.who(place)}，{read.column.name}没有{without}的数。"
            self.tell(place.cell, "W701", message, "那几个月没有的不用管；漏了的请补上。")

    def compare(self, totals: dict[str, list[tuple[Place, Reading]]], sums: dict[str, dict[str, Decimal]]) -> None:
        """The row of all units beside the sum of its units; joint events may make it less, so it is only reported."""
        for name, parts in totals.items():
            said = next(((place, read) for place, read in parts if not read.part), None)
            added = sum((values.get(name, Decimal(0)) for values in sums.values()), Decimal(0))
            if said and said[1].value != added:
                place, read = said
                whole = f"合计一行{quote(read.column.name)}是{read.value.normalize():f}"
                message = f"{whole}，各单位相加是{added.normalize():f}。"
                self.tell(place.cell, "W701", message, "合计没有收下；联合举办的只计一次的可以小于相加，其他请核对。")
