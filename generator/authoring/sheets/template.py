"""The workbook that `wanlixing template KIND` writes: a sheet to fill in, how to do it, and the lists."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.authoring.sheets.columns import ID, UNIT, Column, columns
from generator.documents.reproducible import reproducible
from generator.model.record import Kind
from generator.model.vocabularies import Lists

GUIDE, WORDS = "填写说明", "词表"
#: As many rows have lists and hints; more may be filled in.
ROWS = 500
_REQUIRED = PatternFill("solid", fgColor="FFF2CC")


def template(kind: Kind, lists: Lists) -> bytes:
    """The workbook as a file; the same for the same lists."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = kind.label
    words = book.create_sheet(WORDS)
    guide = book.create_sheet(GUIDE)
    laid = list(columns(kind, lists))
    units = tuple(unit.name for unit in lists.units.values())
    _head(sheet, 1, f"{UNIT}*", "必填。单位的名称或编号，从列表里选。", required=True)
    _head(
        sheet, 2, ID, "选填。网页地址的一部分，只用小写英文字母、数字和短横线；不填就按单位和日期编。", required=False
    )
    _choose(sheet, 1, _listed(words, UNIT, units), strict=False)
    for number, column in enumerate(laid, start=3):
        _head(sheet, number, column.header + ("*" if column.required else ""), column.hint, required=column.required)
        if column.choices:
            formula = _listed(words, column.header, column.choices)
            _choose(sheet, number, formula, strict=not column.many)
    sheet.freeze_panes = "C2"
    _explain(guide, kind, laid)
    out = io.BytesIO()
    book.save(out)
    return reproducible(out.getvalue())


def _head(sheet: Any, number: int, title: str, hint: str, *, required: bool) -> None:
    cell = sheet.cell(1, number)
    _put(cell, title)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.comment = Comment(hint, "万里行专栏", width=260, height=120)
    if required:
        cell.fill = _REQUIRED
    letter = get_column_letter(number)
    # As text, or Excel makes numbers and days of what looks like one.
    sheet.column_dimensions[letter].number_format = "@"
    sheet.column_dimensions[letter].width = 18


def _put(cell: Any, text: str) -> None:
    """A text is never a formula."""
    cell.value = text
    cell.data_type = "s"


def _listed(words: Any, title: str, choices: tuple[str, ...]) -> str:
    """Write the choices into a column of the sheet of lists; where they stand."""
    number = words.max_column + (words.cell(1, words.max_column).value is not None)
    letter = get_column_letter(number)
    for row, word in enumerate((title, *choices), start=1):
        _put(words.cell(row, number), word)
    return f"'{WORDS}'!${letter}$2:${letter}${len(choices) + 1}"


def _choose(sheet: Any, number: int, formula: str, *, strict: bool) -> None:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    rule.errorTitle, rule.error = "不在列表里", "请从下拉列表里选一个。"
    letter = get_column_letter(number)
    rule.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(rule)


def _explain(guide: Any, kind: Kind, laid: list[Column]) -> None:
    lines = (
        f"{kind.label}：{kind.about.description}",
        f"在“{kind.label}”工作表里填写，一行一条记录，不要改动第一行；带 * 的列必填。",
        "鼠标停在第一行的格子上，会显示这一列怎么填；有下拉列表的从列表里选。",
        "来源、图片、当事人这样的可以有多组；不够时在右边加列，照样子写“来源4：来源标题”。",
        "正文可以在一格里分段：按 Alt+回车换行，空一行另起一段。",
        "不要写公式，不要合并单元格；图片另外放在文件夹里交，这里只写文件名。",
        "填好后运行 wanlixing import 文件名.xlsx；有问题会写明工作表、行和列。",
    )
    for row, line in enumerate(lines, start=1):
        _put(guide.cell(row, 1), line)
    for row, cells in enumerate([("列", "填写要求"), *((c.header, c.hint) for c in laid)], start=len(lines) + 2):
        for number, text in enumerate(cells, start=1):
            _put(guide.cell(row, number), text)
    guide.column_dimensions["A"].width = 30
    guide.column_dimensions["B"].width = 80
