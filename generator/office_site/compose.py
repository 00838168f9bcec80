"""A page of the office's site from its template."""

from typing import Any

from generator.rendering.templates import Meta, compose
from generator.site.site import Page, Site

#: Beside the frame's own mark, for whoever looks at the file alone.
ROBOTS = "noindex,nofollow,noarchive"


def office_page(site: Site, template: str, *, address: str, section: str, title: str, **values: Any) -> Page:
    """`templates/desk/<template>`, at `address`, in the frame of a section of `desk.sections`."""
    meta = Meta(f"{title}（内部）。", robots=ROBOTS, styles=("pages", "desk"))
    return compose(site, f"desk/{template}", address=address, section=section, title=title, meta=meta, **values)
