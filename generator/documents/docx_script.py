"""What the browser writes the same documents with: the parts of one, and how each block is written in it."""

import io
import json
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from generator.documents.docx import NUMBER, Block, Grid, Heading, Items, Paragraph, Signature, as_document, numbered
from generator.documents.docx_blank import TEXT_WIDTH

_BLOCK = re.compile(r"<w:tbl>.*?</w:tbl>|<w:p>.*?</w:p>", re.DOTALL)
_TWIP = 635


def as_script() -> str:
    """A script that says all this and does nothing: `{…}` stands for what is put in."""
    blocks = (
        *(Heading("{text}"), Heading("{text}", 2), Paragraph("{text}"), Grid(("{text}",), (("{text}",), ("0",)))),
        # What stands before a signature is another paragraph than it would be elsewhere.
        *(Paragraph(""), Signature("{text}", "{day}")),
    )
    raw = zipfile.ZipFile(io.BytesIO(as_document("{title}", blocks, "{author}", mark="{mark}")))
    parts = {name: raw.read(name).decode() for name in raw.namelist()}
    written = _BLOCK.findall(parts["word/document.xml"])
    title, first, second, paragraph, table, _before, sender, day = written
    parts["word/document.xml"] = parts["word/document.xml"].replace("".join(written), "{body}")
    forms = {"title": title, "heading1": first, "heading2": second, "paragraph": paragraph, "sender": sender}
    forms["day"] = day.replace("{day}", "{text}")
    said = {"parts": parts, "forms": forms, "table": _table(table), "width": TEXT_WIDTH, "twip": _TWIP}
    return f"wanlixing.docxParts = {json.dumps(said, ensure_ascii=False, separators=(',', ':'))};"


def _table(written: str) -> dict[str, str]:
    """A table of one column in its pieces: a head, a row of words, a row with a number."""
    written = written.replace(f'"{TEXT_WIDTH // _TWIP}"', '"{width}"')
    found = re.fullmatch(
        r"(?P<start>.*<w:tblGrid>)(?P<column><w:gridCol[^>]*>)(?P<head></w:tblGrid><w:tr>.*?)"
        r"(?P<cell><w:tc>.*?</w:tc>)(?P<row></w:tr><w:tr>(?:<w:trPr>.*?</w:trPr>)?)<w:tc>.*?</w:tc>"
        r"(?P=row)(?P<number><w:tc>.*</w:tc>)(?P<end></w:tr></w:tbl>)",
        written,
    )
    if found is None:
        raise AssertionError(written)
    pieces = found.groupdict()
    return {**pieces, "number": pieces["number"].replace(">0<", ">{text}<"), "is_number": f"^(?:{NUMBER})$"}


def as_lines_of_data(data: Iterable[Any]) -> list[str]:
    """The words of the blocks as the script says them: a line a paragraph and a row."""
    lines: list[str] = []
    for said in data:
        if isinstance(said, str):
            lines.append(said)
        elif said[0] == "table":
            lines += ["　".join(row).rstrip() for row in said[1]]
        else:
            lines.append(said[1])
    return lines


def as_data(blocks: Iterable[Block]) -> list[Any]:
    """The blocks as the script takes them: words alone are a paragraph, others say their form before them."""
    found: list[Any] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append([f"heading{block.level}", block.text])
        elif isinstance(block, Items):
            found += numbered(block)
        elif isinstance(block, Grid):
            found.append(["table", [block.head, *block.rows]])
        elif isinstance(block, Signature):
            found += [["sender", block.sender], ["day", block.day]]
        else:
            found.append(block.text)
    return found
