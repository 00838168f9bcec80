"""What an engine gives, whichever it is: frames for our pages, hand-written pages, and the files that both need."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.config import SiteConfig
from generator.rendering.frames import Frame, split, with_policy
from generator.rendering.js_bundles import bundled
from generator.rendering.minifier import minified
from generator.rendering.page_tools import mistake_report, page_tools
from generator.site.site import File, Guide, Section

#: Hand-written pages, in the order of the menu; others follow by name.
GUIDE_ORDER = ("guide.html", "subscribe.html", "sources.html", "about.html")
OWN_GROUP = "投稿与转载"
STYLESHEET = "assets/site.css"
#: For the office's own site alone.
OFFICE_STYLES = "assets/css/office.css"
MISSING = "404.html"
#: Our styles that all pages share go out as one file, by their numbers. Others go out as they are, for single kinds of
#: page that ask for them (`Meta.styles`).
OWN_STYLES = re.compile(r"^assets/css/[0-9]{2}-")


@dataclass(frozen=True, slots=True)
class Theme:
    """A frame for each section, finished pages, and the files that they load."""

    frames: Mapping[str, Frame]
    pages: tuple[File, ...]
    files: tuple[File, ...]


def theme_of(html: Mapping[str, str], sections: Iterable[Section], files: Iterable[File], stylesheet: str) -> Theme:
    """The theme of finished documents by address: those of sections become frames, the others are pages."""
    names = {section.frame_address: section.name for section in sections}
    return Theme(
        frames={names[address]: split(text) for address, text in html.items() if address in names},
        pages=tuple(File(name, with_policy(text).encode()) for name, text in html.items() if name not in names),
        files=(*map(minified, bundled(files)), minified(File(STYLESHEET, stylesheet.encode()))),
    )


def frame_values(
    config: SiteConfig, sections: Iterable[Section], guides: Mapping[str, Guide], *, internal: bool
) -> dict[str, Any]:
    """What the templates of frames and hand-written pages know of the column, whichever engine fills them."""
    return {
        "column": config.model_dump(),
        "internal": internal,
        "sections": [section.name for section in sections],
        "report": mistake_report(config.government, config.title, config.site_url),
        "tools": {
            address: page_tools(config, guide.settings.get("title", config.title), config.site_url + address)
            for address, guide in guides.items()
        },
    }


def source_name(address: str) -> str:
    """The Markdown file of a page."""
    return address.removesuffix(".html") + ".md"


def menu_groups(guides: Mapping[str, Guide]) -> dict[str, list[str]]:
    """The parts of the menu that hand-written pages make, with their addresses; what is about the column last."""
    groups: dict[str, list[str]] = {}
    for address in in_menu_order(guides):
        groups.setdefault(guides[address].group, []).append(address)
    own = groups.pop("", [])
    return {**groups, OWN_GROUP: own} if own else groups


def in_menu_order(addresses: Iterable[str]) -> list[str]:
    """The addresses of hand-written pages, as the menu has them."""
    return sorted(addresses, key=lambda name: (GUIDE_ORDER.index(name) if name in GUIDE_ORDER else 99, name))
