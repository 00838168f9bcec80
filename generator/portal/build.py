"""A portal from end to end: read the columns, make pages, index and feeds, publish."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from generator.diagnostics.problems import ProblemsFound
from generator.loading.context import LoadContext
from generator.loading.settings import read_style
from generator.outputs.hosting.headers import headers
from generator.outputs.hosting.sitemap import sitemap
from generator.portal.feeds import feeds
from generator.portal.fetch_columns import Column, read_column
from generator.portal.index import index
from generator.portal.pages import everything, pages, portal_sections
from generator.portal.settings import FILE, read_portal
from generator.publishing import link_check, versions
from generator.publishing.claims import claimed
from generator.rendering.engines import make_theme
from generator.rendering.frames import render_page
from generator.runtime.packaged import template_folders
from generator.site.catalogue import Catalogue
from generator.site.site import File, Site
from generator.yaml_source.reader import Source

KEPT_VERSIONS = 3


@dataclass(frozen=True, slots=True)
class Joined:
    """What a portal was made of, and where it lies."""

    columns: tuple[Column, ...]
    files: int
    version: Path


def join_columns(
    root: Path, target: Path, today: date, progress: Callable[[str, int, int], None], waiting: Callable[[], None]
) -> Joined:
    """Build the portal of `root` and publish it into `target`; a column that can't be read stops it."""
    config = read_portal(root)
    with claimed(target, waiting):
        columns = []
        for number, place in enumerate(config.columns):
            progress("读取专栏", number, len(config.columns))
            columns.append(read_column(place, root))
        progress("生成页面", 0, 0)
        made = list(_files(_site(root, today), root, columns))
        faults = link_check.faults(made, _site(root, today).config.base_path)
        if faults:
            raise AssertionError("\n".join(f"{fault.path}: {fault.message}" for fault in faults[:50]))
        progress("写入", 0, 0)
        manifest = versions.manifest(map(versions.stored, made))
        version = versions.put([*made, manifest], target, KEPT_VERSIONS)
    return Joined(tuple(columns), len(made) + 1, version)


def _site(root: Path, today: date) -> Site:
    """A site without records, for what makes pages and feeds of any site."""
    config = read_portal(root)
    context = LoadContext(root)
    style = read_style(context, Source(FILE, {}), config.as_site())
    if style is None:
        raise ProblemsFound(context.problems)
    return Site(config.as_site(), config.lists(), Catalogue([], today), today, template_folders(root), style)


def _files(site: Site, root: Path, columns: list[Column]) -> Iterator[File]:
    found = everything(columns)
    theme = make_theme(root, site.config, portal_sections(found), {})
    changes = {}
    for page in pages(site, columns, found):
        changes[page.address] = page.changed
        yield render_page(page, theme.frames[page.section], site.config.title)
    yield from chain(theme.pages, theme.files, index(columns, found), feeds(site, columns, found))
    yield from chain(headers(site), sitemap(site, changes, ()))
