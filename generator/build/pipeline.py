"""The stages in order. Read this first.

    read each file, and check what it holds by itself -> check all together
        -> make: frames, then parts of single records, of runs of them, of the whole -> verify -> publish

A mistake of an author ends the run before anything is written. Files are made in a folder that nobody sees, or in
memory, and verified; then that folder is published.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

from generator.build.producer import OnProgress, Sink, make, taken
from generator.build.stored_theme import stored_theme
from generator.checks import problems_of_record, problems_of_site
from generator.checks.page_links import HINT
from generator.diagnostics.problems import Problem, ProblemsFound, errors
from generator.loading.history import history
from generator.loading.loader import LoadOptions, load, reader
from generator.loading.office import office_folder
from generator.outputs import OUTPUTS
from generator.outputs.hosting.sitemap import sitemap
from generator.outputs.pages.sections import sections
from generator.publishing import link_check, versions
from generator.publishing.claims import claimed
from generator.publishing.versions import Stored
from generator.runtime.spill_file import SpillFile
from generator.runtime.store import Store
from generator.site.output import Output
from generator.site.site import File, Section, Site

#: Told what is being done: words, done so far, all there is (0 when unknown).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """A site that was made, and what was noticed on the way."""

    site: Site
    files: Sequence[Stored]
    pages: int
    problems: list[Problem]


@dataclass(frozen=True)
class Rendered:
    """A site in memory, and what was noticed on the way."""

    site: Site
    files: list[File]
    problems: list[Problem]


@dataclass(frozen=True)
class Published:
    """What a build did."""

    built: Built
    version: Path
    seconds: float


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def build(
    root: Path,
    target: Path,
    today: date,
    progress: Progress = silent,
    waiting: Callable[[], None] = lambda: None,
    *,
    production: bool = False,
    jobs: int = 1,
    office_root: Path | None = None,
    store: Store | None = None,
) -> Published:
    """Read, make and publish into `target`. Raises ProblemsFound when the content has errors.

    What was worked out before is taken from the `store`, and what is worked out now is kept in it.
    """
    start = perf_counter()
    with claimed(target, waiting, sources=_sources(root)), SpillFile() as spill:
        options = LoadOptions(problems_of_record, reader=reader(jobs, spill, store), office_root=office_root)
        site, problems = _checked(root, today, progress, options, production=production, store=store)
        parts = store.beside("parts") if store else None
        with versions.staged(target) as staging:
            files, pages = _made(root, site, staging, progress, jobs=jobs, store=parts)
            progress("写入", 0, 0)
            version = staging.publish(site.config.keep_versions)
    return Published(Built(site, files, pages, problems), version, perf_counter() - start)


def _sources(root: Path) -> tuple[Path, ...]:
    """The folders that a site is made of."""
    return root / "content", root / "templates"


def build_office(
    root: Path,
    target: Path,
    today: date,
    progress: Progress = silent,
    waiting: Callable[[], None] = lambda: None,
    *,
    office_root: Path | None = None,
) -> Published:
    """The office's own site into `target`, which is never where the public one lies."""
    start = perf_counter()
    with claimed(target, waiting, internal=True, sources=_sources(root)):
        site, problems = _checked(root, today, progress, LoadOptions(problems_of_record, office_root=office_root))
        site = _reporting(root, site, problems, office_root)
        with versions.staged(target) as staging:
            files, pages = _made(root, site, staging, progress, jobs=1, office=True)
            progress("写入", 0, 0)
            version = staging.publish(site.config.keep_versions)
    return Published(Built(site, files, pages, problems), version, perf_counter() - start)


def render_office(root: Path, today: date, progress: Progress = silent, *, office_root: Path | None = None) -> Rendered:
    """The office's own site as files in memory."""
    site, problems = _checked(root, today, progress, LoadOptions(problems_of_record, office_root=office_root))
    return _rendered(root, _reporting(root, site, problems, office_root), problems, progress, office=True)


def render(
    root: Path,
    today: date,
    progress: Progress = silent,
    *,
    production: bool = False,
    office_root: Path | None = None,
    store: Store | None = None,
) -> Rendered:
    """The whole site as files in memory. Raises ProblemsFound when the content has errors."""
    options = LoadOptions(problems_of_record, reader=reader(1, store=store), office_root=office_root)
    site, problems = _checked(root, today, progress, options, production=production, store=store)
    return _rendered(root, site, problems, progress, store=store.beside("parts") if store else None)


def _rendered(
    root: Path,
    site: Site,
    problems: list[Problem],
    progress: Progress,
    *,
    office: bool = False,
    store: Store | None = None,
) -> Rendered:
    memory = _Memory()
    _made(root, site, memory, progress, jobs=1, office=office, store=store)
    return Rendered(site, list(memory.files.values()), problems)


class _Memory:
    """Takes files and keeps them."""

    def __init__(self) -> None:
        self.files: dict[str, File] = {}

    def write(self, file: File) -> Stored:
        self.files[file.path] = file
        return versions.stored(file)

    def again(self, _file: Stored) -> bool:
        return False

    def read(self, path: str) -> bytes:
        return self.files[path].content


def _reporting(root: Path, site: Site, problems: list[Problem], office_root: Path | None) -> Site:
    """The site with what was said of it and who changed its files, which the office looks through."""
    known = history(root)
    if site.office.apart:
        known |= history(office_folder(root, site.config, office_root), f"{site.office.place}/")
    return replace(site, loaded=replace(site.loaded, reported=tuple(problems), history=known))


def _checked(
    root: Path,
    today: date,
    progress: Progress,
    options: LoadOptions,
    *,
    production: bool = False,
    store: Store | None = None,
) -> tuple[Site, list[Problem]]:
    progress("读取和检查", 0, 0)
    site, problems = load(root, today, production, options)
    if store:
        store.save()
    if site:
        problems += problems_of_site(site)
    problems = sorted(set(problems))
    if site is None or errors(problems):
        raise ProblemsFound(problems)
    return site, problems


def _made(
    root: Path,
    site: Site,
    sink: Sink,
    progress: Progress,
    *,
    jobs: int,
    office: bool = False,
    store: Store | None = None,
) -> tuple[list[Stored], int]:
    """Every file of the public or of the office's site made and verified; and how many pages there are."""
    progress("准备版式", 0, 0)
    guides = {} if office else site.guides
    outputs, parts = _office_outputs() if office else (OUTPUTS, sections(site))
    theme = stored_theme(store, root, site.config, parts, guides, internal=office)
    count = len(site.catalogue)
    on_progress: OnProgress = lambda done: progress("生成页面", done, count)  # noqa: E731
    made = make(site, theme, outputs, sink, jobs=jobs, on_progress=on_progress, store=store)
    changes = {address: changed for one in made for address, changed in one.changes.items()}
    map_files = () if office else sitemap(site, changes, site.guides)
    made.append(taken([*theme.pages, *theme.files, *map_files], sink))
    progress("核对链接", 0, 0)
    files = [file for one in made for file in one.files]
    empty = (path for one in made for path in one.empty)
    paths = [file.path for file in files]
    _judged(site, link_check.faults_of(paths, empty, [one.links for one in made], site.config.base_path, sink.read))
    # The last: files that are younger count as damaged.
    manifest = sink.write(versions.manifest(files))
    return [*files, manifest], len(changes) + len(theme.pages)


def _office_outputs() -> tuple[Sequence[Output], tuple[Section, ...]]:
    """What the office's site is made of. Word and Excel are slow to load, and the public site has little of them."""
    from generator.office_site import OFFICE_OUTPUTS
    from generator.office_site.sections import SECTIONS

    return OFFICE_OUTPUTS, SECTIONS


def _judged(site: Site, faults: Sequence[link_check.Fault]) -> None:
    """A dead link in a hand-written page is its author's mistake; any other fault is ours."""
    ours = [fault for fault in faults if fault.path not in site.guides or not fault.link]
    if ours:
        raise AssertionError("生成的网站有缺陷：\n" + "\n".join(f"{f.path}: {f.message}" for f in ours[:50]))
    if faults:
        raise ProblemsFound(
            [Problem(site.guides[f.path].position(f.link), "E402", f"{f.message}。", HINT) for f in faults]
        )
