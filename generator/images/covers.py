"""Covers as files: cut from a record's picture, or a card with its title."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from generator.images.lettering import LINE, SANS, SERIF, Hand, fitted, write
from generator.images.picture import Picture

#: The shape of the first article of a message (WX-20).
SIZE = (900, 383)
#: What the platform takes of a picture in a text (WX-17).
MAX_BYTES = 1024 * 1024
#: A square in the middle of the cover, as the platform writes it: X1_Y1_X2_Y2 from 0 to 1.
SQUARE = f"{(1 - SIZE[1] / SIZE[0]) / 2:.4f}_0_{(1 + SIZE[1] / SIZE[0]) / 2:.4f}_1"
WHOLE = "0_0_1_1"
_INK, _RED, _RING = (23, 54, 95), (177, 48, 29), (39, 68, 106)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a card."""

    label: str
    title: str
    column: str


def cover(picture: Picture | None, words: Words) -> bytes:
    """A JPEG of the right shape."""
    image = _cut(picture) if picture else _card(words)
    return _jpeg(image, 88)


def _cut(picture: Picture) -> Image.Image:
    """The largest part of that shape, a little above the middle, where faces are."""
    image = _opaque(picture)
    scale = max(SIZE[0] / image.width, SIZE[1] / image.height)
    width, height = SIZE[0] / scale, SIZE[1] / scale
    left, top = (image.width - width) / 2, (image.height - height) * 0.4
    return image.resize(SIZE, Image.Resampling.LANCZOS, (left, top, left + width, top + height))


def _card(words: Words) -> Image.Image:
    """Ink, rings as of water, a red edge; the words inside the middle square, to which lists cut a cover."""
    image = Image.new("RGB", (SIZE[0] * 2, SIZE[1] * 2), _INK)
    draw = ImageDraw.Draw(image)
    width, height = image.size
    for radius in range(80, width, 52):
        draw.ellipse((width - radius, height - radius, width + radius, height + radius), outline=_RING, width=3)
    draw.rectangle((0, height - 20, width, height), fill=_RED)
    middle, inner = width / 2, height - 40
    write(draw, (middle, 100), [words.label], Hand(SANS, 40, "#f0c878"), "mm")
    draw.rectangle((middle - 44, 144, middle + 44, 150), fill="#f0c878")
    top, room = 176, height - 176 - 136
    size, lines = fitted(words.title, inner, room, 92)
    start = top + (room - len(lines) * size * LINE) / 2 + size * LINE / 2
    write(draw, (middle, start), lines, Hand(SERIF, size, "#ffffff"), "mm")
    write(draw, (middle, height - 76), [words.column], Hand(SANS, 36, "#d3dcea"), "mm")
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def small(picture: Picture) -> tuple[bytes, str]:
    """The picture as the platform takes it, and its ending: made smaller until it weighs little enough."""
    if len(picture.content) < MAX_BYTES:
        return picture.content, picture.suffix
    image = _opaque(picture)
    for quality in (85, 75, 65, 55):
        content = _jpeg(image, quality)
        if len(content) < MAX_BYTES:
            break
        image.thumbnail((image.width * 4 // 5, image.height * 4 // 5))
    return content, ".jpg"


def _opaque(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content))
    if image.mode == "RGB":
        return image
    white = Image.new("RGB", image.size, (255, 255, 255))
    white.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    return white


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
