"""All feeds in one file, for readers that take them in one go (OPML 2.0, FEED-17)."""

from collections.abc import Iterator

from lxml import etree

from generator.outputs.feeds.channel import host
from generator.outputs.feeds.feeds import feed_list, feed_title
from generator.site.site import File, Site


def opml(site: Site) -> Iterator[File]:
    """`feeds.opml`: the feeds in the groups of the page for people."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = f"{site.config.title}订阅源"
    etree.SubElement(head, "ownerName").text = host(site)
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {}
    for sort, link, page in feed_list(site):
        if sort not in groups:
            groups[sort] = etree.SubElement(body, "outline", text=sort, title=sort)
        etree.SubElement(
            groups[sort],
            "outline",
            type="rss",
            text=link.title,
            title=feed_title(site, link),
            xmlUrl=site.url(f"{link.path}.rss.xml"),
            htmlUrl=site.url(page),
            language=site.config.language,
        )
    yield File("feeds.opml", etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
