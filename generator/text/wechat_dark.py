"""What the platform's dark mode makes of an article's colours, so that a preview can show it.

The platform has published its method (github.com/wechatjs/mp-darkmode): colours are compared by perceived brightness
(0 to 255); the page becomes #191919, a panel of neutral light grey is turned over, a tinted one only toned down to a
glaring 190, and text is moved until it stands out. Here for opaque colours, text on the page or on a neutral panel.
"""

import colorsys
from collections.abc import Iterable, Iterator

from generator.text.wechat_allowlist import declarations

#: The page and its text in dark mode.
PAGE, TEXT = "#191919", "#a3a3a3"
#: Brightness from which a colour counts as white; that of a toned-down panel; what text must differ from the page by.
_WHITE, _TONED_DOWN, _LEAST = 250, 190, 65
#: Lightness in percent: up to here text is turned over; panels of less are lifted to the second.
_DARK_TEXT, _DARK_PANEL = 40, 22
#: What text turned over adds up to, with itself as it was.
_TURNED_OVER = 90

_RGB = tuple[float, float, float]


def rules(styles: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """For each colour of the styles the selectors of its elements, and what dark mode puts in its place."""
    seen: dict[tuple[str, ...], str] = {}
    for css in styles:
        for name, value in declarations(css):
            colour = value.rpartition(" ")[2]
            if name == "color":
                seen[f'[style^="color:{value}"]', f'[style*=";color:{value}"]'] = f"color:{text(value)}"
            elif name == "background-color":
                seen[(f'[style*="background-color:{value}"]',)] = f"background-color:{panel(value)}"
            elif name.startswith("border") and colour.startswith(("#", "rgb")):
                seen[(f'[style*=" {colour}"]',)] = f"border-color:{text(colour)}"
    yield from seen.items()


def text(colour: str) -> str:
    """A colour of text or of a line on the dark page."""
    rgb = _read(colour)
    most = _brightness(_read(TEXT))
    page = _brightness(_read(PAGE))
    if _brightness(rgb) >= _WHITE:
        return colour
    if abs(_brightness(rgb) - page) < _LEAST:
        hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb))
        if lightness * 100 <= _DARK_TEXT:
            turned = colorsys.hls_to_rgb(hue, _TURNED_OVER / 100 - lightness, saturation)
            rgb = (turned[0] * 255, turned[1] * 255, turned[2] * 255)
        if abs(_brightness(rgb) - page) < _LEAST:
            rgb = _at(page + _LEAST, rgb)
    return _written(_at(most, rgb) if _brightness(rgb) > most else rgb)


def panel(colour: str) -> str:
    """A background."""
    rgb = _read(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb))
    if (not saturation and lightness * 100 > _DARK_TEXT) or _brightness(rgb) > _WHITE:
        page = colorsys.rgb_to_hls(*(part / 255 for part in _read(PAGE)))[1]
        grey = min(1.0, 1 + page - lightness) * 255
        return _written((grey, grey, grey))
    if _brightness(rgb) > _TONED_DOWN:
        return _written(_at(_TONED_DOWN, rgb))
    if lightness * 100 < _DARK_PANEL:
        lifted = colorsys.hls_to_rgb(hue, _DARK_PANEL / 100, saturation)
        return _written((lifted[0] * 255, lifted[1] * 255, lifted[2] * 255))
    return colour


def _at(brightness: float, rgb: _RGB) -> _RGB:
    """The same hue at that brightness; what can't grow any more leaves the rest to green, then red, then blue."""
    ratio = brightness / _brightness(rgb)
    red, green, blue = (min(255.0, part * ratio) for part in rgb)
    if green == 0 or red == 255 or blue == 255:
        green = (brightness * 1000 - red * 299 - blue * 114) / 587
    elif red == 0:
        red = (brightness * 1000 - green * 587 - blue * 114) / 299
    elif blue == 0 or green == 255:
        blue = (brightness * 1000 - red * 299 - green * 587) / 114
    return red, green, blue


def _brightness(rgb: _RGB) -> float:
    """As the W3C has it (AERT): 0 to 255."""
    return (rgb[0] * 299 + rgb[1] * 587 + rgb[2] * 114) / 1000


def _read(colour: str) -> _RGB:
    """`#rrggbb` or `rgb(r,g,b)`, the two forms that house styles may use."""
    if colour.startswith("rgb"):
        red, green, blue = (float(part) for part in colour[4:-1].split(","))
        return red, green, blue
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(rgb: _RGB) -> str:
    return "#" + "".join(f"{max(0, min(255, round(part))):02x}" for part in rgb)
