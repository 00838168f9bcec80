"""The elements of a 公众号 article: an opening tag, a link that works, a table or what stands for it."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from generator.text.wechat_allowlist import LINK_PREFIX

#: By what a thing is (`p`, `h2`, `quote` …), its CSS.
Style = Mapping[str, str]

#: A paragraph that stands for an item of a list: what follows its mark begins below its words.
HANGING = "padding-left:1.5em;text-indent:-1.5em"
_HANGS = re.compile(r";text-indent:-[0-9.]+em")
#: A table scrolls nowhere: a wider one becomes paragraphs (WX-18).
COLUMNS = 4
#: A cell of no more characters stands in a line with its neighbours: figures can then be compared from row to row.
SHORT = 10
_MARKUP = re.compile(r"<[^>]*>")


def for_feeds(html: str) -> str:
    """An article without its hanging indents: feed readers and validators take a negative length for an attack."""
    return _HANGS.sub("", html)


def tag(name: str, css: str) -> str:
    """An opening tag."""
    return f'<{name} style="{css}">' if css else f"<{name}>"


def own_address(address: str) -> str:
    """The address as a link that works inside a 公众号 article, or nothing."""
    secure = address.replace("http://", "https://", 1) if address.startswith("http://") else address
    return secure if secure.startswith(LINK_PREFIX) else ""


def table(rows: list[list[str]], style: Style) -> str:
    """A table, the first row its head; one that is too wide for a telephone as paragraphs, a row each (WX-18)."""
    head, *body = rows
    if len(head) > COLUMNS:
        return "".join(_stacked(head, row, style) for row in body)
    lines = [_row("th", head, style["th"])] + [_row("td", row, style["td"]) for row in body]
    body_html = f"<tbody>{''.join(lines[1:])}</tbody>" if body else ""
    return f"{tag('table', style['table'])}<thead>{lines[0]}</thead>{body_html}</table>"


def _row(name: str, cells: list[str], css: str) -> str:
    return f"<tr>{''.join(f'{tag(name, css)}{cell}</{name}>' for cell in cells)}</tr>"


def _stacked(head: list[str], row: list[str], style: Style) -> str:
    """What the row is of as a small heading, then its figures side by side, longer cells in lines of their own."""
    naming = 2 if head[0] == "序号" else 1
    name = "　".join(filter(None, row[:naming]))
    lines = [f"{tag('strong', style['strong'])}{name}</strong>"] if name else []
    lines += _lines(head[naming:], row[naming:])
    return f"{tag('p', style['stacked'])}{'<br>'.join(lines)}</p>" if lines else ""


def _lines(head: list[str], cells: list[str]) -> Iterator[str]:
    """The cells with their headings; short ones that follow each other in one line."""
    run: list[str] = []
    for name, cell in zip(head, cells, strict=False):
        said = f"{name}：{cell}" if name else cell
        if cell and len(unescape(_MARKUP.sub("", cell))) <= SHORT:
            run.append(said)
        elif cell:
            yield from filter(None, ("；".join(run), said))
            run = []
    if run:
        yield "；".join(run)
