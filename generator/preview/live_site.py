"""The site as it is now, file by file, as somebody asks: what the preview shows.

Every file is a pure function of the site, so nothing is kept up to date: after a change there is another `Site`, and
what is asked for is made from it. Only what surely is the same is used again: a file of content that has not changed
is not read again, frames are made again when something that is in them changed, what is made of the whole is made once
a site, a record's own pages each time they are asked for. See docs/decisions/0031 and 0034.
"""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.build.check import check
from generator.build.parts import finished, part_of_record, path_of
from generator.diagnostics.problems import Problem, errors
from generator.model.kinds import KINDS
from generator.model.record import Record
from generator.outputs import OUTPUTS
from generator.outputs.hosting.sitemap import sitemap
from generator.outputs.pages.sections import sections
from generator.preview.file_cache import FileCache
from generator.preview.part_cache import LazyNotes, PartCache
from generator.publishing.versions import MANIFEST, manifest, stored
from generator.rendering.engines import make_theme
from generator.rendering.templates import environment
from generator.rendering.theme import Theme
from generator.runtime.store import Store
from generator.site.look import look_at
from generator.site.output import RUN, Made, Output, owner_of
from generator.site.site import File, Page, Site
from generator.yaml_source.reader import fingerprint


class LiveSite:
    """What is shown: the last sound site, and the problems of what is there now."""

    def __init__(self, root: Path, today: Callable[[], date], jobs: int, store: Store | None = None) -> None:
        self._root, self._today = root, today
        self._files, self._parts = FileCache(root, jobs, store), PartCache()
        self._templates: object = None
        self.snapshot: Snapshot | None = None

    def refresh(self) -> list[Problem]:
        """Look at everything that changed. With errors among the problems what was shown is shown further."""
        templates = fingerprint(f"{self._root}/templates")
        site, problems = check(self._root, self._today(), by=self._files)
        same_templates = templates == self._templates
        if not same_templates:
            environment.cache_clear()
        if site and not errors(problems):
            if not same_templates:
                self._parts.forget()
            before = self.snapshot if same_templates else None
            self.snapshot = Snapshot(self._root, site, self._parts, before)
            # Only now: with errors, what is shown was made of the templates as they were.
            self._templates = templates
        return problems


class Snapshot:
    """A sound site, and what was made of it so far."""

    def __init__(self, root: Path, site: Site, parts: PartCache, before: "Snapshot | None") -> None:
        self.site = site
        # What frames are made of, besides templates.
        self.framed: Any = (site.config, sections(site), site.guides)
        again = before is not None and before.framed == self.framed
        self.theme: Theme = before.theme if before and again else make_theme(root, *self.framed)
        self._given = {file.path: file for file in (*self.theme.pages, *self.theme.files)}
        self._parts, self._notes = parts, LazyNotes(site, OUTPUTS, parts)
        parts.renew(site)
        self._made: dict[str, tuple[dict[str, Made], Iterator[Made]]] = {}
        self._lock = threading.RLock()

    def file(self, path: str) -> File | None:
        """The file at a path, made now if need be."""
        with self._lock:
            if path in self._given:
                return self._given[path]
            owner = owner_of(path, OUTPUTS)
            made = self._part(owner, path) if owner else None
            return finished(made, self.theme, self.site.config.title) if made else self._of_all(path)

    def paths(self) -> list[str]:
        """Every file of the site."""
        with self._lock:
            return [*self._names, MANIFEST]

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Every file besides the manifest."""
        return (*self._given, *self._changes, *self._sitemap)

    @cached_property
    def _changes(self) -> dict[str, tuple[bool, date | None]]:
        """Of every file that outputs make: whether it is a page, and when that was changed last."""
        return {
            path_of(one): (True, one.changed) if isinstance(one, Page) else (False, None)
            for output in OUTPUTS
            for one in self._all_of(output)
        }

    def _part(self, output: Output, path: str) -> Made | None:
        """What an output makes at a path: of a record, of a run, of the whole."""
        for record in self._named_in(path) if output.of_record else ():
            for one in part_of_record(output, look_at(self.site), record)[0]:
                if path_of(one) == path:
                    return one
        for one in self._of_runs(output):
            if path_of(one) == path:
                return one
        return self._made_until(output, path).get(path)

    def _named_in(self, path: str) -> Iterator[Record]:
        """The records whose id is in a file's name, the longest first."""
        for part in re.split(r"[._]", path.rpartition("/")[2]):
            words = part.split("-")
            for end in range(len(words), 0, -1):
                found = (self.site.catalogue.get(name, "-".join(words[:end])) for name in KINDS)
                yield from (record for record in found if record)

    def _of_runs(self, output: Output) -> Iterator[Made]:
        for first in range(0, len(self.site.catalogue), RUN) if output.of_run else ():
            yield from self._parts.run(self.site, output, first).files

    def _all_of(self, output: Output) -> Iterator[Made]:
        look = look_at(self.site)
        for record in self.site.catalogue.records if output.of_record else ():
            yield from part_of_record(output, look, record)[0]
        yield from self._of_runs(output)
        yield from self._made_until(output, "").values()

    def _made_until(self, output: Output, path: str) -> dict[str, Made]:
        """What an output makes of the whole, as far as the file that is asked for."""
        if output.name not in self._made:
            self._made[output.name] = {}, iter(output.of_site(self.site, self._notes) if output.of_site else ())
        made, left = self._made[output.name]
        try:
            while path not in made and (one := next(left, None)):
                made[path_of(one)] = one
        except BaseException:
            # What went wrong is reported again whenever somebody asks.
            del self._made[output.name]
            raise
        return made

    def _of_all(self, path: str) -> File | None:
        """What tells of all other files."""
        if path == MANIFEST:
            return self._manifest
        return self._sitemap.get(path) if path in ("sitemap.xml", "robots.txt") else None

    @cached_property
    def _manifest(self) -> File:
        return manifest(stored(file) for name in self._names if (file := self.file(name)))

    @cached_property
    def _sitemap(self) -> dict[str, File]:
        pages = {path: changed for path, (is_page, changed) in self._changes.items() if is_page}
        files = sitemap(self.site, pages, self.site.guides)
        return {file.path: file for file in files}
