"""All feeds in one file, for readers that take them in one go (OPML 2.0)."""

from collections.abc import Iterator

from lxml import etree

from generator.outputs.feeds import feed_groups, page_of
from generator.site import File, Site


def opml(site: Site) -> Iterator[File]:
    """`feeds.opml`."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = f"{site.config.title}订阅源"
    etree.SubElement(head, "ownerName").text = site.lists.units[site.config.host_unit].name
    body = etree.SubElement(root, "body")
    for link, found in feed_groups(site):
        if found:
            etree.SubElement(
                body,
                "outline",
                type="rss",
                text=link.title,
                title=f"{site.config.title}·{link.title}",
                xmlUrl=site.url(f"{link.path}.rss.xml"),
                htmlUrl=site.url(page_of(link)),
                language=site.config.language,
            )
    yield File("feeds.opml", etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
