"""Real pictures in, bare pictures out: no metadata, bounded, the same bytes each time; all else is refused."""

import io
import os
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from yardstick import within

from generator.diagnostics.problems import Problem
from generator.images.decode import MAX_PIXELS, read_picture
from generator.images.picture import MAX_BYTES, MAX_SIDE, Picture

ORIENTATION, GPS, ARTIST = 0x0112, 0x8825, 0x013B


def drawn(mode: str = "RGB", size: tuple[int, int] = (60, 30)) -> Image.Image:
    """A red picture whose upper left quarter is blue."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="blue")
    return image.convert(mode)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def read(folder: Path, raw: bytes, name: str = "a.jpg") -> tuple[Picture | None, Problem | None]:
    file = folder / name
    file.write_bytes(raw)
    return read_picture(file, f"content/images/nanjing/{name}")


def accepted(folder: Path, raw: bytes, name: str = "a.jpg", code: str = "") -> tuple[Picture, Image.Image]:
    picture, problem = read(folder, raw, name)
    assert (problem.code if problem else "") == code
    assert picture is not None
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    assert image.size == (picture.width, picture.height)
    assert image.format == {".jpg": "JPEG", ".png": "PNG"}[picture.suffix]
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression"}
    return picture, image


def refused(folder: Path, raw: bytes, name: str = "a.jpg", words: str = "") -> None:
    picture, problem = read(folder, raw, name)
    assert picture is None
    assert problem is not None
    assert (str(problem.position), problem.code) == (f"content/images/nanjing/{name}:1:1", "E306")
    assert problem.hint
    assert words in problem.message
    assert not re.search("Error|Exception|Warning", problem.message)


def is_near(colour: Any, expected: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 60 for a, b in zip(colour[:3], expected, strict=True))


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_of_size(width: int, height: int) -> bytes:
    """The head of a picture of that size, with hardly any picture behind it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("form", "mode", "suffix"),
    [
        ("JPEG", "RGB", ".jpg"),
        ("JPEG", "L", ".jpg"),
        ("JPEG", "CMYK", ".jpg"),
        ("PNG", "RGB", ".jpg"),
        ("PNG", "L", ".jpg"),
        ("PNG", "1", ".jpg"),
        ("PNG", "RGBA", ".png"),
        ("PNG", "LA", ".png"),
        ("PNG", "P", ".png"),
        ("PNG", "I;16", ".jpg"),
        ("WEBP", "RGB", ".jpg"),
    ],
)
def test_a_jpeg_png_or_webp_of_any_mode_is_accepted(tmp_path: Path, form: str, mode: str, suffix: str) -> None:
    picture, image = accepted(tmp_path, encoded(drawn(mode), form))

    assert (picture.suffix, image.size) == (suffix, (60, 30))
    if mode in ("RGB", "RGBA", "CMYK", "P"):
        assert is_near(image.convert("RGB").getpixel((5, 5)), (0, 0, 255))
        assert is_near(image.convert("RGB").getpixel((50, 25)), (255, 0, 0))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_transparency_is_kept(tmp_path: Path, form: str) -> None:
    image = drawn("RGBA")
    image.putpixel((59, 29), (0, 0, 0, 0))
    _picture, read_back = accepted(tmp_path, encoded(image, form, lossless=True))

    assert read_back.getpixel((59, 29))[3] == 0  # type: ignore[index]
    assert read_back.getpixel((5, 5)) == (0, 0, 255, 255)


def test_a_palette_with_a_transparent_colour_keeps_it(tmp_path: Path) -> None:
    image = drawn().quantize(4)
    corner = image.getpixel((5, 5))
    _picture, read_back = accepted(tmp_path, encoded(image, "PNG", transparency=corner), "a.png")

    assert read_back.getpixel((5, 5))[3] == 0  # type: ignore[index]
    assert read_back.getpixel((50, 25))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_where_and_by_whom_a_picture_was_taken_is_not_published(tmp_path: Path, form: str) -> None:
    exif = Image.Exif()
    exif[ARTIST] = "SECRET-ARTIST"
    exif.get_ifd(GPS).update({1: "N", 2: (32.0, 3.0, 41.0), 3: "E", 4: (118.0, 46.0, 12.0), 29: "SECRET-DAY"})
    options: dict[str, Any] = {"exif": exif, "icc_profile": b"SECRET-PROFILE", "xmp": b"<x>SECRET-XMP</x>"}
    if form == "JPEG":
        options["comment"] = "SECRET-COMMENT"
    raw = encoded(drawn(), form, **options)
    assert b"SECRET-ARTIST" in raw
    assert dict(Image.open(io.BytesIO(raw)).getexif().get_ifd(GPS))

    picture, _image = accepted(tmp_path, raw, code="E604")
    assert b"SECRET" not in picture.content
    assert b"Exif" not in picture.content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({0x8825: {1: "N", 2: (32.0, 3.0, 41.0), 3: "E", 4: (118.0, 46.0, 12.0)}}, "E604"),
        ({0x8825: {29: "2020:06:18"}}, ""),
        ({ARTIST: "SOMEBODY"}, "W608"),
        ({0x8769: {0xA430: "SOMEBODY"}}, "W608"),
        ({0x8769: {0xA431: "12345"}}, "W608"),
        ({ARTIST: " "}, ""),
        ({0x010F: "MAKER", 0x0110: "MODEL"}, ""),
    ],
)
def test_what_metadata_say_of_place_and_person_is_told(
    tmp_path: Path, form: str, written: dict[int, Any], code: str
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 1
    for tag, value in written.items():
        if isinstance(value, dict):
            exif.get_ifd(tag).update(value)
        else:
            exif[tag] = value

    accepted(tmp_path, encoded(drawn(), form, exif=exif), code=code)


def test_a_position_in_xmp_is_told(tmp_path: Path) -> None:
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>32,3N</exif:GPSLatitude></x:xmpmeta>'

    accepted(tmp_path, encoded(drawn(), "JPEG", xmp=packet), code="E604")


def test_words_inside_a_png_are_not_published(tmp_path: Path) -> None:
    raw = encoded(drawn("RGBA"), "PNG")
    raw = raw[:33] + chunk(b"tEXt", b"Author\0SECRET") + chunk(b"tIME", b"\x07\xe4\x06\x12\x09\x1e\x00") + raw[33:]
    picture, _image = accepted(tmp_path, raw + b"SECRET after the end")

    assert b"SECRET" not in picture.content
    assert b"tIME" not in picture.content


@pytest.mark.parametrize(
    ("orientation", "size", "blue"),
    [
        (1, (60, 30), (5, 5)),
        (2, (60, 30), (55, 5)),
        (3, (60, 30), (55, 25)),
        (4, (60, 30), (5, 25)),
        (5, (30, 60), (5, 5)),
        (6, (30, 60), (25, 5)),
        (7, (30, 60), (25, 55)),
        (8, (30, 60), (5, 55)),
    ],
)
def test_a_picture_is_turned_as_the_camera_was_held(
    tmp_path: Path, orientation: int, size: tuple[int, int], blue: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    _picture, image = accepted(tmp_path, encoded(drawn(), "JPEG", exif=exif, quality=95))

    assert image.size == size
    corners = [(x, y) for x in (5, size[0] - 5) for y in (5, size[1] - 5)]
    assert [c for c in corners if is_near(image.getpixel(c), (0, 0, 255))] == [blue]


@pytest.mark.parametrize(
    ("size", "published"),
    [((1600, 900), (1600, 900)), ((3200, 1800), (1600, 900)), ((900, 3200), (450, 1600)), ((4000, 300), (1600, 120))],
)
def test_a_large_picture_is_made_smaller(tmp_path: Path, size: tuple[int, int], published: tuple[int, int]) -> None:
    picture, _image = accepted(tmp_path, encoded(Image.new("RGB", size), "PNG"))

    assert (picture.width, picture.height) == published
    assert max(published) <= MAX_SIDE


@pytest.mark.parametrize(
    ("width", "height"),
    [
        (MAX_PIXELS + 1, 1),
        (8_000, 6_000),
        (10_000, 9_000),  # over Pillow's limit of a warning
        (10_000, 17_000),
        (20_000, 20_000),  # over its limit of an error
        (2**31 - 1, 2**31 - 1),
    ],
)
def test_a_bomb_of_pixels_is_refused_by_its_head(tmp_path: Path, width: int, height: int) -> None:
    with within(200):
        refused(tmp_path, png_of_size(width, height), "a.png", "图片太大")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_picture_is_refused(tmp_path: Path, form: str, part: float) -> None:
    raw = encoded(drawn(size=(400, 300)), form)

    refused(tmp_path, raw[: int(len(raw) * part)], words="残缺")


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "ICO", "PPM", "TGA", "PDF", "EPS", "DDS", "ICNS", "JPEG2000"])
def test_other_formats_are_refused_whatever_they_are_called(tmp_path: Path, form: str) -> None:
    refused(tmp_path, encoded(drawn(), form), words="这不是 JPG、PNG 或 WebP 图片")


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(tmp_path: Path, form: str) -> None:
    frames = [Image.new("RGB", (60, 30), colour) for colour in ("red", "green", "blue")]
    refused(tmp_path, encoded(frames[0], form, save_all=True, append_images=frames[1:]), words="动图，有 3 帧")


def test_a_photograph_with_a_second_picture_inside_does_not_move(tmp_path: Path) -> None:
    raw = encoded(drawn(), "MPO", save_all=True, append_images=[drawn(size=(30, 15))])

    assert accepted(tmp_path, raw)[1].size == (60, 30)


def test_an_empty_picture_is_called_so(tmp_path: Path) -> None:
    refused(tmp_path, b"", words="空的")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        "这是一段文字".encode(),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + bytes(100),
        bytes(1000),
    ],
    ids=lambda raw: raw[:8].hex(),
)
def test_what_is_no_picture_is_refused(tmp_path: Path, raw: bytes) -> None:
    refused(tmp_path, raw)


def test_a_script_behind_a_picture_does_not_come_along(tmp_path: Path) -> None:
    picture, _image = accepted(tmp_path, encoded(drawn(), "JPEG", comment=b"<script>alert(1)</script>") + b"<script>")

    assert b"<script>" not in picture.content


def test_damaged_metadata_is_no_matter(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ARTIST] = "x" * 40
    raw = encoded(drawn(), "JPEG", exif=exif)
    at = raw.index(b"Exif\0\0") + 6

    for damaged in (raw[:at] + b"\xff" * 20 + raw[at + 20 :], raw[: at + 10] + b"\xff\xff" + raw[at + 12 :]):
        assert accepted(tmp_path, damaged)[1].size == (60, 30)


def test_no_damage_brings_anything_but_a_picture_or_a_problem(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    sound = [encoded(drawn(), "JPEG", exif=exif), encoded(drawn("P"), "PNG"), encoded(drawn("RGBA"), "WEBP")]
    for raw in sound:
        step = max(1, len(raw) // 100)
        for at in range(0, len(raw), step):
            for byte in (b"\x00", b"\xff", b"\x7f"):
                picture, problem = read(tmp_path, raw[:at] + byte + raw[at + 1 :])
                assert (picture is None) != (problem is None)


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB")])
def test_the_same_picture_gives_the_same_bytes(tmp_path: Path, form: str, mode: str) -> None:
    raw = encoded(drawn(mode, (500, 300)), form)

    assert accepted(tmp_path, raw)[0] == accepted(tmp_path, raw, "b.jpg")[0]


def test_a_published_picture_can_be_submitted_again(tmp_path: Path) -> None:
    picture, _image = accepted(tmp_path, encoded(drawn("RGBA"), "PNG"))

    assert accepted(tmp_path, picture.content, "a.png")[0] == picture


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.jpg").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    picture, problem = read_picture(tmp_path / "a.jpg", "a.jpg")

    assert picture is None
    assert problem is not None
    assert problem.code == "E005"


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real.jpg").write_bytes(encoded(drawn(), "JPEG"))
    (tmp_path / "link.jpg").symlink_to("real.jpg")
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")

    for name in ("link.jpg", "folder.jpg", "pipe.jpg", "missing.jpg"):
        picture, problem = read_picture(tmp_path / name, name)
        assert picture is None
        assert problem is not None
        assert problem.code == "E001"
