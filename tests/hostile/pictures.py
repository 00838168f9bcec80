"""Family 8: pictures: bombs, liars, halves, moving ones, what cameras write into them."""

import io
import struct
import zlib
from functools import cache
from typing import Any

from hostile.case import Bytes, Case, Verdict, file
from PIL import Image, ImageDraw

FOLDER = "content/images/nanjing"
GPS, ARTIST, ORIENTATION, MAKER = 0x8825, 0x013B, 0x0112, 0x010F


def drawn(mode: str = "RGB", size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A picture with something on it."""
    image = Image.new("RGB", size, "blue")
    ImageDraw.Draw(image).rectangle((size[0] // 2, size[1] // 2, *size), fill="red")
    return image.convert(mode)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, rows: bytes, *, depth: int = 8, kind: int = 2, interlaced: int = 0) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def flat(width: int, height: int, sample: int = 3) -> bytes:
    """A true picture of that size in few bytes: every row the same."""
    packer = zlib.compressobj(9)
    row = bytes(1 + width * sample)
    return b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])


def exif(**tags: Any) -> Image.Exif:
    made = Image.Exif()
    for name, value in tags.items():
        made[{"artist": ARTIST, "orientation": ORIENTATION, "maker": MAKER}[name]] = value
    return made


def _position() -> Image.Exif:
    made = exif(orientation=1)
    made.get_ifd(GPS).update({1: "N", 2: (32.0, 3.0, 41.0), 3: "E", 4: (118.0, 46.0, 12.0)})
    return made


def _scans(count: int) -> bytes:
    """A progressive picture that says its last scan again and again."""
    raw = encoded(drawn(size=(2_000, 2_000)), "JPEG", progressive=True)
    last = raw.rindex(b"\xff\xda")
    return raw[:last] + raw[last:-2] * count + raw[-2:]


def _headed(raw: bytes, width: int, height: int) -> bytes:
    """A JPEG that says it has another size."""
    for start in (b"\xff\xc0", b"\xff\xc2"):
        at = raw.find(start)
        if at >= 0:
            return raw[: at + 5] + struct.pack(">HH", height, width) + raw[at + 9 :]
    raise AssertionError


def _looped() -> bytes:
    """Metadata whose directory leads to itself."""
    tiff = (
        b"II*\0"
        + struct.pack("<I", 8)
        + struct.pack("<H", 1)
        + struct.pack("<HHII", 0x8769, 4, 1, 8)
        + struct.pack("<I", 8)
    )
    return encoded(drawn(), "JPEG", exif=b"Exif\0\0" + tiff)


def _crowded() -> bytes:
    """Metadata with a directory of 65,000 entries that are not there."""
    tiff = (
        b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 65_000) + struct.pack("<HHII", ARTIST, 2, 2**31, 9) * 3_000
    )
    return encoded(drawn(), "JPEG", exif=b"Exif\0\0" + tiff)


JPEG, PNG, WEBP = (encoded(drawn(), form) for form in ("JPEG", "PNG", "WEBP"))
TRANSPARENT = encoded(drawn("RGBA"), "PNG")


def _picture(name: str, verdict: Verdict, raw: Bytes, code: str = "", suffix: str = "jpg") -> Case:
    return file(f"picture-{name}", verdict, f"{FOLDER}/picture-{name}.{suffix}", raw, code)


def _refused(name: str, raw: Bytes, code: str = "E306", suffix: str = "jpg") -> Case:
    return _picture(name, "refuse", raw, code, suffix)


def _taken(name: str, raw: Bytes, suffix: str = "jpg") -> Case:
    return _picture(name, "accept", raw, "", suffix)


CASES: tuple[Case, ...] = (
    _refused("empty", b""),
    _refused("text", "这是一段文字".encode()),
    _refused("html", b"<html><script>alert(1)</script></html>"),
    _refused("svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    _refused("svg-packed", zlib.compress(b"<svg/>")),
    _refused("php", b"<?php system($_GET[0]); ?>"),
    _refused("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    _refused("zip", b"PK\x03\x04" + bytes(60)),
    _refused("elf", b"\x7fELF" + bytes(60)),
    _refused("exe", b"MZ" + bytes(60)),
    _refused("lfs-pointer", b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 1\n"),
    _refused("postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n(/etc/passwd) run\n"),
    _refused("mvg", b"push graphic-context\nviewbox 0 0 1 1\nfill 'url(https://example.org/|id)'\n"),
    *(
        _refused(f"form-{form.lower()}", encoded(drawn(size=(60, 30)), form))
        for form in (
            "GIF",
            "TIFF",
            "BMP",
            "ICO",
            "PPM",
            "TGA",
            "PDF",
            "EPS",
            "DDS",
            "ICNS",
            "JPEG2000",
            "PCX",
            "SGI",
            "AVIF",
        )
    ),
    _refused(
        "gif-moving", encoded(drawn("P", (60, 30)), "GIF", save_all=True, append_images=[drawn("P", (60, 30))] * 300)
    ),
    *(
        _refused(f"head-{name}", raw)
        for name, raw in {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF\0\0\0\0WEBPVP8 "}.items()
    ),
    *(
        _refused(f"half-{form}-{part}", raw[: len(raw) * part // 100], suffix=form)
        for form, raw in {"jpg": JPEG, "png": PNG, "webp": WEBP}.items()
        for part in (3, 50, 90)
    ),
    _refused("bomb-png", png(20_000, 20_000, zlib.compress(bytes(10_000))), suffix="png"),
    _refused("bomb-png-true", cache(lambda: png(9_000, 9_000, flat(9_000, 9_000))), suffix="png"),
    _refused(
        "bomb-png-grey", cache(lambda: png(30_000, 30_000, flat(30_000 // 8, 30_000, 1), depth=1, kind=0)), suffix="png"
    ),
    _refused("bomb-png-wide", png(2**31 - 1, 1, zlib.compress(b"\0")), suffix="png"),
    _refused("bomb-png-tall", png(1, 2**31 - 1, zlib.compress(b"\0")), suffix="png"),
    _refused("bomb-png-nothing", png(0, 0, zlib.compress(b"\0")), suffix="png"),
    _refused("bomb-png-interlaced", png(9_999, 9_999, zlib.compress(bytes(999)), interlaced=1), suffix="png"),
    _refused("bomb-jpeg", _headed(JPEG, 65_000, 65_000)),
    _refused("bomb-jpeg-wide", _headed(JPEG, 65_500, 700)),
    _refused("bomb-jpeg-scans", cache(lambda: _scans(400))),
    _refused("bomb-jpeg-progressive", _headed(encoded(drawn(), "JPEG", progressive=True), 7_000, 5_700)),
    _refused("bomb-webp", cache(lambda: encoded(Image.new("RGB", (8_000, 6_000)), "WEBP", method=0)), suffix="webp"),
    _refused("bomb-png-long", png(1, 39_999_999, zlib.compress(bytes(999))), suffix="png"),
    _refused(
        "moving-png", encoded(drawn(), "PNG", save_all=True, append_images=[drawn("L").convert("RGB")]), suffix="png"
    ),
    _refused(
        "moving-webp",
        encoded(drawn(), "WEBP", save_all=True, append_images=[drawn("L").convert("RGB")] * 3),
        suffix="webp",
    ),
    _refused("png-bad-sum", PNG[:40] + b"\xff\xff\xff\xff" + PNG[44:], suffix="png"),
    _refused(
        "png-no-data",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0)) + chunk(b"IEND", b""),
        suffix="png",
    ),
    _refused("png-depth", png(9, 9, zlib.compress(bytes(999)), depth=3), suffix="png"),
    _refused("png-kind", png(9, 9, zlib.compress(bytes(999)), kind=5), suffix="png"),
    _refused(
        "png-text-bomb",
        cache(lambda: PNG[:33] + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))) + PNG[33:]),
        suffix="png",
    ),
    _refused("large", JPEG + bytes(10 * 1024 * 1024), "E005"),
    _refused("position", encoded(drawn(), "JPEG", exif=_position()), "E604"),
    _refused("position-png", encoded(drawn(), "PNG", exif=_position()), "E604", "png"),
    _refused("position-webp", encoded(drawn(), "WEBP", exif=_position()), "E604", "webp"),
    _picture("artist", "warn", encoded(drawn(), "JPEG", exif=exif(artist="张三")), "W608"),
    _picture("tail-script", "neutralise", JPEG + b"<script>alert(1)</script>"),
    _picture("tail-zip", "neutralise", PNG + b"PK\x03\x04" + bytes(100), suffix="png"),
    _picture("tail-html", "neutralise", WEBP + b"<html><script>alert(1)</script>", suffix="webp"),
    _picture("comment", "neutralise", encoded(drawn(), "JPEG", comment=b"<script>alert(1)</script>")),
    _picture("polyglot", "neutralise", encoded(drawn(), "JPEG", comment=b"*/=alert(1);/*")),
    _picture("exif-script", "neutralise", encoded(drawn(), "JPEG", exif=exif(maker="<script>alert(1)</script>"))),
    _picture("exif-loop", "neutralise", _looped()),
    _picture("exif-crowd", "neutralise", _crowded()),
    _picture("exif-huge", "neutralise", encoded(drawn(), "JPEG", exif=exif(maker="x" * 60_000))),
    _picture("profile", "neutralise", cache(lambda: encoded(drawn(), "JPEG", icc_profile=bytes(200_000)))),
    _picture("png-many-texts", "neutralise", PNG[:33] + chunk(b"tEXt", b"a\0b") * 20_000 + PNG[33:], suffix="png"),
    _taken("jpeg", JPEG),
    _taken("png", PNG, "png"),
    _taken("webp", WEBP, "webp"),
    _taken("transparent", TRANSPARENT, "png"),
    _taken("grey", encoded(drawn("L"), "JPEG")),
    _taken("cmyk", encoded(drawn("CMYK"), "JPEG")),
    _taken("palette", encoded(drawn("P"), "PNG"), "png"),
    _taken("bits", encoded(drawn("1"), "PNG"), "png"),
    _taken("sixteen-bits", encoded(drawn("I;16"), "PNG"), "png"),
    _taken("interlaced", encoded(drawn(), "PNG", interlace=1), "png"),
    _taken("progressive", cache(lambda: encoded(drawn(size=(3_000, 2_000)), "JPEG", progressive=True))),
    _taken("lossless", encoded(drawn(), "WEBP", lossless=True), "webp"),
    _taken("turned", encoded(drawn(), "JPEG", exif=exif(orientation=6))),
    _taken("camera-maker", encoded(drawn(), "JPEG", exif=exif(maker="Maker"))),
    _taken("wrong-ending", PNG),
    _taken("telephone-twelve", cache(lambda: encoded(drawn(size=(4_000, 3_000)), "JPEG"))),
    _taken("telephone-turned", cache(lambda: encoded(drawn(size=(4_000, 3_000)), "JPEG", exif=exif(orientation=6)))),
    _taken("camera-twenty-four", cache(lambda: encoded(drawn(size=(6_000, 4_000)), "JPEG"))),
    _taken("camera-progressive", cache(lambda: encoded(drawn(size=(6_000, 4_000)), "JPEG", progressive=True))),
    _taken("camera-forty", cache(lambda: encoded(drawn(size=(7_700, 5_100)), "JPEG"))),
    _taken(
        "camera-progressive-fine",
        cache(lambda: encoded(drawn(size=(6_000, 4_000)), "JPEG", progressive=True, subsampling=0)),
    ),
    _taken("scan-png", cache(lambda: png(4_960, 3_508, flat(4_960, 3_508))), "png"),
    _taken("webp-large", cache(lambda: encoded(drawn(size=(4_000, 3_000)), "WEBP", method=0)), "webp"),
    _taken("small", encoded(drawn(size=(1, 1)), "PNG"), "png"),
    _taken("panorama", cache(lambda: encoded(drawn(size=(9_000, 2_400)), "JPEG"))),
    _refused("ribbon", cache(lambda: encoded(drawn(size=(9_000, 600)), "JPEG"))),
    _taken("second-inside", encoded(drawn(), "MPO", save_all=True, append_images=[drawn(size=(30, 15))])),
)
