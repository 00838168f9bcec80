"""What the W3C's feed validator says of a feed, as rules of our own: it is in no package, so its findings stand here.

Errors and warnings for RSS 2.0 and Atom; names in brackets are the validator's own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import html5lib
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}"
_DANGEROUS = {"script", "iframe", "object", "embed", "form", "meta", "style", "link", "applet", "svg", "base"}
#: A style is taken for an attack if anything but this stands in it: a minus only between letters or figures.
_STYLE = re.compile(r"""([:,;#%.\sa-zA-Z0-9!]|\w-\w|'[\s\w]+'|"[\s\w]+"|\([\d,\s]+\))*""")


def findings(content: bytes, address: str) -> Iterator[str]:
    """What the validator would say of a feed that lies at `address`."""
    root = etree.fromstring(content)
    items = [*root.iter("item"), *root.iter(f"{ATOM}entry")]
    links = root.findall(f".//{ATOM}link")
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    if own != [address]:
        yield f"SelfDoesntMatchLocation: {own}"
    ids = Counter(item.findtext("guid") or item.findtext(f"{ATOM}id") for item in items)
    yield from (f"DuplicateIds: {name}" for name, count in ids.items() if count > 1)
    updated = Counter(item.findtext(f"{ATOM}updated") for item in items if item.find(f"{ATOM}updated") is not None)
    yield from (f"DuplicateUpdated: {moment}" for moment, count in updated.items() if count > 1)
    for item in items:
        yield from _of_item(item)


def _of_item(item: etree._Element) -> Iterator[str]:
    names = [etree.QName(child).localname for child in item]
    if names.count("enclosure") > 1:
        yield "DuplicateEnclosure"
    if item.find("author") is not None and "@" not in str(item.findtext("author")):
        yield "InvalidContact: author without an e-mail"
    if item.find(f".//{MEDIA}group") is not None:
        yield "MediaGroupWithoutAlternatives"
    if item.tag == "item":
        if names.index("description") > (names.index("encoded") if "encoded" in names else len(names)):
            yield "NeedDescriptionBeforeContent"
        date = str(item.findtext("pubDate"))
        if f"{parsedate_to_datetime(date):%a, %d %b %Y %H:%M:%S %z}" != date:
            yield f"InvalidRFC2822Date: {date}"
    alternates = [link for link in item.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if item.tag != "item" and len(alternates) != 1:
        yield "DuplicateAlternateLink"
    for body in (item.findtext(CONTENT), item.findtext(f"{ATOM}content"), item.findtext("description")):
        yield from _of_html(body or "")


def _of_html(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    for element in parser.parseFragment(html).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _DANGEROUS:
            yield f"SecurityRisk: {element.tag}"
        for name, value in element.items():
            if name.startswith("on"):
                yield f"SecurityRiskAttr: {name}"
            if name == "style" and not _STYLE.fullmatch(value):
                yield f"DangerousStyleAttr: {value}"
            if name in ("href", "src") and not re.match("https?://|mailto:|data:image/", value):
                yield f"ContainsRelRef: {value}"
