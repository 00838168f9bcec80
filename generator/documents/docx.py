"""Headings, paragraphs, lists and a grid as a document of the word processor, as Markdown, as text."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.documents.reproducible import reproducible


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; whom a letter addresses stands without an indent."""

    text: str
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: How wide the columns are beside each other; equal if nothing is said.
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who sends it, and when, at the right below the text (落款)."""

    sender: str
    day: str


Block: TypeAlias = Heading | Paragraph | Items | Grid | Signature

#: GB/T 9704: 仿宋 for text, 黑体 and 楷体 for headings, 小标宋 for the title; sizes in points.
_FONTS = {"Normal": ("仿宋", 16), "Title": ("方正小标宋简体", 22), "Heading 1": ("黑体", 16), "Heading 2": ("楷体", 16)}
#: What stands in for a font that a machine does not have, as the file itself says.
_STAND_INS = {
    "方正小标宋简体": "华文中宋",
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
#: Between the margins of A4.
_TEXT_WIDTH = Cm(15.6)
#: What Markdown would take for marks.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_document(title: str, blocks: Sequence[Block], author: str, *, mark: str = "") -> bytes:
    """A4, in the fonts of official documents, numbered at the foot; `mark` (内部) stands at the head of every page."""
    made = Document()
    made.core_properties.author = made.core_properties.last_modified_by = author
    made.core_properties.title = title
    made.core_properties.language = "zh-CN"
    made.core_properties.comments = ""
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    for name, (font, size) in _FONTS.items():
        _set_font(made.styles[name], font, size)
    # The program's own style draws a line below it, which no official document has.
    for line in list(made.styles["Title"].element.iter(qn("w:pBdr"))):
        line.getparent().remove(line)
    head = made.add_paragraph(title, style="Title")
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in blocks:
        _add(made, block)
    _around(made, section, mark)
    _declare_fonts(made)
    out = io.BytesIO()
    made.save(out)
    return reproducible(out.getvalue())


def _declare_fonts(made: Any) -> None:
    """The fonts of the document with what stands in for them; without it each program takes what it likes."""
    part = next(part for part in made.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _STAND_INS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())  # noqa: SLF001


def _around(made: Any, section: Any, mark: str) -> None:
    """What stands on every page: the mark above, its number below (GB/T 9704: — 1 —)."""
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    if mark:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _sized(head.add_run(mark), "黑体", 14)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("begin", ""), ("code", " PAGE "), ("end", ""), ("", " —")):
        run = foot.add_run(text if not kind else "")
        _sized(run, "宋体", 14)
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.text = text
            run.element.append(code)
        elif kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
            run.element.append(field)


def _sized(run: Any, font: str, size: int) -> None:
    run.font.name, run.font.size = font, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _set_font(style: Any, font: str, size: int) -> None:
    style.font.name, style.font.size = font, Pt(size)
    style.font.bold, style.font.color.rgb = False, None
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _add(made: Any, block: Block) -> None:
    if isinstance(block, Heading):
        # By its id: asked by name, the library goes through all styles again for each paragraph.
        made.add_paragraph(block.text)._p.style = f"Heading{block.level}"  # noqa: SLF001
    elif isinstance(block, Paragraph):
        made.add_paragraph(block.text).paragraph_format.first_line_indent = Pt(32 if block.indent else 0)
    elif isinstance(block, Items):
        # Official documents number what they list.
        for number, item in enumerate(block.items, start=1):
            made.add_paragraph(f"{number}．{item}").paragraph_format.first_line_indent = Pt(32)
    elif isinstance(block, Signature):
        _sign(made, block)
    else:
        _draw(made, block)


def _sign(made: Any, block: Signature) -> None:
    """Never alone on a page: the paragraph before it comes along."""
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    for text in (block.sender, block.day):
        line = made.add_paragraph(text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(32)
        line.paragraph_format.keep_with_next = text == block.sender


def _draw(made: Any, block: Grid) -> None:
    """A table whose head stands on every page."""
    table = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    first = made.element.body.findall(qn("w:tbl"))[-1].find(qn("w:tr"))
    first.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cells, texts in ((table.rows[0].cells, block.head), *((None, row) for row in block.rows)):
        for cell, text in zip(cells or table.add_row().cells, texts, strict=True):
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(12)
    _set_widths(table, block.widths or (1,) * len(block.head))


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    """Columns that together are as wide as the text, whatever stands in them."""
    table.autofit = False
    for column, part in zip(table.columns, widths, strict=True):
        column.width = _TEXT_WIDTH * part // sum(widths)
        for cell in column.cells:
            cell.width = column.width


def as_text(title: str, blocks: Sequence[Block]) -> str:
    """The same without any form: a line a paragraph, an item, a row."""
    return "\n\n".join([title, *map(_bare, blocks)]) + "\n"


def _bare(block: Block) -> str:
    if isinstance(block, Items):
        return "\n".join(block.items)
    if isinstance(block, Signature):
        return f"{block.sender}\n{block.day}"
    if isinstance(block, Grid):
        return "\n".join("　".join(row) for row in (block.head, *block.rows))
    return block.text


def as_lines(blocks: Sequence[Block]) -> list[str]:
    """Running text, lists and the signature as lines of a mail; tables and headings do not belong there."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Items):
            lines += [f"{number}．{item}" for number, item in enumerate(block.items, start=1)]
        elif isinstance(block, Signature):
            lines += [block.sender, block.day]
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return lines


def as_markdown(title: str, blocks: Sequence[Block]) -> str:
    """The same as text that any editor opens."""
    parts = [f"# {_plain(title)}", *map(_text, blocks)]
    return "\n\n".join(parts) + "\n"


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_plain(block.text)}"
    if isinstance(block, Paragraph):
        return _plain(block.text)
    if isinstance(block, Signature):
        return f"{_plain(block.sender)}\n\n{_plain(block.day)}"
    if isinstance(block, Items):
        return "\n".join(f"- {_plain(item)}" for item in block.items)
    lines = [block.head, ("---",) * len(block.head), *block.rows]
    return "\n".join(f"| {' | '.join(text if text == '---' else _plain(text) for text in line)} |" for line in lines)


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
