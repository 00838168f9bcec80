"""A sheet cut into tables: where the heads of each begin and end, and what the sheet says of the measure of money."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.authoring.sheets.cells import Cell, Sheet
from generator.authoring.sheets.sheet_surroundings import Beside
from generator.authoring.sheets.summary_grid import LABELS, UNITS, Block, Said, head_name, is_figure, is_foot
from generator.authoring.sheets.summary_words import bare

_MONEY = re.compile(
    r"单位(?:均)?[:：为是]?(?:[^元]{0,12}、|人民币)?((?:[百千]?万|亿|千)?元)"
    r"|(?:(?:金额|资金|融资额)(?:单位)?(?:均)?[以按为:(]|[以按用](?:人民币)?(?=[百千万亿]{1,2}元(?:为单位|填|计|统计|报)))"
    r"((?:[百千]?万|亿|千)?元)|^[(]?((?:[百千]?万|亿|千)元)[)]?$"
)
_HEAD_ROWS = 3
#: Before a row of measures that stands among the heads.
_MEASURES = frozenset(("计量单位", "计算单位", "单位"))
#: Before the row that numbers the columns of a statistical form.
_NUMBERING = re.compile("[甲乙丙丁]|栏次|列次|[0-9]{1,2}")


def blocks_of(sheet: Sheet, is_unit: Said, is_column: Said) -> list[Block]:
    """The tables of a sheet from above; one without heads where at least two rows have a name and a figure."""
    rows = sheet.rows
    spans = list(_spans(rows, is_unit, is_column))
    money = _money(rows, spans, sheet.beside)
    if not spans:
        named = [number for number, cells in enumerate(rows) if _named(cells, is_column)]
        if len(named) < 2:
            return []
        return [Block(sheet, (), rows[named[0] :], money, is_unit, is_column)]
    ends = [*(start for start, _end in spans[1:]), len(rows)]
    return [
        Block(sheet, rows[start:end], _without_numbering(rows[end:after], rows[start:end]), money, is_unit, is_column)
        for (start, end), after in zip(spans, ends, strict=True)
    ]


def _spans(rows: Sequence[tuple[Cell, ...]], is_unit: Said, is_column: Said) -> Iterator[tuple[int, int]]:
    """First row of heads, and the row behind the last, of every table: where units or measures are named as such."""

    def head(cells: tuple[Cell, ...]) -> bool:
        return len(cells) > 1 and bool({head_name(cell) for cell in cells[:3]} & (UNITS | LABELS))

    def bold(cells: tuple[Cell, ...]) -> bool:
        said = [cell.text for cell in cells]
        return not any(map(is_figure, said)) and sum(is_column(text) or is_unit(text) for text in said) > 1

    starts = head if any(map(head, rows)) else bold
    end = 0
    for number, cells in enumerate(rows):
        if number < end or not starts(cells):
            continue
        lead = {cell.column for cell in cells if head_name(cell) in UNITS | LABELS}
        above = number > end and bold(rows[number - 1])
        end = number + 1
        while end < len(rows) and end - number <= _HEAD_ROWS and _further(rows[end], lead):
            end += 1
        yield number - above, end


def _further(cells: tuple[Cell, ...], lead: set[int]) -> bool:
    """Whether a row below a head belongs to it: no figure, and nobody's name where units or measures stand."""
    own = [cell for cell in cells if cell.column in lead and head_name(cell) not in UNITS | LABELS | _MEASURES]
    return not own and not is_foot(cells) and not any(is_figure(cell.text) for cell in cells)


def _without_numbering(
    body: tuple[tuple[Cell, ...], ...], heads: Sequence[tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows below the heads without one that only numbers the columns: 甲 1 2 3, or 1 2 3 4 from the unit on."""
    lead = {cell.column for cells in heads for cell in cells if head_name(cell) in UNITS | LABELS}
    said = [(cell.column, bare(cell.text).strip("()")) for cell in body[0]] if body else []
    numbers = [int(text) for _column, text in said if re.fullmatch("[0-9]{1,2}", text)]
    named = any(column in lead and _NUMBERING.fullmatch(text) for column, text in said)
    counted = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] < 3
    return body[1:] if named and counted and all(_NUMBERING.fullmatch(text) for _column, text in said) else body


def _named(cells: tuple[Cell, ...], is_column: Said) -> bool:
    at = next((cell.column for cell in cells if is_column(cell.text)), None)
    return at is not None and any(cell.column > at and is_figure(cell.text) for cell in cells)


def _money(
    rows: Sequence[tuple[Cell, ...]], spans: Sequence[tuple[int, int]], beside: Iterable[Beside]
) -> tuple[str, ...]:
    """The measures of money that are given beside the table: （单位：亿元）, 金额单位：万元, 注：金额以亿元计.

    A measure alone counts only above the table; below it is a row's own.
    """
    first = spans[0][0] if spans else 0
    texts = [(number, cell.text) for number, cells in enumerate(rows) for cell in cells]
    said = [money_of(text, alone=number < first) for number, text in texts]
    return tuple(dict.fromkeys(filter(None, (*said, *(money_of(one.text) for one in beside)))))


def money_of(text: str, *, alone: bool = True) -> str:
    """The measure of money that a line gives for all; nothing if it gives none."""
    found = _MONEY.search(bare(text))
    return (found[1] or found[2] or (found[3] if alone else "")) if found else ""
