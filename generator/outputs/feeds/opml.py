"""Feeds in one file, for readers that take them in one go (OPML 2.0, FEED-17)."""

from collections.abc import Iterable, Iterator

from lxml import etree

from generator.outputs.feeds.channel import host
from generator.outputs.feeds.feeds import feed_list, feed_title
from generator.rendering.templates import FeedLink
from generator.site.site import File, Site

#: The feeds by kind, and every feed there is.
BY_KIND, EVERYTHING = "feeds.opml", "feeds-all.opml"


def opml(site: Site) -> Iterator[File]:
    """A file of the feeds by kind, which hold every record once, and one of all feeds for who wants to choose.

    A record is in several feeds with the same id. Readers show it once and count it in all: whoever took everything
    would see most feeds empty.
    """
    feeds = list(feed_list(site))
    yield _file(site, BY_KIND, [feed for feed in feeds if feed[0] == "栏目"])
    yield _file(site, EVERYTHING, feeds)


def _file(site: Site, path: str, feeds: Iterable[tuple[str, FeedLink, str]]) -> File:
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = f"{site.config.title}订阅源" + (
        f"（{notice}）" if (notice := site.config.notice) else ""
    )
    etree.SubElement(head, "ownerName").text = host(site)
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {}
    for sort, link, page in feeds:
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
    return File(path, etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
