"""Links of hand-written pages that lead nowhere, as far as records and pages tell; the build looks at all others."""

import re
from collections.abc import Iterator

from generator.diagnostics.problems import Position, Problem
from generator.model.kinds import KINDS
from generator.site.moved import old_addresses
from generator.site.site import Site
from generator.text.page_links import page_links

#: Pages that the program makes at the top of the site.
_MADE = ("index.html", "search.html", "submit.html", "errors.html", "sitemap.html", "404.html")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)
_LIST_PAGE = re.compile(r"index|page-[0-9]+")
HINT = "请核对链接；指向本专栏的页面写相对地址，例如 guide.md 或 feeds/all.rss.xml。"


def page_links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Links to other hand-written pages, and to records."""
    records = {kind.folder: kind.name for kind in KINDS.values()}
    gone = {item.id for item in site.lists.withdrawn}
    before = {(folder, old) for folder, old, _new in old_addresses(site)}
    for guide in site.guides.values():
        for link in page_links(guide.written):
            address = re.split("[?#]", link.address, maxsplit=1)[0]
            if _ELSEWHERE.match(link.address) or not address.endswith((".md", ".html")):
                continue
            page = f"{address.removesuffix('.md').removesuffix('.html')}.html"
            folder, _, name = page.removesuffix(".html").rpartition("/")
            if not folder:
                there = page in site.guides or page in _MADE
            elif folder in records and not _LIST_PAGE.fullmatch(name):
                there = (
                    name in gone or (folder, name) in before or site.catalogue.get(records[folder], name) is not None
                )
                there = there or (records[folder], name) in site.loaded.not_loaded
            else:
                there = True
            if not there:
                place = Position(guide.path, link.line, link.column)
                yield Problem(place, "E402", f"链接 {link.address} 没有指向任何文件。", HINT)
