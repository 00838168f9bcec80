"""Links of hand-written pages that lead nowhere, as far as records and pages tell; the build looks at all others."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics.problems import Position, Problem
from generator.model.kinds import KINDS
from generator.site.moved import old_addresses
from generator.site.site import Site
from generator.text.page_links import page_links

#: Pages that the program makes at the top of the site.
_MADE = ("index.html", "search.html", "submit.html", "errors.html", "sitemap.html", "404.html")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)
_LIST_PAGE = re.compile(r"^index$|^by_|(?:^|-)page-[0-9]+$")
HINT = "请核对链接；指向本专栏的页面写相对地址，例如 guide.md 或 feeds/all.rss.xml。"


def page_links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Links to other hand-written pages, records, units, tasks and pictures."""
    known = _Known.of(site)
    for guide in site.guides.values():
        for link in page_links(guide.written):
            address = re.split("[?#]", link.address, maxsplit=1)[0]
            if _ELSEWHERE.match(link.address) or not address or known.has(site, address):
                continue
            place = Position(guide.path, link.line, link.column)
            yield Problem(place, "E402", f"链接 {link.address} 没有指向任何文件。", HINT)


@dataclass(frozen=True, slots=True)
class _Known:
    """What pages may link to, as far as it is known before the site is made."""

    #: Names of kinds by their folders.
    records: Mapping[str, str]
    #: The names of pages in other folders.
    names: Mapping[str, Collection[str]]
    #: Addresses that lead on to others.
    before: Collection[tuple[str, str]]
    #: Pictures without their endings, which may change.
    pictures: Collection[str]

    @classmethod
    def of(cls, site: Site) -> "_Known":
        themes = {term.id for term in site.lists.items("themes")}
        return cls(
            {kind.folder: kind.name for kind in KINDS.values()},
            {"units": site.units, "themes": themes},
            {(folder, old) for folder, old, _new in old_addresses(site)},
            {f"images/{unit}/{file.rpartition('.')[0]}" for unit, file in site.pictures},
        )

    def has(self, site: Site, address: str) -> bool:
        """Whether there may be such a file."""
        folder, _, name = address.rpartition("/")
        stem = re.sub(r"\.(?:md|html)$", "", name)
        if folder == ".." or folder.startswith("../"):
            return False
        if folder.startswith("images/"):
            return re.sub(r"(?:\.[0-9]+)?\.[a-z]+$", "", address) in self.pictures
        if name == stem or _LIST_PAGE.search(stem):
            return True
        if not folder:
            return f"{stem}.html" in site.guides or f"{stem}.html" in _MADE
        return self._has_page(site, folder, stem)

    def _has_page(self, site: Site, folder: str, name: str) -> bool:
        if folder in self.names:
            return name in self.names[folder]
        if folder not in self.records:
            return True
        gone = any(item.id == name for item in site.lists.withdrawn) or (folder, name) in self.before
        kind = self.records[folder]
        return gone or site.catalogue.get(kind, name) is not None or (kind, name) in site.loaded.not_loaded
