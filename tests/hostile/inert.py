"""Whether finished files hold anything active, foreign or broken: asked of bytes, not of how they were made."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from icalendar import Calendar
from lxml import etree

from generator.site.site import File

#: What our own templates and the frame use; nothing else may come of a submission.
_NAMES = """
a abbr address article aside b blockquote body br button caption circle code dd defs desc details
dialog div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i
img input label legend li line link main mark meta nav noscript ol optgroup option p path picture
pre progress rect script section select small source span strong sub summary sup svg table tbody td
template text textarea tfoot th thead time title tr u ul var
"""
TAGS = frozenset(_NAMES.split())
#: 公众号 articles have styles of their own; these words in one lead elsewhere or lie over the page.
_LOUD = re.compile(r"url|expression|javascript|import|position|fixed|\\|z-index|behavior", re.IGNORECASE)
_ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href", "background")
#: Blocks that browsers only keep; what stands in them has to be JSON.
_DATA = ("application/ld+json", "application/json")
_SCHEMES = ("", "http", "https", "tel", "mailto", "webcal")


class _Reader(HTMLParser):
    """Notes what should not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in given.items():
            if name.startswith("on") or name in ("srcdoc", "autofocus") or (name == "style" and _LOUD.search(value)):
                self.faults.append(f"<{tag} {name}={value[:40]}>")
            if name in _ADDRESSES and _scheme(value) not in _SCHEMES and not value.startswith("data:image/"):
                self.faults.append(f"<{tag} {name}={value[:60]}>")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.faults.append("<meta refresh>")
        if tag == "script":
            self._script = given.get("type", "text/javascript")
            if "src" not in given and self._script not in _DATA:
                self.faults.append("<script>")
            elif _scheme(given.get("src", "")) or given.get("src", "").startswith("//"):
                self.faults.append(f"<script src={given['src']}>")
        else:
            self._script = ""

    def handle_endtag(self, _tag: str) -> None:
        self._script = ""

    def handle_data(self, data: str) -> None:
        if self._script in _DATA and data.strip():
            json.loads(data)


def _scheme(address: str) -> str:
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme.lower()
    except ValueError:
        return "?"


def faults(files: list[File]) -> Iterator[str]:
    """Everything in the files that runs, leads out, or cannot be read again."""
    for file in files:
        try:
            yield from (f"{file.path}: {fault}" for fault in _faults(file))
        except Exception as error:  # noqa: BLE001  # a file that can't be read is a fault, whatever the reader says
            yield f"{file.path}: {type(error).__name__} {error}"


def _faults(file: File) -> Iterator[str]:
    ending = file.path.rpartition(".")[2]
    if ending == "html":
        reader = _Reader()
        reader.feed(file.content.decode())
        reader.close()
        yield from reader.faults
    elif ending in ("xml", "opml", "svg"):
        yield from _xml_faults(file.content)
    elif ending in ("json", "webmanifest"):
        json.loads(file.content)
    elif ending == "ics":
        calendar = Calendar.from_ical(file.content)
        yield from (f"holds {part.name}" for part in calendar.subcomponents if part.name not in ("VEVENT", "VTIMEZONE"))
    elif ending == "csv":
        rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
        yield from (f"formula {cell}" for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r＝＋－＠")))
    elif ending == "js" and file.path.startswith("search/") and b"<" in file.content:
        yield "a tag in a script"


def _xml_faults(content: bytes) -> Iterator[str]:
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if b"<!DOCTYPE" in content:
        yield "a document type"
    for node in tree.iter():
        if isinstance(node.tag, str) and etree.QName(node).localname in ("script", "foreignObject"):
            yield f"<{node.tag}>"
        for name, value in node.attrib.items():
            if str(name).startswith("on") or _scheme(str(value)) in ("javascript", "data", "vbscript"):
                yield f"{name!r}={value!r}"
        # What a reader of feeds takes for HTML: of Atom what says so, of RSS all of these.
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        is_html = node.get("type") == "html" or (node.tag in ("title", "description") or name == "encoded")
        if node.text and is_html and "<" in node.text:
            reader = _Reader()
            reader.feed(node.text)
            yield from (f"in the text: {fault}" for fault in reader.faults)
