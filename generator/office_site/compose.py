"""A page of the office's site from its template."""

from typing import Any

from generator.rendering.templates import Meta, compose
from generator.site.site import Page, Site

#: Beside the frame's own mark, for whoever looks at the file alone.
ROBOTS = "noindex,nofollow,noarchive"


def office_page(site: Site, template: str, *, address: str, section: str, title: str, **values: Any) -> Page:
    """`templates/office/<template>`, at `address`, in the frame of a section of `office_site.sections`."""
    meta = Meta(f"{title}（内部）。", robots=ROBOTS, styles=("pages", "office"))
    return compose(site, f"office/{template}", address=address, section=section, title=title, meta=meta, **values)
