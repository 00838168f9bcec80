"""What title cards and posters look like, as data: drawn here for commands, in the browser for its buttons.

No other place says where something stands on them: `templates/assets/js/wechat/cards.js` reads the same data.
"""

import json
from dataclasses import asdict, dataclass
from typing import TypeAlias

_INK, _RING, _RED, _DEEP_RED, _GOLD = "#17365f", "#27446a", "#b1301d", "#8f2415", "#f0c878"
_WHITE, _PALE, _TEXT, _QUIET = "#ffffff", "#d3dcea", "#333333", "#595959"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    ink: str


@dataclass(frozen=True, slots=True)
class Rings:
    """Rings as of water around the lower right corner, one every `step` pixels."""

    first: int
    step: int
    line: float
    ink: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a box, in the largest type in which they fit; `says` names them, or is what they say."""

    says: str
    x: int
    y: int
    width: int
    height: int
    size: int
    ink: str
    serif: bool = False
    #: In the middle of the box's width; else from its left edge.
    centred: bool = False
    #: From the box's upper edge; else in the middle of its height.
    top: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """The QR code with its quiet zone, as large as fits into a square; its upper right corner lies in the square's."""

    x: int
    y: int
    side: int


Shape: TypeAlias = Box | Rings | Text | Code


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a sheet of that size, from the ground up."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


#: The cover of a message's first article (WX-20). Lists and shares cut it to its middle square: the words stay inside.
COVER = Drawing(
    900,
    383,
    (
        Box(0, 0, 900, 383, _INK),
        Rings(40, 26, 1.5, _RING),
        Box(0, 373, 900, 10, _RED),
        Text("label", 269, 35, 362, 30, 20, _GOLD, centred=True),
        Box(428, 72, 44, 3, _GOLD),
        Text("title", 269, 88, 362, 227, 46, _WHITE, serif=True, centred=True),
        Text("column", 269, 332, 362, 26, 18, _PALE, centred=True),
    ),
)
SQUARE = Drawing(
    600,
    600,
    (
        Box(0, 0, 600, 600, _INK),
        Rings(40, 26, 1.5, _RING),
        Box(0, 590, 600, 10, _RED),
        Text("label", 56, 66, 488, 36, 24, _GOLD),
        Box(56, 112, 44, 3, _GOLD),
        Text("title", 56, 140, 488, 344, 58, _WHITE, serif=True),
        Text("column", 56, 522, 488, 32, 22, _PALE),
    ),
)
#: For groups and moments.
POSTER = Drawing(
    1080,
    1440,
    (
        Box(0, 0, 1080, 1440, _WHITE),
        Box(0, 0, 1080, 620, _INK),
        Box(0, 620, 1080, 12, _DEEP_RED),
        Text("label", 84, 84, 912, 52, 36, _GOLD),
        Box(84, 150, 88, 6, _GOLD),
        Text("title", 84, 190, 912, 380, 76, _WHITE, serif=True),
        Text("summary", 84, 690, 912, 360, 42, _TEXT, top=True),
        Code(706, 1070, 290),
        Text("扫码看全文", 706, 1352, 290, 48, 32, _QUIET, centred=True),
        Text("source", 84, 1150, 582, 138, 32, _QUIET, top=True),
        Text("column", 84, 1298, 582, 64, 44, _INK, serif=True),
    ),
)
DRAWINGS = {"wide": COVER, "square": SQUARE, "poster": POSTER}


def as_script() -> str:
    """The drawings for the browser: a script that says what they are and does nothing."""
    data = {
        name: {
            "size": (one.width, one.height),
            "shapes": [{"form": type(shape).__name__, **asdict(shape)} for shape in one.shapes],
        }
        for name, one in DRAWINGS.items()
    }
    return f"wanlixing.drawings = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};"
