"""A site's files made, in as many processes as are wanted: first run by run of the records, then the rest.

What is made is kept where it is made (in memory, or in the folder that will be published); only what has to be
known of it travels. The bytes do not depend on the number of processes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeAlias

from generator.outputs import RUN, SPLIT, Output
from generator.publishing.link_check import Links, is_empty
from generator.publishing.versions import Stored, stored
from generator.rendering.frames import render_page
from generator.rendering.mkdocs_theme import Theme
from generator.runtime.process_pool import shared
from generator.runtime.spill_file import SpilledValue, SpillFile
from generator.site.site import File, Page, Share, Site

#: Takes a finished file, wherever it is made.
Keep: TypeAlias = Callable[[File], None]
#: Told how many records are done.
Counted: TypeAlias = Callable[[int], None]
#: After so many files of an output, the keys that it has been through need not be at hand any more.
RELEASE_EVERY = 64


@dataclass(slots=True)
class Made:
    """What has to be known of files that were made together."""

    files: list[Stored] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    #: Of our own pages: when each changed.
    changes: dict[str, date | None] = field(default_factory=dict)
    links: Links = field(default_factory=Links)
    shares: dict[str, list[Share]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Maker:
    """What every process has: the site, the frames, and where files go."""

    site: Site
    theme: Theme
    keep: Keep
    split: Sequence[Output]

    def run(self, first: int) -> Made:
        """All that is made of the records from number `first` on, before a text is forgotten."""
        records = self.site.catalogue.records[first : first + RUN]
        made = Made()
        for output in self.split:
            for one in SPLIT[output].of_run(self.site, first, records):
                self._take(output, one, made)
        return made

    def rest(self, output: Output, waiting: Sequence[SpilledValue]) -> Made:
        """All of an output that is not split, or what is left of one that is."""
        made = Made()
        shares: list[Share] = [one.value() for one in waiting]
        found = SPLIT[output].of_all(self.site, shares) if output in SPLIT else output(self.site)
        for number, one in enumerate(found):
            self._take(output, one, made)
            if waiting and not number % RELEASE_EVERY:
                waiting[0].spill.release_pages()
        return made

    def _take(self, output: Output, one: Page | File | Share, made: Made) -> None:
        if isinstance(one, Share):
            made.shares.setdefault(output.__name__, []).append(one)
        elif isinstance(one, Page):
            frame = self.theme.frames[one.section]
            file = render_page(one, frame, self.site.config.title)
            made.changes[one.address] = one.changed
            # What the frame links to is looked at once, in a page of its own.
            made.links.collect(one.address, (one.head + one.article).encode(), frame.static)
            self._keep(file, made)
        else:
            made.links.collect(one.path, one.content)
            self._keep(one, made)

    def _keep(self, file: File, made: Made) -> None:
        self.keep(file)
        made.files.append(stored(file))
        if is_empty(file):
            made.empty.append(file.path)


def make(site: Site, theme: Theme, outputs: Sequence[Output], keep: Keep, *, jobs: int, counted: Counted) -> list[Made]:
    """Every file of the outputs."""
    split = [output for output in outputs if output in SPLIT]
    maker = _Maker(site, theme, keep, split)
    starts = range(0, len(site.catalogue), RUN) if split else ()
    made: list[SpilledValue] = []
    waiting: dict[str, list[SpilledValue]] = defaultdict(list)
    with SpillFile() as spill:
        for number, one in enumerate(shared(maker.run, starts, jobs, _died), start=1):
            for name, shares in one.shares.items():
                waiting[name] += map(spill.put, shares)
            made.append(spill.put(replace(one, shares={})))
            counted(min(number * RUN, len(site.catalogue)))
        # What takes longest goes first.
        ordered = sorted(outputs, key=lambda output: output.__name__ not in waiting)
        rest = [partial(maker.rest, output, waiting.get(output.__name__, [])) for output in ordered]
        others = list(shared(_call, rest, jobs, _died, ahead=len(rest)))
        return [*(one.value() for one in made), *others]


def kept(files: Iterable[File], keep: Keep) -> Made:
    """The same of files that are there already."""
    made = Made()
    for file in files:
        keep(file)
        made.files.append(stored(file))
        made.links.collect(file.path, file.content)
    return made


def _call(work: Callable[[], Made]) -> Made:
    return work()


def _died(work: object) -> Made:
    raise RuntimeError(f"a process died while it made {work}")
