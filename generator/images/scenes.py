"""Simple scenes of boxes and discs as PNG: what stands for a photograph where nothing was photographed."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
#: Drawn so many times larger and then made smaller, so that round edges are smooth.
_FINER = 2


@dataclass(frozen=True, slots=True)
class Shape:
    """A box or, if `round`, a disc between two corners; `times` of them, each `step` pixels from the one before."""

    corners: tuple[int, int, int, int]
    fill: str
    round: bool = False
    times: int = 1
    step: tuple[int, int] = (0, 0)


def scene(shapes: Iterable[Shape]) -> bytes:
    """The shapes on white, the later ones in front."""
    image = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), "#ffffff")
    draw = ImageDraw.Draw(image)
    for shape in shapes:
        put = draw.ellipse if shape.round else draw.rectangle
        for number in range(shape.times):
            right, down = (number * one for one in shape.step)
            left, top, end, bottom = shape.corners
            put([_FINER * one for one in (left + right, top + down, end + right, bottom + down)], fill=shape.fill)
    made = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(made, "PNG", optimize=True)
    return made.getvalue()
