"""MkDocs and Material make the frames and the hand-written pages. Nothing else knows them.

Half a second whatever the number of records: MkDocs sees one page for each section, with slots in
it, and the pages that people wrote as Markdown. Another engine has to give the same `Theme`.
"""

import logging
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.meta import get_data

from generator.model.config import SiteConfig
from generator.rendering.css_pruning import classes_in, reduce
from generator.rendering.frames import Frame, split, with_policy
from generator.rendering.js_bundles import bundled
from generator.runtime.packaged import template_folders
from generator.site.site import File, Section

#: Hand-written pages, in the order of the menu; others follow by name.
GUIDE_ORDER = ("guide.md", "subscribe.md", "sources.md", "about.md")
#: What the theme brings and no page asks for.
_DEAD_WEIGHT = re.compile(r"\.map$|^assets/javascripts/|/palette\.|^sitemap\.xml|favicon\.png$|^wechat/|^preview/")
#: The theme's styles and ours; all go out as one file, ours by their numbers. Others go out as
#: they are, for single kinds of page that ask for them (`Meta.styles`).
_THEME_STYLES = re.compile(r"^assets/stylesheets/main\..*\.css$")
_OWN_STYLES = re.compile(r"^assets/css/[0-9]{2}-")
#: What a hand-written page may say above its text.
_PAGE_SETTINGS = ("title", "description", "column_type")
STYLESHEET = "assets/site.css"
#: For the office's own site alone.
OFFICE_STYLES = "assets/css/office.css"


@dataclass(frozen=True, slots=True)
class Theme:
    """What the engine gives: a frame for each section, finished pages, and the theme's own files."""

    frames: Mapping[str, Frame]
    pages: tuple[File, ...]
    files: tuple[File, ...]


def make_theme(
    root: Path, config: SiteConfig, sections: tuple[Section, ...], guides: Mapping[str, str], *, internal: bool = False
) -> Theme:
    """Build frames and hand-written pages (`guides`: Markdown by address) in a temporary folder.

    The frames of the office's own site (`internal`) say so on every page and lead to nothing public.
    """
    with tempfile.TemporaryDirectory(prefix="wanlixing-") as folder:
        docs, out = Path(folder, "docs"), Path(folder, "out")
        _write_docs(docs, sections, guides)
        settings = _settings(root, config, _nav(sections, guides), docs, out)
        settings["extra"]["internal"] = internal
        settings["extra"]["sections"] = [section.name for section in sections]
        settings["not_in_nav"] = "\n".join(section.frame_source for section in sections if not section.in_menu)
        _run(settings, template_folders(root)[1:])
        theme = _collect(out, sections, guides)
    return theme if internal else replace(theme, files=tuple(f for f in theme.files if f.path != OFFICE_STYLES))


def _write_docs(docs: Path, sections: tuple[Section, ...], guides: Mapping[str, str]) -> None:
    texts = {section.frame_source: f"---\ntitle: {section.title}\nframe: true\n---\n" for section in sections}
    texts |= {_source_name(address): _with_known_settings(text) for address, text in guides.items()}
    for name, text in texts.items():
        target = docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _with_known_settings(text: str) -> str:
    """A hand-written page without what MkDocs would take for orders: of another template, for example."""
    body, settings = get_data(text)
    kept = {name: str(settings[name]) for name in _PAGE_SETTINGS if name in settings}
    return f"---\n{yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)}---\n{body}"


def _source_name(address: str) -> str:
    return address.removesuffix(".html") + ".md"


def _nav(sections: tuple[Section, ...], guides: Mapping[str, str]) -> list[dict[str, Any]]:
    menu: list[dict[str, Any]] = [{section.title: section.frame_source} for section in sections if section.in_menu]
    names = sorted(map(_source_name, guides), key=lambda n: (GUIDE_ORDER.index(n) if n in GUIDE_ORDER else 99, n))
    return [*menu, {"指南": names}] if names else menu


def _settings(root: Path, config: SiteConfig, nav: list[dict[str, Any]], docs: Path, out: Path) -> dict[str, Any]:
    return {
        "site_name": config.title,
        "site_url": config.site_url,
        "site_description": config.description,
        "docs_dir": str(docs),
        "site_dir": str(out),
        "use_directory_urls": False,
        "nav": nav,
        "plugins": [],
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "def_list",
            "footnotes",
            "tables",
            {"toc": {"permalink": False}},
        ],
        "validation": {"links": {"not_found": "info", "unrecognized_links": "info", "absolute_links": "ignore"}},
        "theme": {
            "name": "material",
            "custom_dir": str(template_folders(root)[0]),
            "language": "zh",
            "font": False,
            "features": ["navigation.tabs"],
        },
        "extra": {"column": config.model_dump(), "generator": False},
    }


def _run(settings: dict[str, Any], more: Sequence[Path]) -> None:
    """Run MkDocs in this process, with `more` folders of templates behind the first.

    Its warnings count for nothing, since every link is verified later.
    """
    # The same bytes on any day: MkDocs writes its build date into pages unless this is set.
    os.environ["SOURCE_DATE_EPOCH"] = "1590969600"
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    mkdocs = MkDocsConfig()
    mkdocs.load_dict(settings)
    errors, _warnings = mkdocs.validate()
    if errors:
        raise RuntimeError(f"MkDocs refuses our settings: {errors}")
    mkdocs.theme.dirs[1:1] = map(str, more)
    logger = logging.getLogger("mkdocs")
    disabled, logger.disabled = logger.disabled, True
    try:
        mkdocs.plugins.on_startup(command="build", dirty=False)
        build(mkdocs)
    except MkDocsException as error:
        raise RuntimeError(f"MkDocs failed: {error}") from error
    finally:
        logger.disabled = disabled


def _collect(out: Path, sections: tuple[Section, ...], guides: Mapping[str, str]) -> Theme:
    addresses = {section.frame_address: section.name for section in sections}
    pages = {*guides, "404.html"}
    found = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*")) if path.is_file()}
    html = {name: found[name].read_text(encoding="utf-8") for name in found if name in addresses or name in pages}
    styles = {name: found[name].read_text(encoding="utf-8") for name in found if _joined(name)}
    files = [
        File(name, path.read_bytes())
        for name, path in found.items()
        if name not in html and name not in styles and not _DEAD_WEIGHT.search(name)
    ]
    return Theme(
        frames={addresses[name]: split(text) for name, text in html.items() if name in addresses},
        pages=tuple(File(name, with_policy(text).encode()) for name, text in html.items() if name in pages),
        files=(*bundled(files), File(STYLESHEET, _stylesheet(styles, html.values()).encode())),
    )


def _joined(name: str) -> bool:
    return bool(_THEME_STYLES.search(name) or _OWN_STYLES.search(name))


def _stylesheet(styles: Mapping[str, str], pages: Iterable[str]) -> str:
    """One file: what our pages can show of the theme's styles, then ours."""
    theme = "".join(text for name, text in styles.items() if _THEME_STYLES.search(name))
    own = "".join(text for name, text in styles.items() if _OWN_STYLES.search(name))
    classes = {name for page in pages for name in classes_in(page)}
    return f"{reduce(theme, classes, own)}\n{own}"
