"""Bar charts as SVG that stands in the page: drawn by pygal, coloured by our style sheet.

The security policy allows neither inline style nor script, so what pygal adds of these is taken out;
labels stand above their bars, because Chinese names are long and a phone is narrow.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

import pygal
from markupsafe import Markup

#: Units of the drawing, about pixels on a phone: text has its natural size there.
WIDTH = 400
BAND = 42
#: Characters of a label that fit above a bar.
LONGEST = 28
MOST = 14
THICKNESS = 12
DROPPED = ("defs", "title", "desc", "path")

#: Label above the bar (with the value written out), and the length of the bar.
Bar = tuple[str, float]


@lru_cache(maxsize=4096)
def bars(values: tuple[Bar, ...]) -> Markup:
    """A horizontal bar for each value, in the order given; hidden from screen readers, who have the table."""
    chart = pygal.HorizontalBar(
        width=WIDTH,
        height=BAND * len(values),
        margin=0,
        explicit_size=False,
        show_legend=False,
        show_x_labels=False,
        show_x_guides=False,
        print_values=False,
        include_x_axis=True,
        disable_xml_declaration=True,
        js=(),
        css=(),
    )
    # pygal draws from the bottom up. It would keep room for names beside the bars, so numbers stand for them.
    count = len(values)
    chart.x_labels = [str(number) for number in reversed(range(count))]
    chart.add("", [value for _label, value in reversed(values)])
    names = {str(number): _short(label) for number, (label, _value) in enumerate(values)}
    chart.add_xml_filter(lambda root: _cleaned(root, names))
    svg = chart.render(is_unicode=True)
    return Markup(svg)  # noqa: S704  # pygal writes it through an XML library, which escapes all text


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _cleaned(root: Any, names: Mapping[str, str]) -> Any:
    """Only bars and their names: no style, script, random id, or comment, which would hold the day."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or _tag(child) in DROPPED or "overlay" in child.get("class", ""):
                parent.remove(child)
    for element in root.iter():
        element.attrib.pop("id", None)
        # The plot stands a little to the right, where the numbers were.
        element.attrib.pop("transform", None)
        if _tag(element) == "text":
            element.text = names.get(element.text or "", "")
            element.set("x", "0")
            # The band's middle is given; the name stands in its upper half.
            element.set("y", f"{float(element.get('y', '0')) - 8:.1f}")
        elif _tag(element) == "rect" and "rect" in element.get("class", "").split():
            middle = float(element.get("y", "0")) + float(element.get("height", "0")) / 2
            element.set("y", f"{middle:.1f}")
            element.set("height", str(THICKNESS))
            element.set("width", f"{max(float(element.get('width', '0')), 1):.1f}")
            element.set("class", "rect")
            element.set("x", "0")
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return root


def _tag(element: Any) -> str:
    return str(element.tag).rsplit("}", maxsplit=1)[-1]


def comparable(values: Iterable[tuple[str, float]]) -> tuple[Bar, ...]:
    """Nothing to draw below two bars, or when all are nought."""
    found = tuple(islice(values, MOST))
    return found if len(found) > 1 and any(number > 0 for _label, number in found) else ()
