"""A drawing as a picture, with the font of the program: the same on every machine."""

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw

from generator.images import qr
from generator.images.drawings import Box, Code, Drawing, Rings, Text
from generator.images.lettering import LINE, SANS, SERIF, Hand, fitted, write


def painted(drawing: Drawing, words: Mapping[str, str], address: str = "", scale: int = 1) -> Image.Image:
    """The drawing with these words, its code leading to the address, `scale` times as large."""
    image = Image.new("RGB", (drawing.width * scale, drawing.height * scale))
    draw = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            right, below = shape.x + shape.width, shape.y + shape.height
            draw.rectangle((shape.x * scale, shape.y * scale, right * scale - 1, below * scale - 1), fill=shape.ink)
        elif isinstance(shape, Rings):
            _paint_rings(draw, shape, image.size, scale)
        elif isinstance(shape, Text):
            _write(draw, shape, words.get(shape.says, shape.says), scale)
        else:
            _paint_code(image, shape, address, scale)
    return image


def png(drawing: Drawing, words: Mapping[str, str], address: str) -> bytes:
    """The same as a file."""
    out = io.BytesIO()
    painted(drawing, words, address).save(out, "PNG", optimize=True)
    return out.getvalue()


def _paint_rings(draw: ImageDraw.ImageDraw, shape: Rings, size: tuple[int, int], scale: int) -> None:
    width, height = size
    for radius in range(shape.first * scale, width * 3 // 4, shape.step * scale):
        edges = (width - radius, height - radius, width + radius, height + radius)
        draw.ellipse(edges, outline=shape.ink, width=round(shape.line * scale))


def _write(draw: ImageDraw.ImageDraw, shape: Text, words: str, scale: int) -> None:
    width, height, name = shape.width * scale, shape.height * scale, SERIF if shape.serif else SANS
    size, lines = fitted(words, width, height, shape.size * scale, name)
    above = 0 if shape.top else (height - len(lines) * size * LINE) / 2
    x = (shape.x + shape.width / 2) * scale if shape.centred else shape.x * scale
    place = x, shape.y * scale + above + size * LINE / 2
    write(draw, place, lines, Hand(name, size, shape.ink), "mm" if shape.centred else "lm")


def _paint_code(image: Image.Image, shape: Code, address: str, scale: int) -> None:
    rows = qr.modules(address)
    code = qr.image(rows, max(shape.side * scale // (len(rows) + 2 * qr.QUIET_ZONE), 1))
    image.paste(code.convert("RGB"), ((shape.x + shape.side) * scale - code.width, shape.y * scale))
