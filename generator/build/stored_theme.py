"""The frames of a site, made or kept from an earlier build: MkDocs takes its time even where nothing changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.model.config import SiteConfig
from generator.rendering.engines import make_theme
from generator.rendering.frames import Frame
from generator.rendering.theme import Theme
from generator.runtime.packaged import template_folders
from generator.runtime.program import folder_digest, program_digest
from generator.runtime.store import Store, digest
from generator.site.plain_values import PlainValues
from generator.site.site import File, Guide, Section

_VALUES = PlainValues(Frame, File)


def stored_theme(
    store: Store | None,
    root: Path,
    config: SiteConfig,
    sections: tuple[Section, ...],
    guides: Mapping[str, Guide],
    *,
    internal: bool,
) -> Theme:
    """The theme, taken from the store if it would become the same."""
    if store is None:
        return make_theme(root, config, sections, guides, internal=internal)
    said = config, sections, guides, internal
    key = _key(root, said)
    kept = store.get(key)
    if kept is not None:
        return _theme(json.loads(kept))
    made = make_theme(root, config, sections, guides, internal=internal)
    if _key(root, said) == key:
        store.put(key, _bytes(made))
    return made


def _key(root: Path, said: tuple[Any, ...]) -> bytes:
    """A digest of all that comes into the frames; of the templates as they are now."""
    return digest(b"theme", program_digest(), *map(folder_digest, template_folders(root)), repr(said).encode())


def _bytes(theme: Theme) -> bytes:
    frames = [[name, _VALUES.of(frame)] for name, frame in theme.frames.items()]
    return json.dumps([frames, _VALUES.of(theme.pages), _VALUES.of(theme.files)], separators=(",", ":")).encode()


def _theme(plain: list[Any]) -> Theme:
    frames, pages, files = plain
    return Theme({name: _VALUES.value(frame) for name, frame in frames}, _VALUES.value(pages), _VALUES.value(files))


def frames_digest(theme: Theme, title: str) -> bytes:
    """A digest of what is put around pages."""
    return digest(title.encode(), *(repr((name, frame)).encode() for name, frame in theme.frames.items()))
