"""The stages in order. Read this first.

    read -> check -> render -> frame -> verify -> publish

Everything is read, then everything is checked, then files are made in memory, then they are
written. A mistake of an author ends the run before anything is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from generator import publish, verify
from generator.checking import check
from generator.engine import Theme, make_theme
from generator.frames import join
from generator.outputs import OUTPUTS
from generator.outputs.sections import sections
from generator.outputs.sitemap import sitemap
from generator.problems import Problem, ProblemsFound, errors
from generator.site import File, Page, Site

#: Told what is being done: words, done so far, all there is (0 when unknown).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """A site in memory, and what was noticed on the way."""

    site: Site
    files: list[File]
    pages: int
    problems: list[Problem]


def silent(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def render(root: Path, today: date, progress: Progress = silent, *, production: bool = False) -> Built:
    """The whole site as files in memory. Raises ProblemsFound when the content has errors."""
    progress("读取和检查", 0, 0)
    site, problems = check(root, today, production)
    if site is None or errors(problems):
        raise ProblemsFound(problems)
    progress("准备版式", 0, 0)
    theme = make_theme(root, site.config, sections(site), {a: guide.text for a, guide in site.guides.items()})
    framed, files, changes = _outputs(site, theme, progress)
    files += sitemap(site, changes, site.guides)
    everything = [*framed, *theme.pages, *theme.files, *files]
    progress("核对链接", 0, 0)
    _verify(site, everything)
    everything.append(publish.manifest(everything))
    return Built(site, everything, len(framed) + len(theme.pages), problems)


def _verify(site: Site, files: list[File]) -> None:
    """A dead link in a hand-written page is its author's mistake; any other fault is ours."""
    faults = verify.faults(files, site.config.base_path)
    ours = [fault for fault in faults if fault.path not in site.guides or not fault.link]
    if ours:
        raise AssertionError("生成的网站有缺陷：\n" + "\n".join(f"{f.path}: {f.message}" for f in ours[:50]))
    if faults:
        hint = "请核对链接；指向本专栏的页面写相对地址，例如 guide.md 或 feeds/all.rss.xml。"
        raise ProblemsFound(
            [Problem(site.guides[f.path].place(f.link), "E402", f"{f.message}。", hint) for f in faults]
        )


def _outputs(site: Site, theme: Theme, progress: Progress) -> tuple[list[File], list[File], dict[str, date | None]]:
    """Framed pages, other files, and when each page changed; a page is framed as soon as it is made."""
    framed: list[File] = []
    files: list[File] = []
    changes: dict[str, date | None] = {}
    expected = len(site.catalogue)
    for output in OUTPUTS:
        for made in output(site):
            if isinstance(made, Page):
                framed.append(join(made, theme.frames[made.section], site.config.title))
                changes[made.address] = made.changed
                progress("生成页面", min(len(framed), expected), expected)
            else:
                files.append(made)
    return framed, files, changes


@dataclass(frozen=True)
class Published:
    """What a build did."""

    built: Built
    version: Path
    seconds: float


def build(
    root: Path,
    target: Path,
    today: date,
    progress: Progress = silent,
    waiting: Callable[[], None] = lambda: None,
    *,
    production: bool = False,
) -> Published:
    """Render and publish into `target`."""
    start = perf_counter()
    with publish.claimed(target, waiting):
        built = render(root, today, progress, production=production)
        progress("写入", 0, 0)
        version = publish.put(built.files, target, built.site.config.keep_versions)
    return Published(built, version, perf_counter() - start)
