"""The plain engine: frames and hand-written pages by our own templates and a style sheet of our own, no MkDocs.

The templates are the same (`main.html`, `404.html`, `partials/`): they find here what MkDocs would give them.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context

from generator.model.config import SiteConfig
from generator.rendering.compiled_templates import CompiledTemplates
from generator.rendering.plain_markdown import Heading, rendered
from generator.rendering.theme import MISSING, OWN_STYLES, Theme, frame_values, menu_groups, theme_of
from generator.runtime.packaged import packaged, template_folders
from generator.site.site import File, Guide, Section

_ASSETS = "assets"
#: Every run has an environment of its own, with the column's addresses.
_COMPILED = CompiledTemplates("plain")


@dataclass(eq=False)
class _Entry:
    """An entry of the menu, and the page that it leads to; `children` make it a group."""

    title: str
    url: str = ""
    children: list["_Entry"] = field(default_factory=list)
    parent: "_Entry | None" = None
    active: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)
    content: str = ""
    toc: list[SimpleNamespace] = field(default_factory=list)
    canonical_url: str = ""


def plain_theme(
    root: Path, config: SiteConfig, sections: tuple[Section, ...], guides: Mapping[str, Guide], *, internal: bool
) -> Theme:
    """Frames and hand-written pages in memory."""
    folders = template_folders(root)
    frames = [_Entry(section.title, section.frame_address, meta={"frame": True}) for section in sections]
    groups = {
        name: [_page(address, guides[address]) for address in addresses]
        for name, addresses in menu_groups(guides).items()
    }
    menu = [entry for entry, section in zip(frames, sections, strict=True) if section.in_menu]
    for name, children in groups.items():
        menu.append(_Entry(name, children=children))
        for page in children:
            page.parent = menu[-1]
    extra = frame_values(config, sections, guides, internal=internal)
    about = {"site_name": config.title, "site_description": config.description, "extra": extra}
    values = {"config": about, "nav": SimpleNamespace(items=menu, homepage=_Entry("", "index.html"))}
    template = _environment(folders, config)
    html = {entry.url: _document(template, entry, config, values) for entry in (*frames, *chain(*groups.values()))}
    html[MISSING] = template.get_template(MISSING).render(**values, page=None)
    styles, files = _assets(folders)
    return theme_of(html, sections, files, styles)


def _page(address: str, guide: Guide) -> _Entry:
    content, headings = rendered(guide.body)
    title = guide.settings.get("title") or next((one.title for one in headings if one.level == 1), address)
    return _Entry(title, address, meta=guide.settings, content=content, toc=_nested(headings))


def _nested(headings: Sequence[Heading]) -> list[SimpleNamespace]:
    """Each heading below the last one of a lower level."""
    top = SimpleNamespace(level=0, children=[])
    way = [top]
    for one in headings:
        while way[-1].level >= one.level:
            way.pop()
        item = SimpleNamespace(level=one.level, url=one.url, title=one.title, children=[])
        way[-1].children.append(item)
        way.append(item)
    return list(top.children)


def _document(template: Environment, entry: _Entry, config: SiteConfig, values: Mapping[str, Any]) -> str:
    """One document, with its entry of the menu lit."""
    lit = [entry, *([entry.parent] if entry.parent else [])]
    for one in lit:
        one.active = True
    entry.canonical_url = config.site_url + entry.url
    html = template.get_template("main.html").render(**values, page=entry)
    for one in lit:
        one.active = False
    return html


def _environment(folders: tuple[Path, ...], config: SiteConfig) -> Environment:
    """As MkDocs has it: the templates escape what they show."""
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=False,  # noqa: S701  # nothing of a record is here
        bytecode_cache=_COMPILED,
    )

    @pass_context
    def url(context: Context, address: str) -> str:
        """An address as seen from the page; from the page of lost visitors, which has no place, from the host."""
        page = context.get("page")
        return _seen_from(page and posixpath.dirname(page.url), address, config.base_path)

    made.filters["url"] = url
    return made


@lru_cache(maxsize=10_000)
def _seen_from(folder: str | None, address: str, base: str) -> str:
    """Kept, as the menu and the footer name the same addresses on every page."""
    if urlsplit(address).scheme or address.startswith("#"):
        return address
    return base + address if folder is None else posixpath.relpath(address, folder or ".")


def _assets(folders: tuple[Path, ...]) -> tuple[str, list[File]]:
    """The column's style sheet, and all other files as they are."""
    found = dict(_files_below(reversed(folders)))
    own = [found.pop(name).read_text(encoding="utf-8") for name in sorted(found) if OWN_STYLES.search(name)]
    base = (packaged("templates") / "plain" / "base.css").read_text(encoding="utf-8")
    return "\n".join([base, *own]), [File(name, path.read_bytes()) for name, path in sorted(found.items())]


def _files_below(folders: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Every asset by its path; one of a later folder stands for that of an earlier one."""
    for folder in folders:
        for path in sorted((folder / _ASSETS).rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path
