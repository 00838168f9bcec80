"""What survives a paste into the 公众号 editor, as data: elements, attributes, properties and their values.

No official list exists: these are what all lists agree on, less what feed readers refuse (WX-11, WX-12).
"""

import re
from collections.abc import Iterator, Mapping

ELEMENTS = frozenset(
    "section p span strong em br img h2 h3 blockquote table thead tbody tr th td hr sup sub a".split()  # noqa: SIM905
)
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "style"}),
    "img": frozenset({"src", "alt", "style"}),
    "br": frozenset(),
}
#: The attributes of every other element.
STYLED = frozenset({"style"})
#: Links to other hosts are dead in most accounts (WX-16).
LINK_PREFIX = "https://mp.weixin.qq.com/"
#: An element inside itself, and so on.
NESTING = 14
#: Characters of HTML, tags and styles included (WX-20).
MAX_HTML = 20_000

_SIDES = ("", "-top", "-right", "-bottom", "-left")
PROPERTIES = frozenset(
    (
        *("color", "background-color", "font-size", "font-weight", "font-style", "line-height", "letter-spacing"),
        *("text-align", "text-indent", "text-decoration", "border-collapse", "width", "height", "display"),
        *("vertical-align", "white-space"),
        *(f"{box}{side}" for box in ("margin", "padding", "border") for side in _SIDES),
    )
)
#: Properties that a child takes over from its parent, so that they need not stand on it again.
INHERITED = frozenset(("color", "font-size", "line-height", "letter-spacing", "text-align"))
_NUMBER = r"-?[0-9]{1,4}(\.[0-9]{1,3})?(px|em|%)?"
_COLOUR = r"#[0-9a-f]{6}|rgb\([0-9]{1,3},[0-9]{1,3},[0-9]{1,3}\)"
_WORD = (
    "auto|none|bold|normal|italic|center|left|right|justify|underline|line-through|solid|dashed|dotted|double|"
    "collapse|inline|block|inline-block|top|middle|bottom|baseline|nowrap|pre-wrap"
)
_VALUE = re.compile(rf"({_NUMBER}|{_COLOUR}|{_WORD})( ({_NUMBER}|{_COLOUR}|{_WORD})){{0,3}}")


def declarations(css: str) -> Iterator[tuple[str, str]]:
    """`a:b;c:d` in pairs."""
    for part in css.split(";"):
        if part.strip():
            name, _, value = part.partition(":")
            yield name.strip(), value.strip()


def css_faults(css: str) -> list[str]:
    """The declarations that may be lost on the way."""
    return [
        f"{name}:{value}" for name, value in declarations(css) if name not in PROPERTIES or not _VALUE.fullmatch(value)
    ]
