"""A sheet of records made ready: what is merged downwards holds for all its rows, formulas are refused."""

from dataclasses import replace

from generator.authoring.sheets.cells import Cell, Sheet, where
from generator.diagnostics.problems import Problem, quote


def filled_down(sheet: Sheet) -> Sheet:
    """What stands in a cell that was merged downwards, in every row of records that it covers."""
    rows = {row[0].row: list(row) for row in sheet.rows}
    first = {(cell.row, cell.column): cell for row in sheet.rows for cell in row}
    for top, bottom, column, _right in sheet.merged:
        cell = first.get((top, column))
        for number in range(top + 1, bottom + 1) if cell else ():
            if cell and number in rows and (number, column) not in first:
                rows[number].append(replace(cell, row=number))
    filled = (tuple(sorted(row, key=lambda cell: cell.column)) for row in rows.values())
    return replace(sheet, rows=tuple(filled))


def without_doubts(sheet: Sheet, problems: list[Problem]) -> Sheet:
    """A sheet of records: formulas are refused, what is struck through is read and said."""
    rows = []
    for row in sheet.rows:
        problems += [_doubted(sheet, cell) for cell in row if cell.doubt]
        rows.append(tuple(cell for cell in row if not cell.is_formula))
    return replace(sheet, rows=tuple(row for row in rows if row))


def _doubted(sheet: Sheet, cell: Cell) -> Problem:
    place, spot = sheet.position(cell.row, cell.column), where(cell.row, cell.column)
    if cell.is_formula:
        hint = "请复制这一格，用“选择性粘贴、数值”贴回去，或直接输入文字。"
        return Problem(place, "E702", f"{spot}{cell.doubt}。", hint)
    message = f"{spot}，{quote(cell.text)}{cell.doubt}，也读了。"
    return Problem(place, "W701", message, "请核对；不要的请删去，要的请改成普通格式。")
