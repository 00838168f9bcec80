"""QR codes are read by another program than the one that made them."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

from generator.images import qr

ADDRESSES = (
    "https://example.org/zscq/highlights/nanjing-peixun-2024.html",
    "https://example.org/" + "a" * 600,
    "https://example.org/zscq/search.html?q=%E4%B8%AD&x=1#top",
)


def _read(picture: Image.Image) -> str:
    (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    return str(found.text)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_finds_the_address(address: str) -> None:
    made = qr.png(address)
    picture = Image.open(io.BytesIO(made))
    assert _read(picture) == address
    assert 300 < picture.width <= 600
    assert picture.width == picture.height
    assert made == qr.png(address)


def test_the_element_says_what_it_is_and_draws_the_same_code() -> None:
    made = qr.svg(ADDRESSES[0], "本页<二维码>&")
    assert made.startswith('<svg role="img" ')
    assert "<title>本页&lt;二维码&gt;&amp;</title>" in made
    assert "style=" not in made  # the pages' policy allows none
    rows = qr.modules(ADDRESSES[0])
    side = len(rows) + 2 * qr.QUIET_ZONE
    assert f'viewBox="0 0 {side} {side}"' in made
    assert _read(_drawn(made, side)) == ADDRESSES[0]


def _drawn(svg: str, side: int) -> Image.Image:
    """The strokes of the path as pixels: `M x y.5 h n m dx dy h n …`, relative."""
    (path,) = re.findall(r'stroke="#000" d="([^"]+)"', svg)
    picture = Image.new("L", (side, side), 255)
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if command == "h":
            for step in range(int(first)):
                picture.putpixel((int(x) + step, int(y)), 0)
            x += int(first)
        elif command == "M":
            x, y = float(first), float(second)
        else:
            x, y = x + float(first), y + float(second)
    return picture.resize((side * 5, side * 5), Image.Resampling.NEAREST)
