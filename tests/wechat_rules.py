"""What a 公众号 article must be, checked on the HTML itself with a parser of its own: every fault as a sentence."""

import re
from collections.abc import Iterator
from typing import Any

import html5lib

from generator.text.wechat_allowlist import ATTRIBUTES, ELEMENTS, LINK_PREFIX, NESTING, STYLED, css_faults

GUARD = '<p style="font-size:0;line-height:0;margin:0">&nbsp;</p>'


def faults(html: str) -> list[str]:
    """All that WX-10 to WX-19 forbid."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parseFragment(html)
    found = [fault for child in root for fault in _of(child, {})]
    if "\n" in html or "\t" in html:
        found.append("a line break between or inside elements")
    if re.search(r"var\(|url\(|class=|javascript:", re.sub(r">[^<]*<", "><", html)):
        found.append("something that depends on the page around it")
    return found


def _of(element: Any, above: dict[str, int]) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag not in ELEMENTS:
        yield f"<{element.tag}>"
        return
    depth = {**above, element.tag: above.get(element.tag, 0) + 1}
    if depth[element.tag] > NESTING:
        yield f"<{element.tag}> inside itself {depth[element.tag]} times"
    for name, value in element.attrib.items():
        yield from _attribute(element.tag, name, value)
    if element.tag == "img" and not element.get("alt"):
        yield "a picture without words"
    if element.tag == "tr" and len(element) > 4:
        yield f"a table of {len(element)} columns"
    for child in element:
        yield from _of(child, depth)


def _attribute(tag: str, name: str, value: str) -> Iterator[str]:
    if name not in ATTRIBUTES.get(tag, STYLED):
        yield f"<{tag} {name}>"
    if name == "style":
        yield from (f"{tag}: {fault}" for fault in css_faults(value))
    if name == "href" and not value.startswith(LINK_PREFIX):
        yield f"href {value}"
    if name == "src" and not value.startswith("https://"):
        yield f"src {value}"
