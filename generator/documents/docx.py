"""Headings, paragraphs, lists and a grid as a document of the word processor, as Markdown, as text."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt

from generator.documents.docx_blank import LINE, LINES, TEXT_WIDTH, blank_docx, set_run_font
from generator.documents.reproducible import reproducible


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; whom a letter addresses stands without an indent, the number of an issue in the middle."""

    text: str
    indent: bool = True
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list, whose items official documents number; `marked` ones have their author's marks already."""

    items: tuple[str, ...]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: How wide the columns are beside each other; equal if nothing is said.
    widths: tuple[int, ...] = ()
    #: Whether its head never stands at the foot of a page with a single row.
    keeps_head: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who sends it, and when, at the right below the text (落款)."""

    sender: str
    day: str


Block: TypeAlias = Heading | Paragraph | Items | Grid | Signature

#: What Markdown would take for marks.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


#: How many halves of a sign stand on a line of text; so few lines of a last page are brought onto the one before.
_LINE_WIDTH, _FEW = 54, 4
#: What stands at the right of a cell.
NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_NUMBER = re.compile(NUMBER)
#: How many characters of a title stand on a line.
LINE_OF_TITLE = 20


def below(notice: str, blocks: Iterable[Block]) -> list[Block]:
    """What a paper says below a line that has to come first; without such a line, what it says."""
    return [*([Paragraph(notice)] if notice else []), *blocks]


def as_document(
    title: str, blocks: Sequence[Block], author: str, *, mark: str = "", number: str = "", fitted: bool = False
) -> bytes:
    """A4, in the fonts of official documents, numbered at the foot; `mark` (内部) stands at the head of every page.

    `number` is the line for the number that an office gives to its letter (发文字号). Lines of a `fitted` one stand
    closer where a few would be left for a last page.
    """
    made = Document(io.BytesIO(blank_docx()))
    made.core_properties.author = made.core_properties.last_modified_by = author
    made.core_properties.title = title.replace("\n", "")
    if number:
        made.add_paragraph(number).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    head = made.add_paragraph(title, style="Title")
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if fitted:
        made.styles["Normal"].paragraph_format.line_spacing = pitch(title, blocks)
    for block in blocks:
        _add(made, block)
    if mark:
        above = made.sections[0].header.paragraphs[0]
        above.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        set_run_font(above.add_run(mark), "黑体", 14)
    out = io.BytesIO()
    made.save(out)
    return reproducible(out.getvalue())


def pitch(title: str, blocks: Sequence[Block]) -> Length:
    """How far apart lines stand: closer where a few would be left for a last page, as GB/T 9704 allows.

    Only of running text can the lines be counted without setting them.
    """
    if any(isinstance(block, Grid) for block in blocks):
        return LINE
    # A number, the title with a blank line below it, and a blank line above the signature.
    lines = 3 + 1.25 * len(title.split("\n")) + sum(map(_lines, blocks))
    pages, over = divmod(lines, LINES)
    # A line a page is kept free: fonts differ, and no paragraph leaves one line alone.
    return Pt(LINE.pt * pages * (LINES - 1.4) / lines) if pages and over <= _FEW else LINE


def _lines(block: Block) -> int:
    """How many lines a block takes, each with its indent."""
    if isinstance(block, Signature):
        return 2
    texts = numbered(block) if isinstance(block, Items) else [] if isinstance(block, Grid) else [block.text]
    widths = (4 + sum(2 if ord(sign) > 0x2E7F else 1 for sign in text) for text in texts)
    return sum(-(-width // _LINE_WIDTH) for width in widths)


def broken(title: str) -> str:
    """A title that takes two lines, broken before the name in quotes and not within it, as GB/T 9704 asks."""
    before, quote, name = title.partition("“")
    return f"{before}\n{quote}{name}" if len(title) > LINE_OF_TITLE and quote and before else title


def _add(made: Any, block: Block) -> None:
    if isinstance(block, Heading):
        # By its id: asked by name, the library goes through all styles again for each paragraph.
        made.add_paragraph(block.text)._p.style = f"Heading{block.level}"  # noqa: SLF001
    elif isinstance(block, Paragraph):
        made.add_paragraph(block.text).paragraph_format.first_line_indent = Pt(32 if block.indent else 0)
        if block.centred:
            made.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif isinstance(block, Items):
        for item in numbered(block):
            made.add_paragraph(item).paragraph_format.first_line_indent = Pt(32)
    elif isinstance(block, Signature):
        _sign(made, block)
    else:
        _draw(made, block)


def numbered(block: Items) -> list[str]:
    """Its items with their numbers; one alone needs none."""
    if block.marked or len(block.items) == 1:
        return list(block.items)
    return [f"{number}．{item}" for number, item in enumerate(block.items, start=1)]


def _sign(made: Any, block: Signature) -> None:
    """Never alone on a page: the paragraph before it comes along."""
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    for text in (block.sender, block.day):
        line = made.add_paragraph(text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(32)
        line.paragraph_format.space_before = LINE if text == block.sender else None
        line.paragraph_format.keep_with_next = text == block.sender


def _draw(made: Any, block: Grid) -> None:
    """A table whose head stands on every page, and whose rows are never cut."""
    table = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    first = made.element.body.findall(qn("w:tbl"))[-1].find(qn("w:tr"))
    first.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    first_lines = 3 if block.keeps_head else 0
    for number, texts in enumerate((block.head, *block.rows)):
        row = table.add_row() if number else table.rows[0]
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            form = cell.paragraphs[0].paragraph_format
            form.line_spacing, form.keep_with_next = 1.0, number < first_lines or None
            if _NUMBER.fullmatch(text):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(12)
    _set_widths(table, block.widths or (1,) * len(block.head))


def _set_widths(table: Any, widths: Sequence[int]) -> None:
    """Columns that together are as wide as the text, whatever stands in them."""
    table.autofit = False
    for column, part in zip(table.columns, widths, strict=True):
        column.width = TEXT_WIDTH * part // sum(widths)
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
            lines += numbered(block)
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
