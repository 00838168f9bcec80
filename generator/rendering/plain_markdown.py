"""A hand-written page's Markdown as HTML, with the headings that its list of contents shows.

Tables, fenced code and notes (`!!! note "标题"`), as MkDocs has them; headings get the same ids.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin

_ADDRESS = {"link_open": "href", "image": "src"}
_MARKDOWN_FILE = re.compile(r"(?<![:/])\.md(?=#|$)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: its level from 1, its address on the page, its words."""

    level: int
    url: str
    title: str


@lru_cache(maxsize=64)
def rendered(text: str) -> tuple[str, tuple[Heading, ...]]:
    """The page as HTML, and its headings in their order; kept, as a preview makes all pages when one changes."""
    markdown = _parser()
    tokens = markdown.parse(text)
    headings = tuple(_numbered(tokens))
    _link_to_pages(tokens)
    _as_python_markdown(tokens)
    return markdown.renderer.render(tokens, markdown.options, {}), headings


@cache
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True}).enable("table").use(admon_plugin)
    # Addresses stay as they are written, Chinese words of a search too, as the other engine has them.
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return made


def _numbered(tokens: Sequence[Token]) -> Iterator[Heading]:
    """Give every heading an id that no other has."""
    taken: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            title = "".join(child.content for child in inline.children or ())
            name = _unique(_slug(title), taken)
            opening.attrSet("id", name)
            yield Heading(int(opening.tag[1:]), f"#{name}", title)


def _slug(title: str) -> str:
    """The letters and figures of ASCII, as Python-Markdown makes ids: nothing is left of a Chinese heading."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _unique(name: str, taken: set[str]) -> str:
    number = 0
    chosen = name
    while not chosen or chosen in taken:
        number += 1
        chosen = f"{name}_{number}"
    taken.add(chosen)
    return chosen


def _link_to_pages(tokens: Sequence[Token]) -> None:
    """Links to Markdown files lead to the pages that are made of them."""
    for token in tokens:
        _link_to_pages(token.children or ())
        name = _ADDRESS.get(token.type)
        if name:
            token.attrSet(name, _MARKDOWN_FILE.sub(".html", str(token.attrGet(name) or "")))


def _as_python_markdown(tokens: Sequence[Token]) -> None:
    """The alignment of a cell as the other engine writes it."""
    for token in tokens:
        style = token.attrGet("style")
        if token.type in ("th_open", "td_open") and style:
            token.attrSet("style", f"{str(style).replace(':', ': ')};")
