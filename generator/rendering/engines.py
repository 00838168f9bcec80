"""Chooses what makes the frames: MkDocs with Material, or the plain engine; only the chosen one is loaded."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.model.config import SiteConfig
from generator.rendering.theme import OFFICE_STYLES, Theme
from generator.site.site import Guide, Section


def make_theme(
    root: Path,
    config: SiteConfig,
    sections: tuple[Section, ...],
    guides: Mapping[str, Guide],
    *,
    internal: bool = False,
) -> Theme:
    """Frames of the sections and the hand-written pages by address.

    The frames of the office's own site (`internal`) say so on every page and lead to nothing public.
    """
    if config.engine == "plain":
        from generator.rendering.plain_theme import plain_theme

        theme = plain_theme(root, config, sections, guides, internal=internal)
    else:
        from generator.rendering.mkdocs_theme import mkdocs_theme

        theme = mkdocs_theme(root, config, sections, guides, internal=internal)
    return theme if internal else replace(theme, files=tuple(f for f in theme.files if f.path != OFFICE_STYLES))
