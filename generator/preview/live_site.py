"""The site as it is now, file by file, as somebody asks: what the preview shows.

Every file is a pure function of the site, so nothing is kept up to date: after a change there is another `Site`, and
what is asked for is made from it. Only what surely is the same is used again: a file of content that has not changed
is not read again, frames are made again when something that is in them changed, an output is made once a site, a
record's own pages each time they are asked for. See docs/decisions/0031.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.build.check import check
from generator.diagnostics.problems import Problem, errors
from generator.loading.loader import LONGEST, RUN
from generator.loading.records import Read, Submitted, lost
from generator.model.record import Record
from generator.outputs import OUTPUTS, Output
from generator.outputs.feeds.items import wechat_address
from generator.outputs.hosting.sitemap import sitemap
from generator.outputs.pages.records import pages_of
from generator.outputs.pages.sections import sections
from generator.outputs.search.index import search_index
from generator.outputs.search.live import LiveIndex
from generator.outputs.wechat.pages import articles_of, style_sheet
from generator.publishing.versions import MANIFEST, manifest, stored
from generator.rendering.frames import render_page
from generator.rendering.mkdocs_theme import Theme, make_theme
from generator.rendering.templates import environment
from generator.runtime.process_pool import shared
from generator.site.site import File, Page, Site
from generator.yaml_source.reader import signs

#: Fewer files than this are read here: making processes would take longer.
_FEW = 64


class Memory:
    """Reads files, and those that have not changed only once."""

    def __init__(self, root: Path, jobs: int) -> None:
        self._root, self._jobs = root, jobs
        self._known: dict[str, tuple[object, Read]] = {}

    def forget(self) -> None:
        """What was read was judged by lists that are no more."""
        self._known.clear()

    def __call__(self, work: Callable[[Submitted], Read], files: Sequence[Submitted]) -> list[Read]:
        names = [file.name for file in files]
        now = {name: signs(f"{self._root}/{name}") for name in names}
        changed = [
            file
            for file, name in zip(files, names, strict=True)
            if name not in self._known or self._known[name][0] != now[name]
        ]
        jobs = self._jobs if len(changed) > _FEW else 1
        made = zip(changed, shared(work, changed, jobs, lost, run=RUN, longest=LONGEST), strict=True)
        self._known |= {file.name: (now[file.name], found) for file, found in made}
        return [self._known[name][1] for name in names]


class Live:
    """What is shown: the last sound site, and the problems of what is there now."""

    def __init__(self, root: Path, today: Callable[[], date], jobs: int) -> None:
        self._root, self._today = root, today
        self._memory = Memory(root, jobs)
        self._marks: tuple[object, object] = (None, None)
        self.shown: Shown | None = None

    def refresh(self) -> list[Problem]:
        """Look at everything that changed. With errors among the problems what was shown is shown further."""
        # Lists come into the judgement of every record, templates into every page.
        marks = (signs(f"{self._root}/content/lists"), signs(f"{self._root}/templates"))
        if marks[0] != self._marks[0]:
            self._memory.forget()
        site, problems = check(self._root, self._today(), by=self._memory)
        if marks[1] != self._marks[1]:
            environment.cache_clear()
        if site and not errors(problems):
            self.shown = Shown(self._root, site, self.shown, same_templates=marks[1] == self._marks[1])
            self._marks = marks
        else:
            # What is shown was made of the templates as they were.
            self._marks = (marks[0], self._marks[1])
        return problems


class Shown:
    """A sound site, and what was made of it so far."""

    def __init__(self, root: Path, site: Site, before: "Shown | None", *, same_templates: bool) -> None:
        self.site = site
        # What frames are made of, besides templates.
        self.framed: Any = (site.config, sections(site), {a: guide.text for a, guide in site.guides.items()})
        again = before is not None and same_templates and before.framed == self.framed
        self.theme: Theme = before.theme if before and again else make_theme(root, *self.framed)
        self._given = {file.path: file for file in (*self.theme.pages, *self.theme.files, *style_sheet(site, ()))}
        self.index: LiveIndex = LiveIndex(site, before.index if before else None)
        self._alone = {record.address: record for record in site.catalogue.records}
        self._made: dict[Output, tuple[dict[str, Page | File], Iterator[Page | File]]] = {}
        #: Which output a path came from, once it is known; it seldom changes.
        self.owners: dict[str, Output] = before.owners if before else {}
        self._lock = threading.RLock()

    @cached_property
    def _articles(self) -> dict[str, Record]:
        return {_stem(wechat_address(self.site, record)): record for record in self.site.catalogue.records}

    def file(self, path: str) -> File | None:
        """The file at a path, made now if need be."""
        with self._lock:
            return self._given.get(path) or self._of_record(path) or self._of_output(path) or self._of_all(path)

    def paths(self) -> list[str]:
        """Every file of the site."""
        with self._lock:
            own = [*self._alone, *(one.path for record in self._articles.values() for one in self._article(record))]
            others = [path for output in self._outputs() for path in self._all_of(output)]
            return [*self._given, *own, *others, *self.index.paths(), *(one.path for one in self._sitemap()), MANIFEST]

    def _of_record(self, path: str) -> File | None:
        if record := self._alone.get(path):
            return self._finished(next(pages_of(self.site, 0, [record])))
        record = self._articles.get(_stem(path))
        return next((one for one in self._article(record) if one.path == path), None) if record else None

    def _article(self, record: Record) -> Iterator[File]:
        return articles_of(self.site, 0, [record])

    def _of_output(self, path: str) -> File | None:
        if path.startswith("search/"):
            return self.index.file(path)
        owner = self.owners.get(path)
        for output in (*((owner,) if owner else ()), *self._outputs()):
            found = self._made_until(output, path).get(path)
            if found:
                self.owners[path] = output
                return self._finished(found)
        return None

    def _outputs(self) -> Iterator[Output]:
        """All but those whose files are made one by one."""
        return (output for output in OUTPUTS if output is not search_index and output.__name__ not in _BY_RECORD)

    def _all_of(self, output: Output) -> dict[str, Page | File]:
        return self._made_until(output, "")

    def _made_until(self, output: Output, path: str) -> dict[str, Page | File]:
        """What an output makes, as far as the file that is asked for."""
        if output not in self._made:
            self._made[output] = {}, iter(output(self.site))
        made, left = self._made[output]
        try:
            while path not in made and (one := next(left, None)):
                made[one.address if isinstance(one, Page) else one.path] = one
        except BaseException:
            # What went wrong is told again whenever somebody asks.
            del self._made[output]
            raise
        return made

    def _finished(self, one: Page | File) -> File:
        return (
            render_page(one, self.theme.frames[one.section], self.site.config.title) if isinstance(one, Page) else one
        )

    def _of_all(self, path: str) -> File | None:
        """What tells of all other files."""
        if path == MANIFEST:
            return manifest(stored(file) for name in self.paths() if name != MANIFEST and (file := self.file(name)))
        return next((one for one in self._sitemap() if one.path == path), None)

    def _sitemap(self) -> Iterator[File]:
        changes = {address: record.updated.date() for address, record in self._alone.items()}
        pages = (one for output in self._outputs() for one in self._all_of(output).values() if isinstance(one, Page))
        return sitemap(self.site, {**changes, **{page.address: page.changed for page in pages}}, self.site.guides)


_BY_RECORD = ("records", "wechat_pages")


def _stem(path: str) -> str:
    """What the files of one article have in common."""
    return path.removesuffix(".html").removesuffix("-pictures.zip")
