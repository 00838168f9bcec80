"""MkDocs and Material make the frames and the hand-written pages. Nothing else knows them.

A fifth of a second whatever the number of records: MkDocs sees one page for each section, with slots in
it, and the pages that people wrote as Markdown. `plain_theme` gives the same without them.
"""

import logging
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils import get_theme_dir

from generator.model.config import SiteConfig
from generator.rendering.compiled_templates import CompiledTemplates
from generator.rendering.css_pruning import classes_in, reduce
from generator.rendering.theme import MISSING, OWN_STYLES, Theme, frame_values, menu_groups, source_name, theme_of
from generator.runtime.packaged import template_folders
from generator.site.site import File, Guide, Section

#: What lies beside templates and is for no reader.
_NOT_SERVED = re.compile(r"(?:^|/)\.|\.(?:html|md|py|pyc|map)$|readme|^(?:wechat|preview|column|plain)/", re.IGNORECASE)
#: The theme's styles, of which only what our pages can show goes out.
_THEME_STYLES = "assets/stylesheets/main.*.css"


#: Every run of MkDocs has an environment of its own.
_COMPILED = CompiledTemplates("material")


def mkdocs_theme(
    root: Path, config: SiteConfig, sections: tuple[Section, ...], guides: Mapping[str, Guide], *, internal: bool
) -> Theme:
    """Build frames and hand-written pages in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="wanlixing-") as folder:
        docs, out = Path(folder, "docs"), Path(folder, "out")
        _write_docs(docs, sections, guides)
        settings = _settings(root, config, _nav(sections, guides), docs, out)
        settings["extra"] = {**frame_values(config, sections, guides, internal=internal), "generator": False}
        settings["not_in_nav"] = "\n".join(section.frame_source for section in sections if not section.in_menu)
        _run(settings, template_folders(root)[1:])
        addresses = (MISSING, *guides, *(section.frame_address for section in sections))
        html = {name: (out / name).read_text(encoding="utf-8") for name in sorted(addresses)}
    own, files = _own_files(template_folders(root))
    return theme_of(html, sections, files, _stylesheet(own, html.values()))


def _write_docs(docs: Path, sections: tuple[Section, ...], guides: Mapping[str, Guide]) -> None:
    texts = {section.frame_source: f"---\ntitle: {section.title}\nframe: true\n---\n" for section in sections}
    texts |= {source_name(address): _with_settings(guide) for address, guide in guides.items()}
    for name, text in texts.items():
        target = docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _with_settings(guide: Guide) -> str:
    """A hand-written page without what MkDocs would take for orders: of another template, for example."""
    return f"---\n{yaml.safe_dump(dict(guide.settings), allow_unicode=True, sort_keys=False)}---\n{guide.body}"


def _nav(sections: tuple[Section, ...], guides: Mapping[str, Guide]) -> list[dict[str, Any]]:
    menu: list[dict[str, Any]] = [{section.title: section.frame_source} for section in sections if section.in_menu]
    return [*menu, *({name: list(map(source_name, pages))} for name, pages in menu_groups(guides).items())]


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
        "markdown_extensions": ["admonition", "tables", {"toc": {"permalink": False}}],
        "validation": {"links": {"not_found": "info", "unrecognized_links": "info", "absolute_links": "ignore"}},
        "theme": {
            "name": "material",
            "custom_dir": str(template_folders(root)[0]),
            "language": "zh",
            "font": False,
            "features": ["navigation.tabs"],
        },
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
    mkdocs.theme.static_templates = {MISSING}
    environment = mkdocs.theme.get_env()
    environment.bytecode_cache = _COMPILED
    # It would look at each of Material's fifteen thousand icons, and copy what we read ourselves.
    environment.list_templates = lambda **_kept: []  # type: ignore[method-assign]
    mkdocs.theme.get_env = lambda: environment  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    disabled, logger.disabled = logger.disabled, True
    try:
        mkdocs.plugins.on_startup(command="build", dirty=False)
        build(mkdocs)
    except MkDocsException as error:
        raise RuntimeError(f"MkDocs failed: {error}") from error
    finally:
        logger.disabled = disabled


def _own_files(folders: Sequence[Path]) -> tuple[str, list[File]]:
    """The column's style sheet, and all other files beside its templates; one of the first folder goes before."""
    found = {
        path.relative_to(folder).as_posix(): path
        for folder in reversed(folders)
        for path in folder.rglob("*")
        if path.is_file()
    }
    served = {name: path.read_bytes() for name, path in sorted(found.items()) if not _NOT_SERVED.search(name)}
    own = "".join(content.decode() for name, content in served.items() if OWN_STYLES.search(name))
    return own, [File(name, content) for name, content in served.items() if not OWN_STYLES.search(name)]


def _stylesheet(own: str, pages: Iterable[str]) -> str:
    """One file: what our pages can show of the theme's styles, then ours."""
    folder = Path(get_theme_dir("material"))
    theme = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob(_THEME_STYLES)))
    classes = {name for page in pages for name in classes_in(page)}
    return f"{reduce(theme, classes, own)}\n{own}"
