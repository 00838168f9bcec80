"""What a table says of a unit and a column, added up: parts and totals agree, months are all there, none is twice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from generator.authoring.sheets.cells import Cell, where
from generator.authoring.sheets.summary_coverage import missing_months, months
from generator.authoring.sheets.summary_figures import Reading
from generator.authoring.sheets.summary_places import Place
from generator.authoring.sheets.summary_words import is_period
from generator.diagnostics.problems import quote
from generator.model.editions import Edition
from generator.site.site import Site

#: Of a unit (of all together: nothing) and a column the readings, each with its cell.
Part: TypeAlias = tuple[Place, Reading]
Found: TypeAlias = dict[str, dict[str, list[Part]]]


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

    def who(self, place: Place, line: str = "") -> str:
        """How the unit is called whose figure it is, and the month or place within it."""
        return (self.site.lists.units[place.unit].short if place.unit else "合计") + line

    def whole(self, parts: list[Part]) -> Decimal:
        """The total of a column: months and places first get totals of their own, so that no form is added twice."""
        lines: dict[str, list[Part]] = {}
        for place, read in parts:
            lines.setdefault(place.meant.of_line, []).append((place, read))
        if not any(lines):
            return self._total(parts)
        self._overlap(lines)
        return self._total([self._in_one(line, there) for line, there in lines.items()])

    def _in_one(self, line: str, parts: list[Part]) -> Part:
        """The forms of a month or place, or those of the row of totals, as one figure."""
        inner = [
            (replace(place, meant=replace(place.meant, line="")), replace(read, part=""))
            if line and read.part == line
            else (place, read)
            for place, read in parts
        ]
        total = self._total(inner, line) if len(inner) > 1 else inner[0][1].value
        place, read = next((part for part in inner if not part[1].part), inner[0])
        return replace(place, meant=replace(place.meant, part=line, line="")), replace(read, part=line, value=total)

    def _overlap(self, lines: dict[str, list[Part]]) -> None:
        """A quarter beside its months, a district beside its streets: what is in both would be added twice."""
        held: dict[int, str] = {}
        for line, parts in lines.items():
            spans = months(line) if is_period(line) else ()
            there = [month for _words, first, last in spans for month in range(first, last + 1)]
            other = next((held[month] for month in there if month in held), "")
            other = other or next((one for one in lines if one and one != line and line.startswith(one)), "")
            held |= dict.fromkeys(there, line)
            if other:
                place, read = parts[0]
                message = f"{self.who(place)}，{read.column.name}：“{line}”和“{other}”有重叠，看不出哪一个是合计。"
                self.tell(place.cell, "E313", message, "是小计的请删去那一行（列），再写全部的合计。")

    def _total(self, parts: list[Part], line: str = "") -> Decimal:
        """The total of a group, or the sum of its parts; both have to agree, and no total may be there twice."""
        wholes = [(place, read) for place, read in parts if not read.part]
        pieces = [(place, read) for place, read in parts if read.part]
        for place, read in wholes[1:]:
            first = where(wholes[0][0].cell.row, wholes[0][0].cell.column)
            message = f"{self.who(place, line)}，{called(read)}写了两次，前面一次在{first}。"
            self.tell(place.cell, "E310", message, "请只留一个数；分行写的请先合成一行。")
        added = sum((read.value for _place, read in pieces), Decimal(0))
        if not wholes:
            self._only_among(pieces)
            return added
        place, read = wholes[0]
        if pieces and not _agree(read, pieces, added):
            said = f"{self.who(place, line)}，{called(read)}合计是{read.value.normalize():f}"
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
