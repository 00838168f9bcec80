"""An empty document of the word processor, set as official documents are (GB/T 9704): page, fonts, page number."""

import io
import re
from functools import cache
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

#: Between the margins of A4.
TEXT_WIDTH = Cm(15.6)
#: 仿宋 for text, 黑体 and 楷体 for headings, 小标宋 for the title; sizes in points.
_FONTS = {"Normal": ("仿宋", 16), "Title": ("方正小标宋简体", 22), "Heading 1": ("黑体", 16), "Heading 2": ("楷体", 16)}
#: How many lines a page has, how far apart they are, and those of a title.
LINES = 22
LINE, _TITLE_LINE = Pt(28.9), Pt(36)
#: What stands in for a font that a machine does not have, as the file itself says.
_STAND_INS = {
    "方正小标宋简体": "华文中宋",
    "仿宋": "仿宋_GB2312",
    "楷体": "楷体_GB2312",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
#: Of the library's 160 styles, those that are used; with all of them a document takes six times as long.
_STYLES = {"Normal", "Title", "Heading1", "Heading2", "Header", "Footer", "TableNormal", "TableGrid"}
#: Parts without which nothing looks different.
_UNUSED = ("stylesWithEffects", "customXml", "numbering", "webSettings", "theme", "thumbnail")
_THEME_FONT = re.compile(r"\}(?:\w+Theme|cstheme)$")


@cache
def blank_docx() -> bytes:
    """The empty document as a file, made once."""
    made = Document()
    made.core_properties.language = "zh-CN"
    made.core_properties.comments = ""
    _slim(made)
    _set_page(made.sections[0])
    _set_styles(made.styles)
    _declare_fonts(made)
    _number_pages(made.sections[0].footer.paragraphs[0])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _slim(made: Any) -> None:
    for holder in (made.part, made.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(_UNUSED) and relation.reltype != RELATIONSHIP_TYPE.STYLES:
                del holder.rels[key]
    element = made.styles.element
    for style in list(element.iter(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _STYLES:
            element.remove(style)
    for name in ("w:latentStyles", "w:link"):
        for unused in list(element.iter(qn(name))):
            unused.getparent().remove(unused)


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)


def _set_styles(styles: Any) -> None:
    # Where a font of the theme is named, Word passes over the one that stands beside it.
    for fonts in styles.element.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if _THEME_FONT.search(name)]:
            del fonts.attrib[name]
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, (font, size) in _FONTS.items():
        style = styles[name]
        set_run_font(style, font, size)
        style.font.bold, style.font.color.rgb = False, None
        style.paragraph_format.line_spacing = _TITLE_LINE if name == "Title" else LINE
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    styles["Title"].paragraph_format.space_after = LINE
    # The library's own style draws a line below it, which no official document has.
    for line in list(styles["Title"].element.iter(qn("w:pBdr"))):
        line.getparent().remove(line)


def set_run_font(run: Any, font: str, size: int) -> None:
    """The font of a run or of a style, for Latin letters and for characters."""
    run.font.name, run.font.size = font, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _declare_fonts(made: Any) -> None:
    """The fonts of the document with what stands in for them; without it each program takes what it likes."""
    part = next(part for part in made.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _STAND_INS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())  # noqa: SLF001


def _number_pages(foot: Any) -> None:
    """— 1 —."""
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("begin", ""), ("code", " PAGE "), ("end", ""), ("", " —")):
        run = foot.add_run(text if not kind else "")
        set_run_font(run, "宋体", 14)
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.text = text
            run.element.append(code)
        elif kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
            run.element.append(field)
