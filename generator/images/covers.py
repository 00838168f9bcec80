"""Covers as files: cut from a record's picture, or a card with its title."""

import io
from dataclasses import asdict, dataclass

from PIL import Image

from generator.images import drawings
from generator.images.paint import painted
from generator.images.picture import Picture

#: The shape of the first article of a message (WX-20).
SIZE = (drawings.COVER.width, drawings.COVER.height)
#: What the platform takes of a picture in a text (WX-17).
MAX_BYTES = 1024 * 1024
#: A square in the middle of the cover, as the platform writes it: X1_Y1_X2_Y2 from 0 to 1.
SQUARE = f"{(1 - SIZE[1] / SIZE[0]) / 2:.4f}_0_{(1 + SIZE[1] / SIZE[0]) / 2:.4f}_1"
WHOLE = "0_0_1_1"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a card."""

    label: str
    title: str
    column: str


def cover(picture: Picture | None, words: Words) -> bytes:
    """A JPEG of the right shape."""
    return _jpeg(_cut(picture) if picture else _card(words), 88)


def _card(words: Words) -> Image.Image:
    """Painted twice as large, so that rings and letters come out smooth."""
    return painted(drawings.COVER, asdict(words), scale=2).resize(SIZE, Image.Resampling.LANCZOS)


def _cut(picture: Picture) -> Image.Image:
    """The largest part of that shape, a little above the middle, where faces are."""
    image = _opaque(picture)
    scale = max(SIZE[0] / image.width, SIZE[1] / image.height)
    width, height = SIZE[0] / scale, SIZE[1] / scale
    left, top = (image.width - width) / 2, (image.height - height) * 0.4
    return image.resize(SIZE, Image.Resampling.LANCZOS, (left, top, left + width, top + height))


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
