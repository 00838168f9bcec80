"""Pictures as cameras, scanners and drawing programs write them: what is published is what their authors saw."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from test_pictures import encoded, is_near, read

RED, WHITE = (222, 41, 16), (255, 255, 255)


def plain(mode: str, colour: Any, size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.new(mode, size, colour)


def deep(value: int, size: tuple[int, int] = (64, 48)) -> Image.Image:
    """A grey of 16 bits."""
    return Image.frombytes("I;16", size, value.to_bytes(2, "little") * (size[0] * size[1]))


def transparent(mode: str, form: str = "PNG") -> bytes:
    """Black that is meant to be seen through."""
    ground: Any = 0 if mode in ("L", "1", "P") else (0, 0, 0)
    return encoded(plain(mode, ground), form, transparency=ground)


def srgb() -> bytes:
    """The profile of the colours of the web."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


GREYS = [(0, 0), (1, 0), (257, 1), (16448, 64), (32896, 128), (49344, 192), (65535, 255)]


@pytest.mark.parametrize(("value", "shown"), GREYS)
def test_a_grey_of_16_bits_keeps_its_shade(tmp_path: Path, value: int, shown: int) -> None:
    picture, problem = read(tmp_path, encoded(deep(value), "PNG"), "a.png")

    assert problem is None
    assert picture
    assert is_near(Image.open(io.BytesIO(picture.content)).convert("RGB").getpixel((5, 5)), (shown,) * 3)


@pytest.mark.parametrize("mode", ["L", "RGB", "1", "P"])
def test_ground_that_is_seen_through_stays_so(tmp_path: Path, mode: str) -> None:
    picture, problem = read(tmp_path, transparent(mode), "a.png")

    assert problem is None
    assert picture
    made = Image.open(io.BytesIO(picture.content))
    assert made.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


SOUND: list[tuple[str, Callable[[], bytes], tuple[int, int, int]]] = [
    ("jpeg", lambda: encoded(plain("RGB", RED), "JPEG", quality=95), RED),
    ("grey jpeg", lambda: encoded(plain("L", 128), "JPEG"), (128, 128, 128)),
    ("ink", lambda: encoded(plain("CMYK", (0, 0, 0, 0)), "JPEG"), WHITE),
    ("progressive", lambda: encoded(plain("RGB", RED), "JPEG", progressive=True, quality=95), RED),
    ("png", lambda: encoded(plain("RGB", RED), "PNG"), RED),
    ("png with alpha", lambda: encoded(plain("RGBA", (*RED, 255)), "PNG"), RED),
    ("grey png", lambda: encoded(plain("L", 200), "PNG"), (200, 200, 200)),
    ("grey with alpha", lambda: encoded(plain("LA", (200, 255)), "PNG"), (200, 200, 200)),
    ("palette", lambda: encoded(plain("RGB", RED).quantize(4), "PNG"), RED),
    ("black and white", lambda: encoded(plain("1", 1), "PNG"), WHITE),
    ("webp", lambda: encoded(plain("RGB", RED), "WEBP", lossless=True), RED),
    ("webp with alpha", lambda: encoded(plain("RGBA", (*RED, 255)), "WEBP", lossless=True), RED),
    ("sRGB profile", lambda: encoded(plain("RGB", RED), "PNG", icc_profile=srgb()), RED),
    ("broken profile", lambda: encoded(plain("RGB", RED), "PNG", icc_profile=b"no profile"), RED),
    ("empty profile", lambda: encoded(plain("RGB", RED), "JPEG", icc_profile=b"", quality=95), RED),
    ("small icon", lambda: encoded(plain("RGB", RED, (16, 16)), "PNG"), RED),
    ("banner", lambda: encoded(plain("RGB", RED, (1600, 200)), "PNG"), RED),
    ("square", lambda: encoded(plain("RGB", RED, (2000, 2000)), "PNG"), RED),
    ("portrait", lambda: encoded(plain("RGB", RED, (900, 1600)), "PNG"), RED),
    ("four to one", lambda: encoded(plain("RGB", RED, (600, 2400)), "PNG"), RED),
]


@pytest.mark.parametrize(("write", "colour"), [case[1:] for case in SOUND], ids=[case[0] for case in SOUND])
def test_a_sound_picture_keeps_its_colour(
    tmp_path: Path, write: Callable[[], bytes], colour: tuple[int, int, int]
) -> None:
    picture, problem = read(tmp_path, write())
    again, _problem = read(tmp_path, write())

    assert problem is None
    assert picture
    assert again
    assert picture.content == again.content
    assert is_near(Image.open(io.BytesIO(picture.content)).convert("RGB").getpixel((5, 5)), colour)


def swapped_profile() -> bytes:
    """SRGB's own profile with its red and green changed places: what says red is meant as green."""
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = raw.index(b"rXYZ"), raw.index(b"gXYZ")
    raw[red : red + 4], raw[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(raw).replace(b"s\0R\0G\0B", b"t\0e\0s\0t").replace(b"sRGB", b"test")


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_another_profile_is_worked_into_the_colours(tmp_path: Path, mode: str) -> None:
    colour: Any = (255, 0, 0) if mode == "RGB" else (255, 0, 0, 255)
    picture, problem = read(tmp_path, encoded(plain(mode, colour), "PNG", icc_profile=swapped_profile()), "a.png")

    assert problem is None
    assert picture
    shown = Image.open(io.BytesIO(picture.content)).convert("RGB").getpixel((5, 5))
    assert isinstance(shown, tuple)
    assert shown[1] > 200
    assert shown[0] < 60


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (lambda: encoded(plain("RGB", RED, (750, 9000)), "PNG"), "又长又窄"),
        (lambda: encoded(plain("RGB", RED, (9000, 300)), "PNG"), "又长又窄"),
        (lambda: encoded(plain("RGB", RED, (6000, 400)), "JPEG"), "又长又窄"),
        (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40, "兼容性最佳"),
    ],
)
def test_what_nobody_could_read_is_refused_with_advice_for_pictures(
    tmp_path: Path, raw: Callable[[], bytes], words: str
) -> None:
    picture, problem = read(tmp_path, raw())

    assert picture is None
    assert problem
    assert words in problem.message + problem.hint


def test_a_picture_that_is_too_large_is_to_be_made_smaller(tmp_path: Path) -> None:
    _picture, problem = read(tmp_path, b"\xff\xd8" + b"\0" * (11 * 1024 * 1024))

    assert problem
    assert (problem.code, "缩小" in problem.hint, "精简" in problem.hint) == ("E005", True, False)
