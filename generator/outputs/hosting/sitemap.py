"""`sitemap.xml` with the day of each page's last change, and `robots.txt`."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from lxml import etree

from generator.site.site import File, Site

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: Site, changes: Mapping[str, date | None], guides: Iterable[str]) -> Iterator[File]:
    """Every page that search engines may keep, in the order of addresses; `changes` by address."""
    root = etree.Element("urlset", xmlns=_NAMESPACE)
    dated = {address: changed for address, changed in changes.items() if changed}
    for address in sorted([*dated, *guides]):
        entry = etree.SubElement(root, "url")
        etree.SubElement(entry, "loc").text = site.url("" if address == "index.html" else address)
        if dated.get(address):
            etree.SubElement(entry, "lastmod").text = dated[address].isoformat()
    yield File("sitemap.xml", etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
    allowed = "Disallow: /" if site.config.example else f"Allow: /\nSitemap: {site.url('sitemap.xml')}"
    yield File("robots.txt", f"User-agent: *\n{allowed}\n".encode())
