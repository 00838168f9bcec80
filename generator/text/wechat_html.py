"""The HTML of a record's Markdown in the form that the 公众号 editor keeps.

Works on what `markdown.render` gives: the parser's tokens, checked and written in one canonical way. Walking
over its tags costs a fifth of parsing the Markdown again, and the article can't say anything but what the page says.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from generator.text.chinese_numerals import in_chinese
from generator.text.wechat_elements import Style, own_address, table, tag

_TAGS = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_HREF = re.compile(r'href="([^"]*)"')
_START = re.compile(r'start="([0-9]+)"')
_SPACE = re.compile(r"\s+")
_LINK_WORDS = re.compile(r"<[^>]*>")
#: A list inside more lists than this is set as deep as they are.
DEPTH = 3
_BULLETS = ("•", "◦", "▪")


@dataclass
class Running:
    """What is numbered through a whole article: links, each address once (WX-16), and headings."""

    #: How headings are numbered: `无`, `一、` or `01`.
    ordinals: str = "无"
    links: dict[str, str] = field(default_factory=dict)
    headings: int = 0

    def link(self, address: str, title: str) -> int:
        """The number of an address; its first title stays."""
        self.links.setdefault(address, title)
        return list(self.links).index(address) + 1

    def heading(self, style: Style) -> str:
        """The number of the next heading, as it stands before its words."""
        self.headings += 1
        if self.ordinals == "01":
            return f"{tag('span', style['ordinal'])}{self.headings:02d}</span><br>"
        if self.ordinals == "一、":
            return f"{tag('span', style['ordinal'])}{in_chinese(self.headings)}、</span>"
        return ""


def convert(html: str, style: Style, running: Running) -> str:
    """Safe HTML to HTML of allowed elements and styles."""
    walk = _Walk(style, running)
    for number, piece in enumerate(_TAGS.split(html)):
        if number % 2:
            walk.tag(piece)
        elif piece:
            walk.text(piece)
    walk.close()
    return "".join(walk.out)


@dataclass
class _List:
    """A list that is open: the number of its next item, or none."""

    number: int | None


class _Walk:
    """Where the walk stands: what is open around it, and what came out so far."""

    def __init__(self, style: Style, running: Running) -> None:
        self.style, self.running = style, running
        #: Never empty, so that what came last can always be asked.
        self.out: list[str] = [""]
        #: The closing tag of the block that takes text now.
        self.block = ""
        self.lists: list[_List] = []
        self.marker = ""
        self.quotes = 0
        self.code = False
        #: The address of the open link, and where its words begin.
        self.link = ("", 0)
        self.heading = ""
        self.table: list[list[str]] = []
        self.in_head = 0

    def text(self, text: str) -> None:
        if self.code and self.block:
            self.out.append(text.rstrip("\n").replace("\t", "    ").replace(" ", "&nbsp;").replace("\n", "<br>"))
            return
        if text.isspace() and (not self.block or self.out[-1] == "<br>"):
            return
        self.begin()
        # A newline would become a line break of its own (WX-15).
        text = _SPACE.sub(" ", text)
        self.out.append(text.lstrip(" ") if self.out[-1] == "<br>" or self.out[-1].startswith("<p") else text)

    def begin(self) -> None:
        """A block for text that has none: a paragraph, or an item of a list as one (WX-14)."""
        if self.block:
            return
        self.block = "</p>"
        if self.lists:
            css = self.style["item"]
            depth = min(len(self.lists), DEPTH)
            indent = f"padding-left:{1.5 * depth:g}em;text-indent:{'-1.5em' if self.marker else '0'}"
            self.out.append(tag("p", f"{css};{indent}"))
            self.out.append(self.marker)
            self.marker = ""
        else:
            self.out.append(tag("p", self.style["quoted" if self.quotes else "p"]))

    def close(self) -> None:
        if self.block:
            self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append(self.block)
            self.block = ""

    def tag(self, piece: str) -> None:
        found = _NAME.match(piece)
        name = found[1] if found else ""
        handle = _HANDLERS.get(name)
        if handle:
            handle(self, name, piece, not piece.startswith("</"))

    def inline(self, name: str, _piece: str, opens: bool) -> None:
        """strong, em, code."""
        if name == "code" and self.code:
            return
        element = "span" if name == "code" else name
        if opens:
            self.begin()
            self.out.append(tag(element, self.style[name]))
        else:
            self.out.append(f"</{element}>")

    def line_break(self, _name: str, _piece: str, _opens: bool) -> None:
        self.begin()
        self.out.append("<br>")

    def rule(self, _name: str, _piece: str, _opens: bool) -> None:
        self.close()
        self.out.append(tag("hr", self.style["hr"]))

    def anchor(self, _name: str, piece: str, opens: bool) -> None:
        """A link that works stays; another becomes its words and a number (WX-16)."""
        if opens:
            self.begin()
            found = _HREF.search(piece)
            address = unescape(found[1]) if found else ""
            inside = own_address(address)
            self.out.append(
                f'<a href="{escape(inside)}" style="{self.style["a"]}">' if inside else tag("span", self.style["a"])
            )
            self.link = (address, len(self.out))
            return
        address, start = self.link
        if own_address(address):
            self.out.append("</a>")
            return
        words = unescape(_LINK_WORDS.sub("", "".join(self.out[start:])))
        shown = words.split("//")[-1].rstrip("/") == address.split("//")[-1].rstrip("/")
        # An address that stands in the text already is not printed a second time.
        number = "" if shown else f"{tag('sup', self.style['sup'])}[{self.running.link(address, words)}]</sup>"
        self.out.append(f"</span>{number}")

    def paragraph(self, _name: str, _piece: str, opens: bool) -> None:
        self.close()
        if opens:
            self.begin()

    def title(self, name: str, _piece: str, opens: bool) -> None:
        """Headings below the third level are bold paragraphs: the editor has no more."""
        if opens:
            self.close()
            element = name if name in ("h2", "h3") else "p"
            self.block = f"</{element}>"
            self.out.append(tag(element, self.style[name if name in ("h2", "h3") else "h4"]))
            if name == "h2":
                self.out.append(self.running.heading(self.style))
            if self.style.get(f"{name}_text"):
                self.out.append(tag("span", self.style[f"{name}_text"]))
                self.block = f"</span>{self.block}"
        else:
            self.close()

    def list_(self, name: str, piece: str, opens: bool) -> None:
        self.close()
        if opens:
            start = _START.search(piece)
            self.lists.append(_List((int(start[1]) if start else 1) if name == "ol" else None))
        else:
            self.lists.pop()

    def item(self, _name: str, _piece: str, opens: bool) -> None:
        self.close()
        if not opens:
            self.marker = ""
            return
        mine = self.lists[-1]
        if mine.number is None:
            bullets = sum(each.number is None for each in self.lists)
            self.marker = f"{_BULLETS[(bullets - 1) % len(_BULLETS)]}&nbsp;"
        else:
            self.marker = f"{mine.number}.&nbsp;"
            mine.number += 1

    def quote(self, _name: str, _piece: str, opens: bool) -> None:
        self.close()
        self.quotes += 1 if opens else -1
        self.out.append(tag("blockquote", self.style["quote"]) if opens else "</blockquote>")

    def pre(self, _name: str, _piece: str, opens: bool) -> None:
        self.close()
        self.code = opens
        if opens:
            self.out.append(tag("p", self.style["pre"]))
            self.block = "</p>"

    def table_(self, _name: str, _piece: str, opens: bool) -> None:
        self.close()
        if opens:
            self.table, self.in_head = [], 0
        else:
            self.out.append(table(self.table, self.style))

    def row(self, _name: str, _piece: str, opens: bool) -> None:
        if opens:
            self.table.append([])

    def cell(self, _name: str, _piece: str, opens: bool) -> None:
        """A cell's text is put by until the table's width is known."""
        if opens:
            self.in_head, self.block = len(self.out), "-"
        else:
            self.table[-1].append("".join(self.out[self.in_head :]).strip())
            del self.out[self.in_head :]
            self.block = ""


_Handler = Callable[[_Walk, str, str, bool], None]
_HANDLERS: Mapping[str, _Handler] = {
    **dict.fromkeys(("strong", "em", "code"), _Walk.inline),
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), _Walk.title),
    **dict.fromkeys(("ul", "ol"), _Walk.list_),
    **dict.fromkeys(("td", "th"), _Walk.cell),
    "a": _Walk.anchor,
    "blockquote": _Walk.quote,
    "br": _Walk.line_break,
    "hr": _Walk.rule,
    "li": _Walk.item,
    "p": _Walk.paragraph,
    "pre": _Walk.pre,
    "table": _Walk.table_,
    "tr": _Walk.row,
}
