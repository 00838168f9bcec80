"""Reads submitted pictures: only pictures, bounded, and written anew without any metadata."""

import contextlib
import io
import struct
import warnings
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError, features

from generator.diagnostics.messages import HEIC
from generator.diagnostics.problems import Position, Problem
from generator.images.picture import MAX_BYTES, MAX_SIDE, SMALLER, Picture
from generator.yaml_source.reader import read_bounded

MAX_PIXELS = 40_000_000
#: These are decoded whole before they are made smaller, WebP four times over.
MOST_PIXELS = {"PNG": 25_000_000, "WEBP": 12_500_000}
#: A progressive JPEG is kept as coefficients of two bytes until its last scan is read.
MOST_COEFFICIENTS = 75_000_000
#: Of a colour profile; printers' have half a megabyte.
MAX_PROFILE = 4 * 1024 * 1024
#: A progressive JPEG is usually written in ten scans; a small file may hold thousands, each as slow as a picture.
MAX_SCANS = 60
_SCAN = b"\xff\xda"
FORMATS = ("JPEG", "PNG", "WEBP")
#: What Pillow raises for damaged pictures, some of it from deep inside.
_FAULTS = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, MemoryError, EOFError, struct.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)


#: What pictures of these formats begin with, though there may be nothing behind it.
_BEGINNINGS = (b"\xff\xd8", b"\x89PNG", b"RIFF")
#: Latitude, longitude and what else of the position tells where.
_POSITION = frozenset({2, 4, 20, 22, 28})
_PERSONS = (
    ("拍摄人的姓名", {ExifTags.Base.Artist, ExifTags.Base.XPAuthor, ExifTags.Base.CameraOwnerName}),
    ("设备编号", {ExifTags.Base.BodySerialNumber, ExifTags.Base.LensSerialNumber}),
)
_STRIP = (
    "请去掉再交：在电脑上右键点图片，选“属性、详细信息、删除属性和个人信息”；"
    "或用画图打开，另存为 PNG 图片；手机上分享时关掉“位置”。"
)
#: As cameras write it: how the picture has to be turned.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: A narrower side than this can't be read any more.
NARROWEST = 320
#: Of what is narrower than that already, so much has to be left.
STRIP = 100
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)
_SIZE = (
    f"图片太大：长宽相乘超过 {MAX_PIXELS // 10_000} 万像素。",
    f"请缩小到长边 {MAX_SIDE} 像素左右再提交，网页上不会显示得更大。",
)


class _RefusedError(ValueError):
    """A picture that could be read but is not wanted."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


#: Narrower forms that a telephone may take instead; a form is made only if the picture is wider.
WIDTHS = (480, 960)


def codecs() -> str:
    """The libraries that encode pictures, with their versions: another one writes other bytes."""
    found = (features.version_codec("jpg"), features.version_codec("zlib"), features.version_module("webp"))
    return f"{found} {features.version_feature('libjpeg_turbo')}"


def read_picture(file: Path, name: str) -> tuple[Picture | None, Problem | None]:
    """Read one picture; `name` is how problems call it."""
    raw, problem = read_bounded(file, name, MAX_BYTES, SMALLER)
    return picture_of(raw, name) if raw is not None else (None, problem)


def picture_of(raw: bytes, name: str) -> tuple[Picture | None, Problem | None]:
    """The same of the bytes of a file."""
    try:
        return _encode(raw), _personal_metadata(raw, name)
    except _FAULTS as error:
        return None, Problem(Position(name), "E306", *_words(error, raw))


def _personal_metadata(raw: bytes, name: str) -> Problem | None:
    """What a picture's metadata say of where and by whom it was taken (ID-22): none goes out, but all see the file."""
    places, persons = _metadata(raw)
    if places:
        return Problem(Position(name), "E604", "图片里记着拍摄位置。", _STRIP)
    if persons:
        return Problem(Position(name), "W608", f"图片里记着{'、'.join(persons)}。", _STRIP)
    return None


def _metadata(raw: bytes) -> tuple[bool, list[str]]:
    """Whether there is a position, and what there is of persons and devices. Damaged metadata is no matter."""
    with warnings.catch_warnings(), contextlib.suppress(*_FAULTS):
        warnings.simplefilter("ignore")
        given = Image.open(io.BytesIO(raw), formats=FORMATS)
        xmp = bytes(given.info.get("xmp") or b"")
        exif = given.getexif()
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        tags = {tag for tag, value in (*exif.items(), *inner.items()) if str(value).strip("\0 ")}
        position = any(tag in _POSITION for tag in exif.get_ifd(ExifTags.IFD.GPSInfo)) or b"GPSLatitude" in xmp
        return position, [word for word, wanted in _PERSONS if wanted & tags]
    return False, []


def _words(error: Exception, raw: bytes) -> tuple[str, str]:
    """What is wrong with a picture that could not be read, and what to do."""
    if isinstance(error, _RefusedError):
        return error.message, error.hint
    if isinstance(error, _TOO_LARGE):
        return _SIZE
    if raw[4:8] == b"ftyp":
        return "打不开：这不是 JPG、PNG 或 WebP 图片。", HEIC
    if raw and isinstance(error, UnidentifiedImageError) and not raw.startswith(_BEGINNINGS):
        return "打不开：这不是 JPG、PNG 或 WebP 图片。", "请用看图软件另存为 JPG 或 PNG；只改文件名的后缀没有用。"
    message = "打不开：图片文件残缺或已损坏。" if raw else "这个图片文件是空的。"
    return message, "请从相机、手机或原稿重新复制一份，先确认能正常打开。"


def _encode(raw: bytes) -> Picture:
    with warnings.catch_warnings():
        # Damaged metadata is no matter: none of it is kept.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        given = Image.open(io.BytesIO(raw), formats=FORMATS)
        _bounded(given, raw)
        opaque = given.mode in (*_OPAQUE, *_DEEP) and "transparency" not in given.info
        image = _small(given, "RGB" if opaque else "RGBA")
    # Made from the bare pixels, so that nothing else of what was submitted goes out.
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    narrower = {
        width: _bytes(bare.resize((width, max(1, round(bare.height * width / bare.width))), Image.Resampling.LANCZOS))
        for width in WIDTHS
        if width < bare.width
    }
    return Picture(_bytes(bare), ".jpg" if opaque else ".png", bare.width, bare.height, narrower)


#: Modes without transparency, and those of 16 bits for each point.
_OPAQUE = ("RGB", "L", "CMYK", "YCbCr", "1")
_DEEP = ("I", "I;16", "I;16B", "I;16L")


def _bounded(given: Image.Image, raw: bytes) -> None:
    """Refuse by the head what would take too much memory or time to decode."""
    most = MOST_PIXELS.get(given.format or "", MAX_PIXELS)
    if given.mode in _DEEP:
        most //= 2
    if given.info.get("progressive"):
        most = MOST_COEFFICIENTS // len(given.getbands())
    if given.width * given.height > most:
        message = f"图片太大：长宽相乘超过 {most // 10_000} 万像素。"
        raise _RefusedError(message, _SIZE[1])
    long, narrow = max(given.size), min(given.size)
    shrunk = narrow * MAX_SIDE / long
    if narrow >= NARROWEST > shrunk or (long > MAX_SIDE and shrunk < STRIP):
        message = f"图片又长又窄（{given.width}×{given.height}），缩小后看不清上面的字。"
        raise _RefusedError(message, "请截成几张，每张的长边不超过短边的 4 倍；整篇是文字的，请把文字写进正文。")
    # Telephones put a second picture into a JPEG; in the other formats more frames move.
    frames = 1 if given.format in ("JPEG", "MPO") else getattr(given, "n_frames", 1)
    if frames > 1:
        raise _RefusedError(f"这是动图，有 {frames} 帧。", "请截取其中一帧，存成静止的 JPG 或 PNG。")
    if raw.count(_SCAN) > MAX_SCANS:
        raise _RefusedError("图片分了太多遍保存，打开它要很久。", "请用看图软件另存为 JPG 或 PNG。")


def _small(given: Image.Image, mode: str) -> Image.Image:
    """The picture upright, no larger than pages show it; at no time is there a second large one in memory."""
    # A JPEG can be decoded at a half, a quarter, an eighth: so that no less than twice the wanted size is left.
    gap = 1 if given.info.get("progressive") else 2
    scale = gap * MAX_SIDE / max(given.size)
    given.draft(None, (round(given.width * scale), round(given.height * scale)))
    given.load()
    shallow = given.convert("I").point(lambda value: value * (1 / 257)).convert("L") if given.mode in _DEEP else given
    profile = given.info.get("icc_profile")
    # Ink is turned into light by its own profile, if it has one.
    image = shallow if shallow.mode == mode or (shallow.mode == "CMYK" and profile) else shallow.convert(mode)
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    image = _in_srgb(image, profile, mode)
    turned = _TURNS.get(given.getexif().get(ExifTags.Base.Orientation, 1))
    return image if turned is None else image.transpose(turned)


def _in_srgb(image: Image.Image, profile: bytes | None, mode: str) -> Image.Image:
    """The colours that were meant: other profiles are left behind, so what they say is worked in first."""
    if not profile or len(profile) > MAX_PROFILE:
        return image if image.mode == mode else image.convert(mode)
    with contextlib.suppress(*_FAULTS, ImageCms.PyCMSError):
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = own.profile.xcolor_space.strip()
        if space == "CMYK" and image.mode == "CMYK":
            return _converted(image, own)
        if space == "RGB" and image.mode in ("RGB", "RGBA") and "sRGB" not in ImageCms.getProfileDescription(own):
            made = _converted(image.convert("RGB"), own)
            if image.mode == "RGBA":
                made.putalpha(image.getchannel("A"))
            return made
    return image if image.mode == mode else image.convert(mode)


def _converted(image: Image.Image, own: ImageCms.ImageCmsProfile) -> Image.Image:
    made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert made is not None  # it is so only where the picture is changed in place
    return made


def _bytes(image: Image.Image) -> bytes:
    out = io.BytesIO()
    if image.mode == "RGB":
        image.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    else:
        image.save(out, "PNG", optimize=True)
    return out.getvalue()
