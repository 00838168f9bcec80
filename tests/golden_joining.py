"""The golden files put together again: what a built site must be, byte for byte.

Each frame, each page's own part and each entry of a feed is kept once under `tests/golden` (`golden_blessing.py`). This
does not use the program's own joining, whose faults would cancel themselves.
"""

import json
import re
from functools import cache
from html import escape, unescape
from posixpath import dirname, relpath

from places import GOLDEN

from generator.images import qr

#: Lines of a frame where a page's own parts stand; the second one also divides them in the page's file.
HEAD, ARTICLE = "<!-- head -->", "<!-- article -->"
#: In a frame an address begins with this and goes on from the site's root.
_FROM_ROOT = re.compile(r'(?<==")@/([^"]*)')
_TEXT_OF = re.compile(r"@text (\S+)@")
#: Stands for the drawing of an address as a QR code, which `test_qr.py` reads; the address follows.
CODE = "@qr@"
AFTER_CODE = "<p>扫码看本页<br>"
_CODE = re.compile(f"{CODE}{AFTER_CODE}([^<]*)")
#: A feed in its three forms, as the head of a page names it: by its address and title.
FORMS = (("rss+xml", "rss.xml"), ("atom+xml", "atom.xml"), ("feed+json", "json"))
_FEED = re.compile(r"@feed (\S+) (.*)@\n")
#: The picture that most pages have for who passes them on.
CARD = "@card@\n"
CARD_OF = (
    '<meta property="og:image" content="https://test.example.org/zt/wlx/assets/images/card.png">\n'
    '<meta property="og:image:alt" content="试验专栏：供测试用的专栏，其中的内容都是编造的">\n'
)
_ENTRY = re.compile(r"@entry (\S+) (\d+)(,?)\n")
#: Stands in an entry's form for its text, and how each form escapes it.
TEXT = "@text@"
ESCAPED = {
    "atom": lambda text: escape(text, quote=False),
    "rss": lambda text: escape(text, quote=False),
    "json": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
}


def lines(text: str) -> list[str]:
    """With their ends; only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def changed(text: str, changes: str) -> str:
    """The text with each block of `-` lines, which stands there exactly once, replaced by the `+` lines that follow."""
    found = []
    for block in re.findall(r"((?:-.*\n)+)((?:\+.*\n)*)", changes):
        old, new = ("".join(line[1:] for line in lines(part)) for part in block)
        assert f"\n{text}".count(f"\n{old}") == 1, old
        found.append((f"\n{text}".index(f"\n{old}"), old, new))
    # From the end, so that what is put in is not taken for what was there.
    for start, old, new in sorted(found, reverse=True):
        text = text[:start] + new + text[start + len(old) :]
    return text


@cache
def frame(name: str) -> str:
    folder = GOLDEN / "frames"
    whole = folder / f"{name}.html"
    if whole.exists():
        return whole.read_text(encoding="utf-8")
    return changed(frame("base"), (folder / f"{name}.changes").read_text(encoding="utf-8"))


def page(path: str, own: str) -> str:
    """The page of this address, from its own part."""
    name, parts = own.split("\n", 1)
    head, article = parts.split(f"{ARTICLE}\n")
    above = dirname(path) or "."
    head = _FEED.sub(lambda found: alternates(found[1], found[2]), head).replace(CARD, CARD_OF)
    article = _CODE.sub(lambda found: found[0].replace(CODE, drawn(found[1])), article)
    article = _TEXT_OF.sub(lambda found: entry(found[1])["text"], article)
    _frame, name, root = name.split(" ")
    text = _FROM_ROOT.sub(lambda found: root + found[1] if root else relpath(found[1], above), frame(name))
    return text.replace(f"{HEAD}\n", head).replace(f"{ARTICLE}\n", article)


def alternates(address: str, title: str) -> str:
    """What the head of a page says of a feed."""
    return "".join(
        f'<link rel="alternate" type="application/{form}" title="{title}" href="{address}.{ending}">\n'
        for form, ending in FORMS
    )


def drawn(address: str) -> str:
    """An address, as it stands in HTML, as the QR code of its page."""
    return qr.svg(unescape(address), "本页网址的二维码")


@cache
def entry(key: str) -> dict[str, str]:
    """The forms of an entry, each under its name, with its text inside."""
    kept = (GOLDEN / "entries" / f"{key}.txt").read_text(encoding="utf-8")
    forms = dict(re.findall(r"^== (.*)\n(.*)\n", kept, re.MULTILINE))
    for name in forms.keys() - {"text"}:
        forms[name] = forms[name].replace(TEXT, ESCAPED[name.split()[1]](forms["text"]))
    return forms


def feed(path: str, own: str) -> str:
    """The feed of this address, from its channel and the keys of its entries."""
    form = path.split(".")[1]
    return _ENTRY.sub(lambda found: entry(found[1])[f"{found[2]} {form}"] + found[3] + "\n", own)


def kept(name: str) -> dict[str, bytes]:
    """What is kept of a site, by the way it is joined and its address; of `empty` only what differs from `complete`."""
    folder = GOLDEN / name
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    if name == "complete":
        return found
    absent = found.pop("ABSENT").decode().splitlines()
    below = {path: content for path, content in kept("complete").items() if path not in absent}
    for path in [path for path in found if path.startswith("changes/")]:
        own = path.removeprefix("changes/")
        found[own] = changed(below[own].decode(), found.pop(path).decode()).encode()
    return below | found


def joined(name: str) -> dict[str, bytes]:
    """The whole site."""
    ways = {"pages": page, "feeds": feed}
    files = {}
    for path, content in kept(name).items():
        way, address = path.split("/", 1)
        files[address] = ways[way](address, content.decode()).encode() if way in ways else content
    return files


def witnesses() -> dict[str, bytes]:
    """Three files as they are, in case that cutting and joining err alike."""
    whole = GOLDEN / "whole"
    return {path.relative_to(whole).as_posix(): path.read_bytes() for path in whole.rglob("*") if path.is_file()}
